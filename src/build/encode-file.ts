import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, extname, posix, resolve } from "node:path";
import { readEdition } from "../edition/index.ts";
import {
  type Encoded,
  type EncodeRegisters,
  encode,
  encodeManuscript,
  type NameCandidate,
  PROFILES,
  type Profile,
  reviewTable,
  TEXT_KINDS,
  type TextKind,
  wasEdited,
} from "../encode/index.ts";
import { readString } from "../read/index.ts";
import { nearest } from "../report/index.ts";
import type { Entry, Registers } from "../resolve/index.ts";
import {
  type EditionFiles,
  type EditionOptions,
  loadEditionIfAny,
  loadFiles,
  treeLoader,
} from "./edition-files.ts";
import { isDocx, place, readManuscript, readText } from "./encode-source.ts";
import { documentId, FileError } from "./files.ts";
import { TaskError } from "./run/task-error.ts";

/** What `colophon encode` is asked for; paths are from the folder the command runs in, null is what lies beside. */
export interface EncodeFileOptions extends EditionOptions {
  readonly output: string | null;
  /** The kind of text; null for what the name of the file says. */
  readonly profile: string | null;
  /** The language of the text; null for what the source says. */
  readonly language: string | null;
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
 * edition. Throws a `FileError` for what is missing or cannot be read, and a `TaskError` where it would overwrite an
 * editor's work.
 */
export async function encodeFile(file: string, options: EncodeFileOptions): Promise<EncodedFile> {
  const profile = profileNamed(options.profile ?? usualProfile(file), file);
  refuseOwnSource(file, options);
  const stem = file.slice(0, file.length - extname(file).length);
  const encoded = await encodedBy(profile, file, stem, options);
  refuseBroken(encoded.xml, options.header ?? `${stem}.teiHeader`);
  if (options.output !== null && options.dryRun !== true) await write(encoded.xml, options.output, options);
  if (options.review !== null) await writeOut(options.review, reviewTable(encoded.review), options.folder);
  return { xml: encoded.xml, summary: summaryOf(file, encoded, options) };
}

/** Plain text is taken for what the first edition was made of, Markdown and DOCX for an essay. */
function usualProfile(file: string): string {
  return isDocx(file) || /\.(?:md|markdown)$/iu.test(file) ? "essay" : "tex-plain";
}

function profileNamed(name: string, file: string): Profile | TextKind {
  const found = TEXT_KINDS.get(name) ?? (isDocx(file) ? undefined : PROFILES.get(name));
  if (found !== undefined) return found;
  if (PROFILES.has(name))
    throw new TaskError(
      `The profile ${name} reads plain text; for a DOCX there is ${[...TEXT_KINDS.keys()].join(", ")}.`,
    );
  const names = [...PROFILES.keys(), ...TEXT_KINDS.keys()];
  const near = nearest(name, names);
  const meant = near === null ? "" : ` Did you mean ${near}?`;
  throw new TaskError(`There is no profile ${name}.${meant} There is ${names.join(", ")}.`);
}

async function encodedBy(
  profile: Profile | TextKind,
  file: string,
  stem: string,
  options: EncodeFileOptions,
): Promise<Encoded> {
  const header = await textBeside(options.header, `${stem}.teiHeader`, options.folder);
  const registers = await registersFor(options);
  if ("forms" in profile) {
    const manuscript = await readManuscript(file, options.folder, profile);
    return encodeManuscript(manuscript, profile, { header, registers, language: options.language });
  }
  const corrections = await textBeside(options.corrections, `${stem}.corrections.tsv`, options.folder);
  return encode(await readText(file, options.folder), {
    profile,
    header,
    registers,
    corrections: corrections ?? "",
    ...(options.language !== null && { language: options.language }),
  });
}

/** No source is written over, whatever one asks for. */
function refuseOwnSource(file: string, { output, review, folder }: EncodeFileOptions): void {
  for (const target of [output, review]) {
    if (target !== null && resolve(place(target, folder)) === resolve(place(file, folder)))
      throw new TaskError(`${target} is the source itself, and stays as it is.`);
  }
}

/** A header goes into the TEI as it is; one that is not well-formed would break the whole. */
function refuseBroken(xml: string, header: string): void {
  const { tree, findings } = readString(xml, { path: header });
  if (tree === null) throw new TaskError(`The header ${header} breaks the document: ${findings[0]?.message}`);
}

/** What the encoder wrote is written anew; what somebody edited since, or wrote, only with `--force`. */
async function write(xml: string, output: string, { folder, force }: EncodeFileOptions): Promise<void> {
  const target = place(output, folder);
  const standing = existsSync(target) ? await readFile(target, "utf8") : null;
  if (standing === xml) return;
  if (standing !== null && !force && wasEdited(standing)) {
    throw new TaskError(
      `${output} was edited since it was encoded, and stays as it is. To overwrite it: --force`,
    );
  }
  await writeOut(output, xml, folder);
}

async function writeOut(path: string, text: string, folder: string): Promise<void> {
  await writeFile(place(path, folder), text).catch((error: Error) => {
    throw new FileError(`${path} cannot be written: ${error.message}`);
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
  if (named !== null) return await readText(named, folder);
  return existsSync(place(beside, folder)) ? await readText(beside, folder) : null;
}

/** How many names that no register has are said. */
const MOST_NAMES = 200;

/** What a dry run says of capitalised names that no register has. */
function candidatesOf(file: string, candidates: readonly NameCandidate[]): string[] {
  if (candidates.length === 0) return [];
  const said = candidates
    .slice(0, MOST_NAMES)
    .map(
      ({ name, count, line, column }) =>
        `  ${name}, ${count === 1 ? "once" : `${count} times`}, ${file}:${line}:${column}`,
    );
  const more = candidates.length > MOST_NAMES ? [`  … and ${candidates.length - MOST_NAMES} more`] : [];
  return ["Names that no register has, none of them marked:", ...said, ...more];
}

function summaryOf(file: string, { review, candidates }: Encoded, options: EncodeFileOptions): string {
  const all = options.dryRun === true;
  const doubtful = review.filter(({ isCertain }) => isCertain !== true);
  const items = (all ? review : doubtful.slice(0, MOST_SAID)).map(
    ({ line, column, text, decision, reason }) =>
      `${file}:${line}:${column}: “${text.replace(/\s+/gu, " ").slice(0, 40)}”: ${decision}; ${reason}`,
  );
  const more =
    doubtful.length > MOST_SAID && !all
      ? [`… and ${doubtful.length - MOST_SAID} more: --review FILE writes them all`]
      : [];
  const count = `${doubtful.length} ${doubtful.length === 1 ? "passage" : "passages"} to review`;
  const marks = review.length > doubtful.length ? `, of ${review.length} that were marked` : "";
  const wrote = options.output === null || all ? "" : `wrote ${options.output}; `;
  const names = all ? candidatesOf(file, candidates) : [];
  return `${[...items, ...more, ...names, wrote + count + marks].join("\n")}\n`;
}
