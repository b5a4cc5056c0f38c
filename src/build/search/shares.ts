import { sha256 } from "../sha256.ts";

/** Passages of a document that follow each other. */
export interface PassageRun {
  /** The number of the document. */
  readonly document: number;
  readonly from: number;
  readonly to: number;
}

/** Passages that have an index of their own. */
export type Share = readonly PassageRun[];

/** A document with how many passages it has. */
export interface CountedDocument {
  readonly id: string;
  readonly count: number;
}

/** The passages of a document are parted only where they are more than a share may have, and then at multiples of this. */
const IN_RUN = 1000;

/** How much of a share is filled as a rule: what is parted into as few shares as can be is parted anew when a little comes to it. */
const FILLED = 0.85;

/**
 * So far from where a cut would make equal shares it is looked for, in parts of what is cut. The further, the seldomer is it
 * elsewhere when a document comes or goes, and the less are shares filled (tried with 65, 300 and 774 plays: two shares are
 * others then, and half as many again as there would be of full ones).
 */
const WINDOW = 0.15;

/**
 * Parts the passages of documents, in their order, into shares of at most so many. Where a cut is depends on the ids of the
 * documents around: of those near the place that would be right, the one whose hash is the least. So a document that
 * gains or loses passages changes the share it is in, and hardly ever another.
 */
export function sharesOf(documents: readonly CountedDocument[], most: number): Share[] {
  const runs = documents.flatMap(({ count }, document) => runsOf(document, count, most));
  const cutter = new RunCutter(
    runs,
    runs.map(({ document, from }) => sha256(`${documents[document]!.id}#${from}`)),
    most,
  );
  return [...cutter.shares(0, runs.length)];
}

function runsOf(document: number, count: number, most: number): PassageRun[] {
  if (count === 0) return [];
  if (count <= most) return [{ document, from: 0, to: count }];
  const size = Math.min(IN_RUN, most);
  const starts = Array.from({ length: Math.ceil(count / size) }, (_, nth) => nth * size);
  return starts.map((from) => ({ document, from, to: Math.min(count, from + size) }));
}

class RunCutter {
  readonly #runs: readonly PassageRun[];
  readonly #hashes: readonly string[];
  readonly #most: number;
  /** How many passages are before each run, and in all. */
  readonly #before: readonly number[];

  constructor(runs: readonly PassageRun[], hashes: readonly string[], most: number) {
    this.#runs = runs;
    this.#hashes = hashes;
    this.#most = most;
    const before = [0];
    for (const { from, to } of runs) before.push(before.at(-1)! + to - from);
    this.#before = before;
  }

  *shares(start: number, end: number): Generator<Share> {
    if (start === end) return;
    if (end - start === 1 || this.#count(start, end) <= this.#most) yield this.#runs.slice(start, end);
    else {
      const cut = this.#cut(start, end);
      yield* this.shares(start, cut);
      yield* this.shares(cut, end);
    }
  }

  #count(start: number, end: number): number {
    return this.#before[end]! - this.#before[start]!;
  }

  /** The run at which a stretch of more than a share is cut: near its middle, where whole shares fit before it. */
  #cut(start: number, end: number): number {
    const all = this.#count(start, end);
    const shares = Math.max(2, Math.ceil(all / (this.#most * FILLED)));
    const wanted = (all * Math.floor(shares / 2)) / shares;
    const off = (at: number): number => Math.abs(this.#count(start, at) - wanted);
    const places = Array.from({ length: end - start - 1 }, (_, nth) => start + 1 + nth);
    const near = places.filter((at) => off(at) <= all * WINDOW);
    if (near.length > 0) return best(near, (at) => this.#hashes[at]!);
    return best(places, off);
  }
}

/** The one of some that is the least by something; the first of equals. */
function best<T>(all: readonly T[], by: (one: T) => string | number): T {
  return all.reduce((least, one) => (by(one) < by(least) ? one : least));
}
