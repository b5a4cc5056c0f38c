import { type Letters, opensWord } from "./quotation-letters.ts";

/**
 * Where stretches of letters stand in a source. Every sixth position of the source is entered under the twelve letters that
 * begin there; a stretch of seventeen letters or more holds one of those, whatever it begins with. Twelve letters are some
 * two words, so that few positions share an entry; the step keeps the table at a fraction of the text.
 */
export interface StretchIndex {
  readonly letters: Letters;
  readonly heads: Int32Array;
  readonly next: Int32Array;
}

const GRAM = 12;
const STEP = 6;
const LARGEST_TABLE = 1 << 20;
/** A refrain may stand in a source a thousand times; whoever quotes it quotes any of them. */
const MOST_PLACES = 1000;

/** Enters the letters of a source. */
export function indexStretches(letters: Letters): StretchIndex {
  const { small } = letters;
  const size = 2 ** Math.ceil(Math.log2(small.length / STEP + 16));
  const heads = new Int32Array(Math.min(LARGEST_TABLE, size)).fill(-1);
  const next = new Int32Array(Math.ceil(small.length / STEP)).fill(-1);
  const last = Math.floor((small.length - GRAM) / STEP);
  for (let entry = last; entry >= 0; entry--) {
    const slot = slotOf(small, entry * STEP, heads.length);
    next[entry] = heads[slot]!;
    heads[slot] = entry;
  }
  return { letters, heads, next };
}

function slotOf(small: string, start: number, size: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < start + GRAM; at++) hash = Math.imul(hash ^ small.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) & (size - 1);
}

/** The positions of the source entered under twelve letters; a few of other letters may be among them. */
function* enteredAt({ heads, next }: StretchIndex, small: string, start: number): Generator<number> {
  for (let entry = heads[slotOf(small, start, heads.length)]!; entry >= 0; entry = next[entry]!)
    yield entry * STEP;
}

/** Gives the places at which a stretch of letters stands, in the order of the source; `whole` asks for whole words. */
export function placesOf(index: StretchIndex, stretch: string, whole: boolean): number[] {
  const places =
    stretch.length >= GRAM + STEP - 1 ? placesByIndex(index, stretch) : placesByReading(index, stretch);
  if (!whole) return places;
  const { letters } = index;
  return places.filter((at) => opensWord(letters, at) && opensWord(letters, at + stretch.length));
}

function placesByIndex(index: StretchIndex, stretch: string): number[] {
  const { small } = index.letters;
  const places: number[] = [];
  for (let offset = 0; offset < STEP; offset++) {
    for (const entered of enteredAt(index, stretch, offset)) {
      if (entered >= offset && small.startsWith(stretch, entered - offset)) places.push(entered - offset);
      if (places.length >= MOST_PLACES) break;
    }
  }
  return places.sort((one, other) => one - other);
}

function placesByReading({ letters: { small } }: StretchIndex, stretch: string): number[] {
  const places: number[] = [];
  if (stretch === "") return places;
  for (let at = small.indexOf(stretch); at >= 0; at = small.indexOf(stretch, at + 1)) {
    places.push(at);
    if (places.length >= MOST_PLACES) break;
  }
  return places;
}

const BUCKET = 64;

/**
 * Gives where most of a stretch seems to stand, though not letter by letter: where entries found from its parts agree on
 * one beginning. Null where nothing of it is found.
 */
export function likeliestPlace(index: StretchIndex, stretch: string): number | null {
  const votes = new Map<number, number>();
  for (let at = 0; at + GRAM <= stretch.length; at++) {
    let seen = 0;
    for (const entered of enteredAt(index, stretch, at)) {
      if (++seen > 200) break;
      if (!index.letters.small.startsWith(stretch.slice(at, at + GRAM), entered)) continue;
      const bucket = Math.floor((entered - at) / BUCKET);
      votes.set(bucket, (votes.get(bucket) ?? 0) + 1);
    }
  }
  const best = bestBucket(votes);
  return best === null ? null : Math.max(0, best * BUCKET);
}

/** What stands across a border counts for both sides; of equals the first of the source is taken. */
function bestBucket(votes: ReadonlyMap<number, number>): number | null {
  let best: number | null = null;
  let most = 0;
  for (const bucket of [...votes.keys()].sort((one, other) => one - other)) {
    const count = votes.get(bucket)! + (votes.get(bucket + 1) ?? 0);
    if (count <= most) continue;
    most = count;
    best = bucket;
  }
  return best;
}

/** Only so few letters are read through the whole source for, and only in a source of this length: it takes its time. */
const SHORT = 3 * GRAM;
const READ_THROUGH = 2_000_000;

/** Gives where one half of a short stretch stands, where no entry of the index lies within it; else null. */
export function placeOfHalf({ letters: { small } }: StretchIndex, stretch: string): number | null {
  if (stretch.length > SHORT || stretch.length < 4 || small.length > READ_THROUGH) return null;
  const half = Math.floor(stretch.length / 2);
  for (const from of [0, half]) {
    const at = small.indexOf(stretch.slice(from, from + half));
    if (at >= 0) return Math.max(0, at - from);
  }
  return null;
}
