import { type Source, standingAlone } from "../../edition/index.ts";
import { type Finding, type LongReport, programFailed } from "../../report/index.ts";
import {
  gatherRegisters,
  type LinkScope,
  type RegisterRecord,
  type Registers,
  registerKeys,
} from "../../resolve/index.ts";
import { normalPath, once } from "../../tree/index.ts";
import type { DocumentCache } from "../cache/document-cache.ts";
import type { EditionFiles } from "../edition-files.ts";
import { Course } from "./course.ts";
import type { Crew } from "./crew.ts";
import { allSources, sizeOf } from "./document-source.ts";
import type { Outcome } from "./jobs.ts";
import { joinedFindings, type Late, lateFindings, outlinesFailed } from "./late-findings.ts";
import {
  isSingle,
  type Joined,
  type MadeDocument,
  NO_REGISTERS,
  type Outline,
  type SingleDocument,
  type Wanted,
} from "./made-document.ts";
import { elementAskedFor } from "./questions.ts";
import { joinedRows, Rows, type Sequence } from "./rows.ts";
import { OutlinedDocument, RunDocument } from "./run-document.ts";
import { RunLog } from "./run-log.ts";
import { reportOf } from "./run-report.ts";
import { firstTask, tasksOf } from "./task.ts";

/** An edition that was read, cited, checked and rendered, document by document. */
export interface EditionRun {
  /** What was found, put together when it is first asked for. */
  readonly report: () => Promise<LongReport>;
  /** The documents asked for, also those that could not be read. */
  readonly documents: Rows<RunDocument>;
  /** All documents, those around the ones asked for and those outside the share as well. */
  readonly outlined: Rows<OutlinedDocument>;
  readonly registers: Registers;
  /** The name by which tasks know what the documents say of themselves. */
  readonly joined: string;
  /** Gives what was made of a document: it is kept on the disk, since of all it would be too much. */
  readonly made: (document: RunDocument) => Promise<MadeDocument>;
  /** The ids of the documents in which another one points to an element. */
  readonly pointedTo: () => ReadonlySet<string>;
  /** Whether a reading text was made of a document. */
  readonly hasText: (document: RunDocument) => boolean;
  /** How an output folder looked that was made of the last run; null where that, or the documents it had, is not known. */
  readonly looksBefore: (folder: string) => string | null;
  /** The key by which the records of a document were kept in the last run; null where it had none. */
  readonly recordsBefore: (document: RunDocument) => string | null;
  /** Takes note of how an output folder looks that was made of this run. */
  readonly noteOutput: (folder: string, looks: string) => void;
  /** Adds to the report what was found on a document when its outputs were made. */
  readonly fail: (document: RunDocument, finding: Finding) => void;
  /** Keeps what the next run may know of this one; called when what is made of it is there. */
  readonly keep: () => void;
}

/** What is asked of a run besides what is wanted of each document. */
export interface RunSetup {
  readonly files: EditionFiles;
  readonly wanted: Wanted;
  readonly named: ReadonlySet<string>;
  /** The paths of the documents that are made here, where others make the rest; null for all. */
  readonly share: ReadonlySet<string> | null;
  readonly store: DocumentCache;
  /** By what the course of such a run is kept. */
  readonly courseKey: string;
}

/**
 * Reads, cites, checks and renders an edition, document by document; what joins them is made from small records. A share
 * of it lacks what is found only when all documents are known.
 */
export async function runEdition(crew: Crew, setup: RunSetup): Promise<EditionRun> {
  const { files, wanted, named, share, store, courseKey } = setup;
  const singly = share === null && isSingle(wanted);
  const course = singly || share !== null ? null : Course.find(store, courseKey);
  const sources = allSources(files);
  const log = new RunLog(crew, course, sources);
  const outlined = await outlineAll(log, sources, singly);
  const ofSources = outlined.slice(0, files.sources.length);
  const asked = ofSources.filter(standingAlone(outlined, named));
  const others = outlined
    .slice(files.sources.length)
    .filter(standingAlone(outlined, new Set()))
    .filter(isRead);
  const around = joinedRows(asked.filter(isRead), others);
  const { keys, registers, failed } = singly
    ? { keys: NO_KEYS, registers: NO_REGISTERS, failed: NOTHING_LATE }
    : await registersOf(crew, around, outlined);
  const all: Joined = {
    documents: around,
    keys,
    registers,
    own: around.length - others.length,
  };
  const joined = crew.join(all);
  log.join(outlined, joined);
  const prepared = prepare(log, asked, wanted.xinclude);
  const documents = share === null ? prepared : prepared.filter(({ path }) => share.has(path));
  await makeAll(log, documents, joined);
  const made = (document: RunDocument): Promise<MadeDocument> => log.made(document);
  const work = { log, documents, others, joined, registers, setup, made };
  const late = once(async () =>
    joinedFindings(
      failed,
      await outlinesFailed(work),
      share === null ? await lateFindings(crew, work) : NOTHING_LATE,
    ),
  );
  const failures = new Map<string, readonly Finding[]>();
  // It is asked for when it is written and when all is done, and to look whether all is known takes a while.
  let report: Promise<LongReport> | null = null;
  const put = async (): Promise<LongReport> => await reportOf(work, joinedFindings(await late(), failures));
  return {
    report: () => {
      report ??= put();
      return report;
    },
    documents,
    outlined,
    registers,
    joined,
    made,
    pointedTo: () => documentsPointedTo(log.questions(documents), crew.workshop.scopeOf(joined)),
    hasText: (document) => log.hasText(document),
    looksBefore: (folder) => log.looksBefore(folder, outlined, documents),
    recordsBefore: (document) => log.recordsBefore(document),
    noteOutput: (folder, looks) => log.noteOutput(folder, looks),
    fail: ({ path }, finding) => {
      failures.set(path, [...(failures.get(path) ?? []), finding]);
      report = null;
    },
    keep: () => {
      if (!singly && share === null) log.keep(store, courseKey, outlined, documents);
    },
  };
}

/** Who looks for something that is not there asks for it, too. */
function documentsPointedTo(questions: Iterable<string>, scope: LinkScope): Set<string> {
  const found = new Set<string>();
  for (const question of questions) {
    const asked = elementAskedFor(question);
    if (asked === null || found.has(asked.document)) continue;
    if (scope.of(asked.document)?.elements.has(asked.id) === true) found.add(asked.document);
  }
  return found;
}

const NO_KEYS: ReadonlyMap<string, string> = new Map();
const NOTHING_LATE: Late = new Map();

async function outlineAll(
  log: RunLog,
  sources: Sequence<Source>,
  singly: boolean,
): Promise<Rows<OutlinedDocument>> {
  const kind = singly ? "single" : "outline";
  let place = 0;
  const known = sources.map((source) => log.knownGist(source, place++));
  const waiting = new Rows(sources.length, (nth) => nth).filter((nth) => known[nth] === null);
  const outlined = new Rows(
    sources.length,
    (nth) => new OutlinedDocument(sources.at(nth)!, known[nth]!, nth),
  );
  const tasks = tasksOf(waiting, (nth) => firstTask(kind, sources.at(nth)!));
  await log.crew.run(tasks, (at, outcome) => {
    const nth = waiting.at(at);
    const { outline, made } = singleFrom(outcome, sources.at(nth)!, singly);
    known[nth] = log.gists.of(outline);
    const document = outlined.at(nth);
    log.noteOutline(document, outcome);
    if (made !== null) log.judge(document, made);
  });
  return outlined;
}

function singleFrom(outcome: Outcome, source: Source, singly: boolean): SingleDocument {
  if (singly && outcome.kind === "done") return outcome.value as SingleDocument;
  return { outline: outlineFrom(outcome, source), made: null };
}

function outlineFrom(outcome: Outcome, source: Source): Outline {
  if (outcome.kind === "done") return outcome.value as Outline;
  const { id, path } = source;
  const findings = [programFailed("wellformed", path, outcome.error)];
  const nothing = {
    anchors: null,
    hasText: false,
    entries: [],
    hasRelations: false,
    wholeParts: [],
    teiParts: [],
  };
  return { id, path, bytes: sizeOf(source), ...nothing, findings };
}

function isRead({ gist }: OutlinedDocument): boolean {
  return gist.isRead;
}

async function registersOf(
  crew: Crew,
  read: Rows<OutlinedDocument>,
  outlined: Rows<OutlinedDocument>,
): Promise<{
  readonly keys: ReadonlyMap<string, string>;
  readonly registers: Registers;
  /** The documents in which the program failed. */
  readonly failed: Late;
}> {
  const documents = read.filter(standingAlone(outlined, new Set()));
  const withEntries = [...documents.filter(({ gist }) => gist.hasEntries)];
  const keys = registerKeys(withEntries.flatMap((document) => crew.workshop.outlineOf(document).entries));
  const joined = crew.join({ documents, keys, registers: NO_REGISTERS, own: 0 });
  const tasks = tasksOf(withEntries, ({ source, hash }) => ({ kind: "entries", source, hash, joined }));
  const outcomes = new Array<Outcome>(tasks.length);
  await crew.run(tasks, (at, outcome) => {
    outcomes[at] = outcome;
  });
  crew.leave(joined);
  const entries = outcomes.flatMap((outcome) =>
    outcome.kind === "done" ? (outcome.value as readonly RegisterRecord[]) : [],
  );
  const failed = withEntries.flatMap(({ path }, at) => {
    const outcome = outcomes[at]!;
    return outcome.kind === "done" ? [] : [[path, [programFailed("links", path, outcome.error)]] as const];
  });
  return { keys, registers: gatherRegisters(entries), failed: new Map(failed) };
}

/** Looks which documents are as they were, and which of their parts the schema checks see elsewhere. */
function prepare(log: RunLog, asked: Rows<OutlinedDocument>, afterInclusion: boolean): Rows<RunDocument> {
  const claimed = once(() => new Set(asked.filter(isRead).map(({ path }) => normalPath(path))));
  const seen = new Map<number, readonly string[]>();
  const isFresh = new Uint8Array(asked.length);
  for (let at = 0; at < asked.length; at++) {
    const document = asked.at(at);
    const own = seenElsewhere(document, claimed, afterInclusion);
    if (own.length > 0) seen.set(at, own);
    if (!log.isAsItWas(document, own)) isFresh[at] = 1;
  }
  return new Rows(
    asked.length,
    (at) => new RunDocument(asked.at(at), seen.get(at) ?? NOTHING_SEEN, isFresh[at] === 1),
  );
}

async function makeAll(log: RunLog, documents: Rows<RunDocument>, joined: string): Promise<void> {
  const waiting = documents.filter((document) => document.isFresh && !log.isJudged(document));
  const tasks = tasksOf(waiting, ({ source, hash, seen }) => ({ kind: "make", source, hash, seen, joined }));
  await log.crew.run(tasks, (at, outcome) => log.noteMade(waiting.at(at), outcome));
}

/** A part of two documents is looked at once, with the first of them. */
function seenElsewhere(
  { gist: { teiParts } }: OutlinedDocument,
  claimed: () => Set<string>,
  afterInclusion: boolean,
): readonly string[] {
  if (afterInclusion || teiParts.length === 0) return NOTHING_SEEN;
  const seen = teiParts.filter((part) => claimed().has(part));
  for (const part of teiParts) claimed().add(part);
  return seen;
}

const NOTHING_SEEN: readonly string[] = [];
