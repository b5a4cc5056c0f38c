import { ascriptionOf, speechLabel } from "../resolve/index.ts";
import type { XmlNode } from "../tree/index.ts";
import type { RenderContext } from "./context.ts";

/**
 * Gives the name of who speaks (`@who`) where a speech or an utterance has no label of its own: as the edition's
 * registers know it, else as this document's list of persons or of roles has it. Null where neither says, and in the
 * original reading, to which nothing is added.
 */
export function speakerName(node: XmlNode, context: RenderContext): string | null {
  if (!node.isTei("sp", "u") || speechLabel(node) !== null) return null;
  if (context.reading === "original") return null;
  const pointers = ascriptionOf(node)
    .split(/\s+/u)
    .filter((pointer) => pointer !== "");
  const names = pointers.map((pointer) => context.nameOf?.(node, pointer) ?? localName(node, pointer));
  return names.some((name) => name === null) || names.length === 0 ? null : names.join(", ");
}

const NAMES: readonly string[] = ["persName", "name", "orgName", "role"];

function localName(node: XmlNode, pointer: string): string | null {
  const target = pointer.startsWith("#") ? node.tree.maybeById(pointer.slice(1)) : null;
  if (target === null) return null;
  const named = target.isTei("role")
    ? target
    : [...target.elements()].find((each) => NAMES.includes(each.local));
  return named?.text.replace(/\s+/gu, " ").trim() || null;
}
