import type { XmlNode } from "../tree/index.ts";
import type { Passage } from "./passage.ts";

/** The two sides of an alternation. */
export interface Readings<T> {
  readonly shown: T;
  readonly other: T;
}

/**
 * Gives which side of an alternation is shown: the `default` parameter, or, where the source's own reading is asked for
 * and a `choice` gives it, the `alternate`. The apparatus is not turned round: its lemma is the text in every reading.
 */
export function readingsOf<T>(passage: Passage<T>): Readings<T> {
  const turned =
    passage.context.reading === "original" && isChoice(passage.node) && passage.nodes("alternate").length > 0;
  const [shown, other] = turned ? (["alternate", "default"] as const) : (["default", "alternate"] as const);
  return {
    shown: passage.render(shown),
    other: passage.has(other) ? passage.render(other) : passage.nothing(),
  };
}

function isChoice(node: XmlNode): boolean {
  return node.isTei("choice");
}
