import type { Source } from "../../edition/index.ts";
import { type DocumentCache, keyOf } from "../cache/document-cache.ts";
import type { Pieces } from "../cache/entry-pieces.ts";
import { HashColumn, hasHash } from "./document-source.ts";
import { PathTable } from "./path-table.ts";
import { ANSWER_DIGEST } from "./questions.ts";
import type { Gist, Verdict } from "./run-document.ts";

/**
 * Rows column by column: objects for each document would take ten times as long to read. It is kept member by member, so that
 * each is made when it is written, and not in memory with all others.
 */
export interface KeptCourse {
  /** Tells it from every other one that was kept by its key. */
  readonly id: string;
  readonly paths: string;
  readonly hashes: Uint8Array;
  readonly gists: readonly Gist[];
  readonly gistOf: Uint32Array;
  readonly flags: Uint8Array;
  /** The keys by which the records of documents are kept; nothing but zeros for one without. */
  readonly records: Uint8Array;
  /** Where any were seen elsewhere. */
  readonly seen: ReadonlyMap<number, readonly string[]>;
  /** The questions, each once, with digests of the answers, and their numbers by rows. */
  readonly questions: readonly string[];
  readonly answers: Uint8Array;
  readonly outlines: KeptLists;
  readonly makes: KeptLists;
  /** How the output folders looked that were made of this course. */
  readonly outputs: ReadonlyMap<string, string>;
}

/** A member of the course with its name, as it is kept. */
export type CourseMember = {
  [Name in keyof KeptCourse]: readonly [name: Name, value: KeptCourse[Name]];
}[keyof KeptCourse];

/** Lists of numbers: those of the nth row stand from its start to the next one's. */
export interface KeptLists {
  readonly starts: Uint32Array;
  readonly numbers: Uint32Array;
}

/** What a later run found that did nearly all as the course says: that is written down, and not the whole of it again. */
interface KeptSince {
  /** The id of the course. */
  readonly of: string;
  /** The documents that were others than the course says, in that run or one before, with the keys of their records. */
  readonly records: ReadonlyMap<string, string | null>;
  /** How the output folders looked that were made of that run. */
  readonly outputs: ReadonlyMap<string, string>;
}

/** Verdicts and, by rows, their numbers; kept with the verdicts some at a time behind all else. */
export interface KeptVerdicts {
  /** The id of the course: a process that is killed may leave those of another. */
  readonly of: string;
  readonly verdictOf: Uint32Array;
}

/** How many bytes a SHA-256 has, or a key. */
export const HASH = 32;
const NO_KEY = "0".repeat(2 * HASH);
export const IS_MADE = 1;
export const IS_LEFT = 2;
export const HAS_STEPS = 4;
export const HAS_TEXT = 8;

/**
 * What an edition's last run knew of all documents together, so that the next one need not ask each of them whether it has
 * changed: the questions of all stand here once, with their answers. One that has another answer now concerns the documents
 * that asked it, and no others.
 */
export class Course {
  readonly #kept: Omit<KeptCourse, "hashes">;
  readonly #hashes: HashColumn;
  readonly #store: DocumentCache;
  readonly #key: string;
  readonly #since: KeptSince | null;
  #verdicts: KnownVerdicts | null = null;
  readonly #rows: PathTable;
  readonly #isChanged: Uint8Array;
  #hasChanged = false;
  #numbers: ReadonlyMap<string, number> | null = null;

  private constructor(store: DocumentCache, key: string, { hashes, ...kept }: KeptCourse) {
    this.#store = store;
    this.#key = key;
    this.#kept = kept;
    const since = store.get(sinceKey(key)) as KeptSince | null;
    this.#since = since?.of === kept.id ? since : null;
    this.#hashes = new HashColumn(hashes);
    this.#rows = new PathTable(kept.paths);
    this.#isChanged = new Uint8Array(kept.questions.length);
  }

  /** Gives the course that is kept by a key, or null where there is none. */
  static find(store: DocumentCache, key: string): Course | null {
    const kept = store.getPieces(key) as readonly CourseMember[] | null;
    return kept === null ? null : new Course(store, key, Object.fromEntries(kept) as unknown as KeptCourse);
  }

  /** How many documents it had. */
  get size(): number {
    return this.#rows.length;
  }

  /** Whether it had the documents with these paths, in their order. */
  hasPaths(paths: string | null): boolean {
    return this.#kept.paths === paths;
  }

  /** The row of a document, or null where it had none. */
  rowOf(path: string): number | null {
    return this.#rows.placeOf(path);
  }

  /** Whether a document was another than the course says in a run since. */
  isOther(path: string): boolean {
    return this.#since?.records.has(path) ?? false;
  }

  /**
   * Keeps, instead of a new course, which documents are others than this one says, with the keys of their records, and how
   * the output folders look.
   */
  keepSince(records: ReadonlyMap<string, string | null>, outputs: ReadonlyMap<string, string>): void {
    const kept: KeptSince = { of: this.#kept.id, records, outputs };
    this.#store.put(sinceKey(this.#key), kept);
  }

  hashOf(row: number): string {
    return this.#hashes.at(row);
  }

  /** Whether a document has the bytes that it had. */
  hasBytesOf(row: number, source: Source): boolean {
    return hasHash(source, this.#hashes, row);
  }

  /** The gists of all documents, each once. */
  get gists(): readonly Gist[] {
    return this.#kept.gists;
  }

  gistOf(row: number): Gist {
    return this.#kept.gists[this.#kept.gistOf[row]!]!;
  }

  seenOf(row: number): readonly string[] {
    return this.#kept.seen.get(row) ?? [];
  }

  isMade(row: number): boolean {
    return (this.#kept.flags[row]! & IS_MADE) > 0;
  }

  /** How many documents were made. */
  get made(): number {
    return this.#kept.flags.reduce((sum, flags) => sum + (flags & IS_MADE), 0);
  }

  isLeft(row: number): boolean {
    return (this.#kept.flags[row]! & IS_LEFT) > 0;
  }

  hasSteps(row: number): boolean {
    return (this.#kept.flags[row]! & HAS_STEPS) > 0;
  }

  /** Whether a reading text of a document was made. */
  hasText(row: number): boolean {
    return (this.#kept.flags[row]! & HAS_TEXT) > 0;
  }

  /** How an output folder looked when it was made of this course; null where it was not. */
  looksOf(folder: string): string | null {
    return (this.#since ?? this.#kept).outputs.get(folder) ?? null;
  }

  /** The key by which the records of a document were kept in the last run; null where it had none. */
  recordsOf(row: number, path: string): string | null {
    const since = this.#since?.records.get(path);
    if (since !== undefined) return since;
    return keyAt(this.#kept.records, row);
  }

  /** What was thought of a document; null where that is not kept any more. */
  verdictOf(row: number): Verdict | null {
    this.#verdicts ??= verdictsIn(this.#store, this.#key);
    if (this.#verdicts === null || this.#verdicts.of !== this.#kept.id) return null;
    return this.#verdicts.at(row);
  }

  /** All questions, in order. */
  get questions(): readonly string[] {
    return this.#kept.questions;
  }

  /** Asks those questions again that are wanted; those with other answers are known to have changed from then on. */
  ask(isWanted: (question: string) => boolean, answer: (question: string) => Uint8Array): void {
    const { questions, answers } = this.#kept;
    for (const number of inOrder(questions)) {
      const question = questions[number]!;
      if (!isWanted(question)) continue;
      const before = answers.subarray(number * ANSWER_DIGEST, (number + 1) * ANSWER_DIGEST);
      if (Buffer.compare(before, answer(question)) === 0) continue;
      this.#isChanged[number] = 1;
      this.#hasChanged = true;
    }
  }

  /** Whether a question is known to have another answer. */
  get hasChanged(): boolean {
    return this.#hasChanged;
  }

  /** Gives a digest of the answer to a question that has not changed; null to any other. */
  answerTo(question: string): Uint8Array | null {
    this.#numbers ??= new Map(this.#kept.questions.map((each, number) => [each, number]));
    const number = this.#numbers.get(question);
    if (number === undefined || this.#isChanged[number]) return null;
    return this.#kept.answers.subarray(number * ANSWER_DIGEST, (number + 1) * ANSWER_DIGEST);
  }

  /** Whether the outline of a document may be another, as far as others are concerned. */
  hasOtherOutline(row: number): boolean {
    return this.#isAnyChanged(this.#kept.outlines, row);
  }

  /** Whether what is made of a document may be another, as far as others are concerned. */
  hasOtherMaking(row: number): boolean {
    return this.hasOtherOutline(row) || this.#isAnyChanged(this.#kept.makes, row);
  }

  /** The numbers of what was asked while the outline of a document was made, and while it was made itself. */
  askedIn(row: number): { readonly outline: Uint32Array; readonly make: Uint32Array } {
    const { outlines, makes } = this.#kept;
    return { outline: numbersIn(outlines, row), make: numbersIn(makes, row) };
  }

  #isAnyChanged(lists: KeptLists, row: number): boolean {
    if (!this.#hasChanged) return false;
    const { starts, numbers } = lists;
    for (let at = starts[row]!; at < starts[row + 1]!; at++) if (this.#isChanged[numbers[at]!]) return true;
    return false;
  }
}

/** So many verdicts are written at once, behind whose they are. */
export const VERDICTS_TOGETHER = 500;

/** So many pieces of them are at hand: that of those on whose documents nothing was found, and the ones that come in order. */
const FEW = 4;

/** Verdicts, some of which are in memory. */
class KnownVerdicts {
  readonly of: string;
  readonly #verdictOf: Uint32Array;
  readonly #pieces: Pieces;
  readonly #recent = new Map<number, readonly Verdict[]>();

  constructor(pieces: Pieces) {
    const { of, verdictOf } = pieces.at(0) as KeptVerdicts;
    this.of = of;
    this.#verdictOf = verdictOf;
    this.#pieces = pieces;
  }

  at(row: number): Verdict | null {
    const number = this.#verdictOf[row]!;
    const piece = 1 + Math.floor(number / VERDICTS_TOGETHER);
    return piece < this.#pieces.length ? (this.#piece(piece)[number % VERDICTS_TOGETHER] ?? null) : null;
  }

  #piece(piece: number): readonly Verdict[] {
    const known = this.#recent.get(piece) ?? (this.#pieces.at(piece) as readonly Verdict[]);
    this.#recent.delete(piece);
    this.#recent.set(piece, known);
    if (this.#recent.size > FEW) this.#recent.delete(this.#recent.keys().next().value!);
    return known;
  }
}

function verdictsIn(store: DocumentCache, key: string): KnownVerdicts | null {
  const pieces = store.openPieces(verdictsKey(key));
  return pieces === null ? null : new KnownVerdicts(pieces);
}

/** What the verdicts of a course are kept by: who asks for no report has no use for them. */
export function verdictsKey(key: string): string {
  return keyOf("verdicts", key);
}

/** Gives the nth of keys that stand one after the other; null where there is nothing but zeros. */
export function keyAt(keys: Uint8Array, nth: number): string | null {
  const key = Buffer.from(keys.buffer, keys.byteOffset + nth * HASH, HASH).toString("hex");
  return key === NO_KEY ? null : key;
}

function sinceKey(key: string): string {
  return keyOf("since", key);
}

/** The numbers of questions in the order in which they are asked: of a file that is no document ids are known after itself. */
export function inOrder(questions: readonly string[]): readonly number[] {
  const numbers = questions.map((_, number) => number);
  return numbers.sort((one, other) => (questions[one]! < questions[other]! ? -1 : 1));
}

function numbersIn({ starts, numbers }: KeptLists, row: number): Uint32Array {
  return numbers.subarray(starts[row], starts[row + 1]);
}
