import { type CsvCell, csvHeader, csvRows, jsonMembers, jsonWithList } from "../formats/index.ts";
import type { Registers } from "../resolve/index.ts";
import { bookOrder } from "./biblical-books.ts";
import { csvIndex, type EditionIndex } from "./edition-index.ts";
import type { Groups } from "./groups.ts";
import type { EditionName } from "./indexes.ts";
import type { Locus } from "./locus.ts";
import type { CitationRecord, QuotationRecord, SpeechRecord } from "./records.ts";
import { locusWords } from "./reference.ts";

/** A place of a work, with the citation that names it. */
export interface CitedPassage {
  readonly locus: Locus | null;
  readonly citation: string;
  readonly document: string;
  readonly quotations: readonly string[];
  readonly url: string;
}

function rowsOf({ id, document, quotations, url, loci }: CitationRecord): CitedPassage[] {
  const row = { citation: id, document, quotations, url };
  return loci.length === 0 ? [{ locus: null, ...row }] : loci.map((locus) => ({ locus, ...row }));
}

function byPlace(one: Locus | null, other: Locus | null): number {
  if (one === null || other === null) return Number(one !== null) - Number(other !== null);
  return (
    inOrder(one.volume ?? "", other.volume ?? "") ||
    bookOrder(one.book) - bookOrder(other.book) ||
    inOrder(one.unit, other.unit) ||
    inOrder(one.from, other.from) ||
    inOrder(one.to ?? one.from, other.to ?? other.from)
  );
}

/** Numbers by their value, roman ones before them as prefaces are, all else by code unit. */
function inOrder(one: string, other: string): number {
  const [a, b] = [keys(one), keys(other)];
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const [x, y] = [a[at], b[at]];
    if (x === undefined || y === undefined) return x === undefined ? -1 : 1;
    if (x === y) continue;
    if (typeof x === "number" && typeof y === "number") return x - y;
    if (typeof x !== typeof y) return typeof x === "string" ? -1 : 1;
    return x < y ? -1 : 1;
  }
  return 0;
}

function keys(text: string): (string | number)[] {
  const roman = romanValue(text);
  if (roman !== null) return ["roman", roman];
  return (text.match(/\d+|[^\d\s]+/gu) ?? []).map((part) => (/^\d/u.test(part) ? Number(part) : part));
}

const ROMAN: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };

function romanValue(text: string): number | null {
  if (!/^(?=[ivxlcdm])m*(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/iu.test(text)) return null;
  const values = [...text.toLowerCase()].map((sign) => ROMAN[sign]!);
  return values.reduce((sum, value, at) => sum + ((values[at + 1] ?? 0) > value ? -value : value), 0);
}

/**
 * The index `passages.json`: each work of the register that is cited, with a row for each locus of its citations, in the
 * order of volumes and pages, those without a locus first, and where each is quoted.
 */
export function passagesIndex(edition: EditionName | null, registers: Registers): EditionIndex {
  return citedIndex("passages.json", registers, function* (works) {
    const members = function* (): Generator<string> {
      for (const work of works) yield jsonMembers([work]);
    };
    yield* jsonWithList({ edition }, "works", members());
  });
}

/** The same as a table, `passages.csv`: a line for each row. */
export function passagesTable(registers: Registers): EditionIndex {
  return citedIndex("passages.csv", registers, function* (works) {
    yield csvHeader("work title locus citation document quotations url".split(" "));
    for (const { key, title, passages } of works)
      yield csvRows(
        passages.map(({ locus, citation, document, quotations, url }) => {
          const place = locus === null ? null : locusWords(locus);
          return [key, title, place, citation, document, quotations.join(" "), url];
        }),
      );
  });
}

/** A work that is cited, and its places in their order. */
interface CitedWork {
  readonly key: string;
  readonly title: string;
  readonly passages: readonly CitedPassage[];
}

const PASSAGES = "passages";

function citedIndex(
  name: string,
  { works }: Registers,
  write: (works: Iterable<CitedWork>) => Iterable<string>,
): EditionIndex {
  const cited = function* (groups: Groups): Generator<CitedWork> {
    for (const { key, title } of works.values()) {
      const rows = [...(groups.get(`${PASSAGES} ${key}`) as Iterable<readonly CitedPassage[]>)].flat();
      const passages = rows.sort((one, other) => byPlace(one.locus, other.locus));
      if (passages.length > 0) yield { key, title, passages };
    }
  };
  return {
    name,
    gathers: PASSAGES,
    add: ({ citations }, groups) => {
      for (const citation of citations)
        if (citation.work !== null && works.has(citation.work))
          groups.add(`${PASSAGES} ${citation.work}`, rowsOf(citation));
    },
    write: (groups) => write(cited(groups)),
  };
}

/** The index `quotations.csv`: a line for each quotation. */
export const QUOTATIONS_CSV: EditionIndex = csvIndex(
  "quotations.csv",
  "id document text words display citation work speaker within line column url",
  ({ quotations }) => quotations.map(quotationCells),
);

function quotationCells(one: QuotationRecord): CsvCell[] {
  const { id, document, text, words, display, citation, work, speaker, within, line, column, url } = one;
  return [id, document, text, words, display, citation, work, speaker, within, line, column, url];
}

/** What the order of speeches shows of them: whom a speech answers, what it asks, and whether it is broken off. */
export interface SpeechExchange {
  readonly addressees: readonly string[];
  readonly questions: number;
  readonly isInterrupted: boolean;
}

/**
 * Gives what can be told of each speech: the one spoken to is whom `@toWhom` names, or whoever alone spoke just before and
 * just after; questions are counted by their marks, and a dash or dots at the end say that it was broken off by another.
 */
export function exchangesOf(speeches: readonly SpeechRecord[]): ReadonlyMap<SpeechRecord, SpeechExchange> {
  const known = EXCHANGES.get(speeches) ?? findExchanges(speeches);
  EXCHANGES.set(speeches, known);
  return known;
}

/** Two indexes ask for the same, one after the other. */
const EXCHANGES = new WeakMap<readonly SpeechRecord[], ReadonlyMap<SpeechRecord, SpeechExchange>>();

function findExchanges(speeches: readonly SpeechRecord[]): ReadonlyMap<SpeechRecord, SpeechExchange> {
  return new Map(
    speeches.map((speech, at) => {
      const near = [speeches[at - 1], speeches[at + 1]].filter(
        (each) => each !== undefined && each.quotation === speech.quotation,
      );
      const others = new Set(
        near
          .flatMap((each) => (each === undefined ? [] : each.who))
          .filter((who) => !speech.who.includes(who)),
      );
      const known =
        speech.who.length > 0 && others.size === 1 && near.every((each) => each?.who.length === 1);
      return [
        speech,
        {
          addressees: speech.addressees.length === 0 && known ? [...others] : speech.addressees,
          questions:
            speech.text.match(/[?？;؟](?=[\s”’"'»)]|$)/gu)?.filter((sign) => sign !== ";").length ?? 0,
          isInterrupted: /(?:[—–-]|…|\.\.\.)[”’"'»]?$/u.test(speech.text) && at + 1 < speeches.length,
        },
      ];
    }),
  );
}

/** The index `speeches.csv`: a line for each speech, with what the order of speeches shows. */
export const SPEECHES_CSV: EditionIndex = csvIndex(
  "speeches.csv",
  "id document who label addressee text words questions interrupted quotation line column url",
  ({ speeches }) => {
    const exchanges = exchangesOf(speeches);
    return speeches.map((speech) => speechCells(speech, exchanges.get(speech)!));
  },
);

function speechCells(
  { id, document, who, label, text, words, quotation, line, column, url }: SpeechRecord,
  { addressees, questions, isInterrupted }: SpeechExchange,
): CsvCell[] {
  const addressee = addressees.join(" ") || null;
  const interrupted = isInterrupted ? "yes" : "no";
  const own = [id, document, who.join(" "), label, addressee, text, words, questions, interrupted];
  return [...own, quotation, line, column, url];
}
