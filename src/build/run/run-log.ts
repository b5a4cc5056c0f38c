import { type Finding, programFailed } from "../../report/index.ts";
import { normalPath } from "../../tree/index.ts";
import type { DocumentCache } from "../cache/document-cache.ts";
import type { Course } from "./course.ts";
import { CourseDraft, type CourseRow } from "./course-draft.ts";
import type { Crew } from "./crew.ts";
import type { Outcome } from "./jobs.ts";
import { type MadeDocument, NOTHING_MADE, type Outline } from "./made-document.ts";
import { isAboutFiles, pathPointedTo } from "./questions.ts";
import {
  type Gist,
  Gists,
  type OutlinedDocument,
  type RunDocument,
  type Verdict,
  Verdicts,
} from "./run-document.ts";

/** Up to such a part of the documents may be others than the course says until it is written anew. */
const SINCE = 1 / 250;

/** What a run knows of its documents: what the last run knew, as far as it is still so, and what has come of the others. */
export class RunLog {
  readonly crew: Crew;
  readonly gists: Gists;
  readonly #course: Course | null;
  #joined = "";
  /** Whether documents say of themselves what they did not say before. */
  #isToldAnew = false;
  readonly #draft: CourseDraft;
  readonly #shared = new Verdicts();
  /** By the places of the documents. */
  readonly #verdicts: (Verdict | null)[];
  /** What there is of documents whose thread has ended twice. */
  readonly #lost = new Map<number, MadeDocument>();
  /** The documents of which the outline was made or found anew. */
  readonly #fresh: OutlinedDocument[] = [];
  readonly #isFresh: Uint8Array;
  /** How the output folders look that were made of this run. */
  readonly #looks = new Map<string, string>();

  /** Takes what the last run knew, and how many documents there are. */
  constructor(crew: Crew, course: Course | null, count: number) {
    this.crew = crew;
    this.#verdicts = new Array<Verdict | null>(count).fill(null);
    this.#isFresh = new Uint8Array(count);
    this.#draft = new CourseDraft(count);
    this.#course = course;
    this.gists = new Gists(course?.gists);
    const { answersAlone, outside } = crew.workshop;
    course?.ask(isAboutFiles, (question) => answersAlone.digestOfOne(question));
    outside.note(course?.questions ?? []);
  }

  /** What the last run knew of a document, where it would know the same again; else null. */
  knownGist(path: string, hash: string): Gist | null {
    const course = this.#course;
    const row = course?.rowOf(path) ?? null;
    if (course === null || row === null || course.isOther(path)) return null;
    return course.hashOf(row) !== hash || course.hasOtherOutline(row) ? null : course.gistOf(row);
  }

  noteOutline(document: OutlinedDocument, outcome: Outcome): void {
    this.#fresh.push(document);
    this.#isFresh[document.nth] = 1;
    if (outcome.kind === "done") this.#draft.noteOutline(document.nth, outcome.questions);
  }

  /** Takes the name by which the documents are joined; asks again what they have asked about one another, if need be. */
  join(documents: readonly OutlinedDocument[], joined: string): void {
    this.#joined = joined;
    const course = this.#course;
    if (course === null) return;
    this.#isToldAnew =
      course.size !== documents.length || this.#fresh.some((each) => this.#tellsAnew(course, each));
    if (!this.#isToldAnew && !pointsOutside(course, documents)) return;
    const answers = this.crew.workshop.answersOf(joined);
    course.ask(
      (question) => !isAboutFiles(question),
      (question) => answers.digestOfOne(question),
    );
  }

  /** Whether what was made of a document would be made of it again. */
  isAsItWas(document: OutlinedDocument, seen: readonly string[]): boolean {
    const row = this.#rowOf(document);
    if (this.#course === null || row === null || this.#isFresh[document.nth] === 1) return false;
    const isSame = this.#course.isMade(row) && !this.#course.hasOtherMaking(row);
    return isSame && isSameList(this.#course.seenOf(row), seen);
  }

  /** Whether a document was made together with its outline. */
  isJudged({ nth }: OutlinedDocument): boolean {
    return this.#verdicts[nth] !== null;
  }

  noteMade(document: RunDocument, outcome: Outcome): void {
    if (outcome.kind === "done") {
      const made = outcome.value as MadeDocument;
      this.#draft.noteMake(document.nth, outcome.questions, made.recordsKey);
      this.judge(document, made);
    } else {
      const made = this.#madeOfLost(document, outcome.error);
      this.#lost.set(document.nth, made);
      this.judge(document, made);
    }
  }

  /** Notes how an output folder looks that was made of this run. */
  noteOutput(folder: string, looks: string): void {
    this.#looks.set(folder, looks);
  }

  judge(document: OutlinedDocument, made: MadeDocument): void {
    this.#verdicts[document.nth] = this.#shared.of(document, made);
  }

  /** What is thought of a document; null where that is not kept any more. */
  knownVerdictOn(document: RunDocument): Verdict | null {
    const row = document.isFresh ? null : this.#rowOf(document);
    return row === null ? this.#verdicts[document.nth]! : this.#course!.verdictOf(row);
  }

  /** What is thought of a document. */
  async verdictOn(document: RunDocument): Promise<Verdict> {
    return this.knownVerdictOn(document) ?? this.#shared.of(document, await this.made(document));
  }

  isLeft(document: RunDocument): boolean {
    return this.#isSaid("isLeft", document);
  }

  hasSteps(document: RunDocument): boolean {
    return this.#isSaid("hasSteps", document);
  }

  hasText(document: RunDocument): boolean {
    return this.#isSaid("hasText", document);
  }

  /** What was judged of a document, in this run or, where it is as it was, in the last one. */
  #isSaid(what: "isLeft" | "hasSteps" | "hasText", document: RunDocument): boolean {
    if (document.isFresh) return this.#verdicts[document.nth]![what];
    return this.#course![what](this.#rowOf(document)!);
  }

  /** How an output folder looked when it was made of what the last run knew; null where it had other documents. */
  looksBefore(
    folder: string,
    outlined: readonly OutlinedDocument[],
    documents: readonly RunDocument[],
  ): string | null {
    const course = this.#course;
    return course !== null && this.#areSame(course, outlined, documents) ? course.looksOf(folder) : null;
  }

  /** Whether there are the documents that there were, and those were made that are made now. */
  #areSame(
    course: Course,
    outlined: readonly OutlinedDocument[],
    documents: readonly RunDocument[],
  ): boolean {
    if (course.size !== outlined.length || course.made !== documents.length) return false;
    const isMade = (document: RunDocument): boolean => {
      const row = this.#rowOf(document);
      return row !== null && course.isMade(row);
    };
    return outlined.every((document) => this.#rowOf(document) !== null) && documents.every(isMade);
  }

  /** The key by which the records of a document were kept in the last run; null where it had none. */
  recordsBefore(document: RunDocument): string | null {
    const row = this.#rowOf(document);
    return row === null ? null : this.#course!.recordsOf(row, document.path);
  }

  /** Gives what was made of a document; it is made again where it is not kept any more, or kept by a run of another edition. */
  async made({ nth, source, hash, seen }: RunDocument): Promise<MadeDocument> {
    const lost = this.#lost.get(nth);
    if (lost !== undefined) return lost;
    const task = { kind: "make", source, hash, seen, joined: this.#joined } as const;
    const { workshop } = this.crew;
    const { value } = workshop.find(task) ?? (await workshop.do(task));
    return value as MadeDocument;
  }

  /** Keeps the course of this run for the next one, unless it is the last one's. */
  keep(
    store: DocumentCache,
    key: string,
    outlined: readonly OutlinedDocument[],
    documents: readonly RunDocument[],
  ): void {
    if (this.#isAsBefore(outlined, documents) || this.#keepSince(outlined, documents)) return;
    const { length } = outlined;
    const own = new Array<RunDocument | null>(length).fill(null);
    for (const document of documents) own[document.nth] = document;
    const rows = { length, at: (nth: number) => this.#rowFor(outlined[nth]!, own[nth]!) };
    const answers = this.crew.workshop.answersOf(this.#joined);
    this.#draft.keep(
      store,
      key,
      rows,
      this.#looks,
      (question) => this.#course?.answerTo(question) ?? answers.digestOfOne(question),
    );
  }

  #isAsBefore(outlined: readonly OutlinedDocument[], documents: readonly RunDocument[]): boolean {
    const course = this.#course;
    return (
      course?.size === outlined.length &&
      this.#fresh.length === 0 &&
      documents.every(({ isFresh }) => !isFresh) &&
      [...this.#looks].every(([folder, looks]) => course.looksOf(folder) === looks)
    );
  }

  /** To write the course of a hundred thousand documents takes longer than to look again at a few that are others. */
  #keepSince(outlined: readonly OutlinedDocument[], documents: readonly RunDocument[]): boolean {
    const course = this.#course;
    if (course === null || this.#isToldAnew || course.hasChanged) return false;
    if (!this.#areSame(course, outlined, documents)) return false;
    const anew = [...this.#fresh, ...documents.filter(({ isFresh }) => isFresh)];
    const others = new Map(anew.map(({ path, nth }) => [path, this.#draft.recordsOf(nth)]));
    if (others.size > outlined.length * SINCE) return false;
    course.keepSince(others, this.#looks);
    return true;
  }

  #rowFor(document: OutlinedDocument, own: RunDocument | null): CourseRow {
    const course = this.#course;
    const row = this.#rowOf(document);
    const isMadeBefore = own !== null && !own.isFresh;
    if (course !== null && row !== null && this.#isFresh[document.nth] === 0)
      this.#draft.takeOver(document.nth, course, { row, path: document.path }, isMadeBefore);
    const verdict = isMadeBefore ? course!.verdictOf(row!) : this.#verdicts[document.nth]!;
    const isLost = document.gist.failures.length > 0;
    return { document, isLost, seen: own?.seen ?? [], verdict };
  }

  /** Whether a document may say of itself what it did not say before. */
  #tellsAnew(course: Course, document: OutlinedDocument): boolean {
    const row = course.rowOf(document.path);
    if (row === null || course.hashOf(row) === document.hash || course.gistOf(row) !== document.gist)
      return true;
    const { id, path, gist } = document;
    if (gist.hasEntries) return true;
    const before = this.crew.workshop.keptOutline({ id, path, hash: course.hashOf(row) });
    return before === null || !hasSameIds(before, this.crew.workshop.outlineOf(document));
  }

  #madeOfLost({ path, gist, id, hash }: RunDocument, error: Error): MadeDocument {
    const failed = programFailed("wellformed", path, error);
    const findings = gist.isRead ? this.crew.workshop.outlineOf({ id, path, hash }).findings : gist.failures;
    return {
      ...NOTHING_MADE,
      pageKey: null,
      findings: isTold(findings, failed) ? findings : [...findings, failed],
    };
  }

  #rowOf({ path }: OutlinedDocument): number | null {
    return this.#course?.rowOf(path) ?? null;
  }
}

/** Whether documents point to files that are none, which may have changed as well. */
function pointsOutside(course: Course, documents: readonly OutlinedDocument[]): boolean {
  const asked = new Set(course.questions.map(pathPointedTo).filter((path) => path !== null));
  if (asked.size === 0) return false;
  for (const { path } of documents) asked.delete(normalPath(path));
  return asked.size > 0;
}

/** Whether a finding of the same kind is among others. */
export function isTold(findings: readonly Finding[], { code }: Finding): boolean {
  return findings.some((each) => each.code === code);
}

function hasSameIds(one: Outline, other: Outline): boolean {
  const [ids, others] = [one, other].map(({ anchors }) => [...(anchors?.elements ?? [])]);
  return (
    ids!.length === others!.length &&
    ids!.every(([id, name], at) => others![at]![0] === id && others![at]![1] === name)
  );
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each, at) => each === other[at]);
}
