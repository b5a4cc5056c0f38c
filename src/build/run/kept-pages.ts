import type { DocumentRecords } from "../../cite/index.ts";
import type { DocumentSummary, JoinedContent, Moved, OwnPages, Shell, SiteFile } from "../../site/index.ts";
import type { PagedDocument } from "./links-between.ts";
import { type KeptRecords, type MadePage, passagesKey } from "./made-document.ts";
import type { RunDocument } from "./run-document.ts";
import type { MadePages, RunOutputs } from "./run-outputs.ts";
import type { PageTask } from "./task.ts";

/** Gives the files of a document's page; they are made again where they are not kept any more. */
export async function filesOf(
  shown: MadePages["documents"][number],
  shell: Shell,
  outputs: RunOutputs,
): Promise<readonly SiteFile[]> {
  return await keptOfPage(shown, shown.page.filesKey, shell, outputs);
}

/** Gives the file of a document's passages in a list, which is empty where there is no search. */
export async function passagesOf(
  shown: MadePages["documents"][number],
  shell: Shell,
  outputs: RunOutputs,
): Promise<readonly SiteFile[]> {
  return await keptOfPage(shown, passagesKey(shown.page.filesKey), shell, outputs);
}

async function keptOfPage(
  { page, ...shown }: MadePages["documents"][number],
  key: string,
  shell: Shell,
  outputs: RunOutputs,
): Promise<readonly SiteFile[]> {
  const { store } = outputs;
  const kept = store.get(key) as readonly SiteFile[] | null;
  if (kept !== null) return kept;
  const { document } = shown;
  const own = narrowing(shell)(document.id);
  await pageAgain(document, taskFor(shown, own, page.dead, page.moved), outputs);
  return store.get(key) as readonly SiteFile[];
}

/**
 * Gives what the shell says to one document: the texts beside it and its own translations. With all others in it, a page
 * would depend on every title of the edition, and a thousand pages would say each a thousand times.
 */
export function narrowing(shell: Shell): (id: string) => Shell {
  const { order, translations } = shell;
  const places = new Map(order.map(({ id }, at) => [id, at]));
  const groups = new Map(translations.flatMap((group) => group.map(({ id }) => [id, group] as const)));
  return (id) => {
    const at = places.get(id)!;
    const group = groups.get(id);
    return {
      ...shell,
      order: order.slice(Math.max(0, at - 1), at + 2),
      translations: group === undefined ? [] : [group],
    };
  };
}

/** What a document is made from is there always; what was made of it may have been pruned meanwhile. */
async function makeAgain(
  { source, hash, seen }: RunDocument,
  { crew, run }: Pick<RunOutputs, "run" | "crew">,
): Promise<void> {
  await crew.workshop.do({ kind: "make", source, hash, seen, joined: run.joined });
}

/** Makes the page of a document again, with what it is made of. Throws where it cannot be kept. */
export async function pageAgain(
  document: RunDocument,
  task: PageTask,
  outputs: RunOutputs,
): Promise<MadePage> {
  await makeAgain(document, outputs);
  const page = (await outputs.crew.workshop.do(task)).value as MadePage | null;
  if (page === null) throw new Error(`The page of ${document.path} could not be kept`);
  return page;
}

export function taskFor(
  { document: { source, hash }, made }: PagedDocument,
  shell: Shell,
  dead: readonly string[],
  moved: Moved,
  own?: OwnPages,
): PageTask {
  return {
    kind: "page",
    source,
    hash,
    pageKey: made.pageKey!,
    recordsKey: made.recordsKey!,
    shell,
    dead,
    moved,
    ...(own === undefined ? {} : { own }),
  };
}

/** What pages that join documents say of the records of one. */
export async function briefOf({ document, made }: PagedDocument, outputs: RunOutputs): Promise<KeptRecords> {
  return await keptOf<KeptRecords>(document, made.briefKey!, outputs);
}

export function contentOf(
  documents: readonly DocumentSummary[],
  outputs: RunOutputs,
): Omit<JoinedContent, "joined"> {
  const { run, title, version, siteUrl, theme, scripts, settings, hasSearch = false } = outputs;
  return {
    edition: { title, version, siteUrl, settings },
    scripts,
    hasSearch,
    documents,
    registers: run.registers,
    theme,
  };
}

/** The records of the documents that could be read, in their order, whole. */
export async function recordsOf(
  outputs: Pick<RunOutputs, "run" | "crew" | "store">,
): Promise<DocumentRecords[]> {
  const all: DocumentRecords[] = [];
  for await (const records of recordsIn(outputs)) all.push(records);
  return all;
}

/** Gives the same one after the other. */
export async function* recordsIn(
  outputs: Pick<RunOutputs, "run" | "crew" | "store">,
): AsyncGenerator<DocumentRecords> {
  for (const document of outputs.run.documents) {
    const { recordsKey } = await outputs.run.made(document);
    if (recordsKey !== null) yield await keptOf<DocumentRecords>(document, recordsKey, outputs);
  }
}

/** Gives what is kept of a document by a key; it is made again where it is not kept any more. */
export async function keptOf<Kept>(
  document: RunDocument,
  key: string,
  outputs: Pick<RunOutputs, "run" | "crew" | "store">,
): Promise<Kept> {
  const kept = outputs.store.get(key);
  if (kept !== null) return kept as Kept;
  await makeAgain(document, outputs);
  return outputs.store.get(key) as Kept;
}
