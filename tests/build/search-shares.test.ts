import { describe, expect, it } from "vitest";
import { type CountedDocument, type Share, sharesOf } from "../../src/build/search/shares.ts";

/** Documents with numbers of passages that look like those of plays, the same whenever they are made. */
function plays(number: number): CountedDocument[] {
  return Array.from({ length: number }, (_, nth) => ({
    id: `play-${nth}`,
    count: 200 + ((nth * 733) % 1100),
  }));
}

function countIn(share: Share): number {
  return share.reduce((sum, { from, to }) => sum + to - from, 0);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)]!;
}

/** The shares by the ids of their documents, since a document that is taken away gives the others other numbers. */
function told(documents: readonly CountedDocument[], most: number): string[] {
  const name = (document: number): string => `${documents[document]!.id} ${documents[document]!.count}`;
  return sharesOf(documents, most).map((share) =>
    share.map(({ document, from, to }) => `${name(document)} ${from}-${to}`).join(),
  );
}

describe("the shares of a search", () => {
  it("have each passage once, in order, and none has too many", () => {
    for (const number of [0, 1, 2, 7, 65, 774]) {
      const documents = plays(number);
      const shares = sharesOf(documents, 6000);
      const runs = shares.flat();
      expect(runs).toEqual(documents.map(({ count }, document) => ({ document, from: 0, to: count })));
      for (const share of shares) expect(countIn(share)).toBeLessThanOrEqual(6000);
    }
  });

  it("are nearly as few as can be", () => {
    const documents = plays(774);
    const all = documents.reduce((sum, { count }) => sum + count, 0);
    expect(sharesOf(documents, 6000).length).toBeLessThan((all / 6000) * 1.6);
  });

  it("part a document that is too large by itself, and no other", () => {
    const shares = sharesOf(
      [
        { id: "small", count: 10 },
        { id: "large", count: 13_500 },
        { id: "none", count: 0 },
      ],
      6000,
    );
    const runs = shares.flat();
    expect(runs[0]).toEqual({ document: 0, from: 0, to: 10 });
    expect(runs.slice(1).every(({ document }) => document === 1)).toBe(true);
    expect(runs.slice(1).map(({ from }) => from)).toEqual(Array.from({ length: 14 }, (_, nth) => nth * 1000));
    expect(runs.at(-1)!.to).toBe(13_500);
    for (const share of shares) expect(countIn(share)).toBeLessThanOrEqual(6000);
  });

  it("stay as they are but for one where a document changes, and for few where one comes or goes", () => {
    const documents = plays(300);
    const before = new Set(told(documents, 6000));
    const others = (after: readonly CountedDocument[]): number =>
      told(after, 6000).filter((share) => !before.has(share)).length;
    const places = Array.from({ length: 40 }, (_, nth) => (nth * 7) % documents.length);
    const changed = places.map((at) =>
      others(documents.map((each, place) => (place === at ? { ...each, count: each.count + 3 } : each))),
    );
    const gone = places.map((at) => others(documents.filter((_, place) => place !== at)));
    const come = places.map((at) => others(documents.toSpliced(at, 0, { id: `new-${at}`, count: 500 })));
    expect(median(changed)).toBe(1);
    expect(changed.filter((count) => count > 1).length).toBeLessThan(4);
    expect(median(gone)).toBeLessThanOrEqual(2);
    expect(median(come)).toBeLessThanOrEqual(2);
  });
});
