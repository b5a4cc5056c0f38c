import type { XmlNode } from "../tree/index.ts";
import { classNames } from "./compile-models.ts";
import { type FirstLine, firstLine } from "./first-line.ts";
import { element, flatten, type Html, type HtmlAttributes, type HtmlContent } from "./html.ts";
import { machineDate } from "./html-names.ts";
import { holdsRightToLeft, isRightToLeft, languageTag } from "./language-tag.ts";
import { withLooks } from "./looks.ts";
import type { Passage } from "./passage.ts";
import { type SourceLooks, sourceLooks, undeclaredRenditions } from "./source-rendition.ts";

/** A passage on its way to a page. */
export type WebPassage = Passage<readonly Html[]>;

/** Makes the HTML element of a passage, with its id, classes, language and rendition. */
export function dressed(
  passage: WebPassage,
  tag: string,
  extra: HtmlAttributes,
  ...content: HtmlContent[]
): Html {
  const { node } = passage;
  const lang = languageTag(node.get("xml:lang"));
  const looks = passage.rule.useSourceRendition ? sourceLooks(node, passage.defaultRenditions) : null;
  const attributes: HtmlAttributes = {
    id: passage.context.anchor(node) ?? extra.id,
    class: classList(passage, extra.class),
    lang,
    dir: lang === null ? null : turn(node, lang),
    datetime: tag === "time" ? machineDate(node) : null,
    style: looks?.style,
  };
  const line = firstLineOf(looks);
  const inner = looks === null ? content : withLooks(tag, flatten(content), looks);
  const all = { ...extra, ...attributes };
  return element(tag, line === null ? all : withFirstLine(all, line), ...inner);
}

function withFirstLine(attributes: HtmlAttributes, { classes, style }: FirstLine): HtmlAttributes {
  return {
    ...attributes,
    class: [attributes.class, ...classes].join(" "),
    style: attributes.style == null ? style : `${attributes.style}; ${style}`,
  };
}

function firstLineOf(looks: SourceLooks | null): FirstLine | null {
  const style = looks?.parts.get("first-line")?.style ?? null;
  return style === null ? null : firstLine(style);
}

/**
 * The direction of a passage whose language runs the other way than the text around it; null where it runs the same. Arabic
 * that is written in Latin letters runs as these do.
 */
function turn(node: XmlNode, language: string): "rtl" | "ltr" | null {
  let around: string | null = null;
  for (const above of node.ancestors()) around ??= languageTag(above.get("xml:lang"));
  const isTurned = isRightToLeft(language);
  if (isTurned === isRightToLeft(around ?? "")) return null;
  if (!isTurned) return "ltr";
  const { text } = node;
  return holdsRightToLeft(text) || !/\p{L}/u.test(text) ? "rtl" : null;
}

function classList(passage: WebPassage, extra: HtmlAttributes[string]): string {
  const { node, rule } = passage;
  if (
    typeof extra !== "string" &&
    rule.classes.length === 0 &&
    !(rule.useSourceRendition && (node.get("rend") ?? node.get("rendition")) !== null)
  )
    return `tei-${node.local}`;
  const rend = rule.useSourceRendition
    ? [
        ...classNames(node.get("rend")).map((name) => `rend-${name}`),
        ...undeclaredRenditions(node).map((name) => `rendition-${name}`),
      ]
    : [];
  const own = typeof extra === "string" ? extra.split(" ") : [];
  return [...new Set([`tei-${node.local}`, ...own, ...rule.classes, ...rend])].join(" ");
}
