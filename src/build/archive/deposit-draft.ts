import { basename } from "node:path";
import type { InvenioRecord } from "../../archive/index.ts";
import { TaskError } from "../run/task-error.ts";
import type { DepositServer } from "./deposit-server.ts";

type Json = Readonly<Record<string, unknown>>;

/** What is known of a draft between runs: no secret is in it. */
export interface DraftState {
  /** The server, as the user named it. */
  readonly to: string;
  /** The draft's own address. */
  readonly self: string;
  readonly doi: string;
  readonly isPublished: boolean;
}

/** Finds the draft of an earlier run, or gives null where the server has it no more. */
export async function findDraft(server: DepositServer, { self }: DraftState): Promise<Json | null> {
  const { status, body } = await server.send("GET", self, null, [200, 404, 410]);
  return status === 200 ? body : null;
}

/** Makes a draft and reserves its DOI, so that it can stand inside the package. */
export async function startDraft(
  server: DepositServer,
  to: string,
  record: InvenioRecord,
): Promise<DraftState> {
  const { body } = await server.send("POST", "/api/records", record, [201]);
  const self = linkOf(body, "self");
  const reserved = doiOf(body) === null ? await reserve(server, body) : body;
  const doi = doiOf(reserved);
  if (doi === null) throw new TaskError("The server reserved no DOI.");
  return { to, self, doi, isPublished: false };
}

async function reserve(server: DepositServer, draft: Json): Promise<Json> {
  return (await server.send("POST", linkOf(draft, "reserve_doi"), null, [200, 201])).body;
}

/** The file to be uploaded: its place, its size in bytes and its MD5, by which the server says what it has. */
export interface Upload {
  readonly file: string;
  readonly size: number;
  readonly md5: string;
}

/** Uploads a file to a draft, unless it is there already, whole; what an earlier run left unfinished is taken away. */
export async function uploadFile(
  server: DepositServer,
  draft: Json,
  upload: Upload,
): Promise<"uploaded" | "there"> {
  const files = linkOf(draft, "files");
  const key = basename(upload.file);
  const entries = (await server.send("GET", files, null, [200])).body.entries;
  const known = (Array.isArray(entries) ? (entries as Json[]) : []).find((entry) => entry.key === key);
  if (known !== undefined && known.status === "completed" && known.checksum === `md5:${upload.md5}`)
    return "there";
  if (known !== undefined) await server.send("DELETE", linkOf(known, "self"), null, [200, 204]);
  const { body } = await server.send("POST", files, [{ key }], [201]);
  const entry = (body.entries as Json[] | undefined)?.find((each) => each.key === key) ?? {};
  await server.upload(linkOf(entry, "content"), upload.file, upload.size);
  const done = (await server.send("POST", linkOf(entry, "commit"), null, [200])).body;
  if (done.checksum !== undefined && done.checksum !== `md5:${upload.md5}`)
    throw new TaskError(
      `The server received ${key} with another checksum than it was sent with; run the command again.`,
    );
  return "uploaded";
}

/** Writes the record to the draft, with the identifiers that the server gave it. */
export async function describeDraft(
  server: DepositServer,
  draft: Json,
  record: InvenioRecord,
): Promise<void> {
  const pids = draft.pids === undefined ? {} : { pids: draft.pids };
  await server.send("PUT", linkOf(draft, "self"), { ...record, ...pids }, [200]);
}

/** Makes the draft public, which cannot be taken back. */
export async function publishDraft(server: DepositServer, draft: Json): Promise<void> {
  await server.send("POST", linkOf(draft, "publish"), null, [200, 202]);
}

function doiOf(draft: Json): string | null {
  const pids = draft.pids as Readonly<Record<string, { readonly identifier?: string }>> | undefined;
  const doi = pids?.doi?.identifier ?? null;
  return doi !== null && /^10\.\d{4,9}\/[\x21-\x7e]+$/u.test(doi) ? doi : null;
}

/** Links are taken from the server's answers and never built, since installations differ. */
function linkOf(body: Json, name: string): string {
  const links = body.links as Readonly<Record<string, unknown>> | undefined;
  const link = links?.[name];
  if (typeof link !== "string")
    throw new TaskError(`The server's answer has no link “${name}”; is it an InvenioRDM?`);
  return link;
}
