import { charactersOf, type Piece } from "./markup.ts";
import type { Profile } from "./profile.ts";

/** A passage in quotation signs and what stands around it. */
export interface Quoted {
  /** What stands before it in its paragraph, earlier passages included. */
  readonly before: readonly Piece[];
  readonly content: readonly Piece[];
  /** The source behind it, as far as the next sign matters. */
  readonly after: string;
  /** Whether it stands within another quotation. */
  readonly inside: boolean;
  /** Whether its paragraph has a citation. */
  readonly cited: boolean;
  readonly profile: Profile;
}

/** The TEI element for a passage in quotation signs; the reason is null where there was no doubt. */
export interface QuotedAs {
  readonly name: "quote" | "q" | "soCalled" | "mentioned";
  readonly reason: string | null;
}

/** A passage of fewer words, with no sign of a sentence, may be scare quotes. */
const FEW_WORDS = 5;
/** With as many words nobody keeps a distance from a word: it is quoted. */
const MANY_WORDS = 8;

/**
 * Decides what quotation signs mean (TEI Guidelines, 3.3.3): a word that is cited as a word is `mentioned`, one from
 * which the author keeps a distance is `soCalled`, words taken from a source are a `quote`, words said by someone
 * within a quotation are `q`.
 */
export function quotationElement(quoted: Quoted): QuotedAs {
  const { before, profile, inside, cited } = quoted;
  const words = charactersOf(quoted.content).trim();
  const count = words.split(/\s+/u).length;
  const lead = charactersOf(before.slice(-8)).slice(-80);
  const quote = inside ? "q" : "quote";
  const joined = joinedTo(before);
  if (joined !== null) return { name: joined, reason: null };
  if (profile.mentioning.test(lead)) return { name: "mentioned", reason: null };
  if (profile.distancing.test(lead) && count < MANY_WORDS) return { name: "soCalled", reason: null };
  const finished = /[.?!…][”’]?$|[?!]/u.test(words);
  if (profile.saying.test(lead) || finished || count >= MANY_WORDS) return { name: quote, reason: null };
  if (profile.perhapsSaying.test(lead) && (count >= FEW_WORDS || /^\p{Lu}/u.test(words)))
    return { name: quote, reason: null };
  if (profile.said.test(quoted.after)) return { name: quote, reason: null };
  if (/^\p{Lu}/u.test(words) && count >= FEW_WORDS - 1) return { name: quote, reason: sentence(count) };
  if (count < FEW_WORDS) return { name: "soCalled", reason: inside ? null : distance(count) };
  const reason = cited
    ? `${count} words in quotation signs, taken for a quotation because a citation follows`
    : `${count} words in quotation signs without a citation: a quotation, or scare quotes?`;
  return { name: quote, reason };
}

function sentence(count: number): string {
  return `${count} words in quotation signs that begin with a capital: taken for something said`;
}

function distance(count: number): string {
  return `${count === 1 ? "a single word" : `${count} words`} in quotation signs, without a verb of saying: scare quotes, or quoted?`;
}

/** “`deviation' or `error'”: what is joined to a passage by a small word is what that passage is. */
function joinedTo(before: readonly Piece[]): QuotedAs["name"] | null {
  const last = before.at(-1);
  const previous = typeof last === "string" ? before.at(-2) : last;
  const between = typeof last === "string" ? last : "";
  if (
    previous === undefined ||
    typeof previous === "string" ||
    !/^\s*(?:,|,?\s*(?:and|or)(?:\s+(?:an?|the))?)\s*$/u.test(between)
  )
    return null;
  return previous.name === "soCalled" ||
    previous.name === "mentioned" ||
    previous.name === "quote" ||
    previous.name === "q"
    ? previous.name
    : null;
}
