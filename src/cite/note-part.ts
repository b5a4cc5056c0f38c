import type { Span } from "../report/index.ts";
import { isShortInText, LONGEST, startsAbbreviated } from "./citing-words.ts";
import { isFull, namesWork } from "./full-citation.ts";
import type { CitationGrammar } from "./grammar.ts";
import type { Prose } from "./prose.ts";
import { isFamilyName, namesIn, smallWordsIn } from "./prose-names.ts";
import { bracketed, sentencesOf } from "./prose-parts.ts";
import { LONGEST_LEAD, type ProseSetting, type Stretch, trimmed, tryStretch } from "./prose-stretch.ts";
import { isAbbreviated } from "./stand-in.ts";

/** Finds the citations of a part of a note: those in its brackets, the whole of it, or those of its sentences. */
export function citationsInPart(prose: Prose, part: Span, setting: ProseSetting): Stretch[] {
  const asides = bracketed(prose, part).flatMap((within) => {
    const found = tryStretch(prose, trimmed(prose, within, setting.grammar), setting);
    if (found === null || !(isShortInText(found.reading, setting) || namesWork(found.reading))) return [];
    return [behindName(prose, found, setting) ?? found];
  });
  if (asides.length > 1) return asides;
  const around = aroundAside(prose, part, asides[0], setting);
  if (around !== null) return around;
  const stretch = trimmed(prose, part, setting.grammar);
  const whole = oneCitation(prose, stretch, setting);
  const sentences = sentencesOf(prose.mask, stretch, setting.grammar);
  if (sentences.length < 2) return whole.length > 0 ? whole : asides;
  const apart = sentences.flatMap((sentence) =>
    oneCitation(prose, trimmed(prose, sentence, setting.grammar), setting),
  );
  // “Soph. OT 707” is no sentence of one word and another.
  if (isLedByName(whole, apart, setting)) return whole;
  // One citation of many sentences, as Russian ones are, has its pages at the end: no part of it has as many by itself.
  const isOfMany = lociOf(whole) > lociOf(apart) && !turnsBetween(prose, sentences, setting);
  const found = isOfMany || apart.length === 0 ? whole : apart;
  return found.length > 0 ? found : asides;
}

/** Whether a sentence behind the first is led by a word that introduces another citation: “p. 5. Cp. his `Hymns`, p. 9”. */
function turnsBetween(
  { mask }: Prose,
  [, ...sentences]: readonly Span[],
  { grammar }: ProseSetting,
): boolean {
  const heads = sentences.map(({ start }) => ` ${mask.slice(start, start + LONGEST_LEAD)}`);
  return heads.some((head) => [...head.matchAll(grammar.turn)][0]?.index === 0);
}

/** “Gellner (`Nations`, 58) does not say so”: the author stands before the bracket. */
function behindName(prose: Prose, { stretch, reading }: Stretch, setting: ProseSetting): Stretch | null {
  const before = /(\p{Lu}[\p{L}\p{M}-]+)\s?\($/u.exec(prose.mask.slice(0, stretch.start));
  const isKnown = isFamilyName(before?.[1] ?? "", setting.indexes);
  if (before === null || !isKnown || reading.words.titles.length === 0 || prose.mask[stretch.end] !== ")")
    return null;
  return tryStretch(prose, { start: before.index, end: stretch.end + 1 }, setting);
}

/** “Ibid., 211, where Defoe (`Journal`, p. 33) is corrected”: a citation with its own place before one in brackets. */
function aroundAside(
  prose: Prose,
  { start, end }: Span,
  aside: Stretch | undefined,
  setting: ProseSetting,
): Stretch[] | null {
  if (aside === undefined) return null;
  const placed = (from: number, to: number): Stretch[] =>
    oneCitation(
      prose,
      trimmed(prose, { start: from, end: Math.max(from, to) }, setting.grammar),
      setting,
    ).filter(({ reading }) => reading.loci.length > 0);
  const ahead = placed(start, prose.mask.lastIndexOf("(", aside.stretch.start));
  const behind = prose.mask.indexOf(")", aside.stretch.end - 1) + 1;
  return ahead.length === 0 ? null : [...ahead, aside, ...placed(behind, end)];
}

function isLedByName(whole: readonly Stretch[], apart: readonly Stretch[], setting: ProseSetting): boolean {
  const [one] = whole;
  const [part] = apart;
  if (one === undefined || part === undefined || whole.length + apart.length > 2) return false;
  return namesAuthor(one, setting) && !namesAuthor(part, setting);
}

function lociOf(found: readonly Stretch[]): number {
  const loci = found.flatMap(({ reading }) => reading.loci);
  return loci.length + loci.filter(({ unit }) => unit !== "volume").length;
}

/** A stretch that is a citation, or that ends with one; what is said before and behind it is left out. */
function oneCitation(prose: Prose, stretch: Span, setting: ProseSetting): Stretch[] {
  const all = tryStretch(prose, stretch, setting);
  const whole = withoutRemark(prose, stretch, all, setting) ?? all;
  if (whole === null) return embedded(prose, stretch, setting);
  const leads = isAbbreviated(whole.reading)
    ? startsAbbreviated(whole.reading.text ?? "", setting.grammar)
    : namesAuthor(whole, setting);
  if (leads) return [whole];
  const [behind] = embedded(prose, whole.stretch, setting);
  return [behind !== undefined && isSameBehind(behind, whole, prose, setting) ? behind : whole];
}

/** Whether the words before a citation can go: it says the same without them, and they are no name. */
function isSameBehind(behind: Stretch, whole: Stretch, prose: Prose, setting: ProseSetting): boolean {
  const lead = prose.mask.slice(whole.stretch.start, behind.stretch.start);
  const isProse = smallWordsIn(lead) > 1;
  if (isAbbreviated(whole.reading)) return isProse && behind.reading.form === whole.reading.form;
  // “`Recueil des chartes`, éd. A. Bruel, p. 124” is led by its title.
  const dropped = whole.reading.words.titles.filter((title) => !behind.reading.words.titles.includes(title));
  const titled = dropped.reduce((sum, title) => sum + smallWordsIn(title), 0);
  if (dropped.length > 0 && smallWordsIn(lead) - titled < 2) return false;
  if (namesAuthor(behind, setting)) return true;
  const [one, other] = [behind, whole].map(({ reading }) => setting.find(reading.words)[0]?.work);
  return isProse && one !== undefined && one === other;
}

/** Behind the last number of a citation a sentence may go on: “p. 4, but offers no evidence”. */
function withoutRemark(
  prose: Prose,
  { start, end }: Span,
  all: Stretch | null,
  setting: ProseSetting,
): Stretch | null {
  const words = prose.mask.slice(start, end);
  const numbered = words.slice(0, endOfNumbers(words, setting.grammar));
  const following = setting.grammar.following.exec(words.slice(numbered.length))?.[0] ?? "";
  // “Wolff (p. 440) disagrees” has the bracket as its end.
  const closing = numbered.includes("(")
    ? (/^\)(?=\s\p{Ll})/u.exec(words.slice(numbered.length))?.[0] ?? "")
    : "";
  const cited = numbered + following + closing;
  const remark = smallWordsIn(words.slice(cited.length).replace(/\.\s*$/u, ""));
  // A word or two may as well be of the citation: they are a remark where it has no place with them.
  const isClause = CLAUSE.test(words.slice(cited.length));
  if (remark === 0 || (remark < 3 && closing === "" && !isClause && placesIn(all) > 0)) return null;
  const found = tryStretch(prose, { start, end: start + cited.length }, setting);
  return found !== null && found.reading.loci.length > 0 ? found : null;
}

/** Where the numbers of a citation end: at the last, or before prose that has numbers of its own, “p. 5, which counts 52 manors”. */
function endOfNumbers(words: string, grammar: CitationGrammar): number {
  const numbers = [...words.matchAll(/\d[\d.,:–-]*\p{Ll}{0,3}(?:\s(?:ff?|sqq?|ss)\b\.?)?/gu)];
  for (const [at, { 0: number, index }] of numbers.entries()) {
    const behind = index + number.replace(/(?<=\d)[.,:–-]+$/u, "").length;
    const next = numbers[at + 1];
    if (next === undefined) return behind;
    const between = words.slice(behind, next.index);
    const isPlace = grammar.unit(/(\p{L}+)\.?\s*$/u.exec(between)?.[1] ?? "") !== null;
    const isYear = /^(?:1[4-9]|20)\d\d\D*$/u.test(number);
    if (!isYear && RELATIVE.test(between)) return behind;
    if (!isYear && !isPlace && /^,\s\p{Ll}/u.test(between) && smallWordsIn(between) > 1) return behind;
  }
  return words.length;
}

/** A clause on what was cited, with a place of its own: “S. 302, der S. 310 anders urteilt”. */
const RELATIVE =
  /^\p{Ll}{0,2}\.?,\s(?:der|die|das|den|dem|deren|dessen|wo|who|which|where|whose|qui|que|où|dont|dove|che|donde|quien|który|która|gdzie|который|которая|где|waar)\s/u;

/** Words by which a sentence goes on, and no citation does: “pp. 10–12, though Sahlins thought”. */
const CLAUSE =
  /^,?\s(?:though|although|but|while|whereas|because|yet|however|obwohl|obgleich|aber|doch|während|weil|mais|quoique|tandis|sebbene|mentre|pero|aunque|mientras|embora|но|хотя|ale|choć|lecz|maar|hoewel)\s/u;

function placesIn(found: Stretch | null): number {
  return found?.reading.loci.length ?? 0;
}

function namesAuthor({ reading }: Stretch, { find }: ProseSetting): boolean {
  return find(reading.words)[0]?.evidence.includes("author") === true;
}

/** A citation behind other words: from the name or the title of a work that is known, up to the end. */
function embedded(prose: Prose, { start, end }: Span, setting: ProseSetting): Stretch[] {
  if (!/\d|[ivxlc]{2}/u.test(prose.mask.slice(start, end))) return [];
  for (const at of namesIn(prose, { start, end }, setting)) {
    const all = tryStretch(prose, { start: at, end }, setting);
    const found = withoutRemark(prose, { start: at, end }, all, setting) ?? all;
    if (found !== null && found.reading.loci.length > 0) return [found];
  }
  const full = fullBehind(prose, { start, end }, setting);
  if (full !== null) return [full];
  const aside = /\(([^()]+)\)[\s.]*$/u.exec(prose.mask.slice(start, end));
  if (aside === null) return [];
  const from = start + aside.index + 1;
  const found = tryStretch(
    prose,
    trimmed(prose, { start: from, end: from + aside[1]!.length }, setting.grammar),
    setting,
  );
  return found === null ? [] : [found];
}

/** A work that nothing else names, in full behind “quoted in” or other words that introduce it. */
function fullBehind(prose: Prose, { start, end }: Span, setting: ProseSetting): Stretch | null {
  for (const turn of prose.mask.slice(start, end).matchAll(setting.grammar.turn)) {
    const from = start + turn.index + turn[0].length;
    if (end - from > LONGEST) continue;
    const behind = trimmed(prose, { start: from, end }, setting.grammar);
    const found = tryStretch(prose, behind, setting);
    if (found !== null && isFull(found.reading)) return found;
  }
  return null;
}
