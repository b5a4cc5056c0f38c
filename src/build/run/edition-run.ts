import {
  checkTogether,
  type EditionDocument,
  guarded,
  leaveOutParts,
  type ReadSource,
  type Source,
  schemalessNote,
  suppressionsOf,
} from "../../edition/index.ts";
import {
  collect,
  type Finding,
  isProgramFailure,
  programFailed,
  type Report,
  suppress,
} from "../../report/index.ts";
import {
  checkCircles,
  checkUnusedIds,
  type Entry,
  gatherRegisters,
  hasCircles,
  linkScope,
  type Registers,
  registerKeys,
  targetsOf,
  type Work,
} from "../../resolve/index.ts";
import { normalPath } from "../../tree/index.ts";
import type { EditionFiles } from "../edition-files.ts";
import type { Crew } from "./crew.ts";
import { hashOfSource, sizeOf } from "./document-source.ts";
import type { Outcome } from "./jobs.ts";
import {
  isSingle,
  type Joined,
  type MadeDocument,
  NO_REGISTERS,
  NOTHING_MADE,
  type Outline,
  type SingleDocument,
  type Wanted,
} from "./made-document.ts";
import type { Tools } from "./workshop.ts";

/** A document with its hash and what it says of itself. */
export interface OutlinedDocument {
  readonly source: Source;
  readonly hash: string;
  readonly path: string;
  readonly outline: Outline;
  readonly wholeParts: readonly string[];
  /** What was made of it at once; null where that waits for the others. */
  readonly madeSingly: MadeDocument | null;
}

/** A document of the edition with what was made of it. */
export interface RunDocument extends OutlinedDocument {
  readonly made: MadeDocument;
  readonly seen: readonly string[];
}

/** An edition that was read, cited, checked and rendered, document by document. */
export interface EditionRun {
  readonly report: Report;
  /** The documents asked for, also those that could not be read. */
  readonly documents: readonly RunDocument[];
  /** All documents, those around the ones asked for and those outside the share as well. */
  readonly outlined: readonly OutlinedDocument[];
  readonly registers: Registers;
  /** The name by which tasks know what the documents say of themselves. */
  readonly joined: string;
}

/** What is asked of a run besides what is wanted of each document. */
export interface RunSetup {
  readonly files: EditionFiles;
  readonly wanted: Wanted;
  readonly named: ReadonlySet<string>;
  /** The paths of the documents that are made here, where others make the rest; null for all. */
  readonly share: ReadonlySet<string> | null;
}

/**
 * Reads, cites, checks and renders an edition, document by document; what joins them is made from small records. A share
 * of it lacks what is found only when all documents are known.
 */
export async function runEdition(crew: Crew, setup: RunSetup): Promise<EditionRun> {
  const { files, wanted, named, share } = setup;
  const singly = share === null && isSingle(wanted);
  const outlined = await outlineAll(crew, [...files.sources, ...files.context], singly);
  const asked = leaveOutParts(outlined.slice(0, files.sources.length), outlined, named);
  const others = leaveOutParts(outlined.slice(files.sources.length), outlined, new Set()).filter(isRead);
  const { keys, registers, failed } = singly
    ? { keys: NO_KEYS, registers: NO_REGISTERS, failed: NOTHING_LATE }
    : await registersOf(crew, [...asked.filter(isRead), ...others], outlined);
  const all: Joined = {
    anchors: [...asked.filter(isRead), ...others].map(({ outline }) => outline.anchors!),
    keys,
    registers,
    pages: new Set(asked.filter(({ outline }) => outline.hasText).map(({ source }) => source.id)),
  };
  const joined = crew.join(all);
  const prepared = prepare(asked, wanted.xinclude).filter(({ path }) => share?.has(path) ?? true);
  const documents = await makeAll(crew, prepared, joined);
  const late =
    share === null
      ? await lateFindings(crew, { documents, others, all, setup, tools: crew.tools })
      : NOTHING_LATE;
  return {
    report: reportOf(crew, documents, joinedFindings(failed, outlinesFailed(documents), late), setup),
    documents,
    outlined,
    registers,
    joined,
  };
}

const NO_KEYS: ReadonlyMap<string, string> = new Map();
const NOTHING_LATE: Late = new Map();

async function outlineAll(
  crew: Crew,
  sources: readonly Source[],
  singly: boolean,
): Promise<OutlinedDocument[]> {
  const kind = singly ? "single" : "outline";
  const tasks = sources.map((source) => ({ kind, source, hash: hashOfSource(source) }) as const);
  const outcomes = await crew.run(tasks);
  return tasks.map(({ source, hash }, at) => {
    const { outline, made: madeSingly } = singleFrom(outcomes[at]!, source, singly);
    return { source, hash, path: source.path, outline, wholeParts: outline.wholeParts, madeSingly };
  });
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

function isRead({ outline }: OutlinedDocument): boolean {
  return outline.anchors !== null;
}

async function registersOf(
  crew: Crew,
  read: readonly OutlinedDocument[],
  outlined: readonly OutlinedDocument[],
): Promise<{
  readonly keys: ReadonlyMap<string, string>;
  readonly registers: Registers;
  /** The documents in which the program failed. */
  readonly failed: Late;
}> {
  const documents = leaveOutParts(read, outlined, new Set());
  const keys = registerKeys(documents.flatMap(({ outline }) => outline.entries));
  const anchors = documents.map(({ outline }) => outline.anchors!);
  const joined = crew.join({ anchors, keys, registers: NO_REGISTERS, pages: new Set() });
  const tasks = documents
    .filter(({ outline }) => outline.entries.length > 0)
    .map(({ source, hash }) => ({ kind: "entries" as const, source, hash, joined }));
  const outcomes = await crew.run(tasks);
  const entries = outcomes.flatMap((outcome) =>
    outcome.kind === "done" ? (outcome.value as readonly (Entry | Work)[]) : [],
  );
  const failed = tasks.flatMap(({ source: { path } }, at) => {
    const outcome = outcomes[at]!;
    return outcome.kind === "done" ? [] : [[path, [programFailed("links", path, outcome.error)]] as const];
  });
  return { keys, registers: gatherRegisters(entries), failed: new Map(failed) };
}

/** A document with those of its parts that the schema checks see elsewhere. */
type PreparedDocument = Omit<RunDocument, "made">;

function prepare(asked: readonly OutlinedDocument[], afterInclusion: boolean): PreparedDocument[] {
  const claimed = new Set(asked.filter(isRead).map(({ path }) => normalPath(path)));
  return asked.map((document) => {
    const { source, hash, path, outline, wholeParts, madeSingly } = document;
    const seen = seenElsewhere(document, claimed, afterInclusion);
    return { source, hash, path, outline, wholeParts, madeSingly, seen };
  });
}

async function makeAll(
  crew: Crew,
  prepared: readonly PreparedDocument[],
  joined: string,
): Promise<RunDocument[]> {
  const waiting = prepared.filter(({ madeSingly }) => madeSingly === null);
  const tasks = waiting.map(
    ({ source, hash, seen }) => ({ kind: "make", source, hash, seen, joined }) as const,
  );
  const outcomes = await crew.run(tasks);
  const made = new Map(waiting.map((document, at) => [document, madeFrom(outcomes[at]!, document)]));
  return prepared.map((document) => {
    // Member by member: of what is spread by `...` V8 keeps a description for each single object.
    const { source, hash, path, outline, wholeParts, madeSingly, seen } = document;
    return {
      source,
      hash,
      path,
      outline,
      wholeParts,
      madeSingly,
      seen,
      made: made.get(document) ?? madeSingly!,
    };
  });
}

/** A part of two documents is looked at once, with the first of them. */
function seenElsewhere(
  { outline }: OutlinedDocument,
  claimed: Set<string>,
  afterInclusion: boolean,
): string[] {
  if (afterInclusion) return [];
  const seen = outline.teiParts.filter((part) => claimed.has(part));
  for (const part of outline.teiParts) claimed.add(part);
  return seen;
}

function madeFrom(outcome: Outcome, { path, outline }: OutlinedDocument): MadeDocument {
  if (outcome.kind === "done") return outcome.value as MadeDocument;
  const failed = programFailed("wellformed", path, outcome.error);
  const findings = isTold(outline, failed) ? outline.findings : [...outline.findings, failed];
  return { ...NOTHING_MADE, pageKey: null, findings };
}

function isTold({ findings }: Pick<Outline, "findings">, { code }: Finding): boolean {
  return findings.some((each) => each.code === code);
}

interface LateWork {
  readonly documents: readonly RunDocument[];
  readonly others: readonly OutlinedDocument[];
  readonly all: Joined;
  readonly setup: RunSetup;
  readonly tools: Tools;
}

/** Findings by the paths of documents. */
type Late = ReadonlyMap<string, readonly Finding[]>;

function joinedFindings(...all: readonly Late[]): Late {
  const paths = new Set(all.flatMap((each) => [...each.keys()]));
  return new Map([...paths].map((path) => [path, all.flatMap((each) => each.get(path) ?? [])]));
}

/** The program may have failed where a document says of itself what others ask, and not when it was made. */
function outlinesFailed(documents: readonly RunDocument[]): Late {
  const untold = documents.map(({ path, outline, made }): [string, Finding[]] => [
    path,
    outline.findings.filter((each) => isProgramFailure(each) && !isTold(made, each)),
  ]);
  return new Map(untold.filter(([, findings]) => findings.length > 0));
}

/** What can be found only when all documents are known, or looked at together. Documents are read again for it, if need be. */
async function lateFindings(crew: Crew, work: LateWork): Promise<Late> {
  const late = new Map<string, Finding[]>();
  const add = (path: string, findings: readonly Finding[]): void => {
    if (findings.length > 0) late.set(path, [...(late.get(path) ?? []), ...findings]);
  };
  const left = work.documents.filter(({ made }) => made.isLeft);
  for (const [path, findings] of await checkLeft(crew, left, work)) add(path, findings);
  for (const [path, findings] of checkRows(crew, work)) add(path, findings);
  for (const [path, findings] of checkUnused(crew, work)) add(path, findings);
  return late;
}

async function checkLeft(
  crew: Crew,
  left: readonly RunDocument[],
  { setup, tools }: LateWork,
): Promise<Late> {
  if (left.length === 0) return new Map();
  const { checks, xinclude } = setup.wanted;
  const { schemasOf } = await tools.heavy();
  const seen = new Set(left.flatMap((document) => document.seen));
  return await checkTogether(again(crew, left), { checks, schemasOf, xinclude, seen });
}

function checkRows(crew: Crew, { documents, others, all, setup, tools }: LateWork): Late {
  const steps = documents.flatMap(({ made }) => made.steps);
  if (!setup.wanted.checks.includes("links") || steps.length === 0) return new Map();
  if (others.length === 0 && !hasCircles(steps)) return new Map();
  const scope = linkScope(all.anchors, tools.load);
  const own = again(
    crew,
    documents.filter(({ made }) => made.steps.length > 0),
  );
  const byFile = new Map(own.flatMap(({ path, tree }) => tree.parts.map((part) => [part.path, path])));
  const found = new Map<string, Finding[]>();
  const check = (): Finding[] => checkCircles([...own, ...again(crew, others)], scope);
  for (const circle of guarded("links", own[0]?.path ?? "", check)) {
    const path = byFile.get(circle.path);
    if (path !== undefined) found.set(path, [...(found.get(path) ?? []), circle]);
  }
  return found;
}

function checkUnused(crew: Crew, { documents, others, all, setup, tools }: LateWork): Late {
  const mustBeUsed = setup.files.config.links?.mustBeUsed ?? [];
  if (mustBeUsed.length === 0 || !setup.wanted.checks.includes("links")) return new Map();
  const scope = linkScope(all.anchors, tools.load);
  const targets = new Set<string>();
  const found = new Map<string, Finding[]>();
  /** Where the program fails on one document, the others have their verdicts. */
  const each = (some: readonly OutlinedDocument[], look: (read: EditionDocument) => Finding[]): void => {
    for (const document of some.filter(isRead)) {
      const { path } = document;
      const findings = guarded("links", path, () => again(crew, [document]).flatMap(look));
      found.set(path, [...(found.get(path) ?? []), ...findings]);
    }
  };
  each([...documents, ...others], (read) => {
    for (const target of targetsOf(read, scope, all.registers)) targets.add(target);
    return [];
  });
  // Whoever does not know all pointers cannot say that there is none.
  const areAllKnown = [...found.values()].every((findings) => findings.length === 0);
  if (areAllKnown) each(documents, (read) => checkUnusedIds(read, targets, mustBeUsed));
  return found;
}

/** Reads documents again. */
function again(crew: Crew, documents: readonly OutlinedDocument[]): EditionDocument[] {
  return documents
    .map(({ source, hash }) => crew.workshop.read(source, hash))
    .filter((read): read is ReadSource & EditionDocument => read.tree !== null);
}

function reportOf(
  crew: Crew,
  documents: readonly RunDocument[],
  late: Late,
  { files, wanted }: RunSetup,
): Report {
  const reports = documents.map((document) => ({
    path: document.path,
    findings: findingsOf(crew, document, late.get(document.path) ?? [], wanted),
  }));
  const report = collect(reports, files.config.severity ?? {}, files.prefix);
  const schemaless = documents.flatMap(({ made }) => made.schemaless);
  return schemaless.length === 0 ? report : { ...report, notes: [schemalessNote(schemaless)] };
}

function findingsOf(
  crew: Crew,
  { source, hash, made }: RunDocument,
  late: readonly Finding[],
  { checks }: Wanted,
): readonly Finding[] {
  if (late.length === 0 || made.unsuppressed === null) return [...made.findings, ...late];
  const read = crew.workshop.read(source, hash);
  return suppress([...made.unsuppressed, ...late], suppressionsOf(read), checks);
}
