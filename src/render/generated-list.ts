import { lookUp, type XmlNode } from "../tree/index.ts";
import { contentsOf } from "./contents-list.ts";
import type { Passage } from "./passage.ts";
import { indexOf } from "./term-index.ts";

/** What stands in a division that is generated. */
export interface GeneratedList {
  /** Whether its lines are the headings of the text. */
  readonly isContents: boolean;
  readonly lines: readonly ListedLine[];
}

/** A line of a generated list: a heading, the caption of a figure, an entry of an index. */
export interface ListedLine {
  readonly text: string;
  /** The id that its words lead to, if there is one. */
  readonly id: string | null;
  /** Where an entry of an index leads, in the order of the text; none where its words do. */
  readonly places: readonly ListedPlace[];
  readonly inner: readonly ListedLine[];
}

/** A place in the text: the page of the source, or which of the places it is. */
export interface ListedPlace {
  readonly id: string | null;
  readonly label: string;
  /** Whether the label is the number of a page of the source. */
  readonly isPage: boolean;
}

/** Gives the id of an element on the page, or null. */
export type AnchorOf = (node: XmlNode) => string | null;

/** What a list names, by its model or by what the source says of it; the contents where neither does. */
function listType<T>(passage: Passage<T>): string {
  return passage.string("type") ?? passage.node.get("type") ?? "toc";
}

/**
 * Gives the lines of a division that is to be generated (Guidelines, `divGen/@type`): the contents (`toc`), the figures
 * (`figlist`) or tables (`tablist`) that have a caption, an index (`index`, or what an index is called by `index/@indexName`);
 * any other type names the elements to be listed.
 */
export function generatedList<T>(passage: Passage<T>, anchor: AnchorOf = () => null): GeneratedList {
  const { node } = passage;
  const text = node.maybeAncestor("text") ?? node;
  const type = listType(passage);
  if (type === "toc") return { isContents: true, lines: contentsOf(text, anchor) };
  const captioned = lookUp(CAPTIONED, type);
  const lines =
    captioned === undefined
      ? indexOf(text, [type, node.get("subtype") ?? type], anchor)
      : contentsOf(text, anchor, captioned);
  return { isContents: false, lines };
}

/** What lists of figures and tables name. */
const CAPTIONED: Readonly<Record<string, RegExp>> = { figlist: /^figure$/u, tablist: /^table$/u };
