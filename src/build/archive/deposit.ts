import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type InvenioRecord, invenioRecord, packageName } from "../../archive/index.ts";
import type { Report } from "../../report/index.ts";
import { makeFolder } from "../make-folder.ts";
import { TaskError } from "../run/task-error.ts";
import { type Archived, type ArchiveOptions, archiveEdition, describeArchive } from "./archive.ts";
import {
  type DraftState,
  describeDraft,
  findDraft,
  publishDraft,
  startDraft,
  type Upload,
  uploadFile,
} from "./deposit-draft.ts";
import { DepositServer } from "./deposit-server.ts";
import { Digester } from "./digest.ts";
import { countingPlan, type DigestAnswer, type DigestJob } from "./digest-job.ts";

/** What `colophon deposit` is asked for. */
export interface DepositOptions extends ArchiveOptions {
  /** The server, as in `https://zenodo.org`. */
  readonly to: string;
  /** The environment variable that holds the token; its value is told to nobody but the server. */
  readonly tokenEnv: string;
  /** Whether the record is made public at the end, which cannot be taken back. */
  readonly publish: boolean;
}

/** What came of a deposit: null where the edition does not check. */
export interface Deposited {
  readonly report: Report;
  readonly deposit: { readonly doi: string; readonly draft: string; readonly isPublished: boolean } | null;
}

/** Makes the record that would be deposited, without sending anything. */
export async function depositRecord(
  options: ArchiveOptions,
): Promise<{ record: InvenioRecord; report: Report }> {
  const { description, report } = await describeArchive({ ...options, preset: options.preset ?? "zenodo" });
  return { record: invenioRecord(description), report };
}

/**
 * Deposits the edition: makes a draft, reserves its DOI, packs the edition with it, uploads the zip file, and writes the record. Where a
 * run is cut off, the next one goes on with the same draft and the same DOI, and uploads only what is not there. An edition
 * with errors is not deposited. Throws a `TaskError` where the server or the token will not do.
 */
export async function depositEdition(options: DepositOptions): Promise<Deposited> {
  const server = new DepositServer(options.to, tokenOf(options));
  const { record, refusal, name } = await recordOf(options);
  // No DOI is reserved for a package that would not be made.
  if (refusal !== null) return { report: refusal, deposit: null };
  const memory = resolve(options.folder, options.out, "archive", `${name}.deposit.json`);
  const { state, draft } = await draftFor(server, record, memory, options);
  if (state.isPublished)
    throw new TaskError(`${name} was published already as ${state.doi}; a new version needs a new number.`);
  const archived = await archiveEdition({ ...options, doi: state.doi });
  const { packed } = archived;
  if (packed === null) return { report: archived.report, deposit: null };
  options.progress(`Uploading ${packed.zip} to ${new URL(options.to).host}`);
  await uploadFile(server, draft, await uploadOf(packed));
  await describeDraft(server, draft, record);
  if (options.publish) {
    await publishDraft(server, draft);
    remember(memory, { ...state, isPublished: true });
  }
  return {
    report: archived.report,
    deposit: { doi: state.doi, draft: state.self, isPublished: options.publish },
  };
}

function tokenOf({ tokenEnv }: DepositOptions): string {
  const token = process.env[tokenEnv] ?? "";
  if (token.trim() === "") throw new TaskError(`The environment variable ${tokenEnv} holds no token.`);
  return token.trim();
}

async function recordOf(
  options: DepositOptions,
): Promise<{ record: InvenioRecord; refusal: Report | null; name: string }> {
  const { description, refusal } = await describeArchive({ ...options, preset: options.preset ?? "zenodo" });
  return { record: invenioRecord(description), refusal, name: packageName(description.metadata) };
}

async function draftFor(
  server: DepositServer,
  record: InvenioRecord,
  memory: string,
  { to, progress }: DepositOptions,
): Promise<{ state: DraftState; draft: Readonly<Record<string, unknown>> }> {
  const known = remembered(memory);
  if (known !== null && known.to === to) {
    if (known.isPublished) return { state: known, draft: {} };
    const draft = await findDraft(server, known);
    if (draft !== null) return { state: known, draft };
  }
  const state = await startDraft(server, to, record);
  remember(memory, state);
  progress(`Reserved ${state.doi}`);
  const draft = await findDraft(server, state);
  if (draft === null) throw new TaskError("The server does not know the draft that it made.");
  return { state, draft };
}

function remembered(memory: string): DraftState | null {
  return existsSync(memory) ? (JSON.parse(readFileSync(memory, "utf8")) as DraftState) : null;
}

function remember(memory: string, state: DraftState): void {
  makeFolder(dirname(memory));
  writeFileSync(`${memory}.new`, `${JSON.stringify(state, null, 2)}\n`);
  renameSync(`${memory}.new`, memory);
}

async function uploadOf({ zip }: NonNullable<Archived["packed"]>): Promise<Upload> {
  const job = {
    key: zip,
    file: zip,
    start: 0,
    end: null,
    isDeflated: false,
    size: null,
    crc32: null,
    zipStart: 0,
    plan: countingPlan(["md5"]),
  };
  const { sums, fault } = await counted(job);
  if (fault !== null) throw new TaskError(`${zip} cannot be read: ${fault}`);
  return { file: zip, size: statSync(zip).size, md5: sums[0]! };
}

async function counted(job: DigestJob): Promise<DigestAnswer> {
  const digester = new Digester();
  try {
    return (await digester.answers([job]))[0]!;
  } finally {
    digester.close();
  }
}
