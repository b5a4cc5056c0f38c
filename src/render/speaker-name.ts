import { ascriptionOf, ownTarget, speakerBySign, speechLabel } from "../resolve/index.ts";
import type { XmlNode } from "../tree/index.ts";
import type { RenderContext } from "./context.ts";
import { momentInWords } from "./date-words.ts";

/**
 * Gives the name of who speaks (`@who`) where a speech, an utterance or a post has no label of its own: as the edition's
 * registers know it, else as this document's list of persons or of roles has it; who is in none speaks an utterance under the
 * sign that points to them. A post has the time that it was sent at behind it. Null where nothing says who it is, where the
 * same speaker goes on, and in the original reading, to which nothing is added.
 */
export function speakerName(node: XmlNode, context: RenderContext): string | null {
  if (!node.isTei("sp", "u", "post") || speechLabel(node) !== null) return null;
  if (context.reading === "original" || goesOn(node)) return null;
  const sent = node.isTei("post") ? momentInWords(node, context.wording.words) : null;
  const said = [nameOf(node, context), sent].filter((each) => each !== null);
  return said.length === 0 ? null : said.join(" · ");
}

function nameOf(node: XmlNode, context: RenderContext): string | null {
  const pointers = ascriptionOf(node)
    .split(/\s+/u)
    .filter((pointer) => pointer !== "");
  const names = pointers.map(
    (pointer) => context.nameOf?.(node, pointer) ?? localName(node, pointer) ?? speakerBySign(node, pointer),
  );
  return names.some((name) => name === null) || names.length === 0 ? null : names.join(", ");
}

/** Whether an utterance follows another of the same speaker, as the paragraphs of one speech do in the records of parliaments. */
function goesOn(node: XmlNode): boolean {
  let before = node.previousSibling;
  while (before !== null && (!before.isElement || before.isTei("pb", "lb", "cb", "anchor")))
    before = before.previousSibling;
  return node.isTei("u") && before?.isTei("u") === true && ascriptionOf(before) === ascriptionOf(node);
}

const NAMES: readonly string[] = ["persName", "name", "orgName", "role"];

function localName(node: XmlNode, pointer: string): string | null {
  const target = ownTarget(node.tree, pointer);
  if (target === null) return null;
  const named = target.isTei("role")
    ? target
    : [...target.elements()].find((each) => NAMES.includes(each.local));
  return named?.text.replace(/\s+/gu, " ").trim() || null;
}
