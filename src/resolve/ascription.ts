import type { XmlNode } from "../tree/index.ts";

/**
 * Gives whom a speech is ascribed to (`@who`), or whom it is said to (`@toWhom`), as pointers. An utterance that does not say
 * so itself has it from the `annotationBlock` around it (`att.ascribed.directed`); empty where nobody says.
 */
export function ascriptionOf(node: XmlNode, attribute: "who" | "toWhom" = "who"): string {
  const block = node.isTei("u") && node.parent?.isTei("annotationBlock") ? node.parent : null;
  return node.get(attribute) ?? block?.get(attribute) ?? "";
}
