import { afterAll, describe, expect, it } from "vitest";
import { DocumentCache } from "../../src/build/cache/document-cache.ts";
import { Course } from "../../src/build/run/course.ts";
import { CourseDraft } from "../../src/build/run/course-draft.ts";
import { Rows } from "../../src/build/run/rows.ts";
import { OutlinedDocument, type Verdict } from "../../src/build/run/run-document.ts";
import { readDocument } from "../../src/read/index.ts";

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
  it("are those of their documents, of however many something was found", () => {
    const count = 6000;
    const gist = { isRead: true, hasText: true, hasEntries: false, isComplete: true, failures: [] };
    const draft = new CourseDraft(count);
    const documents = Array.from({ length: count }, (_, nth) => {
      const source = { id: `d${nth}`, path: `tei/d${nth}.xml`, bytes: Buffer.from("d") };
      draft.noteOutline(nth, []);
      draft.noteMake(nth, [], null);
      return new OutlinedDocument(source, { ...gist, parts: [], wholeParts: [], teiParts: [] }, nth);
    });
    const found = documents.map(({ path }) => readDocument(Buffer.from("<a></b>"), { path }).findings);
    const [quiet, left] = [verdict(false), verdict(true)];
    const verdictOn = (nth: number): Verdict =>
      nth % 2 === 0 ? { ...quiet, findings: found[nth]! } : nth % 3 === 0 ? left : quiet;
    const rows = new Rows(count, (nth) => ({ document: documents[nth]!, isLost: false, seen: [] }));
    const key = "d".repeat(64);
    draft.keep(store, key, rows, verdictOn, new Map(), () => new Uint8Array());
    const course = Course.find(store, key)!;
    for (const order of [documents, [...documents].reverse()])
      for (const { nth } of order) expect(course.verdictOf(nth)).toEqual(verdictOn(nth));
  });

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
