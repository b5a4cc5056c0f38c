import { joinsWords } from "../resolve/index.ts";
import { lookUp, type XmlNode } from "../tree/index.ts";
import { plainOf } from "./custom-behaviour.ts";
import { dateOfLife, dateOfRecord, LIFE } from "./date-words.ts";
import { datesOf } from "./dated.ts";
import { foreignText } from "./foreign.ts";
import { generatedList, type ListedLine } from "./generated-list.ts";
import { glyphText } from "./glyph.ts";
import type { Behaviour, Form, Passage, TemplateAttribute } from "./passage.ts";
import { JOINT, type Plain, type PlainSetting, plainBlock, writePlain } from "./plain.ts";
import { isNoteCall, isSaidBefore, pointerWords } from "./pointer-words.ts";
import { readingsOf } from "./readings.ts";
import { relationWords } from "./relation-words.ts";
import { siglaOf } from "./sigla.ts";
import { speakerName } from "./speaker-name.ts";
import { withoutEnd as textWithoutEnd, withoutStart as textWithoutStart } from "./white-space.ts";

type PlainPassage = Passage<Plain>;

/** The behaviours of the Guidelines (`model/@behaviour`) for a reading text, in their order. */
const plainBehaviours: Readonly<Record<string, Behaviour<Plain>>> = {
  alternate: (passage) => readingsOf(passage).shown,
  anchor: (passage) => passage.content(),
  block: (passage) => block(passage),
  body: (passage) => block(passage),
  break: (passage) => [breakIn(passage.node), passage.content()],
  cell: (passage) => [passage.content(), " "],
  cit: (passage) =>
    passage.has("source") ? [block(passage), plainBlock(passage.render("source"))] : block(passage),
  document: (passage) => block(passage),
  figure: (passage) => block(passage),
  glyph: (passage) => glyphText(passage.node, passage.string("uri")),
  graphic: () => "",
  heading: (passage) => block(passage),
  index: (passage) => [
    passage.renderNodes([...passage.node.elements("head")]),
    linesOf(generatedList(passage).lines),
  ],
  inline,
  link: (passage) => link(passage),
  list: (passage) => block(passage),
  listItem: (passage) =>
    plainLine(relationWords(passage.node)) ??
    block(passage, passage.node.local === "label" ? "runIn" : "line"),
  metadata: (passage) => block(passage),
  note,
  omit: () => "",
  paragraph: (passage) => block(passage),
  "pass-through": (passage) => passage.content(),
  row: (passage) => block(passage, "line"),
  section: (passage) => block(passage),
  table: (passage) => block(passage),
  text: (passage) => (passage.has("content") ? passage.literal("content") : passage.node.text),
  title: (passage) => block(passage),
};

/** The lines of a generated list; the numbers of pages of the source stand behind the entries of an index. */
function linesOf(lines: readonly ListedLine[]): Plain {
  return lines.flatMap(({ text, places, inner }) => {
    const pages = places.filter(({ isPage }) => isPage).map(({ label }) => label);
    return [plainBlock([text, ...pages].join(", "), "line"), linesOf(inner)];
  });
}

/** The form of a reading text. */
export const PLAIN: Form<Plain> = {
  output: "plain",
  text: (text) => text,
  verbatim: (text) => text,
  join: (pieces) => pieces,
  withoutStart,
  withoutEnd,
  behaviours: plainBehaviours,
  foreign: foreignText,
  isEmpty,
  spanned: (kind, text) => (kind === "delSpan" ? [] : text),
  copied: (piece) => piece,
  markup: templateMarkup,
  custom: ({ behaviours }) => plainOf(behaviours),
  finish: (_passage, made) => made,
};

/**
 * A reading text has the words of a template without its tags. What a page would show on demand (`slot="alternate"` of TEI
 * Publisher's popover) is no part of the text; where it is a note, it stands behind the text as notes do.
 */
function templateMarkup(
  { node }: PlainPassage,
  _local: string,
  attributes: readonly TemplateAttribute[],
  inner: Plain,
): Plain {
  const slot = attributes.find(({ name }) => name === "slot")?.value;
  const isNote = node.isTei("note");
  if (slot === "alternate") return isNote ? { note: inner, label: node.get("n") } : "";
  return isNote && slot === "default" ? "" : inner;
}

function plainLine(words: string | null): Plain | null {
  return words === null ? null : plainBlock(words, "line");
}

function breakIn(node: XmlNode): string {
  if (joinsWords(node)) return JOINT;
  return node.local === "lb" ? " " : "";
}

/** Where a piece begins with a block it has no white space at its start. */
function withoutStart(piece: Plain): Plain {
  if (typeof piece === "string") return textWithoutStart(piece);
  if (!Array.isArray(piece)) return piece;
  const all = piece as readonly Plain[];
  for (const [at, part] of all.entries()) {
    const made = withoutStart(part);
    if (!isNothing(made)) return [made, ...all.slice(at + 1)];
  }
  return [];
}

/** Where a piece ends with a block it has no white space at its end. */
function withoutEnd(piece: Plain): Plain {
  if (typeof piece === "string") return textWithoutEnd(piece);
  if (!Array.isArray(piece)) return piece;
  const all = piece as readonly Plain[];
  for (let at = all.length - 1; at >= 0; at--) {
    const made = withoutEnd(all[at]!);
    if (!isNothing(made)) return [...all.slice(0, at), made];
  }
  return [];
}

function isNothing(piece: Plain): boolean {
  return piece === "" || (Array.isArray(piece) && piece.length === 0);
}

const SETTINGS: Readonly<Record<string, PlainSetting>> = {
  line: "line",
  "run-in": "runIn",
  paragraph: "paragraph",
};

/**
 * A block: a paragraph of its own, unless the model's parameter `setting` says that it is a line under the one before
 * (`line`) or runs in before what follows (`run-in`). A quotation opens each of its paragraphs and closes the last.
 */
function block(passage: PlainPassage, usual: PlainSetting = "paragraph"): Plain {
  const setting = lookUp(SETTINGS, passage.string("setting") ?? "") ?? usual;
  const label = passage.label ?? speakerName(passage.node, passage.context);
  const dated = withDates(passage, passage.content());
  const content =
    setting === "runIn" ? [dated, label ?? ""] : label === null ? dated : [colon(label), " ", dated];
  return { setting, open: passage.marks?.open ?? "", close: passage.marks?.close ?? "", content };
}

/** A label that says what something is, with a colon where it has no sign of its own. */
function colon(label: string): string {
  return /[.:;,!?)\]]$/u.test(label) ? label : `${label}:`;
}

/** A speaker's label runs in before the speech, however a model written for pages sets it. */
function inline(passage: PlainPassage): Plain {
  if (passage.node.isTei("speaker")) return block(passage, "runIn");
  const { label } = passage;
  const content = contentOrDate(passage);
  if (passage.node.isTei(...LIFE) && isEmpty(content)) return "";
  const sigla = siglaOf(passage.node, passage.string("sigla") ?? "");
  return [label === null ? "" : [label, " "], content, sigla === "" ? "" : [" ", sigla]];
}

/** What is told of in a record has its date in words, where its text has none. */
function contentOrDate(passage: PlainPassage): Plain {
  const { node, context } = passage;
  const content = passage.content();
  const { words } = context.wording;
  const life = node.isTei(...LIFE) ? dateOfLife(node, words) : null;
  if (life !== null) return isEmpty(content) ? life : [life, ", ", content];
  return dateOfRecord(node, words) ?? withDates(passage, content);
}

/** The content behind its dates. */
function withDates(passage: PlainPassage, content: Plain): Plain {
  const dates = datesOf(passage);
  if (dates === null) return content;
  return isEmpty(content) ? dates : withLead(`${dates}, `, content);
}

/** Words before a piece; where it begins with a block, they stand in that. */
function withLead(words: string, piece: Plain): Plain {
  if (Array.isArray(piece)) {
    const all = piece as readonly Plain[];
    const at = all.findIndex((part) => !isEmpty(part));
    if (at < 0) return [words, piece];
    return [...all.slice(0, at), withLead(words, all[at]!), ...all.slice(at + 1)];
  }
  if (typeof piece !== "object" || !("setting" in piece)) return [words, piece];
  return { ...piece, content: withLead(words, piece.content) };
}

/** A pointer without words says what it points to; one to a note is its sign. */
function link(passage: PlainPassage): Plain {
  if (passage.isPlaceOfNotes && passage.node.isTei("ptr")) return passage.content();
  if (passage.isPlaceOfNotes && isNoteCall(passage.node)) return passage.notesHere();
  const content = inline(passage);
  if (!isEmpty(content)) return content;
  const pointer = passage.string("uri") ?? passage.string("link") ?? "";
  const words = pointerWords(passage.node, pointer, passage.context.wording.words);
  if (words === null) return passage.node.isTei("ptr", "ref") && ADDRESS.test(pointer) ? pointer : "";
  if (words.isSign) return `[${words.text}]`;
  return isSaidBefore(passage.node, words) ? "" : words.text;
}

/** Pointers that tell a reader where to look. */
const ADDRESS = /^(?:https?:\/\/|mailto:)\S+$/iu;

function isEmpty(piece: Plain): boolean {
  return writePlain(piece) === "";
}

function note(passage: PlainPassage): Plain {
  const place = passage.string("place") ?? passage.node.get("place");
  if (place === "inline") return passage.content();
  return { note: passage.content(), label: passage.string("label") ?? passage.node.get("n") };
}
