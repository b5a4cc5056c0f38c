import { join, resolve } from "node:path";
import type { LongReport } from "../../report/index.ts";
import { type BuildOptions, outputsOf, runOptions, WORTH_SMALL_HEAP } from "../build.ts";
import { type CheckRun, onlyAsked, runOptionsOf } from "../check-run.ts";
import { type EditionFiles, loadEdition } from "../edition-files.ts";
import { keepHeapSmall } from "../engine-settings.ts";
import { publishFrom } from "../publish.ts";
import { load } from "../read-edition.ts";
import { allSources, bytesOf } from "../run/document-source.ts";
import { type OpenRun, type OpenRunOptions, openRun } from "../run/open-run.ts";
import type { OutlinedDocument, RunDocument } from "../run/run-document.ts";
import { Spool } from "../run/spool.ts";
import { TaskError } from "../run/task-error.ts";
import { writePieces } from "../write-pieces.ts";
import { nameOf, type Shard, shareOf } from "./shard.ts";
import {
  circumstancesOf,
  MANIFEST,
  RECORDS,
  type ShardRequest,
  writeDocument,
  writeManifest,
} from "./shard-manifest.ts";

/** A share, and the folder that takes its records. */
export interface ShardPlace {
  readonly shard: Shard;
  readonly into: string;
}

/** What came of a share: what was found in its documents alone, and what was written, in words. */
export interface MadeShard {
  readonly report: LongReport;
  readonly summary: string;
}

/** Does a share of `colophon build`. Throws as a build does; the folder is then as it was. */
export async function buildShard(options: BuildOptions, place: ShardPlace): Promise<MadeShard> {
  const files = await loadEdition(options);
  const outputs = outputsOf(files, options);
  const request = { command: "build", outputs, reading: options.reading, strict: options.strict } as const;
  return await makeShard(files, runOptions(options, outputs), request, place);
}

/** Does a share of `colophon check`. Throws as a check does; the folder is then as it was. */
export async function checkShard(
  paths: readonly string[],
  run: CheckRun,
  place: ShardPlace,
): Promise<MadeShard> {
  if (run.changed !== null || run.baseline !== null)
    throw new TaskError("--shard goes with neither --changed nor --baseline: a share is not the whole.");
  const { only, schemas, catalogs, xinclude } = run;
  const request = { command: "check", paths, only, schemas, catalogs, xinclude } as const;
  const made = await makeShard(await load(paths, run), runOptionsOf(paths, run), request, place);
  return { ...made, report: onlyAsked(made.report, only) };
}

async function makeShard(
  files: EditionFiles,
  options: OpenRunOptions,
  request: ShardRequest,
  { shard, into }: ShardPlace,
): Promise<MadeShard> {
  const all = allSources(files);
  if (bytesOf(files) > WORTH_SMALL_HEAP) keepHeapSmall("ofDocuments", all.length);
  const share = shareOf(shard, all);
  const opened = await openRun(files, { ...options, share });
  try {
    const circumstances = await circumstancesOf(files, options);
    const folder = resolve(options.folder, into);
    const count = await publishFrom(folder, async (staging) => {
      const documents = new Spool();
      const written = await writeRecords(opened, share, join(staging, RECORDS), documents);
      const manifest = writeManifest({ shard, request, circumstances }, textsIn(documents));
      writePieces(join(staging, MANIFEST), manifest);
      documents.close();
      return written;
    });
    const summary = `Share ${nameOf(shard)}: ${count} of ${opened.run.outlined.length} documents in ${into}. To join all: colophon merge\n`;
    return { report: await opened.run.report(), summary };
  } finally {
    await opened.close();
  }
}

/** Writes the records of documents, and down in `told` what the manifest says of them; gives how many documents there are. */
async function writeRecords(
  opened: OpenRun,
  share: ReadonlySet<string>,
  folder: string,
  told: Spool,
): Promise<number> {
  const { outlined, documents } = opened.run;
  const own = outlined.filter(({ path }) => share.has(path));
  // Those that were made are some of the others, in the same order.
  let next = 0;
  for (const document of own) {
    const made = next < documents.length ? documents.at(next) : null;
    const isMade = made?.nth === document.nth;
    if (isMade) next++;
    const keys = await recordsOf(document, isMade ? made : null, opened);
    const records = keys.filter((key) => opened.store.give(key, folder));
    told.add(Buffer.from(writeDocument({ path: document.path, sha256: document.hash, records })));
  }
  return own.length;
}

function* textsIn(spool: Spool): Generator<string> {
  for (const piece of spool.all()) yield piece.toString();
}

/** A document whose thread has ended twice has no record; the one who joins the shares tries it again. */
async function recordsOf(
  { source, hash, gist }: OutlinedDocument,
  made: RunDocument | null,
  { crew, run }: OpenRun,
): Promise<string[]> {
  const { workshop } = crew;
  const { joined } = run;
  const keys = [workshop.keyOf({ kind: "outline", source, hash })];
  if (gist.hasEntries) keys.push(workshop.keyOf({ kind: "entries", source, hash, joined }));
  if (made === null) return keys;
  keys.push(workshop.keyOf({ kind: "make", source, hash, seen: made.seen, joined }));
  const { pageKey, recordsKey, briefKey, textKey } = await run.made(made);
  return [...new Set([...keys, ...[pageKey, recordsKey, briefKey, textKey].filter((key) => key !== null)])];
}
