import { explain } from "./annotation.ts";
import type { BookForm } from "./context.ts";
import { webOf } from "./custom-behaviour.ts";
import type { WebPassage } from "./dress.ts";
import { withFacsimile } from "./facsimile-link.ts";
import { foreignHtml } from "./foreign.ts";
import {
  classesOf,
  element,
  flatten,
  type Html,
  type HtmlElement,
  hasText,
  isElement,
  isEndMatter,
  isPageTag,
  mayHoldWords,
  tidyText,
} from "./html.ts";
import { isPageAttribute } from "./html-writer.ts";
import { bare } from "./other-readings.ts";
import type { Form, TemplateAttribute } from "./passage.ts";
import { type PassageKind, passageKind } from "./passage-kind.ts";
import { withPermalink } from "./permalink.ts";
import { noteBehind, webBehaviours } from "./web-behaviours.ts";
import { withoutEnd as textWithoutEnd, withoutStart as textWithoutStart } from "./white-space.ts";
import { say, type WordKey, type Words } from "./words.ts";

/** The form for the web: pieces of a page. Books are made of the same pieces, by the models for their form. */
export const WEB: Form<readonly Html[]> = {
  output: "web",
  text: (text) => (text === "" ? [] : [oneSpace(text)]),
  verbatim: (text) => (text === "" ? [] : [text]),
  join: (pieces) => flatten(pieces),
  behaviours: webBehaviours,
  foreign: (node) => {
    const made = foreignHtml(node);
    return made === null ? null : [made];
  },
  withoutStart,
  withoutEnd,
  isEmpty: (piece) => !piece.some(isSeen),
  spanned: (kind, text) => [element(SPAN_TAGS[kind], { class: `tei-${kind}` }, ...text)],
  copied: bare,
  markup: templateMarkup,
  custom: ({ behaviours }) => webOf(behaviours, element, flatten),
  finish: (passage, made) => permalink(passage, withFacsimile(passage, explain(passage, made))),
};

/** The form of a book, in which a note tells what a page shows on demand. */
export function bookForm(output: BookForm): Form<readonly Html[]> {
  const inBook: typeof WEB.markup = (passage, local, given, inner) =>
    local === "pb-popover" ? noted(passage, inner) : templateMarkup(passage, local, given, inner);
  return { ...WEB, output, markup: inBook };
}

const SPAN_TAGS = { addSpan: "ins", delSpan: "del", damageSpan: "span" } as const;

/**
 * Makes an element of a model's template: HTML's own where a page may have it, else a `span` whose class is the name, as
 * for TEI Publisher's web components, which need scripts of theirs to work. Attributes that no page has are left out.
 */
function templateMarkup(
  passage: WebPassage,
  local: string,
  given: readonly TemplateAttribute[],
  inner: readonly Html[],
): readonly Html[] {
  const attributes: Readonly<Record<string, string>> = Object.fromEntries(
    given.map((each) => [each.name, led(passage, each)]),
  );
  const kept = Object.fromEntries(
    Object.entries(attributes).filter(([name]) => isPageAttribute(name) && name !== "id"),
  );
  if (local === "img") return templateImage(kept);
  const unseen = attributes.slot === "alternate" ? [UNSEEN] : [];
  if (isPageTag(local)) {
    const names = [kept.class ?? "", ...unseen].filter(Boolean).join(" ");
    return [element(local, names === "" ? kept : { ...kept, class: names }, ...inner)];
  }
  if (inner.length === 0) return [];
  if (local === "pb-popover") return popover(passage, inner);
  return [element("span", { class: [local, ...unseen].join(" ") }, ...inner)];
}

/** The class of what TEI Publisher's popover shows on demand. */
const UNSEEN = "unseen";

/**
 * TEI Publisher's popover: what it shows on demand is the title of what is shown, and stands behind it for those who cannot hover.
 * Where it is a note, it is a note like any other.
 */
function popover(passage: WebPassage, inner: readonly Html[]): readonly Html[] {
  const onDemand = inner.find(isOnDemand);
  if (onDemand === undefined || !hasText([onDemand]))
    return [element("span", { class: "pb-popover" }, ...inner)];
  if (passage.node.isTei("note")) return [noteBehind(passage, onDemand.children)];
  return [element("span", { class: "pb-popover", title: tidyText([onDemand]) }, ...inner)];
}

/**
 * The same in a book: the first time in a text there is a note on it, as an editor would make one, unless its words are those that
 * are shown.
 */
function noted(passage: WebPassage, inner: readonly Html[]): readonly Html[] {
  const onDemand = inner.find(isOnDemand);
  const shown = inner.filter((piece) => piece !== onDemand);
  if (onDemand === undefined || passage.node.isTei("note")) return popover(passage, inner);
  const words = element("span", { class: "pb-popover" }, ...shown);
  if (!hasText([onDemand]) || tidyText([onDemand]) === tidyText([words])) return [words];
  const label = { label: null, id: null, isTakenOnce: true };
  return [{ ...noteBehind(passage, onDemand.children, [words]), ...label }];
}

function isOnDemand(html: Html): html is HtmlElement {
  return isElement(html) && classesOf(html).includes(UNSEEN);
}

/**
 * The value of an attribute in a template. A pointer of the document leads where it would from a link or a picture of
 * the defaults; addresses that are written in the template are its author's, and one that leads nowhere is kept for links.
 */
function led({ node, context }: WebPassage, { name, value, isOfDocument }: TemplateAttribute): string {
  if (!isOfDocument || value === "") return value;
  if (name === "href") return context.link(node, value) ?? value;
  return name === "src" ? (context.link(node, value) ?? "") : value;
}

/** A picture in a template; where there is none, the words for it. */
function templateImage(attributes: Readonly<Record<string, string>>): readonly Html[] {
  const { src, alt = "" } = attributes;
  if (src !== undefined && src !== "") return [element("img", { ...attributes, alt })];
  return alt === "" ? [] : [element("span", { class: "missing-image" }, alt)];
}

function withoutStart(piece: readonly Html[]): readonly Html[] {
  const [first, ...rest] = piece;
  if (first === undefined || (typeof first !== "string" && !isElement(first))) return piece;
  const made =
    typeof first === "string"
      ? textWithoutStart(first)
      : { ...first, children: withoutStart(first.children) };
  return flatten([made, ...rest]);
}

function withoutEnd(piece: readonly Html[]): readonly Html[] {
  const last = piece.at(-1);
  if (last === undefined || (typeof last !== "string" && !isElement(last))) return piece;
  const made =
    typeof last === "string" ? textWithoutEnd(last) : { ...last, children: withoutEnd(last.children) };
  return flatten([...piece.slice(0, -1), made]);
}

function isSeen(html: Html): boolean {
  if (isEndMatter(html) || hasText([html])) return true;
  return isElement(html) && (html.tag === "img" || html.tag === "svg" || html.children.some(isSeen));
}

/** White space is one space on a page; a line end is kept as one, so that the page's source can be read. */
function oneSpace(text: string): string {
  const indentation = indentationOf(text);
  if (indentation !== null) return indentation;
  if (!/[\t\r\n]| {2}/u.test(text)) return text;
  return text.replace(/[ \t]*[\r\n][ \t\r\n]*|[ \t]{2,}|\t/gu, (space) =>
    /[\r\n]/u.test(space) ? "\n" : " ",
  );
}

/** What a text of white space alone is on a page, which half of the texts of a file are; null for the others. */
function indentationOf(text: string): string | null {
  let space = " ";
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) space = "\n";
    else if (code !== 32 && code !== 9) return null;
  }
  return space;
}

/** Adds the link to itself that a block with an id has; its sign is drawn by the theme, so that copies stay clean. */
function permalink(passage: WebPassage, made: readonly Html[]): readonly Html[] {
  const { node, context, isBlock } = passage;
  const only = made[0];
  const id = context.anchor(node);
  if (made.length !== 1 || only === undefined || !isElement(only) || id === null) return made;
  const kind = isBlock ? passageKind(passage.models, node) : null;
  if (kind === null || passage.scope.inLink || only.attributes.id !== id) return made;
  if (!mayHoldWords(only.tag)) return made;
  const { permalinkName = null } = context;
  const link = element("a", {
    class: "permalink",
    href: `#${encodeURIComponent(id)}`,
    "aria-label": permalinkName === null ? passageName(kind, id, context.wording.words) : null,
    "aria-labelledby": permalinkName,
  });
  return [withPermalink(only, link)];
}

function passageName(kind: PassageKind, id: string, words: Words): string {
  return say(words, "linkToPassage", { what: words[KINDS[kind]], id });
}

const KINDS: Readonly<Record<PassageKind, WordKey>> = {
  heading: "kindHeading",
  note: "kindNote",
  paragraph: "kindParagraph",
  quotation: "kindQuotation",
  speech: "kindSpeech",
  stanza: "kindStanza",
};
