import type { XmlNode } from "../tree/index.ts";
import { dressed, type WebPassage } from "./dress.ts";
import { classesOf, element, flatten, type Html, type HtmlElement, isElement, isEndMatter } from "./html.ts";
import type { Readings } from "./readings.ts";
import { witnessIds } from "./witnesses.ts";

/**
 * Gives an alternation with all of its readings: the one that is shown, and the others unseen (`hidden`), so that a page
 * can show them in its place without asking anybody. Those of a `choice` are the editor's and the source's; those of an
 * `app` name their witnesses in `data-wit`.
 */
export function withOtherReadings(passage: WebPassage, both: Readings<readonly Html[]>): Html {
  const readings = passage.node.isTei("app") ? ofWitnesses(passage, both.shown) : ofChoice(passage, both);
  return dressed(passage, "span", { id: null }, ...readings);
}

/** The other reading is not rendered again, lest choices within choices are as often as there are ways through them. */
function ofChoice(passage: WebPassage, { shown, other }: Readings<readonly Html[]>): readonly Html[] {
  if (!passage.node.isTei("choice") || passage.nodes("alternate").length === 0) return shown;
  const isEdited = passage.context.reading === "edited";
  const [here, there] = isEdited ? ["in-edited", "in-original"] : ["in-original", "in-edited"];
  return [
    element("span", { class: here }, ...shown),
    element("span", { class: there, hidden: true }, ...bare(other)),
  ];
}

function ofWitnesses(passage: WebPassage, shown: readonly Html[]): readonly Html[] {
  const { node } = passage;
  const first = passage.nodes("default")[0];
  const readings = readingsIn(node);
  if (first === undefined || readings.length < 2) return shown;
  const others = readings.filter((reading) => reading.row !== first.row);
  return [
    reading(first, shown, false),
    // An omission is told in the apparatus; in the text of its witness there is nothing.
    ...others.map((other) =>
      reading(other, other.firstChild === null ? [] : bare(passage.renderNodes([other])), true),
    ),
  ];
}

function reading(node: XmlNode, content: readonly Html[], hidden: boolean): Html {
  return element("span", { class: "of-witness", "data-wit": witnessIds(node).join(" "), hidden }, ...content);
}

/** The readings of an entry of the apparatus, without those of entries within it. */
function readingsIn(app: XmlNode): readonly XmlNode[] {
  const all = [...app.descendantElements("lem", "rdg")];
  return all.filter((each) => each.maybeAncestor("app")?.row === app.row);
}

/** What stands on its page a second time, as a reading does: without ids, which it has where it stands first, without signs and links. */
export function bare(html: readonly Html[]): readonly Html[] {
  return html.flatMap((piece) => {
    if (typeof piece === "string") return [piece];
    if (isEndMatter(piece)) return bare(piece.shown);
    return isElement(piece) ? bareElement(piece) : [];
  });
}

function bareElement(html: HtmlElement): readonly Html[] {
  if (classesOf(html).some((name) => LEFT_OUT.has(name))) return [];
  const { id: _, href, title, ...attributes } = html.attributes;
  const children = flatten(bare(html.children));
  if (html.tag === "a") return [element("span", { ...attributes, "aria-label": null }, ...children)];
  return [{ tag: html.tag, attributes, children }];
}

const LEFT_OUT: ReadonlySet<string> = new Set([
  "sigla",
  "permalink",
  "stands-for",
  "sign",
  "of-passage",
  "to-passage",
]);
