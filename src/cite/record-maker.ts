import { pageOfDocument } from "../resolve/index.ts";
import type { Tree, XmlNode } from "../tree/index.ts";
import { isElement, type Pointers, type ResolvedCitation } from "./citations.ts";
import type { Headword } from "./headword.ts";
import type { Mention } from "./mention.ts";
import { placesOf } from "./places.ts";
import type { QuotationPassage } from "./quotation-passage.ts";
import {
  type CitationRecord,
  countWords,
  type HeadwordRecord,
  type MentionRecord,
  type Place,
  type QuotationRecord,
  type SpeechRecord,
} from "./records.ts";
import type { Vouched } from "./sources.ts";
import { type Speech, speakersOf, unlistedSpeakers } from "./speech.ts";

/** What an element has become that has an id: a record, or the place where others stand. */
export interface RowRecord {
  readonly kind: "citation" | "quotation" | "speech" | "place";
  readonly id: string;
}

/** Ids by the row of their element. */
export type Ids = ReadonlyMap<number, string>;

/** What was found in a document, and the ids it has. */
export interface Found {
  readonly tree: Tree;
  readonly document: string;
  readonly pointers: Pointers;
  readonly citations: readonly ResolvedCitation[];
  readonly quotations: readonly Vouched[];
  readonly quotationIds: Ids;
  /** By the row of the quotation's element. */
  readonly passages?: ReadonlyMap<number, QuotationPassage>;
  readonly speechIds: Ids;
  readonly url: ((id: string | null, node: XmlNode) => string) | undefined;
  /** The id that a passage has on its page though the document gives it none; null where it has none there. */
  readonly passageId: (node: XmlNode) => string | null;
}

/** Makes records of what was found: small data, without nodes. */
export interface RecordMaker {
  /** What elements have become; whole when all records are made, since places are among them. */
  readonly rows: ReadonlyMap<number, RowRecord>;
  readonly citation: (citation: ResolvedCitation) => CitationRecord;
  readonly quotation: (quotation: Vouched) => QuotationRecord;
  readonly speech: (speech: Speech) => SpeechRecord;
  readonly mention: (mention: Mention) => MentionRecord;
  readonly headword: (headword: Headword) => HeadwordRecord;
}

/** Gives what makes the records of a document. */
export function recordMaker(found: Found): RecordMaker {
  const { tree, citations, quotations, quotationIds, speechIds, pointers } = found;
  const rows = rowRecords(found);
  const places = placer(found, rows);
  const works = new Map(citations.map(({ id, resolution }) => [id, resolution.work]));
  const vouchedFor = quotationsByCitation(quotations, quotationIds);
  const speakers = new Map(
    quotations.map(({ quotation: { node } }) => [quotationIds.get(node.row)!, speakerOf(node, pointers)]),
  );
  const speakerFor = ({ node }: ResolvedCitation, vouched: readonly string[]): { speaker?: string } => {
    const said = vouched.map((id) => speakers.get(id) ?? null).filter((who) => who !== null);
    const [only, ...others] = new Set(said.length > 0 ? said : speakersAround(node, pointers));
    return only === undefined || others.length > 0 ? {} : { speaker: only };
  };
  return {
    rows,
    citation: (citation) => ({
      ...citationMembers(citation, vouchedFor.get(citation.id) ?? []),
      ...speakerFor(citation, vouchedFor.get(citation.id) ?? []),
      ...(citation.span === null
        ? places(
            citation.node,
            quotationIds.get(citation.node.row) ?? (isElement(citation) ? citation.id : null),
          )
        : { ...places(citation.node, null), ...tree.lines.position(citation.span.start) }),
    }),
    quotation: (vouched) => {
      const { node } = vouched.quotation;
      const work = vouched.citation === null ? null : (works.get(vouched.citation) ?? null);
      const passage = found.passages?.get(node.row);
      return {
        ...quotationMembers(vouched, work, quotationIds, pointers),
        ...(passage === undefined ? {} : { passage }),
        ...places(node, quotationIds.get(node.row)!),
      };
    },
    speech: ({ node, label, text }) => {
      const id = speechIds.get(node.row)!;
      const place = places(node, id);
      const who = speakersOf(node, pointers.agentOf);
      // A play has thousands: written out they take a third of the time that it takes to put them together from parts.
      return {
        id,
        who,
        addressees: speakersOf(node, pointers.agentOf, "toWhom"),
        label: label ?? (who.length === 0 ? unlistedSpeakers(node) : null),
        text,
        words: countWords(text),
        quotation: quotationAround(node, quotationIds),
        document: place.document,
        line: place.line,
        column: place.column,
        url: place.url,
      };
    },
    mention: ({ node, key, text }) => ({ key, text, ...places(node, null) }),
    headword: ({ node, ...said }) => ({ ...said, ...places(node, null) }),
  };
}

function quotationsByCitation(quotations: readonly Vouched[], ids: Ids): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { quotation, citation } of quotations) {
    if (citation === null) continue;
    const id = ids.get(quotation.node.row)!;
    const known = found.get(citation);
    if (known === undefined) found.set(citation, [id]);
    else known.push(id);
  }
  return found;
}

function rowRecords({ citations, quotationIds, speechIds }: Found): Map<number, RowRecord> {
  const rows = new Map<number, RowRecord>(
    citations.filter(isElement).map(({ node, id }) => [node.row, { kind: "citation", id }]),
  );
  for (const [row, id] of quotationIds) rows.set(row, { kind: "quotation", id });
  for (const [row, id] of speechIds) rows.set(row, { kind: "speech", id });
  return rows;
}

type Placer = (node: XmlNode, id: string | null) => Place;

/** Gives line, column and address of an element; without an id of its own its address is that of the place it stands in. */
function placer({ tree, document, url, passageId }: Found, rows: Map<number, RowRecord>): Placer {
  const page = pageOfDocument(document);
  const address = url ?? ((id: string | null) => (id === null ? page : `${page}#${id}`));
  const placeAround = placesOf(tree, rows, passageId);
  return (node, id) => ({
    document,
    ...tree.lines.position(node.start),
    url: address(id ?? placeAround(node), node),
  });
}

function citationMembers(
  { id, reading, resolution }: ResolvedCitation,
  quotations: readonly string[],
): Omit<CitationRecord, keyof Place> {
  const { work, loci, via, certainty, candidates, rule } = resolution;
  return {
    id,
    form: reading.form,
    work,
    loci,
    text: reading.text,
    quotations,
    via,
    certainty,
    candidates,
    rule,
  };
}

function quotationMembers(
  { quotation, citation }: Vouched,
  work: string | null,
  ids: Ids,
  pointers: Pointers,
): Omit<QuotationRecord, keyof Place> {
  const { node, text, display, within } = quotation;
  return {
    id: ids.get(node.row)!,
    text,
    words: countWords(text),
    display,
    citation,
    work,
    speaker: speakerOf(node, pointers),
    within: within === null ? null : (ids.get(within.node.row) ?? null),
  };
}

/** Who speaks a quotation: whom its `@who` names, or the only one who speaks in it. */
function speakerOf(node: XmlNode, pointers: Pointers): string | null {
  const own = speakersOf(node, pointers.agentOf);
  const inside = [...node.descendantElements("sp")].flatMap((sp) => speakersOf(sp, pointers.agentOf));
  const speakers = own.length > 0 ? own : [...new Set(inside)];
  return speakers.length === 1 ? speakers[0]! : null;
}

/** Who speaks where an element stands: whom the nearest speech around it names. A note is the editor’s, wherever it stands. */
function speakersAround(node: XmlNode, pointers: Pointers): readonly string[] {
  for (const at of [node, ...node.ancestors()]) {
    if (at.isTei("note")) return [];
    const who = speakersOf(at, pointers.agentOf);
    if (who.length > 0) return who;
  }
  return [];
}

/** The quotation in which an element stands, or null. */
function quotationAround(node: XmlNode, quotations: Ids): string | null {
  if (quotations.size === 0) return null;
  for (const { row } of node.ancestors()) if (quotations.has(row)) return quotations.get(row)!;
  return null;
}
