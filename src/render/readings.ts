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
  const ofWitness = readingOfWitness(passage);
  if (ofWitness !== null) {
    const shown = ofWitness.firstChild === null ? passage.nothing() : passage.renderNodes([ofWitness]);
    return { shown, other: passage.nothing() };
  }
  const turned =
    passage.context.reading === "original" && isChoice(passage.node) && passage.nodes("alternate").length > 0;
  const [shown, other] = turned ? (["alternate", "default"] as const) : (["default", "alternate"] as const);
  return {
    shown: passage.render(shown),
    other: passage.has(other) ? others(passage, other) : passage.nothing(),
  };
}

function isChoice(node: XmlNode): boolean {
  return node.isTei("choice");
}

/** The reading of the witness that is asked for, by its siglum; null where none is, or the witness has no other here. */
function readingOfWitness<T>({ node, context }: Passage<T>): XmlNode | null {
  const { witness = null } = context;
  if (witness === null || !node.isTei("app")) return null;
  const sigla = (reading: XmlNode): readonly string[] =>
    (reading.get("wit") ?? "").split(/\s+/u).map((siglum) => siglum.replace(/^#/u, ""));
  const readings = [...node.descendantElements("lem", "rdg")];
  return readings.find((reading) => sigla(reading).includes(witness.replace(/^#/u, ""))) ?? null;
}

/** Several readings stand apart; a value that is no element is shown as it is. */
function others<T>(passage: Passage<T>, param: string): T {
  const nodes = passage.nodes(param);
  return nodes.length > 1 ? passage.renderNodes(nodes, "; ") : passage.render(param);
}
