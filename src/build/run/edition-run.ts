import {
  checkTogether,
  type EditionDocument,
  guarded,
  type ReadSource,
  type Source,
  schemalessNote,
  standingAlone,
  suppressionsOf,
} from "../../edition/index.ts";
import {
  collector,
  type Finding,
  type LongReport,
  programFailed,
  SummaryCounter,
  suppress,
} from "../../report/index.ts";
import {
  checkCircles,
  checkUnusedIds,
  type Entry,
  gatherRegisters,
  hasCircles,
  type Registers,
  type RowStep,
  registerKeys,
  targetsOf,
  type Work,
} from "../../resolve/index.ts";
import { normalPath, once } from "../../tree/index.ts";
import type { DocumentCache } from "../cache/document-cache.ts";
import type { EditionFiles } from "../edition-files.ts";
import { Course } from "./course.ts";
import type { Crew } from "./crew.ts";
import { allSources, sizeOf } from "./document-source.ts";
import { FindingsSpool } from "./findings-spool.ts";
import { FoundDocuments } from "./found-documents.ts";
import type { Outcome } from "./jobs.ts";
import {
  isSingle,
  type Joined,
  type MadeDocument,
  NO_REGISTERS,
  type Outline,
  type SingleDocument,
  type Wanted,
} from "./made-document.ts";
import { Rows, type Sequence } from "./rows.ts";
import { OutlinedDocument, RunDocument, schemalessIn, type Verdict } from "./run-document.ts";
import { isTold, RunLog } from "./run-log.ts";
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

/** Gives the ones and then the others. */
function joinedRows<T>(first: Rows<T>, second: Rows<T>): Rows<T> {
  const { length } = first;
  if (second.length === 0) return first;
  return new Rows(length + second.length, (nth) => (nth < length ? first.at(nth) : second.at(nth - length)));
}

function singleFrom(outcome: Outcome, source: Source, singly: boolean): SingleDocument {
  if (singly && outcome.kind === "done") return outcome.value as SingleDocument;
  return { outline: outlineFrom(outcome, source), made: null };
}

function outlineFrom(outcome: Outcome, source: Source): Outline {
  if (outcome.kind === "done") return outcome.value as Outline;
  const { id, path } = source;
  const findings = [programFailed("wellformed", path, outcome.error)];
  const nothing = { anchors: null, hasText: false, entries: [], wholeParts: [], teiParts: [] };
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
    outcome.kind === "done" ? (outcome.value as readonly (Entry | Work)[]) : [],
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

interface LateWork extends Pick<EditionRun, "documents" | "registers" | "joined" | "made"> {
  readonly log: RunLog;
  readonly others: Rows<OutlinedDocument>;
  readonly setup: RunSetup;
}

/** Findings by the paths of documents. */
type Late = ReadonlyMap<string, readonly Finding[]>;

function joinedFindings(...all: readonly Late[]): Late {
  const paths = new Set(all.flatMap((each) => [...each.keys()]));
  return new Map([...paths].map((path) => [path, all.flatMap((each) => each.get(path) ?? [])]));
}

/** The program may have failed where a document says of itself what others ask, and not when it was made. */
async function outlinesFailed({ documents, log }: LateWork): Promise<Late> {
  const untold = new Map<string, Finding[]>();
  for (const document of documents.filter(({ gist }) => gist.failures.length > 0)) {
    const { findings } = await log.verdictOn(document);
    const rest = document.gist.failures.filter((each) => !isTold(findings, each));
    if (rest.length > 0) untold.set(document.path, rest);
  }
  return untold;
}

/** What can be found only when all documents are known, or looked at together. Documents are read again for it, if need be. */
async function lateFindings(crew: Crew, work: LateWork): Promise<Late> {
  const late = new Map<string, Finding[]>();
  const add = (path: string, findings: readonly Finding[]): void => {
    if (findings.length > 0) late.set(path, [...(late.get(path) ?? []), ...findings]);
  };
  for (const [path, findings] of await checkLeft(crew, work)) add(path, findings);
  for (const [path, findings] of await checkRows(crew, work)) add(path, findings);
  for (const [path, findings] of checkUnused(crew, work)) add(path, findings);
  return late;
}

async function checkLeft(crew: Crew, { documents, log, setup }: LateWork): Promise<Late> {
  const left = [...documents.filter((document) => log.isLeft(document))];
  if (left.length === 0) return new Map();
  const { checks, xinclude } = setup.wanted;
  const { schemasOf } = await crew.tools.heavy();
  const seen = new Set(left.flatMap((document) => document.seen));
  return await checkTogether(again(crew, left), { checks, schemasOf, xinclude, seen });
}

async function checkRows(crew: Crew, work: LateWork): Promise<Late> {
  const { documents, others, joined, log, setup, made } = work;
  const withSteps = documents.filter((document) => log.hasSteps(document));
  if (!setup.wanted.checks.includes("links") || withSteps.length === 0) return new Map();
  if (others.length === 0) {
    const steps: (readonly RowStep[])[] = [];
    for (const document of withSteps) steps.push((await made(document)).steps);
    if (!hasCircles(steps.flat())) return new Map();
  }
  const scope = crew.workshop.scopeOf(joined);
  const own = again(crew, withSteps);
  const byFile = new Map(own.flatMap(({ path, tree }) => tree.parts.map((part) => [part.path, path])));
  const found = new Map<string, Finding[]>();
  const check = (): Finding[] => checkCircles([...own, ...again(crew, others)], scope);
  for (const circle of guarded("links", own[0]?.path ?? "", check)) {
    const path = byFile.get(circle.path);
    if (path !== undefined) found.set(path, [...(found.get(path) ?? []), circle]);
  }
  return found;
}

function checkUnused(crew: Crew, { documents, others, joined, registers, setup }: LateWork): Late {
  const mustBeUsed = setup.files.config.links?.mustBeUsed ?? [];
  if (mustBeUsed.length === 0 || !setup.wanted.checks.includes("links")) return new Map();
  const scope = crew.workshop.scopeOf(joined);
  const targets = new Set<string>();
  const found = new Map<string, Finding[]>();
  /** Where the program fails on one document, the others have their verdicts. */
  const each = (some: Rows<OutlinedDocument>, look: (read: EditionDocument) => Finding[]): void => {
    for (const document of some.filter(isRead)) {
      const { path } = document;
      const findings = guarded("links", path, () => again(crew, [document]).flatMap(look));
      found.set(path, [...(found.get(path) ?? []), ...findings]);
    }
  };
  each(joinedRows<OutlinedDocument>(documents, others), (read) => {
    for (const target of targetsOf(read, scope, registers)) targets.add(target);
    return [];
  });
  // Whoever does not know all pointers cannot say that there is none.
  const areAllKnown = [...found.values()].every((findings) => findings.length === 0);
  if (areAllKnown) each(documents, (read) => checkUnusedIds(read, targets, mustBeUsed));
  return found;
}

/** Reads documents again. */
function again(crew: Crew, documents: Sequence<OutlinedDocument>): EditionDocument[] {
  return documents
    .map(({ source, hash }) => crew.workshop.read(source, hash))
    .filter((read): read is ReadSource & EditionDocument => read.tree !== null);
}

/** Gathers what is found, in the order in which it is told. */
async function reportOf(work: LateWork, late: Late): Promise<LongReport> {
  const { documents, log, setup } = work;
  const collected = collector(setup.files.config.severity ?? {}, setup.files.prefix);
  const spool = new FindingsSpool();
  const numbers = new Map<number, number>();
  const counter = new SummaryCounter();
  let schemaless = { first: "", count: 0 };
  for (let at = 0; at < documents.length; at++) {
    const document = documents.at(at);
    // To wait for what is known takes a while where there are a hundred thousand.
    const verdict = log.knownVerdictOn(document) ?? (await log.verdictOn(document));
    const own = late.size === 0 ? undefined : late.get(document.path);
    const findings = own === undefined ? verdict.findings : await findingsOf(document, verdict, own, work);
    if (findings.length > 0) {
      const told = collected({ path: document.path, findings });
      numbers.set(at, spool.add(told.findings));
      counter.add(told);
    }
    if (verdict.schemaless.length === 0) continue;
    const first = schemaless.count === 0 ? schemalessIn(document, verdict)[0]! : schemaless.first;
    schemaless = { first, count: schemaless.count + verdict.schemaless.length };
  }
  const found = {
    pathOf: (at: number) => documents.at(at).path,
    places: [...numbers.keys()],
    jsonOf: (at: number) => (numbers.has(at) ? spool.jsonAt(numbers.get(at)!) : null),
  };
  const told = new FoundDocuments(documents.length, found, counter.of(documents.length));
  const { first, count } = schemaless;
  return { documents: told, ...(count === 0 ? {} : { notes: [schemalessNote(first, count)] }) };
}

async function findingsOf(
  document: RunDocument,
  verdict: Verdict,
  late: readonly Finding[],
  { log, setup, made }: LateWork,
): Promise<readonly Finding[]> {
  if (!verdict.isSuppressed) return [...verdict.findings, ...late];
  const { unsuppressed } = await made(document);
  const read = log.crew.workshop.read(document.source, document.hash);
  return suppress([...(unsuppressed ?? []), ...late], suppressionsOf(read), setup.wanted.checks);
}
