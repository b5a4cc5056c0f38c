import type { Tree, XmlNode } from "../tree/index.ts";
import { legible } from "./legible.ts";
import {
  RENDITION_SCOPES,
  type RenditionScope,
  type RenditionSelector,
  renditionSelectors,
} from "./rendition-selector.ts";
import { simpleRendition } from "./simple-renditions.ts";
import { safeDeclarations } from "./style-declarations.ts";
import { pixelsOf } from "./style-measures.ts";

/** A rendition that the header declares for whatever its selector matches, in the text that the header is of. */
interface DefaultRendition {
  readonly selector: RenditionSelector;
  readonly css: string;
  readonly text: XmlNode | null;
}

/** The renditions that the headers of a document declare for elements by what these are, the most general first. */
export type DefaultRenditions = readonly DefaultRendition[];

/** What a part of an element looks like: words that stand there, and declarations. */
export interface ScopedLook {
  readonly content: string;
  readonly style: string | null;
}

/** The looks that the source is said to have had: of an element as a whole, and of parts of it. */
export interface SourceLooks {
  readonly style: string | null;
  readonly parts: ReadonlyMap<RenditionScope, ScopedLook>;
}

/** Reads `tagsDecl`: `rendition/@selector`, and `tagUsage` with the `rendition` it points to, as older documents have it. */
export function defaultRenditions(tree: Tree): DefaultRenditions {
  const found = [...tree.root.descendantElements("tagsDecl")].flatMap((declaration) => {
    const text = declaration.maybeAncestor("TEI", "teiCorpus");
    const selected = selectedBy(declaration, text).flatMap((rendition) =>
      renditionsBy(rendition.get("selector"), rendition, text),
    );
    const used = [...declaration.descendantElements("tagUsage")].flatMap((usage) =>
      renditionsOf(usage, usage.get("rendition") ?? usage.get("render")).flatMap((rendition) =>
        renditionsBy(usage.get("gi"), rendition, text),
      ),
    );
    return [...used, ...selected];
  });
  return found.sort((one, other) => one.selector.specificity - other.selector.specificity);
}

/**
 * The renditions of a declaration that are for all that their selectors match. One with a name may be a choice for such
 * elements, as each of several ways to set a paragraph is: it holds for who chooses it, where there are several for the same
 * elements, or where elements of the text choose among them.
 */
function selectedBy(declaration: XmlNode, text: XmlNode | null): readonly XmlNode[] {
  const all = [...declaration.descendantElements("rendition")].filter(
    (each) => each.get("selector") !== null,
  );
  const named = all.filter((each) => each.get("xml:id") !== null);
  const meant = new Set(named.map((each) => `${each.get("scope")} ${each.get("selector")}`));
  const isChoice = meant.size < named.length || isChosenFrom(new Set(named.map(idOf)), text);
  return isChoice ? all.filter((each) => each.get("xml:id") === null) : all;
}

function idOf(rendition: XmlNode): string {
  return rendition.get("xml:id") ?? "";
}

function isChosenFrom(named: ReadonlySet<string>, text: XmlNode | null): boolean {
  if (named.size === 0) return false;
  for (const each of text?.descendantElements() ?? []) {
    const pointers = each.isTei("tagUsage") ? null : each.get("rendition");
    if (pointers?.split(/\s+/u).some((pointer) => named.has(pointer.slice(1))) === true) return true;
  }
  return false;
}

function renditionsBy(
  selectors: string | null,
  rendition: XmlNode,
  text: XmlNode | null,
): DefaultRendition[] {
  if (selectors === null || !isCss(rendition)) return [];
  return renditionSelectors(selectors).map((selector) => ({
    selector: { ...selector, scope: selector.scope ?? scopeOf(rendition) },
    css: rendition.text,
    text,
  }));
}

/**
 * Gives the looks that the source is said to have had: the CSS of what the header declares for such elements, of the
 * `rendition` elements that `@rendition` points to, and of `@style`, each before the next (Guidelines, section 1.3.1.1.3).
 * Safe declarations only; null where there are none.
 */
export function sourceLooks(node: XmlNode, defaults: DefaultRenditions): SourceLooks | null {
  const rendition = node.get("rendition");
  const style = node.get("style");
  if (rendition === null && style === null && defaults.length === 0) return null;
  const general = defaults.filter(
    ({ selector, text }) => text?.contains(node) !== false && selector.matches(node),
  );
  const simple = (rendition ?? "").split(/\s+/u).flatMap((pointer) => simpleRendition(pointer) ?? []);
  const pointed = renditionsOf(node, rendition).filter(isCss);
  const all = [
    ...general.map(({ selector, css }) => ({ scope: selector.scope, css })),
    ...simple.map((css) => ({ scope: null, css })),
    ...pointed.map((each) => ({ scope: scopeOf(each), css: each.text })),
    { scope: null, css: style ?? "" },
  ];
  const cssOf = (wanted: RenditionScope | null): string =>
    all
      .filter(({ scope, css }) => scope === wanted && css !== "")
      .map(({ css }) => css)
      .join("; ");
  const parts = new Map(
    RENDITION_SCOPES.flatMap((scope) => {
      const css = cssOf(scope);
      return css === "" ? [] : [[scope, lookOf(css, node)] as const];
    }),
  );
  return { style: styleOf(cssOf(null)), parts };
}

function renditionsOf(node: XmlNode, pointers: string | null): XmlNode[] {
  return (pointers ?? "").split(/\s+/u).flatMap((pointer) => {
    const rendition = pointer.startsWith("#") ? node.tree.maybeById(pointer.slice(1)) : null;
    return rendition?.isTei("rendition") === true ? [rendition] : [];
  });
}

/**
 * The names in `@rendition` that no element of the document declares, as those of the DTA base format are, which its readers
 * know: `#g` is letter-spaced, `#k` in small capitals.
 */
export function undeclaredRenditions(node: XmlNode): readonly string[] {
  const pointers = node.get("rendition")?.split(/\s+/u) ?? [];
  return pointers.flatMap((pointer) => {
    const name = /^#([\w-]+)$/u.exec(pointer)?.[1];
    return name === undefined || node.tree.maybeById(name) !== null ? [] : [name];
  });
}

function isCss(rendition: XmlNode): boolean {
  return (rendition.get("scheme") ?? "css") === "css";
}

/** The part that `@scope` names; of those that are not among {@link RENDITION_SCOPES} nothing is shown. */
function scopeOf(rendition: XmlNode): RenditionScope | null {
  return rendition.get("scope") as RenditionScope | null;
}

const CONTENT = /(?:^|;)\s*content\s*:\s*((?:"[^"]*"|'[^']*'|attr\([^)]*\)|\s+)+)/u;

/** The declarations of a part, whose `content` becomes words: strings, and attributes of the element. */
function lookOf(css: string, node: XmlNode): ScopedLook {
  const written = CONTENT.exec(css)?.[1] ?? "";
  const content = [...written.matchAll(/"([^"]*)"|'([^']*)'|attr\(\s*([^)\s]+)\s*\)/gu)].map(
    ([, double, single, attribute]) =>
      attribute === undefined
        ? unescaped(double ?? single ?? "")
        : (node.get(attribute.replace("|", ":")) ?? ""),
  );
  return { content: content.join(""), style: styleOf(css.replace(CONTENT, ";")) };
}

function styleOf(css: string): string | null {
  const safe = safeDeclarations(css);
  return safe === "" ? null : legible(narrowed(safe));
}

const SET_IN =
  /(?<=^|; )((?:padding|margin)-(?:left|right)|text-indent): (\d+(?:\.\d+)?)(em|rem|px|pt|cm|mm|in)(?=;|$)/gu;

/** What the source sets in by more than a quarter of a phone leaves most of a small screen to the words. */
function narrowed(style: string): string {
  return style.replace(SET_IN, (all, property: string, number: string, unit: string) =>
    pixelsOf(Number(number), unit) > FAR ? `${property}: min(${number}${unit}, 40%)` : all,
  );
}

/** In pixels. */
const FAR = 90;

/** Signs that CSS writes by their numbers: `\2014`. */
function unescaped(text: string): string {
  return text.replace(/\\([\da-f]{1,6})\s?|\\(.)/giu, (_all, code?: string, sign?: string) => {
    const point = Number.parseInt(code ?? "", 16);
    return code === undefined
      ? (sign ?? "")
      : point > 0 && point <= 0x10ffff
        ? String.fromCodePoint(point)
        : "";
  });
}
