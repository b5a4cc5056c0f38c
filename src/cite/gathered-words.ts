import { dayIn, withoutSignal } from "../resolve/index.ts";
import type { Gathered } from "./citation-gathering.ts";
import type { CitationGrammar } from "./grammar.ts";
import { markedLocus } from "./marked-locus.ts";

/** Signs of wide scripts, as they are parted by elsewhere. */
const NARROW: Readonly<Record<string, string>> = { "：": ":", "，": ",", "；": ";", "（": "(", "）": ")" };

/** A citation read at second hand: “Freyre 1933, p. 9, apud Holanda 1936, p. 44” cites Freyre. */
const SECOND_HAND =
  /[\s,;(]{1,4}(?:apud|quoted (?:in|by|from)|cited (?:in|by|from)|qtd\.? in|zit(?:\.|iert)? (?:nach|bei)|cité[es]* (?:par|dans|d[’']après)|citado (?:em|en|por)|citato (?:in|da)|cyt\. za|cit\. podle|цит\. по|geciteerd (?:bij|in))(?=\s|$)/iu;

/** Words at hand; what follows “quoted in” behind a year or a place of its own belongs to another work. */
export function takeWords(written: string, into: Gathered): void {
  const text = written.replace(/[：，；（）]/gu, (sign) => NARROW[sign]!);
  const turn = SECOND_HAND.exec(text);
  const before = turn === null ? text : text.slice(0, turn.index);
  const isPlaced = /\d/u.test(into.loose + before) || into.years.length + into.scopes.length > 0;
  into.isClosed = turn !== null && isPlaced;
  into.loose += into.isClosed ? before : text;
}

/** What stands in quotation marks between a name and the first title is an article, and that title where it appeared. */
export function takeQuotedTitle(into: Gathered): string | null {
  if (into.titles.length > 0) return null;
  const quoted = /["“„«‘]\s*([^"“”„«»]{6,300}?)[,.]?\s*["”“»’][\s,.]*(?:in:?\s*)?$/iu.exec(into.loose);
  if (quoted === null || !/\p{L}\p{P}?\s+\p{L}/u.test(quoted[1]!)) return null;
  const before = into.loose.slice(0, quoted.index);
  const head = withoutSignal(before.replace(/\s+/gu, " ").trim()).replace(/[\s,:;]+$/u, "");
  if (into.authors.length === 0 && head !== "" && !NAME_LIKE.test(head)) return null;
  into.loose = before;
  return quoted[1]!.trim();
}

const NAME_LIKE =
  /^(?:[\p{Lu}\p{Lo}][\p{L}\p{M}’'.-]*(?:\s*(?:,|&|\/|\b(?:and|und|et|y|e|и|von|van|de|der|den|di|du|la|le|zu)\b)\s*|\s+)*){1,8}$/u;

/**
 * Words before the first title are its author's name, where they look like one and stand for nothing else; American jurists
 * write the volume before it: “1 William Blackstone, `Commentaries` *38”.
 */
export function takeLeadingName(into: Gathered, grammar: CitationGrammar): void {
  if (into.authors.length > 0 || into.titles.length > 0) return;
  const head = withoutSignal(into.loose.replace(/\s+/gu, " ").trim()).replace(/[\s,:;(]+$/u, "");
  const stands = [grammar.idem, grammar.ibid, grammar.opcit, grammar.loccit].some((words) =>
    words.test(`${head},`),
  );
  // “Jauß, in: Köhler (Hg.), `Grundriss`” is by Jauß; who edited the book is left among the words.
  const name = /^(.{2,}?),?\s+in:?(?:\s+(.*))?$/u.exec(head);
  const [, volume, author = ""] = /^(?:(\d{1,2})\s+(?=\p{Lu}))?(.*)$/su.exec(name?.[1] ?? head)!;
  if (author === "" || stands || !NAME_LIKE.test(author) || (volume !== undefined && isMonth(author))) return;
  if (volume !== undefined) into.scopes.push([{ unit: "volume", from: volume }]);
  into.authors.push({ text: author, key: null });
  into.loose = (volume === undefined ? "" : markedLocus(into.scopes.length - 1)) + (name?.[2] ?? "");
}

/** “12 March” is a day. */
function isMonth(word: string): boolean {
  return dayIn(`1 ${word} 1900`) !== null;
}
