import { firstSaid, labelIn, namesOfEntries } from "../resolve/index.ts";
import type { XmlNode } from "../tree/index.ts";
import { dressed, type WebPassage } from "./dress.ts";
import { element, type Html, hasText, holdsLink, holdsPicture, holdsPlayer, isElement } from "./html.ts";
import { phraseTag } from "./html-names.ts";
import { safeLink } from "./link-scheme.ts";
import { isNoteCall, isSaidBefore, type PointerWords, pointerWords } from "./pointer-words.ts";
import { nameIn } from "./sigla.ts";

/** The behaviour `link`: a pointer as a link, where it leads to something and stands in no other link. */
export function link(passage: WebPassage): readonly Html[] {
  if (passage.isPlaceOfNotes && passage.node.isTei("ptr")) return passage.content();
  if (passage.isPlaceOfNotes && isNoteCall(passage.node)) return passage.notesHere();
  const pointers = pointersOf(passage);
  const href = passage.scope.inLink ? null : firstLink(passage, pointers);
  const inLink = passage.scope.inLink || href !== null;
  const content = passage.contentWithoutNotes({ inLink });
  const shown = hasText(content, /\S/u)
    ? linked(passage, href, content)
    : holdsPicture(content)
      ? pictured(passage, href, pointers, content)
      : wordless(passage, href, pointers);
  // The sign of a note is a link itself, and stands in no other.
  return [...shown, ...passage.notesHere()];
}

/** A link that is a picture is called by what the picture shows, or else by what it points to. */
function pictured(
  passage: WebPassage,
  href: string | null,
  pointers: readonly string[],
  content: readonly Html[],
): readonly Html[] {
  const name = isNamed(content) ? null : (pointedTo(passage, pointers)?.text ?? addressOf(passage, pointers));
  return linked(passage, href, content, name);
}

function isNamed(html: readonly Html[]): boolean {
  return html.some((piece) => isElement(piece) && (Boolean(piece.attributes.alt) || isNamed(piece.children)));
}

/** A pointer without words says what it points to; one to a note is its sign. */
function wordless(passage: WebPassage, href: string | null, pointers: readonly string[]): readonly Html[] {
  const known = passage.context.annotation(passage.node)?.label ?? null;
  const words = known === null ? pointedTo(passage, pointers) : null;
  if (words?.isSign === true && href !== null)
    return [
      element(
        "sup",
        {},
        dressed(passage, "a", { href, class: "sign to-note", role: "doc-noteref" }, words.text),
      ),
    ];
  if (words !== null && isSaidBefore(passage.node, words)) return arrow(passage, href, words.text);
  const text = known ?? words?.text ?? calledElsewhere(passage, pointers);
  if (text === null && isBareName(passage.node, href)) return [];
  if (text === null && href === null && saysNothing(passage, pointers)) return [];
  const shown = linked(passage, href, [text ?? addressOf(passage, pointers)]);
  return text === null && href === null && isCall(passage.node, pointers)
    ? [element("sup", {}, ...shown)]
    : setApart(passage.node, shown);
}

/** A sign that leads on from words that say where. */
function arrow(passage: WebPassage, href: string | null, text: string): readonly Html[] {
  return href === null ? [] : [dressed(passage, "a", { href, "aria-label": text }, "→")];
}

/** Words that are ours do not stick to those of the text. */
function setApart(
  { previousSibling: before, nextSibling: behind }: XmlNode,
  shown: readonly Html[],
): readonly Html[] {
  const isBehind = before?.isText === true && /[\p{L}\p{N}.,;:!?)\]]$/u.test(before.text);
  const isBefore = behind?.isText === true && /^[\p{L}\p{N}]/u.test(behind.text);
  return [...(isBehind ? [" "] : []), ...shown, ...(isBefore ? [" "] : [])];
}

/**
 * Whether a name without words stands in a text: it says of a place who or what is meant there, and by the key of a list it
 * is no word of the text. An address of the web is shown, since it tells.
 */
function isBareName(node: XmlNode, href: string | null): boolean {
  return !/^https?:/u.test(href ?? "") && node.isTei(...NAMES) && node.maybeAncestor("text") !== null;
}

const NAMES = [
  "rs",
  "name",
  "persName",
  "placeName",
  "geogName",
  "orgName",
  "objectName",
  "eventName",
] as const;

/** Whether a pointer calls a note that is kept elsewhere: a word of the project's own, right behind one of the text. */
function isCall(node: XmlNode, pointers: readonly string[]): boolean {
  const before = node.previousSibling;
  const isRightBehind = before?.isText === true && /\S$/u.test(before.text);
  return (
    isRightBehind && node.isTei("ptr") && pointers.every((pointer) => /^[\p{L}\p{N}_-]+$/u.test(pointer))
  );
}

function calledElsewhere({ node, context }: WebPassage, pointers: readonly string[]): string | null {
  return pointers.length === 1 ? (context.nameOf?.(node, pointers[0]!) ?? null) : null;
}

/**
 * Whether pointers that lead nowhere are no words for readers: ids that no element has, and files of the edition that are
 * not there, behind a description of what they hold. What is in no file of the edition may be known elsewhere.
 */
function saysNothing({ node }: WebPassage, pointers: readonly string[]): boolean {
  if (firstSaid(node, "cRef") !== null) return false;
  const lost = isDescribed(node) ? /^#|^[^:]*\.xml(?:#|$)/u : /^#/u;
  return pointers.every((pointer) => lost.test(pointer));
}

/** An address of the web, in full, or what a list has something under; behind a description of what stands there, the name of its host is enough. */
function addressOf({ node }: WebPassage, pointers: readonly string[]): string {
  const host = pointers.length === 1 ? /^https?:\/\/(?:www\.)?([^/]+)/u.exec(pointers[0]!)?.[1] : undefined;
  return host !== undefined && isDescribed(node)
    ? host
    : pointers.map((each) => (each.includes("#") ? each : nameIn(each))).join(" ");
}

function isDescribed({ parent }: XmlNode): boolean {
  return parent?.isTei("bibl") === true && /\p{L}/u.test(parent.text);
}

/** What a single pointer points to, in words; null where there are several, or no words. */
export function pointedTo({ node, context }: WebPassage, pointers: readonly string[]): PointerWords | null {
  return pointers.length === 1 ? pointerWords(node, pointers[0]!, context.wording.words) : null;
}

function linked(
  passage: WebPassage,
  href: string | null,
  shown: readonly Html[],
  name: string | null = null,
): readonly Html[] {
  if (href === null) return [dressed(passage, phraseTag(passage.node), {}, ...shown)];
  if (holdsLink(shown) || holdsPlayer(shown)) return [dressed(passage, "span", {}, ...shown)];
  return [dressed(passage, "a", { href, "aria-label": name }, ...shown)];
}

/** A canonical reference is one, with the spaces in it, and so is what a register calls an entry. */
function pointersOf(passage: WebPassage): readonly string[] {
  const uri = passage.string("uri") ?? passage.string("link") ?? "";
  const isKey = uri === passage.node.get("key");
  const label = isKey ? labelIn(passage.node) : null;
  if (label !== null && passage.context.link(passage.node, label) !== null) return [label];
  if (isKey) return namesOfEntries(passage.node);
  return uri === passage.node.get("cRef") ? [uri] : uri.split(/\s+/u).filter((one) => one !== "");
}

/** The address of the first pointer that leads to something; null where none does. */
export function firstLink(passage: WebPassage, pointers: readonly string[]): string | null {
  for (const pointer of pointers) {
    const href = passage.context.link(passage.node, pointer);
    if (href !== null && safeLink(href) !== null) return href;
  }
  return null;
}
