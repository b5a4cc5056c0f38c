import { NodeKind, type Position, type Tree, type XmlNode } from "../tree/index.ts";
import {
  citationsSuppressionUnused,
  linksSuppressionUnused,
  schemaSuppressionUnused,
  schematronSuppressionUnused,
  suppressionUnknown,
  wellformedSuppressionUnused,
} from "./catalogue/every-check.ts";
import { checksFor, fitsCode, nearestPattern } from "./code-pattern.ts";
import type { DocumentCheck, Finding } from "./finding.ts";

/** A stretch of a file, from one position up to another. */
interface Stretch {
  readonly from: Position;
  readonly to: Position;
}

/** An instruction `<?colophon-ignore CODE reason?>`, and where it counts. */
export interface Suppression {
  /** A code, or a group of them such as `links/*`. */
  readonly code: string;
  readonly path: string;
  readonly stretches: readonly Stretch[];
  /** Of the instruction. */
  readonly node: XmlNode;
}

/** The target of the instructions that suppress findings. */
export const SUPPRESSION = "colophon-ignore";

const UNUSED = {
  wellformed: wellformedSuppressionUnused,
  schema: schemaSuppressionUnused,
  schematron: schematronSuppressionUnused,
  links: linksSuppressionUnused,
  citations: citationsSuppressionUnused,
} as const;

/**
 * Finds the suppressions of a file. One counts for the element behind it with all that is in it; as the first thing in an
 * element also for that element's start tag; with no element behind it, for the rest of the element it stands in.
 */
export function suppressionsIn(tree: Tree): Suppression[] {
  if (!tree.names.has("", SUPPRESSION, "")) return [];
  const { kind } = tree.columns;
  const found: Suppression[] = [];
  for (let row = 0; row < kind.length; row++) {
    if (kind[row] !== NodeKind.instruction) continue;
    const node = tree.node(row);
    if (node.local !== SUPPRESSION) continue;
    const code = /^\S*/u.exec(node.text.trim())![0];
    found.push({ code, path: tree.path, stretches: stretchesOf(node), node });
  }
  return found;
}

function stretchesOf(node: XmlNode): Stretch[] {
  const { parent } = node;
  // Several suppressions may stand before one element.
  const behind = node.nextElementSibling;
  const stretches: Stretch[] = [];
  if (behind !== null) stretches.push(stretch(node.tree, behind.start, behind.end));
  else if (parent !== null) stretches.push(stretch(node.tree, node.start, parent.end));
  if (parent?.isElement && isFirst(node)) stretches.push(stretch(node.tree, parent.start, parent.tagEnd));
  return stretches;
}

function isFirst(node: XmlNode): boolean {
  for (let at = node.previousSibling; at !== null; at = at.previousSibling) {
    if (at.isElement || (at.isText && at.text.trim() !== "")) return false;
  }
  return true;
}

function stretch(tree: Tree, start: number, end: number): Stretch {
  return { from: tree.lines.position(start), to: tree.lines.position(end) };
}

/**
 * Takes away the findings that are suppressed, and adds one for each suppression that suppresses nothing though the check
 * it is for was run, or that names no code.
 */
export function suppress(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  checks: readonly DocumentCheck[],
): Finding[] {
  if (suppressions.length === 0) return [...findings];
  const used = new Set<Suppression>();
  const left = findings.filter((finding) => {
    const by = suppressions.filter((one) => isSuppressed(finding, one));
    for (const one of by) used.add(one);
    return by.length === 0;
  });
  const idle = suppressions.filter((one) => !used.has(one));
  return [...left, ...idle.flatMap((one) => idleFinding(one, checks))];
}

/** What keeps a document from being read is never suppressed: there is nothing to go on with. */
function isSuppressed(finding: Finding, { code, path, stretches }: Suppression): boolean {
  if (finding.path !== path || finding.elementPath === null || !fitsCode(code, finding.code)) return false;
  return stretches.some(({ from, to }) => !isBefore(finding, from) && isBefore(finding, to));
}

function isBefore(one: Position, other: Position): boolean {
  return one.line < other.line || (one.line === other.line && one.column < other.column);
}

function idleFinding({ code, node }: Suppression, checks: readonly DocumentCheck[]): Finding[] {
  const meant = checksFor(code);
  if (code === "" || meant.length === 0)
    return [suppressionUnknown(node, { code, nearest: code === "" ? null : nearestPattern(code) })];
  const [check] = meant;
  return meant.every((each) => checks.includes(each)) ? [UNUSED[check!](node, { code })] : [];
}
