import type { Span } from "../report/index.ts";
import {
  firstSaid,
  hasOwnId,
  isWordless,
  matchWorks,
  parseWords,
  type WorkIndex,
  type WorkMatch,
} from "../resolve/index.ts";
import { once, type XmlNode } from "../tree/index.ts";
import { namesBehind } from "./antecedent.ts";
import { type ReadingOrder, readingOrder } from "./citation-place.ts";
import type { CitationReading } from "./citation-reading.ts";
import { type FoundCitation, findCitations } from "./found-citations.ts";
import { namesWork } from "./full-citation.ts";
import { type Cited, emptyHistory, type History, identityOf } from "./history.ts";
import { type LocalWorks, localWorks } from "./local-works.ts";
import { lociOfKind } from "./loci-of-kind.ts";
import { describesAnother, type FindWorks, type FoundWork } from "./named-work.ts";
import { isQuotation } from "./quotation.ts";
import { type RecordId, recordIds } from "./record-ids.ts";
import { type PointedTo, type Resolution, resolveCitation, workAmong } from "./resolution.ts";
import { inText } from "./text-reference.ts";
import { absentWork, absentWorks, type CitationSetting, pointedToBy } from "./work-pointers.ts";

export type { CitationSetting, Pointers } from "./work-pointers.ts";

/** A citation of the document at hand, read and resolved. */
export interface ResolvedCitation {
  readonly id: string;
  /** Its element, or the text it begins in. */
  readonly node: XmlNode;
  /** Its place in the source where no element marks it; else null. */
  readonly span: Span | null;
  /** Where a reader meets it: grows along the text. */
  readonly order: number;
  readonly reading: CitationReading;
  readonly resolution: Resolution;
  /** One of several works that a link points to, behind the first; absent where a citation is all of its element. */
  readonly pointer?: string;
}

/** Reads and resolves the citations of a document, in the order a reader meets them; gives them in document order. */
export function resolveCitations(setting: CitationSetting): readonly ResolvedCitation[] {
  const order = readingOrder(setting.tree);
  const found = findCitations(setting, (indexes) => finder(indexes, null, setting.document));
  const idOf = recordIds(setting.tree, "cit");
  const named = found.map((one) => ({ ...one, id: idFor(one, idOf), order: order.of(one.node) }));
  const progress = progressOf(setting, order, named);
  const resolved = new Map<string, Resolution>();
  for (const one of [...named].sort(asRead)) resolved.set(one.id, resolveOne(one, progress));
  return named
    .map((one) => ({ ...one, resolution: resolved.get(one.id)! }))
    .filter((citation) => !isPlaceOfNothing(citation));
}

/** A page in brackets cites nothing where nothing was cited before it. */
function isPlaceOfNothing({ span, reading, resolution }: ResolvedCitation): boolean {
  const { work, via, candidates } = resolution;
  const leads = work !== null || via.length > 0 || candidates.length > 0;
  return span !== null && !leads && reading.form === "short" && isWordless(reading.words);
}

/** What no element marks has its id from its own words. */
function idFor({ node, span, reading, pointer }: FoundCitation, idOf: RecordId): string {
  if (pointer !== undefined) return idOf(node, `${reading.text ?? ""} ${pointer}`);
  return span === null ? idOf(node) : idOf(node, reading.text ?? "", span.start - node.start);
}

type Named = FoundCitation & { readonly id: string; readonly order: number };

function asRead(one: Named, other: Named): number {
  return one.order - other.order || (one.span?.start ?? 0) - (other.span?.start ?? 0);
}

interface Progress {
  readonly setting: CitationSetting;
  readonly order: ReadingOrder;
  readonly byRow: ReadonlyMap<number, string>;
  readonly history: History;
  readonly local: LocalWorks;
  readonly find: FindWorks;
}

function progressOf(setting: CitationSetting, order: ReadingOrder, named: readonly Named[]): Progress {
  const local = localWorks(setting.registers);
  return {
    setting,
    order,
    byRow: new Map(named.filter(isElement).map(({ node, id }) => [node.row, id])),
    history: emptyHistory(),
    local,
    find: finder([setting.works, local.index], local, setting.document),
  };
}

/** Whether a citation is all that its element is. */
export function isElement({ span, pointer }: Pick<FoundCitation, "span" | "pointer">): boolean {
  return span === null && pointer === undefined;
}

/**
 * Finds works in several indexes. The same words are asked for again and again in a document, so the answers of an index
 * are kept as long as it has not grown.
 */
function finder(indexes: readonly WorkIndex[], local: LocalWorks | null, document: string): FindWorks {
  const kept = indexes.map(() => ({ size: -1, answers: new Map<string, readonly FoundWork[]>() }));
  return (words) => {
    const question = once(() => JSON.stringify(words));
    const parsed = once(() => parseWords(words));
    const found = indexes.flatMap((index, at) => {
      if (index.works.length === 0) return [];
      const memory = kept[at]!;
      if (memory.size !== index.works.length) {
        memory.size = index.works.length;
        memory.answers.clear();
      }
      const known = memory.answers.get(question());
      if (known !== undefined) return known;
      const answer = ownFirst(matchWorks(words, parsed(), index), document).map((match) => ({
        ...match,
        local: local?.of(match.work) ?? null,
      }));
      memory.answers.set(question(), answer);
      return answer;
    });
    return indexes.length < 2 ? found : [...found].sort((one, other) => other.score - one.score);
  };
}

/** Of works without an id, that of a document's own bibliography is meant before those of others: each article has its own. */
function ownFirst(matches: readonly WorkMatch[], document: string): readonly WorkMatch[] {
  const isForeign = ({ work }: WorkMatch): boolean => !hasOwnId(work) && work.document !== document;
  const hasOwn = matches.some(({ work }) => !hasOwnId(work) && work.document === document);
  return hasOwn ? matches.filter((match) => !isForeign(match)) : matches;
}

function resolveOne(one: Named, progress: Progress): Resolution {
  const { setting, order, history, local, find } = progress;
  const note = order.noteOf(one.node);
  const resolution = resolveCitation(one.reading, {
    history,
    registers: setting.registers,
    find,
    pointedTo:
      (one.span === null ? pointedToBy(one, setting, progress.byRow, local) : null) ??
      pointedToBeside(one, progress),
    absent: one.span === null && one.node.isElement ? absentWork(one.node, setting) : null,
    note: note?.row ?? null,
  });
  const known = ofItsKind(one, inText(one, introduced(one, resolution, progress)), progress);
  const number = note === null ? null : order.numberOf(note);
  history.add({
    ...one,
    resolution: known,
    names: namesOf(one.reading, known, progress),
    note: note?.row ?? null,
    noteNumber: number,
  });
  return known;
}

/** Whether no element marks a citation as one. */
export function isUnmarked({ node, span }: Pick<FoundCitation, "node" | "span">): boolean {
  return span !== null || node.isTei("note");
}

/** “Ibid., ll. 7–8” are leaves of what is kept in an archive: only the work tells it. */
function ofItsKind({ reading }: Named, resolution: Resolution, { setting, history }: Progress): Resolution {
  const work = resolution.work === null ? undefined : setting.registers.works.get(resolution.work);
  const identity = identityOf(resolution);
  const introduction = identity === null ? null : history.introductionOf(identity);
  const words = introduction?.reading.text ?? null;
  return { ...resolution, loci: lociOfKind(resolution.loci, reading.text, work ?? null, words) };
}

/**
 * “(p. 125)” behind a quotation is a place in what the quotation's `@source` points to, and so is what stands with it in
 * one `cit`. Where several works are pointed to, words say which.
 */
function pointedToBeside(one: Named, { setting, byRow, local, find }: Progress): PointedTo | null {
  const beside = saysSource(one);
  const pointed = beside === null ? null : pointedToBy({ node: beside }, setting, byRow, local);
  const { words, form } = one.reading;
  if (isWordless(words)) return form === "short" || form === "pointer" ? pointed : null;
  if (pointed?.kind !== "several") return null;
  const keys = pointed.among.flatMap((to) => (to.kind === "work" ? [to.key] : []));
  const key = workAmong(words, keys, find);
  return key === null ? null : { kind: "work", key };
}

/** The quotation or the `cit` beside a citation whose attributes say where it is from; else null. */
function saysSource({ node, span }: Named): XmlNode | null {
  if (span !== null) {
    const beside = node.previousSibling;
    return beside !== null && isQuotation(beside) ? beside : null;
  }
  const cit = node.parent?.isTei("cit") ? node.parent : null;
  const holding = cit === null ? [] : [cit, ...cit.elements()].filter((at) => at === cit || isQuotation(at));
  return holding.find((at) => firstSaid(at, "corresp", "source") !== null) ?? null;
}

function namesOf(
  reading: CitationReading,
  resolution: Resolution,
  { history, setting }: Progress,
): Cited["names"] {
  const work = resolution.work === null ? undefined : setting.registers.works.get(resolution.work);
  if (work !== undefined) return namesBehind(reading, work);
  const identity = identityOf(resolution);
  const before = identity === null ? null : history.introductionOf(identity);
  if (before !== null && before.names.length > 0) return before.names;
  const repeats = ["ibid", "loccit", "idem"].includes(reading.form);
  return (repeats ? history.last?.names : undefined) ?? namesBehind(reading, null);
}

/** A citation of a work that no register has introduces it for those that follow; one in full with an id is its key. */
function introduced(
  { id, node, span, reading }: Named,
  resolution: Resolution,
  { local, history, setting: { registers } }: Progress,
): Resolution {
  const carried = history.last?.names ?? [];
  const names = resolution.work !== null || resolution.candidates.length > 0;
  const inFull = reading.form === "full" || describesAnother(reading) || namesWork(reading);
  const isNew =
    !names && resolution.local === null && (inFull || ["short", "pointer"].includes(reading.form));
  const pointers = span === null ? absentWorks(node) : [];
  if (!isNew || (!inFull && pointers.length === 0)) return resolution;
  const ownId = span === null && inFull && !node.isTei("note") ? node.get("xml:id") : null;
  const key = ownId === null || registers.works.has(ownId) ? null : ownId;
  const work: Resolution["local"] = { introduction: id, key };
  const authors = reading.form === "idem" ? carried : reading.words.authors;
  local.introduce(work, { ...reading, words: { ...reading.words, authors } });
  for (const pointer of pointers) local.name(pointer, work);
  if (key === null) return { ...resolution, local: work };
  return {
    ...resolution,
    local: work,
    work: key,
    certainty: "high",
    rule: "cited in full here, and in no register",
  };
}
