import type { Stretch } from "./blocks.ts";
import type { Profile } from "./profile.ts";

/** A part of a citation that becomes an element; its offsets are those of the citation's text. */
export interface Part extends Stretch {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** How long the quotation signs are that stand at both its ends and are not its content. */
  readonly signs?: number;
}

/** The abbreviations and loci of a citation. */
export function unitParts(text: string, profile: Profile): Part[] {
  return [...lociOf(text, profile), ...volumesOf(text), ...abbreviationsOf(text, profile)];
}

/** “Meyer, i, 528”, “Meyer, iii, § 103”: behind a comma or an abbreviation the volume in small roman numerals, and its page; “ill, 12” has no numeral. */
const IN_VOLUME =
  /(?<=[\p{L}.’”]\s?,\s|\p{L}\.\s)(?=[ivxlc])(c{0,3}(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})),\s(?:(?=§|pp?\.|ch\.)|(\d{1,4})(?:(?:--?|–)(\d{1,4}))?(?=\s*(?:[,.;)(]|$|ff?\.|sqq?\.|note)))/gu;

function volumesOf(text: string): Part[] {
  return [...text.matchAll(IN_VOLUME)].flatMap(({ 0: all, 1: volume = "", 2: from, 3: to, index }) => {
    const first = scope("volume", index, index + volume.length, volume, undefined);
    if (from === undefined) return [first];
    const end = index + all.length;
    const start = end - all.slice(volume.length).replace(/^,\s/u, "").length;
    const page = scope("page", start, end, from, to);
    return [first, page, ...furtherLoci(text, page)];
  });
}

/** “17b” has a letter, “17f.” one that says where the place ends. */
const NUMBER = "(?:\\d+(?:(?!ff?\\.)[a-z])?|[ivxlc]+)(?!(?!ff?\\.)\\p{L})";
const FOLLOWING = "(?:\\s*(?:sqq?|ff?)\\.(?=[\\s,;.)]|$))?";
const RANGE = `(${NUMBER})(?:\\s*(?:--?|–)\\s*(${NUMBER}))?${FOLLOWING}`;
/** A further place of the same unit: “pp. 28, 33--4”, but not the year of “p. 5, 1937”, nor the day of “p. 5, 12 March”. */
const FURTHER = `(?:,\\s*(?:and\\s+)?|\\s+(?:and|&)\\s+)${RANGE}(?=\\s*(?:[,;.)]|and\\b|&|$))`;

function lociOf(text: string, { units }: Profile): Part[] {
  return units.flatMap(({ unit, words }) => {
    const pattern = new RegExp(`(?<![\\p{L}\\d])(?:${words})\\s*${RANGE}`, "gu");
    return [...text.matchAll(pattern)].flatMap((found) => {
      const first = scope(unit, found.index, found.index + found[0].length, found[1]!, found[2]);
      return [first, ...furtherLoci(text, first)];
    });
  });
}

function furtherLoci(text: string, first: Part): Part[] {
  const pattern = new RegExp(FURTHER, "uy");
  const found: Part[] = [];
  pattern.lastIndex = first.end;
  for (let next = pattern.exec(text); next !== null; next = pattern.exec(text)) {
    const { index, 0: words, 1: from, 2: to } = next;
    if (isYear(from!) && !isYear(first.attributes.from!)) break;
    const start = index + words.length - words.replace(/^(?:,\s*(?:and\s+)?|\s+(?:and|&)\s+)/u, "").length;
    found.push(scope(first.attributes.unit!, start, index + words.length, from!, to));
  }
  return found;
}

function isYear(number: string): boolean {
  return /^1[5-9]\d\d$|^20\d\d$/u.test(number);
}

function scope(unit: string, start: number, end: number, from: string, to: string | undefined): Part {
  const attributes = { unit, from, to: to === undefined ? from : completed(from, to) };
  return { start, end, name: "biblScope", attributes };
}

/** “375–6” ends at 376. */
function completed(from: string, to: string): string {
  const digits = /^\d+$/u;
  if (!digits.test(from) || !digits.test(to) || to.length >= from.length) return to;
  return from.slice(0, from.length - to.length) + to;
}

function abbreviationsOf(text: string, { abbreviations }: Profile): Part[] {
  return abbreviations.flatMap(({ type, words }) => {
    const found = words.exec(text);
    return found === null
      ? []
      : [{ start: found.index, end: found.index + found[0].length, name: "abbr", attributes: { type } }];
  });
}

const BRACKETED = /\((?:([^():,]+(?:,[^():,]+)*)(?::\s*([^()]+?))?,\s*)?(\d{4})(-[-\d]+|–\d+)?\)/du;

/** A word of a place's name; what is no place is a month or a season. */
const PLACE = String.raw`(?!(?:Jan|Feb|Mar|Mär|Apr|Ma[yi]|Jun|Jul|Aug|Sep|O[ck]t|Nov|De[cz]|Spring|Summer|Autumn|Fall|Winter|Frühjahr|Sommer|Herbst)\p{Ll}*\s)\p{Lu}[\p{L}’'-]+`;
const BARE = new RegExp(
  String.raw`(?<=[\p{L}\d)'’”][,.]\s)(${PLACE}(?:(?:\s|\s?[/–]\s?|\s(?:am|and|und|et|&)\s)${PLACE}){0,2}(?:\sa\.\s?M\.)?)(?::\s(\p{Lu}(?:(?!\p{Ll}{4}\.\s)[^():,;]){1,60}))?,?\s(1[5-9]\d\d|20\d\d)(?=\s*(?:[,.;)]|$))`,
  "du",
);

/** “Mommsen, Römische Geschichte, Berlin 1871, p. 5”: without brackets, and behind a title: “Marx, Kapital 1867” has no place. */
function bareImprint(text: string): RegExpExecArray | null {
  const found = BARE.exec(text);
  const before = found === null ? "" : text.slice(0, found.index).trimEnd();
  const isTitled = /[,:]\s.*\p{L}/su.test(before.slice(0, -1)) || /\p{L}\s.*\p{L}{3}\.$/su.test(before);
  return isTitled ? found : null;
}

/**
 * “(New York: Garden City Publishing Co., 1943)”, “(Paris, 1978)”, “(1990)”, “Berlin 1871”. Years from one to another that stand
 * alone in brackets are those that a title speaks of, where an imprint follows.
 */
export function imprintParts(text: string): Part[] {
  const bracketed = BRACKETED.exec(text);
  const isSpan = bracketed !== null && bracketed[1] === undefined && bracketed[4] !== undefined;
  const found = (isSpan ? bareImprint(text) : null) ?? bracketed ?? bareImprint(text);
  const indices = found?.indices;
  if (!found || !indices) return [];
  const part = (group: number, name: string, attributes: Record<string, string> = {}): Part[] => {
    const place = indices[group];
    return place === undefined ? [] : [{ start: place[0], end: place[1], name, attributes }];
  };
  return [...part(1, "pubPlace"), ...part(2, "publisher"), ...part(3, "date", { when: found[3]! })];
}

/** The parts in the order of the text, without those that begin within another. */
export function withoutOverlap(parts: readonly Part[]): Part[] {
  const sorted = [...parts].sort((one, other) => one.start - other.start || other.end - one.end);
  const kept: Part[] = [];
  for (const part of sorted) if ((kept.at(-1)?.end ?? 0) <= part.start) kept.push(part);
  return kept;
}
