import { authorDatePhrases } from "./author-date.ts";
import { citationPhrases, withoutItalics } from "./citation-phrases.ts";
import { type Encoding, tell } from "./encoding.ts";
import type { ManuscriptBlock, ManuscriptNote, TableCell, TableRow } from "./manuscript.ts";
import { type Markup, markup, type Piece } from "./markup.ts";
import type { NameFound } from "./names.ts";
import { type Phrase, phrasePieces } from "./phrases.ts";
import { quotationPhrases, withArticleTitles } from "./quotation-phrases.ts";
import { asidePhrases } from "./spoken-phrases.ts";
import { plainWords, textOf, type Words } from "./words.ts";

/** Where words stand: what is spoken has asides, a note may be citations, a label is nothing but words. */
export type Standing = "text" | "speech" | "note" | "label";

/** Where words stand in the source, as far as it can be told: from the block in which they stand. */
export interface Place {
  readonly at: number;
  readonly standing: Standing;
}

/** Makes the content of an element of words: notes where they are called, names, quotations, citations, asides. */
export function wordPieces(encoding: Encoding, words: Words, place: Place): Piece[] {
  const linked = linkPhrases(encoding, words);
  const phrases = place.standing === "label" ? [] : phrasesIn(encoding, words, place);
  const plain = words.map((run) => (encoding.links.has(run.target ?? "") ? { ...run, target: null } : run));
  return phrasePieces(plain, [...linked, ...phrases], (key) => noteAt(encoding, key));
}

/** A link to an entry of a register is the source's own mark of a name. */
function linkPhrases({ links }: Encoding, words: Words): Phrase[] {
  let end = 0;
  return words.flatMap(({ text, target }) => {
    const start = end;
    end += text.length;
    const entry = links.get(target ?? "");
    return entry === undefined
      ? []
      : [{ start, end, name: entry.element, attributes: { ref: entry.pointer }, series: null }];
  });
}

function phrasesIn(encoding: Encoding, words: Words, { at, standing }: Place): Phrase[] {
  const text = textOf(words).replaceAll("\u2028", " ");
  const names = encoding.findNames(text);
  const named = namePhrases(encoding, text, names, at);
  const cited = standing === "note" ? citationsIn(encoding, words, names, at) : [];
  const asides = standing === "speech" ? asidePhrases(text, encoding.kind) : [];
  const isCited = standing === "note" || words.some(({ note }) => note !== null);
  if (cited.length > 0) return [...asides, ...cited, ...named];
  const dated =
    encoding.kind.hasCitations || standing === "note" ? withoutItalics(words, authorDatePhrases(text)) : [];
  const isNote = standing === "note";
  const asked = { isCited: isCited || dated.length > 0, isNote };
  const quoted = encoding.kind.quotes ? quotationsIn(encoding, text, asked, at) : [];
  return [...asides, ...dated, ...quoted, ...named];
}

function namePhrases(encoding: Encoding, text: string, names: readonly NameFound[], at: number): Phrase[] {
  return names.map(({ start, end, element, pointer, doubt }) => {
    const attributes = pointer === null ? {} : { ref: pointer };
    const certainty = pointer === null ? "doubtful" : "certain";
    const reason = pointer === null ? (doubt ?? "") : `the register has this name: ${pointer}`;
    tell(encoding, { at, words: plainWords(text.slice(start, end)) }, [
      `encoded as ${element}`,
      reason,
      certainty,
    ]);
    return { start, end, name: element, attributes, series: null };
  });
}

function citationsIn(
  encoding: Encoding,
  words: Words,
  names: readonly NameFound[],
  at: number,
): readonly Phrase[] {
  const { phrases, remarks } = citationPhrases(words, names);
  encoding.remarks.push(...remarks.map((remark) => ({ ...remark, at: at + remark.at })));
  return phrases;
}

function quotationsIn(
  encoding: Encoding,
  text: string,
  { isCited, isNote }: { readonly isCited: boolean; readonly isNote: boolean },
  at: number,
): Phrase[] {
  const quoted = quotationPhrases(text, isCited);
  const found = isNote ? withArticleTitles(text, quoted) : quoted;
  return found.map(({ reason, ...phrase }) => {
    const words = plainWords(text.slice(phrase.start, phrase.end));
    if (reason !== null) tell(encoding, { at, words }, [`encoded as ${phrase.name}`, reason, "doubtful"]);
    return phrase;
  });
}

/** Makes the note of a key where it is called for the first time; nothing where it stands already. */
export function noteAt(encoding: Encoding, key: string): Markup[] {
  const note = encoding.manuscript.notes.get(key);
  if (note === undefined || encoding.called.has(key)) return [];
  encoding.called.add(key);
  return [noteMarkup(encoding, note)];
}

/** One paragraph is the words of a note, more are paragraphs. */
function noteMarkup(encoding: Encoding, { at, label, place, blocks }: ManuscriptNote): Markup {
  const attributes = { n: label, ...(place !== null && { place }) };
  const [only] = blocks;
  const content =
    blocks.length === 1 && only?.kind === "paragraph"
      ? wordPieces(encoding, only.words, { at, standing: "note" })
      : blocks.map((block) => blockMarkup(encoding, block, "note"));
  return markup("note", attributes, content, "note");
}

/** Makes a block that stands by itself. */
export function blockMarkup(encoding: Encoding, block: ManuscriptBlock, standing: Standing = "text"): Markup {
  switch (block.kind) {
    case "heading":
      return markup("label", {}, wordPieces(encoding, block.words, { at: block.at, standing }));
    case "paragraph":
      return markup("p", {}, wordPieces(encoding, block.words, { at: block.at, standing }), "p");
    case "quotation":
      return markup("quote", {}, blocksMarkup(encoding, block.blocks), "quo");
    case "list":
      return listMarkup(encoding, block.items, block.ordered);
    case "table":
      return markup(
        "table",
        {},
        block.rows.map((row) => rowMarkup(encoding, row)),
      );
    case "rule":
      return markup("milestone", { unit: "section", rend: "rule" }, []);
    default:
      return block satisfies never;
  }
}

function blocksMarkup(encoding: Encoding, blocks: readonly ManuscriptBlock[]): Markup[] {
  return blocks.map((block) => blockMarkup(encoding, block));
}

function listMarkup(
  encoding: Encoding,
  items: readonly (readonly ManuscriptBlock[])[],
  ordered: boolean,
): Markup {
  const made = items.map((item) => markup("item", {}, contentOf(encoding, item)));
  return markup("list", { rend: ordered ? "numbered" : "bulleted" }, made);
}

function rowMarkup(encoding: Encoding, { isHeader, cells }: TableRow): Markup {
  const made = cells.map((cell) => cellMarkup(encoding, cell));
  return markup("row", isHeader ? { role: "label" } : {}, made);
}

function cellMarkup(encoding: Encoding, { blocks, columns, rows }: TableCell): Markup {
  const attributes = {
    ...(columns > 1 && { cols: String(columns) }),
    ...(rows > 1 && { rows: String(rows) }),
  };
  return markup("cell", attributes, contentOf(encoding, blocks));
}

/** The first paragraph of an item or cell is its words, unless paragraphs follow. */
function contentOf(encoding: Encoding, blocks: readonly ManuscriptBlock[]): Piece[] {
  const [first, ...rest] = blocks;
  if (first?.kind !== "paragraph" || rest.some(({ kind }) => kind === "paragraph"))
    return blocksMarkup(encoding, blocks);
  const words = wordPieces(encoding, first.words, { at: first.at, standing: "text" });
  return [...words, ...blocksMarkup(encoding, rest)];
}
