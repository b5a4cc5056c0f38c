import type { EditionRun } from "./edition-run.ts";
import type { RunDocument } from "./run-document.ts";

/**
 * Says which documents nobody will see, since they have no page and are good for nothing else: they have no text and no
 * entries, no other points into them or includes them, nothing is found that says so, and they are not `shown` in another way. A sentence, or none.
 */
export async function textlessNotes(
  run: EditionRun,
  shown: (path: string) => boolean,
): Promise<readonly string[]> {
  const textless = run.documents.filter(
    ({ gist, path }) => gist.isRead && !gist.hasText && !gist.hasEntries && !shown(path),
  );
  if (textless.length === 0) return [];
  const pointedTo = run.pointedTo();
  const included = new Set([...run.outlined].flatMap(({ parts }) => parts));
  const unseen: string[] = [];
  for (const document of textless) {
    if (pointedTo.has(document.id) || included.has(document.path)) continue;
    if (!(await isToldOf(document, run))) unseen.push(document.path);
  }
  return unseen.length === 0 ? [] : [noteOf(unseen)];
}

const NOT_TEI = "schema/not-tei";

/** Of a document that is not TEI it may be told already. */
async function isToldOf(document: RunDocument, run: EditionRun): Promise<boolean> {
  const { findings } = await run.made(document);
  return findings.some(({ code }) => code === NOT_TEI);
}

function noteOf(unseen: readonly string[]): string {
  const [first] = unseen;
  const [who, them, each] =
    unseen.length === 1
      ? [`${first} has`, "it: it has", "it"]
      : [`${unseen.length} documents (${first} is the first) have`, "them: they have", "each"];
  return `${who} neither a text in TEI nor entries with xml:id, and nothing points into ${them} no page on the site. A <text>, even an empty one, gives ${each} a page with what its header says; what is not meant to be read can be left out by "documents" in the configuration.`;
}
