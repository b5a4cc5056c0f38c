import type { XmlNode } from "../tree/index.ts";
import type { ResolvedCitation } from "./citations.ts";
import { isQuotation } from "./quotation.ts";

/** The citations of a document, found by where they stand and by where they are read. */
export interface CitationMap {
  /** Those whose element stands from one row up to another, in document order. */
  readonly inRows: (from: number, to: number) => readonly ResolvedCitation[];
  /** Those that are read from one place up to another, in the order of reading. */
  readonly inReading: (from: number, to: number) => readonly ResolvedCitation[];
  /** Whether a citation stands in a quotation: it vouches for nothing outside. */
  readonly isQuoted: (citation: ResolvedCitation) => boolean;
}

/** Sorts the citations of a document, so that a paragraph's are found without asking all. */
export function mapCitations(citations: readonly ResolvedCitation[]): CitationMap {
  const rows = [...citations].sort((one, other) => one.node.row - other.node.row);
  const reading = [...citations].sort((one, other) => one.order - other.order);
  const quoted = new Set(citations.filter(({ node }) => nearestQuotation(node) !== null));
  return {
    inRows: (from, to) => between(rows, from, to, ({ node }) => node.row),
    inReading: (from, to) => between(reading, from, to, ({ order }) => order),
    isQuoted: (citation) => quoted.has(citation),
  };
}

/** The innermost quotation that an element stands in, or null. */
export function nearestQuotation(node: XmlNode): XmlNode | null {
  for (const above of node.ancestors()) if (isQuotation(above)) return above;
  return null;
}

function between<T>(sorted: readonly T[], from: number, to: number, at: (item: T) => number): readonly T[] {
  return sorted.slice(firstFrom(sorted, from, at), firstFrom(sorted, to, at));
}

function firstFrom<T>(sorted: readonly T[], wanted: number, at: (item: T) => number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(sorted[middle]!) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
