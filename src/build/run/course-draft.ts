import type { DocumentCache } from "../cache/document-cache.ts";
import {
  type Course,
  HAS_STEPS,
  HAS_TEXT,
  IS_LEFT,
  IS_MADE,
  inOrder,
  type KeptCourse,
  type KeptLists,
  verdictsKey,
} from "./course.ts";
import { ANSWER_DIGEST } from "./questions.ts";
import type { Gist, OutlinedDocument, Verdict } from "./run-document.ts";

/** What there is to keep of a document besides what it asked. */
export interface CourseRow {
  readonly document: OutlinedDocument;
  /** Whether it was given up, and is to be tried again. */
  readonly isLost: boolean;
  readonly seen: readonly string[];
  /** Null where it was not made. */
  readonly verdict: Verdict | null;
}

/** The course of a run while it goes on: what documents ask is written down in numbers, since of all it is much. */
export class CourseDraft {
  readonly #questions = new Numbers<string>();
  readonly #outlines = new Lists();
  readonly #makes = new Lists();

  /** Notes what was asked while the outline of the nth document was made. */
  noteOutline(nth: number, questions: readonly string[]): void {
    this.#outlines.put(nth, this.#numbersOf(questions));
  }

  /** Notes what was asked while the nth document was made. */
  noteMake(nth: number, questions: readonly string[]): void {
    this.#makes.put(nth, this.#numbersOf(questions));
  }

  /** Takes over what the last run noted, of a document whose row has the number there. */
  takeOver(nth: number, course: Course, row: number, isMade: boolean): void {
    const { questions } = course;
    const asked = course.askedIn(row);
    const numbersOf = (numbers: Uint32Array): number[] =>
      Array.from(numbers, (number) => this.#questions.of(questions[number]!));
    this.#outlines.put(nth, numbersOf(asked.outline));
    if (isMade) this.#makes.put(nth, numbersOf(asked.make));
  }

  /** Keeps the course, with the answers to what was asked, instead of the last one. */
  keep(
    store: DocumentCache,
    key: string,
    rows: readonly CourseRow[],
    outputs: ReadonlyMap<string, string>,
    answer: (question: string) => Uint8Array,
  ): void {
    const verdicts = new Numbers<Verdict>();
    const verdictOf = rows.map(({ verdict }) => verdicts.of(verdict ?? NO_VERDICT));
    store.put(verdictsKey(key), { verdicts: verdicts.all, verdictOf: Uint32Array.from(verdictOf) });
    store.put(key, { ...this.#course(rows, answer), outputs });
  }

  #course(rows: readonly CourseRow[], answer: (question: string) => Uint8Array): Omit<KeptCourse, "outputs"> {
    const gists = new Numbers<Gist>();
    const gistOf = rows.map(({ document }) => gists.of(document.gist));
    return {
      paths: rows.map(({ document }) => document.path).join("\n"),
      hashes: Buffer.from(
        rows.map(({ document, isLost }) => (isLost ? NO_HASH : document.hash)).join(""),
        "hex",
      ),
      gists: gists.all,
      gistOf: Uint32Array.from(gistOf),
      flags: Uint8Array.from(rows, ({ verdict }, nth) => this.#flagsOf(nth, verdict)),
      seen: new Map([...rows.entries()].flatMap(([nth, { seen }]) => (seen.length > 0 ? [[nth, seen]] : []))),
      questions: this.#questions.all,
      answers: answersTo(this.#questions.all, answer),
      outlines: this.#outlines.kept(rows.length),
      makes: this.#makes.kept(rows.length),
    };
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

const NO_HASH = "0".repeat(64);

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

/** Lists of numbers, put in whatever order, one after the other in one array. */
class Lists {
  #numbers = new Uint32Array(1 << 10);
  #length = 0;
  /** Where the nth list begins and how long it is. */
  readonly #places: ([number, number] | undefined)[] = [];

  put(nth: number, list: readonly number[]): void {
    const end = this.#length + list.length;
    if (end > this.#numbers.length) {
      const larger = new Uint32Array(Math.max(end, this.#numbers.length * 2));
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers.set(list, this.#length);
    this.#places[nth] = [this.#length, list.length];
    this.#length = end;
  }

  has(nth: number): boolean {
    return this.#places[nth] !== undefined;
  }

  kept(count: number): KeptLists {
    const starts = new Uint32Array(count + 1);
    const numbers = new Uint32Array(this.#length);
    for (let nth = 0; nth < count; nth++) {
      const [start, length] = this.#places[nth] ?? [0, 0];
      numbers.set(this.#numbers.subarray(start, start + length), starts[nth]);
      starts[nth + 1] = starts[nth]! + length;
    }
    return { starts, numbers: numbers.slice(0, starts[count]) };
  }
}
