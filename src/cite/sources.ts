import { pointersIn, type Registers } from "../resolve/index.ts";
import type { XmlNode } from "../tree/index.ts";
import { mapCitations } from "./citation-map.ts";
import { isElement, type Pointers, type ResolvedCitation } from "./citations.ts";
import type { Quotation } from "./quotation.ts";
import { recordIds } from "./record-ids.ts";
import { vouchingCitation } from "./vouching.ts";

/** A quotation with the citation that says where it is from. */
export interface Vouched {
  readonly quotation: Quotation;
  /** The id of the citation, or null. */
  readonly citation: string | null;
  /** The work that `@source` points to where no citation in the text names it; else null. */
  readonly source: string | null;
}

/**
 * Finds for each quotation the citation that vouches for it. A quotation within another is found where that one is. Where
 * `@source` points to a work that no citation beside the quotation names, the pointer is a citation of its own.
 */
export function vouchFor(
  quotations: readonly Quotation[],
  citations: readonly ResolvedCitation[],
  pointers: Pointers,
  registers: Registers,
): readonly Vouched[] {
  const ids = pointerIds(quotations, citations);
  const map = mapCitations(citations);
  const byRow = new Map(citations.filter(isElement).map((each) => [each.node.row, each]));
  const vouched = new Map<Quotation, Vouched>();
  for (const quotation of quotations) {
    const source = sourceOf(quotation.node, byRow, pointers, registers);
    const beside = vouchingCitation(quotation, map);
    vouched.set(quotation, vouch(quotation, source, beside, vouched, ids));
  }
  return [...vouched.values()];
}

type Source = { readonly work: string } | { readonly citation: string } | null;

function vouch(
  quotation: Quotation,
  source: Source,
  beside: ResolvedCitation | null,
  vouched: ReadonlyMap<Quotation, Vouched>,
  idOf: (quotation: Quotation) => string,
): Vouched {
  if (source !== null && "citation" in source) return { quotation, citation: source.citation, source: null };
  const agrees =
    beside !== null &&
    (source === null || beside.resolution.work === null || beside.resolution.work === source.work);
  if (agrees) return { quotation, citation: beside.id, source: null };
  if (source !== null) return { quotation, citation: idOf(quotation), source: source.work };
  const outer = quotation.within === null ? undefined : vouched.get(quotation.within);
  return { quotation, citation: outer?.citation ?? null, source: null };
}

function sourceOf(
  node: XmlNode,
  byRow: ReadonlyMap<number, ResolvedCitation>,
  pointers: Pointers,
  registers: Registers,
): Source {
  for (const attribute of ["source", "corresp"]) {
    for (const pointer of pointersIn(node.get(attribute) ?? "")) {
      const key = pointers.keyOf(node, pointer);
      if (key !== null && registers.works.has(key)) return { work: key };
      const target = pointer.startsWith("#") ? node.tree.maybeById(pointer.slice(1)) : null;
      const cited = target === null ? undefined : byRow.get(target.row);
      if (cited !== undefined) return { citation: cited.id };
    }
  }
  return null;
}

/** Ids of citations that are only an attribute, from the words of the quotation that has it. */
function pointerIds(
  quotations: readonly Quotation[],
  citations: readonly ResolvedCitation[],
): (quotation: Quotation) => string {
  const used = new Set(citations.map(({ id }) => id));
  const first = quotations[0];
  if (first === undefined) return () => "";
  const idOf = recordIds(first.node.tree, "cit");
  return ({ node, text }) => {
    for (;;) {
      const id = idOf(node, `${text} ${node.get("source") ?? ""}`);
      if (!used.has(id)) return id;
    }
  };
}

/** The citations that stand in no words, only in a quotation's `@source`. */
export function pointerCitations(
  quotations: readonly Vouched[],
  written: readonly ResolvedCitation[],
): readonly ResolvedCitation[] {
  const known = new Set(written.map(({ id }) => id));
  return quotations.flatMap(({ quotation, citation, source }) => {
    if (source === null || citation === null || known.has(citation)) return [];
    return [pointerCitation(quotation.node, citation, source)];
  });
}

function pointerCitation(node: XmlNode, id: string, work: string): ResolvedCitation {
  const words = {
    authors: [],
    titles: [],
    years: [],
    places: [],
    publishers: [],
    identifiers: [],
    loose: "",
  };
  return {
    id,
    node,
    span: null,
    order: node.row,
    reading: { form: "pointer", text: null, words, loci: [], note: null, bible: null },
    resolution: {
      work,
      local: null,
      candidates: [],
      loci: [],
      via: [],
      certainty: "high",
      rule: "the quotation's @source points to the work",
      problem: null,
    },
  };
}
