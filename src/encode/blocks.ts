import type { Profile } from "./profile.ts";

/** A stretch of the source, in UTF-16 units; the end is exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A paragraph of the source with what it is. */
export interface Block extends Stretch {
  readonly kind: "title" | "paragraph" | "display" | "citation";
  /** Of a display: whether its last sign closes the quotation. */
  readonly closes: boolean;
}

/** A locus at the end of a short paragraph makes it a citation, so long as it is no longer than this. */
const LONGEST_CITATION = 300;
const LONGEST_TITLE = 120;
/** Shorter paragraphs may be a name and an abbreviation. */
const SHORTEST_SENTENCE = 100;

/** Splits a source at its blank lines and says what each paragraph is. */
export function blocksOf(source: string, profile: Profile): Block[] {
  const stretches = paragraphsOf(source);
  const blocks: Block[] = [];
  for (const [at, stretch] of stretches.entries()) {
    const before = blocks.at(-1);
    const open = before?.kind === "display" && !before.closes;
    blocks.push({
      ...stretch,
      ...classify(source.slice(stretch.start, stretch.end), at === 0, open, profile),
    });
  }
  return blocks;
}

function paragraphsOf(source: string): Stretch[] {
  const found: Stretch[] = [];
  for (const match of source.matchAll(/[^\S\n]*\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*/gu)) {
    const lead = match[0].length - match[0].trimStart().length;
    const start = match.index + lead;
    found.push({ start, end: start + match[0].trim().length });
  }
  return found;
}

function classify(
  text: string,
  first: boolean,
  open: boolean,
  profile: Profile,
): Pick<Block, "kind" | "closes"> {
  if (first && text.length <= LONGEST_TITLE && !/[.!?:,;'`]$/u.test(text))
    return { kind: "title", closes: true };
  if (isCitation(text, profile)) return { kind: "citation", closes: true };
  const [outer, inner] = profile.quotation;
  const quoted = text.startsWith(outer.open) && !text.startsWith(inner.open);
  if (!quoted) return { kind: "paragraph", closes: true };
  const closes = closesAtEnd(text, profile);
  if (closes || open || !closesWithin(text, profile)) return { kind: "display", closes };
  return { kind: "paragraph", closes: true };
}

function closesAtEnd(text: string, { quotation: [outer, inner] }: Profile): boolean {
  if (!text.endsWith(outer.close)) return false;
  if (!text.endsWith(inner.close)) return closesOnlyThere(text, outer.close);
  // Three signs at the end: the inner quotation closes, then the outer.
  return text.endsWith(inner.close + outer.close);
}

/** A sign between letters is an apostrophe; one before a space in the middle, with a new opening behind it, is not. */
function closesOnlyThere(text: string, close: string): boolean {
  const middle = text.slice(1, -close.length);
  return !/\S'[\s,.;:][^']*(?<![`\w])`(?!`)/u.test(middle.replaceAll("''", "  "));
}

function closesWithin(text: string, { quotation: [outer, inner] }: Profile): boolean {
  const bare = text.replaceAll(inner.open, "").replaceAll(inner.close, "");
  return new RegExp(`${outer.close}(?![\\p{L}\\p{N}])`, "u").test(bare.slice(1));
}

/** A short paragraph that is an abbreviation or ends with a locus, and is no sentence, cites. */
function isCitation(text: string, profile: Profile): boolean {
  if (text.length > LONGEST_CITATION || text.startsWith(profile.quotation[0].open)) return false;
  if (profile.abbreviations.some(({ words }) => new RegExp(`^(?:${words.source})`, words.flags).test(text)))
    return true;
  // “Carlyle, loc. cit.” has no locus; a short paragraph that ends with such words is no sentence either.
  if (
    text.length <= SHORTEST_SENTENCE &&
    profile.abbreviations.some(({ words }) => new RegExp(`(?:${words.source})\\s*$`, words.flags).test(text))
  )
    return true;
  const units = profile.units.map(({ words }) => words).join("|");
  const locus = new RegExp(
    `(?:^|[,.;)\\s])\\s*(?:${units})\\s*[\\divxlc]+[^,;]{0,12}(?:,\\s*[\\d–-]+)*\\.?$`,
    "u",
  );
  return locus.test(text);
}
