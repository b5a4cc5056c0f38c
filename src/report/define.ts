import { createHash } from "node:crypto";
import { type Position, XmlAttribute, XmlNode } from "../tree/index.ts";
import { type Check, type Finding, placeIn, type Severity, type SourcePlace, type Where } from "./finding.ts";

/** What a code of the catalogue means; `A` is what its message is made from. */
export interface FindingSpec<A> {
  /** `check/what-is-wrong`, as in `links/target-missing`. */
  readonly code: string;
  readonly check: Check;
  readonly severity: Severity;
  /** A few words, for `colophon explain` and rule lists. */
  readonly title: string;
  /** What it means and how to mend it, in whole sentences, for `colophon explain`. */
  readonly explanation: string;
  /** A line or two in which the fault stands, for `colophon explain` and docs/findings.md. */
  readonly example?: string;
  readonly message: (args: A) => string;
  readonly help?: (args: A) => string | null;
}

/** A code of the catalogue: call it with a place and its arguments to get a finding. */
export interface FindingType<A> {
  (where: Where, args: A): Finding;
  readonly spec: FindingSpec<A>;
}

/** Makes the factory of a code. */
export function defineFinding<A>(spec: FindingSpec<A>): FindingType<A> {
  const make = (where: Where, args: A): Finding => makeFinding(spec, sourcePlace(where), args);
  return Object.assign(make, { spec });
}

function makeFinding<A>(spec: FindingSpec<A>, place: SourcePlace, args: A): Finding {
  const { path, lines, span, elementPath } = place;
  const start = lines.position(span.start);
  const end = lines.position(Math.max(span.end, span.start));
  const message = spec.message(args);
  const line = lines.text(start.line);
  return {
    code: spec.code,
    severity: spec.severity,
    message,
    help: spec.help?.(args) ?? null,
    check: spec.check,
    path,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    ...excerptOf(line, start.column - 1, end.line === start.line ? end.column - 1 : start.column),
    elementPath,
    fingerprint: fingerprint([spec.code, spec.message(withoutNumbers(args)), stretch(line, start, end)]),
  };
}

/** A document may be one line with thousands of faults: so much of it is kept with each, before the fault and behind it. */
const NEAR = 1000;

function excerptOf(line: string, start: number, end: number): Pick<Finding, "excerpt" | "excerptAfter"> {
  const from = Math.max(0, start - NEAR);
  const excerpt = line.slice(from, end + NEAR);
  if (from === 0) return { excerpt };
  return { excerpt, excerptAfter: { units: from, bytes: Buffer.byteLength(line.slice(0, from)) } };
}

/**
 * A message may name another line, which moves when lines are added, or in how many further places the same is found; the
 * fault is then still the same.
 */
function withoutNumbers<A>(args: A): A {
  if (typeof args !== "object" || args === null || !("line" in args || "further" in args)) return args;
  return { ...args, ...("line" in args && { line: 0 }), ...("further" in args && { further: 0 }) };
}

/** So much of what stands there is part of the fault: a start tag may have forty attributes. */
const TELLING = 120;

/** What stands at the fault itself: what is changed beside it on the line leaves the fault the same. */
function stretch(line: string, start: Position, end: Position): string {
  const to = end.line === start.line ? end.column - 1 : line.length;
  return line.slice(start.column - 1, Math.min(to, start.column - 1 + TELLING)).trim();
}

/** Hashes what identifies a fault; 20 hexadecimal digits. */
export function fingerprint(parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 20);
}

function sourcePlace(where: Where): SourcePlace {
  if (where instanceof XmlAttribute) return placeOf(where.owner, where.isDefault ? tag(where.owner) : where);
  if (where instanceof XmlNode) return placeOf(where, where.isElement ? tag(where) : where);
  return where;
}

function tag(element: XmlNode): { start: number; end: number } {
  return { start: element.start, end: element.tagEnd };
}

function placeOf(node: XmlNode, { start, end }: { start: number; end: number }): SourcePlace {
  return placeIn(node.tree, { start, end }, node);
}
