import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, extname, join, posix } from "node:path";
import { readEdition } from "../edition/index.ts";
import {
  type Encoded,
  type EncodeRegisters,
  encode,
  encodeKind,
  PROFILES,
  reviewTable,
  TEXT_KINDS,
  wasEdited,
} from "../encode/index.ts";
import { readString } from "../read/index.ts";
import type { Entry, Registers } from "../resolve/index.ts";
import {
  type EditionFiles,
  type EditionOptions,
  loadEditionIfAny,
  loadFiles,
  treeLoader,
} from "./edition-files.ts";
import { documentId, FileError } from "./files.ts";
import { TaskError } from "./task-error.ts";

/** What `colophon encode` is asked for; paths are from the folder the command runs in, null is what lies beside. */
export interface EncodeFileOptions extends EditionOptions {
  readonly output: string | null;
  readonly profile: string;
  readonly header: string | null;
  readonly corrections: string | null;
  readonly registers: string | null;
  readonly review: string | null;
  readonly force: boolean;
  /** Whether nothing is written, and the whole list of what would be marked is the summary. */
  readonly dryRun?: boolean;
}

/** What came of it: the TEI, and what to review in words. */
export interface EncodedFile {
  readonly xml: string;
  readonly summary: string;
}

/** How many items of a review list are said in the summary. */
const MOST_SAID = 20;

/**
 * Encodes a source text, with header and corrections from the files beside it and names from the registers of the
 * edition. Throws a `FileError` for what is missing, and a `TaskError` where it would overwrite an editor's work.
 */
export async function encodeFile(file: string, options: EncodeFileOptions): Promise<EncodedFile> {
  const profile = PROFILES.get(options.profile);
  const kind = TEXT_KINDS.get(options.profile);
  if (profile === undefined && kind === undefined)
    throw new TaskError(
      `There is no profile ${options.profile}; there is ${[...PROFILES.keys(), ...TEXT_KINDS.keys()].join(", ")}.`,
    );
  const source = await textAt(file, options.folder);
  const stem = file.slice(0, file.length - extname(file).length);
  const header = await textBeside(options.header, `${stem}.teiHeader`, options.folder);
  const registers = await registersFor(options);
  const corrections = await textBeside(options.corrections, `${stem}.corrections.tsv`, options.folder);
  const encoded =
    kind === undefined
      ? encode(source, { ...(profile && { profile }), header, corrections: corrections ?? "", registers })
      : encodeKind(source, kind, { header, registers });
  refuseBroken(encoded.xml, options.header ?? `${stem}.teiHeader`);
  if (options.output !== null && options.dryRun !== true) await write(encoded.xml, options.output, options);
  if (options.review !== null)
    await writeFile(join(options.folder, options.review), reviewTable(encoded.review));
  return { xml: encoded.xml, summary: summaryOf(file, encoded, options) };
}

/** A header goes into the TEI as it is; one that is not well-formed would break the whole. */
function refuseBroken(xml: string, header: string): void {
  const { tree, findings } = readString(xml, { path: header });
  if (tree === null) throw new TaskError(`The header ${header} breaks the document: ${findings[0]?.message}`);
}

async function write(xml: string, output: string, { folder, force }: EncodeFileOptions): Promise<void> {
  const target = place(output, folder);
  const standing = existsSync(target) ? await readFile(target, "utf8") : null;
  if (standing === xml) return;
  if (standing !== null && !force && wasEdited(standing)) {
    throw new TaskError(
      `${output} was edited since it was encoded, and stays as it is. To overwrite it: --force`,
    );
  }
  await writeFile(target, xml).catch((error: Error) => {
    throw new FileError(`${output} cannot be written: ${error.message}`);
  });
}

/** The registers named by the user, else those of the edition that the source or the output belongs to. */
async function registersFor(options: EncodeFileOptions): Promise<EncodeRegisters> {
  const files =
    options.registers === null
      ? await loadEditionIfAny(options)
      : await loadFiles([options.registers], options);
  if (files === null) return { people: [], places: [], organisations: [] };
  const limits = files.config.limits ?? {};
  const { registers } = readEdition([...files.sources, ...files.context], [], {
    limits,
    load: treeLoader(options.folder, limits),
  });
  return pointersTo(registers, files, options.output);
}

/** Registers as an encoder asks them: each entry with the pointer that leads to it from the output. */
function pointersTo(registers: Registers, files: EditionFiles, output: string | null): EncodeRegisters {
  const paths = new Map([...files.sources, ...files.context].map(({ id, path }) => [id, path]));
  const from = output === null ? `${files.prefix}tei` : dirname(output.replaceAll("\\", "/"));
  const own = output === null ? null : documentId(output.slice(files.prefix.length));
  const named = (entries: ReadonlyMap<string, Entry>): EncodeRegisters["people"] =>
    [...entries.values()]
      .filter(({ document }) => document !== own)
      .map(({ document, xmlId, names }) => ({
        pointer: `${posix.relative(from, paths.get(document) ?? document)}#${xmlId}`,
        names,
      }));
  return {
    people: named(registers.people),
    places: named(registers.places),
    organisations: named(registers.organisations),
  };
}

async function textBeside(named: string | null, beside: string, folder: string): Promise<string | null> {
  if (named !== null) return await textAt(named, folder);
  return existsSync(place(beside, folder)) ? await textAt(beside, folder) : null;
}

async function textAt(path: string, folder: string): Promise<string> {
  const file = place(path, folder);
  if (!existsSync(file)) throw new FileError(`There is no file ${path}.`);
  const bytes = await readFile(file);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new FileError(
      `${path} is not in UTF-8. Convert it first, for example with iconv -f latin1 -t utf-8.`,
    );
  }
}

function place(path: string, folder: string): string {
  return path.startsWith("/") ? path : join(folder, path);
}

function summaryOf(file: string, { review }: Encoded, options: EncodeFileOptions): string {
  const items = review
    .slice(0, options.dryRun === true ? review.length : MOST_SAID)
    .map(
      ({ line, column, text, decision, reason }) =>
        `${file}:${line}:${column}: “${text.replace(/\s+/gu, " ").slice(0, 40)}”: ${decision}; ${reason}`,
    );
  const more =
    review.length > MOST_SAID && options.dryRun !== true
      ? [`… and ${review.length - MOST_SAID} more: --review FILE writes them all`]
      : [];
  const count = `${review.length} ${review.length === 1 ? "passage" : "passages"} to review`;
  const wrote = options.output === null || options.dryRun === true ? "" : `wrote ${options.output}; `;
  return `${[...items, ...more, wrote + count].join("\n")}\n`;
}
