import { afterAll, describe, expect, it } from "vitest";
import { DocumentCache } from "../../src/build/cache/document-cache.ts";
import { Course } from "../../src/build/run/course.ts";
import { CourseDraft } from "../../src/build/run/course-draft.ts";
import { Rows } from "../../src/build/run/rows.ts";
import { OutlinedDocument, type Verdict } from "../../src/build/run/run-document.ts";

const KEY = "c".repeat(64);
const store = DocumentCache.temporary();
afterAll(() => store.close());

function verdict(isLeft: boolean): Verdict {
  return { findings: [], isSuppressed: false, schemaless: [], isLeft, hasSteps: false, hasText: true };
}

/** Keeps the course of a run with one document. */
function keep(said: string, isLeft: boolean): void {
  const source = { id: "d", path: "tei/d.xml", bytes: Buffer.from(said) };
  const gist = { isRead: true, hasText: true, hasEntries: false, isComplete: true, failures: [] };
  const document = new OutlinedDocument(source, { ...gist, parts: [], wholeParts: [], teiParts: [] }, 0);
  const draft = new CourseDraft(1);
  draft.noteOutline(0, []);
  draft.noteMake(0, [], null);
  const rows = new Rows(1, () => ({ document, isLost: false, seen: [] }));
  draft.keep(
    store,
    KEY,
    rows,
    () => verdict(isLeft),
    new Map(),
    () => new Uint8Array(),
  );
}

describe("the verdicts that are kept with a course", () => {
  it("are not taken for those of another, where a run was killed between keeping the two", () => {
    keep("one", true);
    const first = store.getPieces(KEY)!;
    expect(Course.find(store, KEY)!.verdictOf(0)).toEqual(verdict(true));
    keep("two", false);
    expect(Course.find(store, KEY)!.verdictOf(0)).toEqual(verdict(false));
    store.putPieces(KEY, first);
    expect(Course.find(store, KEY)!.verdictOf(0)).toBeNull();
  });
});
