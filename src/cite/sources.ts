import { NO_WORDS, ownTarget, pointersIn, type Registers } from "../resolve/index.ts";
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
  /** The works that `@source` points to, one of them meant, where no citation in the text names it; else none. */
  readonly sources: readonly string[];
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

/** What the markup of a quotation names as its source: works, or citations of them; null for a work that none cites. */
type Source = ReadonlyMap<string, ResolvedCitation | null>;

function vouch(
  quotation: Quotation,
  source: Source,
  beside: ResolvedCitation | null,
  vouched: ReadonlyMap<Quotation, Vouched>,
  idOf: (quotation: Quotation) => string,
): Vouched {
  const [only] = source.values();
  if (source.size === 1 && only != null) return { quotation, citation: only.id, sources: [] };
  const said = beside?.resolution.work ?? null;
  const agrees = beside !== null && (source.size === 0 || said === null || source.has(said));
  if (agrees) return { quotation, citation: beside.id, sources: [] };
  if (source.size > 0) return { quotation, citation: idOf(quotation), sources: [...source.keys()] };
  const outer = quotation.within === null ? undefined : vouched.get(quotation.within);
  return { quotation, citation: outer?.citation ?? null, sources: [] };
}

function sourceOf(
  node: XmlNode,
  byRow: ReadonlyMap<number, ResolvedCitation>,
  pointers: Pointers,
  registers: Registers,
): Source {
  for (const { element, attribute } of sayingsOf(node)) {
    const found: [string, ResolvedCitation | null][] = [];
    for (const pointer of pointersIn(element.get(attribute) ?? "")) {
      const key = pointers.keyOf(element, pointer);
      const target = ownTarget(node.tree, pointer);
      const cited = target === null ? undefined : byRow.get(target.row);
      if (key !== null && registers.works.has(key)) found.push([key, null]);
      else if (cited !== undefined) found.push([cited.resolution.work ?? cited.id, cited]);
    }
    if (found.length > 0) return new Map(found);
  }
  return new Map();
}

/** A quotation says its source by its own attributes, or by those of the `cit` it stands in. */
function sayingsOf(node: XmlNode): readonly { readonly element: XmlNode; readonly attribute: string }[] {
  const cit = node.parent?.isTei("cit") ? [node.parent] : [];
  return [node, ...cit].flatMap((element) =>
    ["source", "corresp"].map((attribute) => ({ element, attribute })),
  );
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
  return quotations.flatMap(({ quotation, citation, sources }) => {
    if (sources.length === 0 || citation === null || known.has(citation)) return [];
    return [pointerCitation(quotation.node, citation, sources)];
  });
}

function pointerCitation(node: XmlNode, id: string, works: readonly string[]): ResolvedCitation {
  const [work] = works;
  const isOne = work !== undefined && works.length === 1;
  return {
    id,
    node,
    span: null,
    order: node.row,
    reading: { form: "pointer", text: null, words: NO_WORDS, loci: [], note: null, bible: null },
    resolution: {
      work: isOne ? work : null,
      local: null,
      candidates: isOne ? [] : works,
      loci: [],
      via: [],
      certainty: isOne ? "high" : "low",
      rule: isOne
        ? "the quotation's @source points to the work"
        : "the quotation's @source points to several works",
      problem: isOne ? null : { kind: "ambiguous" },
    },
  };
}
