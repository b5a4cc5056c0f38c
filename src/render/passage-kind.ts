import type { XmlNode } from "../tree/index.ts";
import { type CompiledModels, nameKey, rulesFor } from "./models.ts";

/** What readers point to, by what it is to them. */
export type PassageKind = "heading" | "note" | "paragraph" | "quotation" | "speech" | "stanza";

/** The elements of TEI that readers point to. */
const ELEMENTS: Readonly<Record<string, PassageKind>> = {
  p: "paragraph",
  ab: "paragraph",
  head: "heading",
  sp: "speech",
  lg: "stanza",
  quote: "quotation",
  q: "quotation",
  said: "quotation",
  note: "note",
  u: "speech",
  post: "speech",
};

/** What the members of a class are, the nearer class first; what may stand for a paragraph in a division is one. */
const CLASSES: Readonly<Record<string, PassageKind | null>> = {
  // Lines are pointed to by their stanza.
  "model.lLike": null,
  "model.headLike": "heading",
  "model.noteLike": "note",
  "model.qLike": "quotation",
  "model.quoteLike": "quotation",
  "model.attributable": "quotation",
  "model.divPart.spoken": "speech",
  "model.pLike": "paragraph",
  "model.divPart": "paragraph",
};

/**
 * Gives what a passage is to readers who point to it, null for one they do not: an element of TEI by its name; one of the
 * edition's own by its classes and by what it holds (a `speaker`, verses); any because the edition's model makes a
 * paragraph of it.
 */
export function passageKind(models: CompiledModels, node: XmlNode): PassageKind | null {
  if (Object.hasOwn(ELEMENTS, node.local) && node.isTei()) return ELEMENTS[node.local]!;
  const classes = models.own.get(nameKey(node.local, node.uri));
  if (classes === undefined) return null;
  const known = classes.find((name) => Object.hasOwn(CLASSES, name));
  const kind = known === undefined ? byModel(models, node) : CLASSES[known]!;
  return kind === "paragraph" ? kindInDivision(node) : kind;
}

function byModel(models: CompiledModels, node: XmlNode): PassageKind | null {
  return rulesFor(models, node, "web")?.[0]?.behaviour === "paragraph" ? "paragraph" : null;
}

/** Many things may stand in a division; who speaks or what is verse says itself. */
function kindInDivision(node: XmlNode): PassageKind {
  if (node.maybeElement("speaker") !== null || node.get("who") !== null) return "speech";
  return node.maybeElement("l") !== null ? "stanza" : "paragraph";
}
