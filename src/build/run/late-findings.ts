import { checkTogether, type EditionDocument, guarded, type ReadSource } from "../../edition/index.ts";
import type { Finding } from "../../report/index.ts";
import {
  checkCircles,
  checkUnusedIds,
  hasCircles,
  type Registers,
  type RowStep,
  targetsOf,
} from "../../resolve/index.ts";
import type { EditionFiles } from "../edition-files.ts";
import type { Crew } from "./crew.ts";
import type { MadeDocument, Wanted } from "./made-document.ts";
import { joinedRows, type Rows, type Sequence } from "./rows.ts";
import type { OutlinedDocument, RunDocument } from "./run-document.ts";
import { isTold, type RunLog } from "./run-log.ts";

/** What a run has for what is found when all its documents are known. */
export interface LateWork {
  /** The documents asked for. */
  readonly documents: Rows<RunDocument>;
  /** Those around them. */
  readonly others: Rows<OutlinedDocument>;
  readonly registers: Registers;
  /** The name by which tasks know what the documents say of themselves. */
  readonly joined: string;
  readonly log: RunLog;
  readonly setup: { readonly files: EditionFiles; readonly wanted: Wanted };
  /** Gives what was made of a document. */
  readonly made: (document: RunDocument) => Promise<MadeDocument>;
}

/** Findings by the paths of documents. */
export type Late = ReadonlyMap<string, readonly Finding[]>;

/** Puts findings of several kinds together, those of each document in this order. */
export function joinedFindings(...all: readonly Late[]): Late {
  const paths = new Set(all.flatMap((each) => [...each.keys()]));
  const joined = [...paths].map((path) => [path, all.flatMap((each) => each.get(path) ?? [])] as const);
  return new Map(joined.filter(([, findings]) => findings.length > 0));
}

/** The program may have failed where a document says of itself what others ask, and not when it was made. */
export async function outlinesFailed({ documents, log }: LateWork): Promise<Late> {
  const untold = new Map<string, Finding[]>();
  for (const document of documents.filter(({ gist }) => gist.failures.length > 0)) {
    const { findings } = await log.verdictOn(document);
    const rest = document.gist.failures.filter((each) => !isTold(findings, each));
    if (rest.length > 0) untold.set(document.path, rest);
  }
  return untold;
}

/** What can be found only when all documents are known, or looked at together. Documents are read again for it, if need be. */
export async function lateFindings(crew: Crew, work: LateWork): Promise<Late> {
  return joinedFindings(await checkLeft(crew, work), await checkRows(crew, work), checkUnused(crew, work));
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
    for (const document of some.filter(({ gist }) => gist.isRead)) {
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
