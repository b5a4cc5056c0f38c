import { isDeepStrictEqual } from "node:util";
import type { Source } from "../../edition/index.ts";
import { type Finding, programFailed } from "../../report/index.ts";
import { normalPath } from "../../tree/index.ts";
import type { DocumentCache } from "../cache/document-cache.ts";
import type { Course } from "./course.ts";
import { CourseDraft, type CourseRow } from "./course-draft.ts";
import type { Crew } from "./crew.ts";
import { filesOf } from "./document-source.ts";
import type { Outcome } from "./jobs.ts";
import { type MadeDocument, NOTHING_MADE, type Outline } from "./made-document.ts";
import { isAboutFiles, pathPointedTo } from "./questions.ts";
import { Rows, type Sequence } from "./rows.ts";
import {
  type Gist,
  Gists,
  type OutlinedDocument,
  type RunDocument,
  type Verdict,
  Verdicts,
} from "./run-document.ts";
import type { MakeTask } from "./task.ts";

/** Up to such a part of the documents may be others than the course says until it is written anew. */
const SINCE = 1 / 250;

/** What a run knows of its documents: what the last run knew, as far as it is still so, and what has come of the others. */
export class RunLog {
  readonly crew: Crew;
  readonly gists: Gists;
  readonly #course: Course | null;
  /** By the places of the documents, the numbers of their rows in the course; {@link NO_ROW} where it had none. */
  readonly #rows: Int32Array;
  #joined = "";
  /** Whether documents say of themselves what they did not say before. */
  #isToldAnew = false;
  readonly #draft: CourseDraft;
  /** By the places of the documents. */
  readonly #verdicts: Verdicts;
  /** What there is of documents whose thread has ended twice. */
  readonly #lost = new Map<number, MadeDocument>();
  /** By the places of the documents, whether the outline was made or found anew; and of how many it was. */
  readonly #isFresh: Uint8Array;
  #fresh = 0;
  /** Whether the documents are those of the course; null until the first output asks. */
  #same: boolean | null = null;
  /** How the output folders look that were made of this run. */
  readonly #looks = new Map<string, string>();

  /** Takes what the last run knew, and the documents that there are. */
  constructor(crew: Crew, course: Course | null, sources: Sequence<Source>) {
    this.crew = crew;
    const { length } = sources;
    this.#verdicts = new Verdicts(length);
    this.#isFresh = new Uint8Array(length);
    this.#draft = new CourseDraft(length);
    this.#rows = rowsOf(sources, course);
    this.#course = course;
    this.gists = new Gists(course?.gists);
    const { answersAlone, outside } = crew.workshop;
    course?.ask(isAboutFiles, (question) => answersAlone.digestOfOne(question));
    outside.note(course?.questions ?? []);
  }

  /** What the last run knew of a document, where it would know the same again; else null. */
  knownGist(source: Source, nth: number): Gist | null {
    const course = this.#course;
    const row = this.#rows[nth]!;
    if (course === null || row === NO_ROW || course.isOther(source.path)) return null;
    return !course.hasBytesOf(row, source) || course.hasOtherOutline(row) ? null : course.gistOf(row);
  }

  noteOutline(document: OutlinedDocument, outcome: Outcome): void {
    this.#fresh++;
    this.#isFresh[document.nth] = 1;
    if (outcome.kind === "done") this.#draft.noteOutline(document.nth, outcome.questions);
  }

  /** Takes the name by which the documents are joined; asks again what they have asked about one another, if need be. */
  join(documents: Rows<OutlinedDocument>, joined: string): void {
    this.#joined = joined;
    const course = this.#course;
    if (course === null) return;
    this.#isToldAnew =
      course.size !== documents.length ||
      documents.some((each) => this.#isFresh[each.nth] === 1 && this.#tellsAnew(course, each));
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
    return this.#verdicts.brief(nth) !== null;
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

  judge({ nth, path }: OutlinedDocument, made: MadeDocument): void {
    this.#verdicts.judge(nth, path, made);
  }

  /** What is thought of a document; null where that is not kept any more. */
  knownVerdictOn(document: RunDocument): Verdict | null {
    const row = document.isFresh ? null : this.#rowOf(document);
    return row === null ? this.#verdicts.at(document.nth) : this.#course!.verdictOf(row);
  }

  /** What is thought of a document. */
  async verdictOn(document: RunDocument): Promise<Verdict> {
    return this.knownVerdictOn(document) ?? this.#verdicts.of(document.path, await this.made(document));
  }

  /** What was asked while these documents were made, some of it more than once. */
  *questions(documents: Rows<RunDocument>): Generator<string> {
    yield* this.#draft.questions;
    for (const document of documents) {
      const row = document.isFresh ? null : this.#rowOf(document);
      if (row === null) continue;
      const { questions } = this.#course!;
      for (const number of this.#course!.askedIn(row).make) yield questions[number]!;
    }
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
    if (document.isFresh) return this.#verdicts.brief(document.nth)![what];
    return this.#course![what](this.#rowOf(document)!);
  }

  /** How an output folder looked when it was made of what the last run knew; null where it had other documents. */
  looksBefore(folder: string, outlined: Rows<OutlinedDocument>, documents: Rows<RunDocument>): string | null {
    const course = this.#course;
    return course !== null && this.#areSame(course, outlined, documents) ? course.looksOf(folder) : null;
  }

  /** Whether there are the documents that there were, and those were made that are made now. */
  #areSame(course: Course, outlined: Rows<OutlinedDocument>, documents: Rows<RunDocument>): boolean {
    this.#same ??= this.#compare(course, outlined, documents);
    return this.#same;
  }

  #compare(course: Course, outlined: Rows<OutlinedDocument>, documents: Rows<RunDocument>): boolean {
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
  async made(document: RunDocument): Promise<MadeDocument> {
    const { nth, source, hash, seen } = document;
    const lost = this.#lost.get(nth);
    if (lost !== undefined) return lost;
    const task = { kind: "make", source, hash, seen, joined: this.#joined } as const;
    const { workshop } = this.crew;
    return (
      this.#madeBefore(document, task) ??
      ((workshop.find(task) ?? (await workshop.do(task))).value as MadeDocument)
    );
  }

  /** What the last run made of a document that is as it was, of which nothing need be asked again; null where that is not known. */
  #madeBefore(document: RunDocument, task: MakeTask): MadeDocument | null {
    if (document.isFresh) return null;
    const records = this.recordsBefore(document);
    const made = records === null ? null : this.crew.workshop.keptMaking(task);
    return made?.recordsKey === records ? made : null;
  }

  /** Keeps the course of this run for the next one, unless it is the last one's. */
  keep(
    store: DocumentCache,
    key: string,
    outlined: Rows<OutlinedDocument>,
    documents: Rows<RunDocument>,
  ): void {
    if (this.#isAsBefore(outlined, documents) || this.#keepSince(outlined, documents)) return;
    const { length } = outlined;
    const own = new Int32Array(length).fill(NO_ROW);
    for (let at = 0; at < documents.length; at++) own[documents.at(at).nth] = at;
    const ownOf = (nth: number): RunDocument | null => (own[nth] === NO_ROW ? null : documents.at(own[nth]!));
    const rows = new Rows(length, (nth) => this.#rowFor(outlined.at(nth), ownOf(nth)));
    const verdictOn = (nth: number): Verdict | null => {
      const document = ownOf(nth);
      return document === null ? this.#verdicts.at(nth) : this.knownVerdictOn(document);
    };
    const answers = this.crew.workshop.answersOf(this.#joined);
    this.#draft.keep(
      store,
      key,
      rows,
      verdictOn,
      this.#looks,
      (question) => this.#course?.answerTo(question) ?? answers.digestOfOne(question),
    );
  }

  #isAsBefore(outlined: Rows<OutlinedDocument>, documents: Rows<RunDocument>): boolean {
    const course = this.#course;
    return (
      course?.size === outlined.length &&
      this.#fresh === 0 &&
      documents.every(({ isFresh }) => !isFresh) &&
      [...this.#looks].every(([folder, looks]) => course.looksOf(folder) === looks)
    );
  }

  /** To write the course of a hundred thousand documents takes longer than to look again at a few that are others. */
  #keepSince(outlined: Rows<OutlinedDocument>, documents: Rows<RunDocument>): boolean {
    const course = this.#course;
    if (course === null || this.#isToldAnew || course.hasChanged) return false;
    if (!this.#areSame(course, outlined, documents)) return false;
    const isOther = new Uint8Array(this.#isFresh);
    for (let at = 0; at < documents.length; at++) {
      const { nth, isFresh } = documents.at(at);
      if (isFresh) isOther[nth] = 1;
    }
    const anew = outlined.filter(({ nth }) => isOther[nth] === 1);
    if (anew.length > outlined.length * SINCE) return false;
    const others = new Map(anew.map(({ path, nth }) => [path, this.#draft.recordsOf(nth)]));
    course.keepSince(others, this.#looks);
    return true;
  }

  #rowFor(document: OutlinedDocument, own: RunDocument | null): CourseRow {
    const course = this.#course;
    const row = this.#rowOf(document);
    const isMadeBefore = own !== null && !own.isFresh;
    if (course !== null && row !== null && this.#isFresh[document.nth] === 0)
      this.#draft.takeOver(document.nth, course, { row, path: document.path }, isMadeBefore);
    const isLost = document.gist.failures.length > 0;
    return { document, isLost, seen: own?.seen ?? [] };
  }

  /** Whether a document may say of itself what it did not say before. */
  #tellsAnew(course: Course, document: OutlinedDocument): boolean {
    const row = this.#rowOf(document);
    if (row === null || course.hasBytesOf(row, document.source) || course.gistOf(row) !== document.gist)
      return true;
    const { id, path } = document;
    const earlier = course.hashOf(row);
    const before = this.crew.workshop.keptOutline({ id, path, hash: earlier });
    if (before === null) return true;
    const now = this.crew.workshop.outlineOf(document);
    return !hasSameIds(before, now) || !this.#hasSameEntries(document, [before, now], earlier);
  }

  /** Whether a document has the entries of registers that it had with other bytes, as they are read among these documents. */
  #hasSameEntries(
    { source, hash, gist }: OutlinedDocument,
    [before, now]: readonly [Outline, Outline],
    earlier: string,
  ): boolean {
    if (!isDeepStrictEqual(before.entries, now.entries)) return false;
    if (!gist.hasEntries) return true;
    const entriesAt = (bytes: string): unknown =>
      this.crew.workshop.find({ kind: "entries", source, hash: bytes, joined: this.#joined })?.value;
    const known = entriesAt(earlier);
    return known !== undefined && isDeepStrictEqual(known, entriesAt(hash));
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

  #rowOf({ nth }: OutlinedDocument): number | null {
    const row = this.#rows[nth]!;
    return row === NO_ROW ? null : row;
  }
}

const NO_ROW = -1;

/** Gives the numbers of the documents' rows in the course; mostly there are the documents that there were. */
function rowsOf(sources: Sequence<Source>, course: Course | null): Int32Array {
  const rows = new Int32Array(sources.length).fill(NO_ROW);
  if (course === null) return rows;
  const isSame = course.hasPaths(filesOf(sources)?.paths ?? null);
  for (let nth = 0; nth < rows.length; nth++)
    rows[nth] = isSame ? nth : (course.rowOf(sources.at(nth)!.path) ?? NO_ROW);
  return rows;
}

/** Whether documents point to files that are none, which may have changed as well. */
function pointsOutside(course: Course, documents: Rows<OutlinedDocument>): boolean {
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
