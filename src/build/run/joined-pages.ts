import {
  type DocumentSummary,
  isPage,
  JoinedRecords,
  type KeepPage,
  makeJoinedFiles,
  type SiteFile,
  withTitlesApart,
} from "../../site/index.ts";
import type { DocumentCache } from "../cache/document-cache.ts";
import { writtenReferences } from "../site-setup.ts";
import { GroupedSpool } from "./grouped-spool.ts";
import { JoinedKeys, type MadeWith } from "./joined-keys.ts";
import { briefOf, contentOf } from "./kept-pages.ts";
import type { KeptRecords } from "./made-document.ts";
import type { MadePages, RunOutputs } from "./run-outputs.ts";

/** In place of the bytes of a page that stands as it should be. */
export const STANDING: Uint8Array = new Uint8Array();

/** Makes the pages that join documents; those that stand, as they are told by their keys, have no bytes of their own. */
export async function* joinedFiles(
  pages: MadePages,
  outputs: RunOutputs,
  isStanding: (path: string, key: string) => boolean = (): boolean => false,
): AsyncGenerator<SiteFile> {
  const summaries = pages.documents.map(({ made, page }) => ({
    ...made.summary!,
    front: page.front,
  }));
  const paths = pages.documents.flatMap(({ page }) => page.paths.filter(isPage));
  const references = writtenReferences(outputs.references, outputs.run.registers.works.values());
  const groups = new GroupedSpool();
  try {
    const joined = new JoinedRecords(summaries, keptRecords(pages, outputs), groups);
    const keep = keeping(pages, summaries, outputs, isStanding);
    const content = { ...contentOf(summaries, outputs), joined, references, keep };
    const make = (): Iterable<SiteFile> => makeJoinedFiles(pages.shell, content, paths);
    yield* withAllRead(make, () => readAll(joined, pages, outputs));
  } finally {
    groups.close();
  }
}

/** What is thrown where the records of a document are not kept any more. */
class NotKept extends Error {}

/** Gives what is kept of the records of a document by its id. Throws {@link NotKept} where nothing is. */
function keptRecords({ documents }: MadePages, { store }: RunOutputs): (id: string) => KeptRecords {
  const keys = new Map(documents.map(({ document, made }) => [document.id, made.briefKey!]));
  return (id) => {
    const kept = store.get(keys.get(id)!) as KeptRecords | null;
    if (kept === null) throw new NotKept(id);
    return kept;
  };
}

/** Gives files; where records were pruned meanwhile, all are read first, and the files go on where they ended. */
async function* withAllRead(
  make: () => Iterable<SiteFile>,
  readThem: () => Promise<void>,
): AsyncGenerator<SiteFile> {
  let given = 0;
  try {
    for (const file of make()) {
      given++;
      yield file;
    }
  } catch (error) {
    if (!(error instanceof NotKept)) throw error;
    await readThem();
    for (const file of make()) if (given-- <= 0) yield file;
  }
}

async function readAll(joined: JoinedRecords, { documents }: MadePages, outputs: RunOutputs): Promise<void> {
  for (const shown of documents) {
    if (joined.has(shown.document.id)) continue;
    const records = await briefOf(shown, outputs);
    joined.add(shown.document.id, () => records);
  }
}

/** Finds pages that were made with the one document that has a part in them. */
class OwnReader {
  readonly #store: DocumentCache;
  readonly #keys: JoinedKeys;
  /** Those of the document that was asked for last; pages of one document come one after the other. */
  #last: { readonly document: string; readonly pages: MadeWith | null } | null = null;

  constructor(store: DocumentCache, keys: JoinedKeys) {
    this.#store = store;
    this.#keys = keys;
  }

  find(path: string, key: string, [document, ...others]: readonly (string | undefined)[]): Uint8Array | null {
    if (document === undefined || others.length > 0) return null;
    if (this.#last?.document !== document) {
      const pages = this.#store.get(this.#keys.own(document)) as MadeWith | null;
      this.#last = { document, pages };
    }
    const found = this.#last.pages?.get(path);
    return found?.key === key ? found.bytes : null;
  }
}

/** Keeps pages by what they are made from: of a document, what its own page is made from, and what it is called beside others. */
function keeping(
  { shell, documents }: MadePages,
  summaries: readonly DocumentSummary[],
  { store }: RunOutputs,
  isStanding: (path: string, key: string) => boolean,
): KeepPage {
  const keys = new JoinedKeys(shell);
  const apart = withTitlesApart(summaries);
  const origins = new Map(
    documents.map(({ document: { id }, made: { pageKey }, page: { dead, moved } }, at) => [
      id,
      keys.document({ pageKey, dead, moved, summary: apart[at]! }),
    ]),
  );
  const own = new OwnReader(store, keys);
  return (path, origin, make) => {
    const made = [...origin.documents].map((id) => origins.get(id));
    const key = keys.page(path, origin, made);
    if (isStanding(path, key)) return { path, bytes: STANDING };
    const kept = own.find(path, key, made) ?? (store.get(key) as Uint8Array | null);
    if (kept !== null) return { path, bytes: kept };
    const file = make();
    store.put(key, file.bytes);
    return file;
  };
}
