import { randomUUID } from "node:crypto";
import type { DocumentCache } from "../cache/document-cache.ts";
import {
  type Course,
  type CourseMember,
  HAS_STEPS,
  HAS_TEXT,
  HASH,
  IS_LEFT,
  IS_MADE,
  inOrder,
  type KeptCourse,
  type KeptLists,
  type KeptVerdicts,
  keyAt,
  VERDICTS_TOGETHER,
  verdictsKey,
} from "./course.ts";
import { PathList } from "./path-list.ts";
import { ANSWER_DIGEST } from "./questions.ts";
import type { Rows } from "./rows.ts";
import type { Gist, OutlinedDocument, Verdict } from "./run-document.ts";

/** What there is to keep of a document besides what it asked. */
export interface CourseRow {
  readonly document: OutlinedDocument;
  /** Whether it was given up, and is to be tried again. */
  readonly isLost: boolean;
  readonly seen: readonly string[];
}

/** Gives the verdict on the document of a row; null where it was not made. */
type VerdictOn = (nth: number) => Verdict | null;

/** Where the last run noted a document. */
interface CourseOrigin {
  readonly row: number;
  readonly path: string;
}

/** The course of a run while it goes on: what documents ask is written down in numbers, since of all it is much. */
export class CourseDraft {
  readonly #questions = new Numbers<string>();
  readonly #outlines: Lists;
  readonly #makes: Lists;
  readonly #records: Buffer;

  /** Takes how many documents there are. */
  constructor(count: number) {
    this.#records = Buffer.alloc(count * HASH);
    this.#outlines = new Lists(count);
    this.#makes = new Lists(count);
  }

  /** Notes what was asked while the outline of the nth document was made. */
  noteOutline(nth: number, questions: readonly string[]): void {
    this.#outlines.put(nth, this.#numbersOf(questions));
  }

  /** Notes what was asked while the nth document was made, and by which key its records are kept. */
  noteMake(nth: number, questions: readonly string[], recordsKey: string | null): void {
    this.#makes.put(nth, this.#numbersOf(questions));
    this.#noteRecords(nth, recordsKey);
  }

  /** What was asked while the documents were made, each question once. */
  get questions(): readonly string[] {
    return this.#questions.all;
  }

  /** The key by which the records of the nth document are kept; null where it has none, or was not made. */
  recordsOf(nth: number): string | null {
    return keyAt(this.#records, nth);
  }

  /** Takes over what the last run noted, of a document whose row has the number there. */
  takeOver(nth: number, course: Course, { row, path }: CourseOrigin, isMade: boolean): void {
    const { questions } = course;
    const asked = course.askedIn(row);
    const numbersOf = (numbers: Uint32Array): number[] =>
      Array.from(numbers, (number) => this.#questions.of(questions[number]!));
    this.#outlines.put(nth, numbersOf(asked.outline));
    if (!isMade) return;
    this.#makes.put(nth, numbersOf(asked.make));
    this.#noteRecords(nth, course.recordsOf(row, path));
  }

  /** Keeps the course, with the answers to what was asked, instead of the last one. */
  keep(
    store: DocumentCache,
    key: string,
    rows: Rows<CourseRow>,
    verdictOn: VerdictOn,
    outputs: ReadonlyMap<string, string>,
    answer: (question: string) => Uint8Array,
  ): void {
    const id = randomUUID();
    const { course, verdictOf, firsts } = this.#columns(rows, verdictOn);
    // Whoever is killed between the two leaves verdicts that are not the course's.
    store.putPieces(verdictsKey(key), verdictPieces({ of: id, verdictOf }, firsts, verdictOn));
    store.putPieces(key, this.#pieces({ ...course, id, outputs }, answer));
  }

  /** The members of the course by their names, each when it is written. */
  *#pieces(
    known: RowColumns & Pick<KeptCourse, "id" | "outputs">,
    answer: (question: string) => Uint8Array,
  ): Generator<CourseMember> {
    yield* Object.entries(known) as CourseMember[];
    yield ["records", this.#records];
    yield ["questions", this.#questions.all];
    yield ["answers", answersTo(this.#questions.all, answer)];
    yield ["outlines", this.#outlines.kept];
    yield ["makes", this.#makes.kept];
  }

  /** One row is in memory at a time, with its verdict, whose findings are read from the disk. */
  #columns(
    rows: Rows<CourseRow>,
    verdictOn: VerdictOn,
  ): {
    readonly course: RowColumns;
    readonly verdictOf: Uint32Array;
    /** The rows whose verdicts are written, by the numbers of these. */
    readonly firsts: readonly number[];
  } {
    const { length } = rows;
    const [gists, verdicts] = [new Numbers<Gist>(), new VerdictNumbers()];
    const paths = new PathList();
    const hashes = Buffer.alloc(length * HASH);
    const flags = new Uint8Array(length);
    const [gistOf, verdictOf] = [new Uint32Array(length), new Uint32Array(length)];
    const seen = new Map<number, readonly string[]>();
    for (let nth = 0; nth < length; nth++) {
      const { document, isLost, seen: own } = rows.at(nth);
      paths.push(document.path);
      if (!isLost) hashes.write(document.hash, nth * HASH, "hex");
      gistOf[nth] = gists.of(document.gist);
      const verdict = verdictOn(nth);
      verdictOf[nth] = verdicts.of(nth, verdict ?? NO_VERDICT);
      flags[nth] = this.#flagsOf(nth, verdict);
      if (own.length > 0) seen.set(nth, own);
    }
    const course = { paths: paths.text, hashes, gists: gists.all, gistOf, flags, seen };
    return { course, verdictOf, firsts: verdicts.firsts };
  }

  #noteRecords(nth: number, key: string | null): void {
    if (key !== null) this.#records.write(key, nth * HASH, "hex");
  }

  #flagsOf(nth: number, verdict: Verdict | null): number {
    if (verdict === null || !this.#makes.has(nth)) return 0;
    const { isLeft, hasSteps, hasText } = verdict;
    return IS_MADE | (isLeft ? IS_LEFT : 0) | (hasSteps ? HAS_STEPS : 0) | (hasText ? HAS_TEXT : 0);
  }

  #numbersOf(questions: readonly string[]): number[] {
    return questions.map((question) => this.#questions.of(question));
  }
}

/** Numbers verdicts in the order of their rows: the same for the same where nothing was found, else one for each. */
class VerdictNumbers {
  /** By numbers, the first rows that have them. */
  readonly firsts: number[] = [];
  readonly #known = new Map<Verdict, number>();

  of(nth: number, verdict: Verdict): number {
    const number = this.#known.get(verdict) ?? this.firsts.push(nth) - 1;
    if (verdict.findings.length === 0) this.#known.set(verdict, number);
    return number;
  }
}

function* verdictPieces(
  rows: KeptVerdicts,
  firsts: readonly number[],
  verdictOn: VerdictOn,
): Generator<unknown> {
  yield rows;
  for (let at = 0; at < firsts.length; at += VERDICTS_TOGETHER)
    yield firsts.slice(at, at + VERDICTS_TOGETHER).map((nth) => verdictOn(nth) ?? NO_VERDICT);
}

type RowColumns = Pick<KeptCourse, "paths" | "hashes" | "gists" | "gistOf" | "flags" | "seen">;

const NO_VERDICT: Verdict = {
  findings: [],
  isSuppressed: false,
  schemaless: [],
  isLeft: false,
  hasSteps: false,
  hasText: false,
};

function answersTo(questions: readonly string[], answer: (question: string) => Uint8Array): Uint8Array {
  const answers = new Uint8Array(questions.length * ANSWER_DIGEST);
  for (const number of inOrder(questions)) answers.set(answer(questions[number]!), number * ANSWER_DIGEST);
  return answers;
}

/** Gives values numbers, the same to the same. */
class Numbers<Value> {
  readonly #numbers = new Map<Value, number>();

  of(value: Value): number {
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    this.#numbers.set(value, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  get all(): readonly Value[] {
    return [...this.#numbers.keys()];
  }
}

/** How many numbers stand in one block. */
const BLOCK = 1 << 13;

/**
 * Lists of numbers, put in whatever order, one after the other in blocks: one array that is twice as large whenever it is full
 * would be in memory three times over at that moment.
 */
class Lists {
  readonly #blocks: Uint32Array[] = [];
  #length = 0;
  /** Where the nth list begins, and one more than its length: nothing where none was put. */
  readonly #starts: Uint32Array;
  readonly #sizes: Uint32Array;

  /** Takes how many lists there may be. */
  constructor(count: number) {
    this.#starts = new Uint32Array(count);
    this.#sizes = new Uint32Array(count);
  }

  put(nth: number, list: readonly number[]): void {
    this.#starts[nth] = this.#length;
    this.#sizes[nth] = list.length + 1;
    for (const number of list) this.#add(number);
  }

  has(nth: number): boolean {
    return this.#sizes[nth]! > 0;
  }

  get kept(): KeptLists {
    const count = this.#sizes.length;
    const starts = new Uint32Array(count + 1);
    for (let nth = 0; nth < count; nth++) starts[nth + 1] = starts[nth]! + Math.max(0, this.#sizes[nth]! - 1);
    const numbers = new Uint32Array(starts[count]!);
    for (let nth = 0; nth < count; nth++) {
      const shift = this.#starts[nth]! - starts[nth]!;
      for (let at = starts[nth]!; at < starts[nth + 1]!; at++) numbers[at] = this.#numberAt(at + shift);
    }
    return { starts, numbers };
  }

  #add(number: number): void {
    const at = this.#length++;
    if (at % BLOCK === 0) this.#blocks.push(new Uint32Array(BLOCK));
    this.#blocks.at(-1)![at % BLOCK] = number;
  }

  #numberAt(at: number): number {
    return this.#blocks[Math.floor(at / BLOCK)]![at % BLOCK]!;
  }
}
