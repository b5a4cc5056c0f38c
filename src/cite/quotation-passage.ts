import { catalogue, type Finding } from "../report/index.ts";
import { pageOfDocument } from "../resolve/index.ts";
import type { XmlNode } from "../tree/index.ts";
import type { ResolvedCitation } from "./citations.ts";
import type { Locus } from "./locus.ts";
import { sideOf } from "./quotation-difference.ts";
import { type FoundPassage, type QuotationVerdict, searchQuotation } from "./quotation-search.ts";
import type { QuotationSource, QuotationSources, SourceMark } from "./quotation-source.ts";
import type { Vouched } from "./sources.ts";

/** The passage of the source that a quotation repeats: small data, for the record of the quotation. */
export interface QuotationPassage {
  /** `exact` but for signs, omissions and changes in brackets; `nearest` where words differ; `missing` where it is not there. */
  readonly found: "exact" | "nearest" | "missing";
  /** The file of the source. */
  readonly path: string;
  /** Where the source counts it, as `page 12`; null where it counts nothing there, or nothing was found. */
  readonly place: { readonly unit: string; readonly n: string } | null;
  /** Whether that is where the citation says; null where source or citation do not say. */
  readonly asCited: boolean | null;
  /** The words of the source; null where nothing was found. */
  readonly text: string | null;
  /** Relative to the site, where the source is a document of the edition; else null. */
  readonly url: string | null;
}

/** What came of holding the quotations of a document against their sources. */
export interface CheckedQuotations {
  /** By the row of the quotation's element. */
  readonly passages: ReadonlyMap<number, QuotationPassage>;
  readonly findings: readonly Finding[];
}

/** Holds every quotation whose source is at hand against it. A quotation within another is part of that one's text. */
export function checkQuotations(
  quotations: readonly Vouched[],
  citations: readonly ResolvedCitation[],
  sources: QuotationSources,
): CheckedQuotations {
  const byId = new Map(citations.map((citation) => [citation.id, citation]));
  const passages = new Map<number, QuotationPassage>();
  const findings: Finding[] = [];
  for (const { quotation, citation } of quotations) {
    const cited = citation === null ? undefined : byId.get(citation);
    const work = cited?.resolution.work ?? null;
    const whole = work === null || quotation.text === "" ? null : sources.of(work);
    // Who is quoted within a quotation was quoted by its author; the words were compared with the outer one's.
    if (work === null || whole === null || quotation.within !== null) continue;
    const loci = cited?.resolution.loci ?? [];
    const { verdict, source } = searched(textWithGaps(quotation.node, quotation.text), whole);
    const chosen = passageOf(verdict, loci, source);
    passages.set(quotation.node.row, chosen);
    const finding = findingOn(quotation.node, { verdict, chosen, loci, quoted: quotation.text });
    if (finding !== null) findings.push(finding);
  }
  return { passages, findings };
}

/** Looks for a quotation in the edited text of its source, and in its other forms where it stands word for word only there. */
function searched(
  quoted: string,
  source: QuotationSource,
): { readonly verdict: QuotationVerdict; readonly source: QuotationSource } {
  const verdict = searchQuotation(quoted, source);
  let best = { verdict, source };
  for (const readable of source.others()) {
    if (best.verdict.kind === "exact") break;
    const other = { ...source, ...readable };
    const found = searchQuotation(quoted, other);
    if (found.kind === "exact" || (best.verdict.kind === "missing" && found.kind === "nearest"))
      best = { verdict: found, source: other };
  }
  return best;
}

/** The text of a quotation with a sign of omission where an element says it. */
function textWithGaps(node: XmlNode, text: string): string {
  if (node.descendantElements("gap").next().value === undefined) return text;
  const pieces = [...node.descendants()].flatMap((at) => {
    if (at.isElement) return at.isTei("gap") && !/…|\.\.\./u.test(at.text) ? [" […] "] : [];
    const isBeside = at.parent?.maybeAncestor("note") ?? null;
    return at.isText && isBeside === null && at.parent?.isTei("note", "bibl", "sic", "orig") !== true
      ? [at.text]
      : [];
  });
  return pieces.join("").replace(/\s+/gu, " ").trim();
}

function passageOf(
  verdict: QuotationVerdict,
  loci: readonly Locus[],
  source: QuotationSource,
): QuotationPassage {
  const { path } = source;
  if (verdict.kind === "missing")
    return { found: "missing", path, place: null, asCited: null, text: null, url: null };
  const places = verdict.kind === "exact" ? verdict.places : [verdict.place];
  const agreeing = places.find((place) => standsAt(place, loci, source) === true);
  const place = agreeing ?? places[0]!;
  return {
    found: verdict.kind,
    path,
    place: markAt(source, place.from, unitAsked(loci, source)),
    asCited: standsAt(place, loci, source),
    text: source.index.letters.text.slice(place.from, place.to).replace(/\s+/gu, " ").trim(),
    url: addressOf(source, place.from),
  };
}

/** The page is what is asked for, unless the citation counts in something else that the source has. */
function unitAsked(loci: readonly Locus[], { marks }: QuotationSource): string | null {
  const units = new Set(marks.map(({ unit }) => unit));
  const asked = loci.map(({ unit }) => pageLike(unit)).find((unit) => units.has(unit));
  return asked ?? (units.has("page") ? "page" : (marks[0]?.unit ?? null));
}

/** Leaves are counted where pages begin. */
function pageLike(unit: string): string {
  return unit === "folio" ? "page" : unit;
}

function markAt({ marks }: QuotationSource, at: number, unit: string | null): SourceMark | null {
  let found: SourceMark | null = null;
  for (const mark of marks) {
    if (mark.at > at) break;
    if (mark.unit === unit) found = mark;
  }
  return found === null ? null : ({ unit: found.unit, n: found.n } as SourceMark);
}

/** Whether a passage stands where the citation says; null where source or citation do not say. */
function standsAt(place: FoundPassage, loci: readonly Locus[], source: QuotationSource): boolean | null {
  const units = new Set(source.marks.map(({ unit }) => unit));
  const asked = loci.filter(({ unit }) => units.has(pageLike(unit)));
  if (asked.length === 0) return null;
  return asked.some((locus) => {
    const unit = pageLike(locus.unit);
    const within = source.marks.filter(
      (mark) => mark.unit === unit && mark.at > place.from && mark.at < place.to,
    );
    const all = [markAt(source, place.from, unit), ...within].filter((mark) => mark !== null);
    return all.some(({ n }) => covers(locus, n));
  });
}

function covers({ from, to, suffix }: Locus, n: string): boolean {
  if (plainNumber(n) === plainNumber(from)) return true;
  const [first, last, asked] = [from, to ?? following(from, suffix), n].map((each) =>
    Number(plainNumber(each)),
  );
  return Number.isFinite(asked) && asked! >= first! && asked! <= last!;
}

/** “12 f.” is 12 and 13; “ff.” says no end, and some pages are allowed it. */
function following(from: string, suffix: string | undefined): string {
  if (suffix === undefined || !/^\d+$/u.test(from)) return from;
  return String(Number(from) + (/^f{2}|^sqq/u.test(suffix) ? 10 : 1));
}

function plainNumber(n: string): string {
  return n.toLowerCase().replace(/^(?:pp?|s|f|fol)\.?\s*|[[\]]/gu, "");
}

function addressOf({ document, anchors }: QuotationSource, at: number): string | null {
  if (document === null) return null;
  let id: string | null = null;
  for (const anchor of anchors) {
    if (anchor.at > at) break;
    id = anchor.id;
  }
  const page = pageOfDocument(document);
  return id === null ? page : `${page}#${id}`;
}

interface Checked {
  readonly verdict: QuotationVerdict;
  readonly chosen: QuotationPassage;
  readonly loci: readonly Locus[];
  readonly quoted: string;
}

function findingOn(node: XmlNode, { verdict, chosen, loci, quoted }: Checked): Finding | null {
  const { path, place } = chosen;
  const where = place === null ? null : `${place.unit} ${place.n}`;
  switch (verdict.kind) {
    case "missing":
      return catalogue.quotationNotInSource(node, { quoted: shortened(quoted), source: path });
    case "nearest": {
      const { difference } = verdict;
      const sides = { quoted: sideOf(difference, "quoted"), original: sideOf(difference, "source") };
      return catalogue.misquotation(node, { ...sides, source: path, where });
    }
    case "exact":
      if (chosen.asCited !== false || where === null) return null;
      return catalogue.quotationElsewhere(node, {
        quoted: shortened(quoted),
        source: path,
        where,
        cited: loci
          .map(({ unit, from, to }) => `${unit} ${to === undefined ? from : `${from}–${to}`}`)
          .join(", "),
      });
  }
}

function shortened(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 117).trimEnd()}…`;
}
