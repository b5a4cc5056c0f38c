import type { XmlNode } from "../tree/index.ts";

/**
 * Gives the element that says who speaks in a speech (`sp`, `u`), or null. An utterance has none of its own for that: some
 * encoders have a `seg` of the type `label`, and the records of parliaments a `note` of the type `speaker`, in it or before it.
 */
export function speechLabel(speech: XmlNode): XmlNode | null {
  const speaker = speech.maybeElement("speaker");
  if (speaker !== null || !speech.isTei("u")) return speaker;
  const seg = speech.maybeElement("seg");
  if (seg?.get("type") === "label") return seg;
  return [speech.maybeElement("note"), speech.previousElementSibling].find(namesSpeaker) ?? null;
}

function namesSpeaker(node: XmlNode | null): boolean {
  return node?.isTei("note") === true && node.get("type") === "speaker";
}
