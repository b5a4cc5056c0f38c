import { firstSaid, hasOwnId, type Registers } from "../resolve/index.ts";
import { type Edit, NodeKind, type Tree, type XmlNode } from "../tree/index.ts";
import type { ResolvedCitation } from "./citations.ts";
import { type CiteOptions, understand } from "./document-records.ts";
import { type CitationGrammar, citationGrammar } from "./grammar.ts";
import { CITATION_LANGUAGES } from "./languages/index.ts";
import { placedLoci } from "./loci-reading.ts";
import type { Locus } from "./locus.ts";
import type { CitationRecord } from "./records.ts";
import type { Vouched } from "./sources.ts";
import { headerLanguage, languageAt } from "./text-language.ts";
import { workPointers } from "./work-pointers.ts";

/** What is put into a document: citations that say which work they mean, quotations that say whence they are. */
export interface Enrichment {
  /** `@corresp`, `@target` and `@source`. */
  readonly pointers: readonly Edit[];
  /** `biblScope` around loci that stand in a citation without markup. */
  readonly scopes: readonly Edit[];
}

/** What is added to a document. */
export interface EnrichOptions extends CiteOptions {
  /** Whether what is only likely is written as well, with `@cert`. */
  readonly likely: boolean;
  /** The path of a document of the edition as the document at hand points to it; empty for itself. */
  readonly pathTo: (document: string) => string;
  /**
   * What the citations mean where the document is read with what it includes, by their ids: a citation before an *ibid.* may
   * stand in another file. Left out where nothing is included.
   */
  readonly whole?: ReadonlyMap<string, WholeMeaning>;
}

/** What a citation means in the document as XInclude puts it together. */
export type WholeMeaning = Pick<CitationRecord, "work" | "certainty">;

/**
 * Works out what `colophon cite --write` adds to a document. Only what is certain is written, unless `likely` is asked for;
 * what an editor has said already stays. Elements are added around words of a `bibl` and attributes at the beginning of
 * their tags, so that everything else keeps its place.
 */
export function enrichDocument(tree: Tree, options: EnrichOptions): Enrichment {
  const { written: alone, quotations } = understand(tree, options);
  const { whole } = options;
  const written = whole === undefined ? alone : alone.flatMap((citation) => asInWhole(citation, whole));
  const byId = new Map(written.map((citation) => [citation.id, citation]));
  return {
    pointers: [
      ...written.flatMap((citation) => citationEdits(citation, options)),
      ...quotations.flatMap((vouched) => quotationEdits(vouched, byId, options)),
    ],
    scopes: written.flatMap((citation) => scopeEdits(citation, options)),
  };
}

function asInWhole(
  citation: ResolvedCitation,
  whole: ReadonlyMap<string, WholeMeaning>,
): readonly ResolvedCitation[] {
  const meaning = whole.get(citation.id);
  return meaning === undefined
    ? []
    : [
        {
          ...citation,
          resolution: { ...citation.resolution, work: meaning.work, certainty: meaning.certainty },
        },
      ];
}

function citationEdits({ id, node, span, resolution }: ResolvedCitation, options: EnrichOptions): Edit[] {
  const { work, certainty } = resolution;
  if (span !== null || work === null || work === id || isSaid(node)) return [];
  if (certainty !== "high" && !options.likely) return [];
  const pointer = pointerTo(work, options);
  if (pointer === null) return [];
  const name = node.isTei("ref", "ptr") ? "target" : "corresp";
  const said = attributeEdit(node, name, pointer);
  if (certainty === "high" || firstSaid(node, "cert") !== null) return [said];
  return [said, attributeEdit(node, "cert", certainty)];
}

/** An editor has said which work is meant, or at least which thing: nothing is put beside it. */
function isSaid(node: XmlNode): boolean {
  const named = workPointers(node).filter(
    ({ attribute, element }) => attribute !== "source" && (element === node || element.local !== "title"),
  );
  return named.length > 0;
}

/** `@source` where a quotation and its citation stand together: in one `cit`, or the citation behind in the paragraph. */
function quotationEdits(
  { quotation, citation, sources }: Vouched,
  byId: ReadonlyMap<string, ResolvedCitation>,
  options: EnrichOptions,
): Edit[] {
  const { node } = quotation;
  const cited = citation === null ? undefined : byId.get(citation);
  const isSaidBy = ({ parent }: XmlNode): boolean =>
    [node, ...(parent?.isTei("cit") ? [parent] : [])].some(
      (each) => firstSaid(each, "source", "corresp") !== null,
    );
  if (cited === undefined || sources.length > 0 || isSaidBy(node)) return [];
  const { work, certainty } = cited.resolution;
  if (work === null || certainty !== "high" || !standTogether(node, cited)) return [];
  const pointer = pointerTo(work, options);
  return pointer === null ? [] : [attributeEdit(node, "source", pointer)];
}

function standTogether(quotation: XmlNode, { node, order }: ResolvedCitation): boolean {
  const cit = quotation.maybeAncestor("cit");
  if (cit?.contains(node)) return true;
  const paragraph = quotation.maybeAncestor("p", "ab", "item", "note");
  return paragraph?.contains(node) === true && order > quotation.row;
}

/** The pointer to a work of the registers, or to the `bibl` of the document itself that cites it in full; null where there is none. */
function pointerTo(work: string, { registers, pathTo, id }: EnrichOptions): string | null {
  const entry = entryOfWork(work, registers);
  if (entry === null) return `#${work}`;
  if (!hasOwnId(entry)) return null;
  return entry.document === id ? `#${entry.xmlId}` : `${pathTo(entry.document)}#${entry.xmlId}`;
}

function entryOfWork(work: string, { works }: Registers): { document: string; xmlId: string } | null {
  return works.get(work) ?? null;
}

/** Gives an element an attribute; one that stands there and says nothing is filled in. */
function attributeEdit(node: XmlNode, name: string, value: string): Edit {
  const text = `${name}="${escaped(value, node.tree)}"`;
  const empty = node.maybeAttribute(name);
  if (empty !== null && !empty.isDefault) return { start: empty.start, end: empty.end, text };
  const at = node.start + 1 + node.name.qualified.length;
  return { start: at, end: at, text: ` ${text}` };
}

const LARGEST: Readonly<Record<string, number>> = { "us-ascii": 0x7f, "iso-8859-1": 0xff };

/** A value that reads back as the same, in signs that the document's encoding has. */
function escaped(value: string, { encoding }: Tree): string {
  const largest = LARGEST[encoding] ?? 0x10ffff;
  return value
    .replace(/[&<"]/gu, (sign) => `&#${sign.codePointAt(0)};`)
    .replace(/[^\0-\u007f]/gu, (sign) =>
      sign.codePointAt(0)! > largest ? `&#${sign.codePointAt(0)};` : sign,
    );
}

/** Elements whose words are marked up as they should be. */
const MARKED: readonly string[] =
  "biblScope citedRange locus locusGrp title author editor date publisher pubPlace idno quote note orig sic".split(
    " ",
  );

/** `biblScope` around the loci of a `bibl`, where its words are of one text and say the unit. */
function scopeEdits({ node, span, resolution, reading }: ResolvedCitation, options: EnrichOptions): Edit[] {
  if (span !== null || !node.isTei("bibl") || reading.loci.length === 0 || resolution.work === null)
    return [];
  if (resolution.certainty !== "high" && !options.likely) return [];
  const grammar = citationGrammar(
    languageAt(node, headerLanguage(node.tree)) ?? "en",
    options.languages ?? CITATION_LANGUAGES,
  );
  const scopes = [...looseTexts(node)].flatMap((text) => scopesIn(text, node, grammar));
  const saysVolume =
    scopes.some(({ locus }) => locus.unit === "volume") ||
    [...node.descendantElements("biblScope")].some((scope) => scope.get("unit") === "volume");
  // “WA IV 12, S. 34”: a volume that is known by the page behind it would not be once the page is marked.
  if (!saysVolume && reading.loci.some(({ volume }) => volume !== undefined)) return [];
  return scopes.flatMap(({ edits }) => edits);
}

function* looseTexts(bibl: XmlNode): Generator<XmlNode, undefined> {
  const { tree } = bibl;
  const behind = tree.behind(bibl.row);
  for (let row = bibl.row + 1; row < behind; row++) {
    const node = tree.node(row);
    if (node.isElement && MARKED.includes(node.local)) row = tree.behind(row) - 1;
    else if (node.kind === NodeKind.text && node.parent === bibl) yield node;
  }
}

interface Scope {
  readonly locus: Locus;
  readonly edits: readonly Edit[];
}

function scopesIn(text: XmlNode, bibl: XmlNode, grammar: CitationGrammar): Scope[] {
  const words = text.tree.source.slice(text.start, text.end);
  // Where a reference stands in the text its characters have no places of their own; lines may end as they do on Windows.
  if (words.replace(/\r\n?/gu, "\n") !== text.text) return [];
  const prefix = /^([^:]+):/u.exec(bibl.name.qualified)?.[0] ?? "";
  return placedLoci(words, grammar).map(({ locus, start, end }) => {
    const stop =
      end - (/[\s.,;:]*$/u.exec(words.slice(start, end).replace(/(?<=\p{L})\.$/u, "x"))?.[0].length ?? 0);
    const open = `<${prefix}biblScope unit="${locus.unit}"${limits(locus)}>`;
    const edits = [
      { start: text.start + start, end: text.start + start, text: open },
      { start: text.start + stop, end: text.start + stop, text: `</${prefix}biblScope>` },
    ];
    return { locus, edits };
  });
}

/** “10 ff.” has no end that anyone has said. */
function limits({ from, to, suffix }: Locus): string {
  const isOpen = to === undefined && suffix !== undefined;
  return isOpen ? ` from="${from}"` : ` from="${from}" to="${to ?? from}"`;
}
