import { lookUp, type Tree, type XmlNode } from "../tree/index.ts";

/** A pair of marks. */
export interface MarkPair {
  readonly open: string;
  readonly close: string;
}

/** Which marks come first where a language knows both orders. */
export type FirstMarks = "single" | "double";

/** What a header says of marks in the text (`quotation/@marks`): `null` where it says nothing. */
export type MarksStatement = "none" | "some" | "all" | null;

/** How deep in quotations a passage stands, and which marks the outermost took. */
export interface MarkLevel {
  readonly depth: number;
  readonly first: FirstMarks | null;
}

/** The marks of one quotation, with the level that holds within it. */
export interface Marks extends MarkPair {
  readonly inner: MarkLevel;
}

/** Elements that say of a passage that it stands in marks of quotation (Guidelines, section 3.3.3). */
const MARKED: ReadonlySet<string> = new Set(["quote", "q", "said", "soCalled", "mentioned"]);

/** Words of `@rend` that say the same of any element. */
const RENDERED: ReadonlySet<string> = new Set(["quoted", "quotes", "inquotes"]);

/** Marks by language, the double pair first: what stands outside where nothing else is said comes first in `order`. */
const PAIRS: Readonly<Record<string, { double: MarkPair; single: MarkPair; order: FirstMarks }>> = {
  en: { double: pair("“", "”"), single: pair("‘", "’"), order: "double" },
  de: { double: pair("„", "“"), single: pair("‚", "‘"), order: "double" },
  "de-CH": { double: pair("«", "»"), single: pair("‹", "›"), order: "double" },
  fr: { double: pair("«\u00a0", "\u00a0»"), single: pair("“", "”"), order: "double" },
  "fr-CH": { double: pair("«", "»"), single: pair("‹", "›"), order: "double" },
  it: { double: pair("«", "»"), single: pair("“", "”"), order: "double" },
  es: { double: pair("«", "»"), single: pair("“", "”"), order: "double" },
  ca: { double: pair("«", "»"), single: pair("“", "”"), order: "double" },
  pt: { double: pair("«", "»"), single: pair("“", "”"), order: "double" },
  nl: { double: pair("“", "”"), single: pair("‘", "’"), order: "single" },
  da: { double: pair("»", "«"), single: pair("›", "‹"), order: "double" },
  no: { double: pair("«", "»"), single: pair("‘", "’"), order: "double" },
  nb: { double: pair("«", "»"), single: pair("‘", "’"), order: "double" },
  sv: { double: pair("”", "”"), single: pair("’", "’"), order: "double" },
  fi: { double: pair("”", "”"), single: pair("’", "’"), order: "double" },
  pl: { double: pair("„", "”"), single: pair("«", "»"), order: "double" },
  cs: { double: pair("„", "“"), single: pair("‚", "‘"), order: "double" },
  sk: { double: pair("„", "“"), single: pair("‚", "‘"), order: "double" },
  sl: { double: pair("„", "“"), single: pair("‚", "‘"), order: "double" },
  hr: { double: pair("„", "”"), single: pair("‚", "’"), order: "double" },
  hu: { double: pair("„", "”"), single: pair("»", "«"), order: "double" },
  ro: { double: pair("„", "”"), single: pair("«", "»"), order: "double" },
  bg: { double: pair("„", "“"), single: pair("‚", "‘"), order: "double" },
  ru: { double: pair("«", "»"), single: pair("„", "“"), order: "double" },
  uk: { double: pair("«", "»"), single: pair("„", "“"), order: "double" },
  el: { double: pair("«", "»"), single: pair("“", "”"), order: "double" },
  is: { double: pair("„", "“"), single: pair("‚", "‘"), order: "double" },
  et: { double: pair("„", "“"), single: pair("‚", "‘"), order: "double" },
  lt: { double: pair("„", "“"), single: pair("‚", "‘"), order: "double" },
  sr: { double: pair("„", "”"), single: pair("‚", "’"), order: "double" },
  tr: { double: pair("“", "”"), single: pair("‘", "’"), order: "double" },
  // These marks are mirrored where the text runs from right to left.
  ar: { double: pair("«", "»"), single: pair("‹", "›"), order: "double" },
  fa: { double: pair("«", "»"), single: pair("‹", "›"), order: "double" },
  he: { double: pair("”", "”"), single: pair("’", "’"), order: "double" },
  ja: { double: pair("『", "』"), single: pair("「", "」"), order: "single" },
  zh: { double: pair("“", "”"), single: pair("‘", "’"), order: "double" },
};

/** Outside every quotation. */
export const OUTSIDE: MarkLevel = { depth: 0, first: null };

/** Whether an element's name or its `@rend` says that it stands in marks. */
export function asksForMarks(node: XmlNode): boolean {
  // Speech that is told of stands in no marks (Guidelines, `said/@direct`).
  if (node.local === "said" && node.get("direct") === "false") return false;
  return (MARKED.has(node.local) && node.isTei()) || rendTokens(node).some((token) => RENDERED.has(token));
}

/** What the header says of quotation marks: the last statement that has `@marks` (Guidelines, section 2.3.3). */
export function marksStatement(tree: Tree): MarksStatement {
  let statement: MarksStatement = null;
  for (const header of tree.root.elements("teiHeader")) {
    for (const quotation of header.descendantElements("quotation")) {
      const marks = quotation.get("marks");
      if (marks === "none" || marks === "some" || marks === "all") statement = marks;
    }
  }
  return statement;
}

/**
 * Which marks a header says come first, by `quotation/@rend`: `single` or `double`. TEI leaves the words of `@rend` to
 * the encoder; these two are what ours writes. Null where it says neither.
 */
export function firstMarksStatement(tree: Tree): FirstMarks | null {
  for (const header of tree.root.elements("teiHeader")) {
    for (const quotation of header.descendantElements("quotation")) {
      const first = quotation.get("rend");
      if (first === "single" || first === "double") return first;
    }
  }
  return null;
}

/**
 * Gives the marks of a quotation at a level, by the language of the text around it; levels alternate. A quotation whose
 * `@rend` says `unclosed` has no closing mark of its own.
 */
export function marksAt(node: XmlNode, level: MarkLevel, wanted: FirstMarks | null): Marks {
  const pairs = pairsOf(node.parent?.language ?? node.language);
  const first = level.first ?? wanted ?? pairs.order;
  const second: FirstMarks = first === "single" ? "double" : "single";
  const { open, close } = pairs[level.depth % 2 === 0 ? first : second];
  return {
    open,
    close: rendTokens(node).includes("unclosed") ? "" : close,
    inner: { depth: level.depth + 1, first },
  };
}

/** Whether the passage brings its marks along: inside at its edges, or right before and behind it. */
export function hasOwnMarks(node: XmlNode): boolean {
  if (OPENING.test(node.text) || opensWithDash(node)) return true;
  const before = node.previousSibling;
  const behind = node.nextSibling;
  return (
    before?.isText === true &&
    behind?.isText === true &&
    SURROUNDED.test(before.text) &&
    BEHIND.test(behind.text)
  );
}

/** How deep what stands within a passage is, by the marks that it brings along; null where it brings none, or a dash. */
export function levelOfOwnMarks(node: XmlNode): MarkLevel | null {
  if (!MARKED.has(node.local) || !asksForMarks(node) || !hasOwnMarks(node)) return null;
  const before = node.previousSibling;
  const own = OPENING.exec(node.text)?.[0] ?? (before?.isText ? before.text.trimEnd().at(-1) : undefined);
  const sign = own?.trim();
  if (sign === undefined || !OPENING.test(sign)) return null;
  return { depth: 1, first: SINGLE.test(sign) ? "single" : "double" };
}

const SINGLE = /[‘’‚‹›「`]/u;

/** Whether speech is led by a dash, as dialogues are; in some languages no space stands behind it. */
function opensWithDash(node: XmlNode): boolean {
  if (!node.isTei("said", "q")) return false;
  const [, space] = /^\s*[—–―](\s?)/u.exec(node.text) ?? [];
  if (space === undefined) return false;
  return space !== "" || DASHED.has((node.language ?? "").split("-")[0]!.toLowerCase());
}

const DASHED: ReadonlySet<string> = new Set([
  "ca",
  "el",
  "es",
  "gl",
  "it",
  "pl",
  "pt",
  "ro",
  "ru",
  "tr",
  "uk",
]);

/** The tokens of `@rend`. */
export function rendTokens(node: XmlNode): readonly string[] {
  const rend = node.get("rend");
  return rend === null ? [] : rend.split(/\s+/u).filter((token) => token !== "");
}

const OPENING = /^[ \t\r\n]*["“„”«»‘‚‹›「『`]/u;
const SURROUNDED = /["“„”«»‘‚‹›「『`]\s*$/u;
const BEHIND = /^\s*["“”«»’‘‹›」』']/u;

function pair(open: string, close: string): MarkPair {
  return { open, close };
}

function pairsOf(language: string | null): (typeof PAIRS)[string] {
  const tag = language ?? "en";
  return lookUp(PAIRS, tag) ?? lookUp(PAIRS, tag.split("-")[0]!.toLowerCase()) ?? PAIRS.en!;
}
