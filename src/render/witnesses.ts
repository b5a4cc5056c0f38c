import { ownTarget } from "../resolve/index.ts";
import type { Tree, XmlNode } from "../tree/index.ts";
import { calledBy, manuscriptName } from "./pointer-words.ts";
import { ownSiglum } from "./sigla.ts";

/** A witness of a text (Guidelines, section 13.1.4). */
export interface Witness {
  /** What `@wit` points to it by. */
  readonly id: string;
  readonly siglum: string;
  /** What it is, in words; null where only its siglum is known. */
  readonly name: string | null;
}

/** Gives the witnesses that have a reading in the apparatus of a document, in the order they are listed or named in. */
export function witnessesOf({ root }: Tree): readonly Witness[] {
  const used = new Set<string>();
  for (const reading of root.descendantElements("lem", "rdg"))
    if (reading.isTei() && reading.maybeAncestor("app") !== null)
      for (const id of witnessIds(reading)) used.add(id);
  if (used.size === 0) return [];
  const listed = [...root.descendantElements("witness")].filter(
    (witness) => used.has(idOf(witness) ?? "") && witness.maybeElement("listWit") === null,
  );
  const known = new Set(listed.map(idOf));
  const others = [...used].filter((id) => !known.has(id) && !isGroup(root, id));
  return [...listed.map(witnessOf), ...others.map((id) => ({ id, siglum: id, name: null }))];
}

/** Gives the ids of the witnesses that have a reading, those of a group (`listWit`) one by one. */
export function witnessIds(reading: XmlNode): readonly string[] {
  const pointers = (reading.get("wit") ?? "").split(/\s+/u).filter((pointer) => pointer !== "");
  const ids = pointers.map((pointer) => pointer.replace(/^.*#/u, ""));
  return [...new Set(ids.flatMap((id) => membersOf(reading, id)))];
}

function membersOf({ tree }: XmlNode, id: string): readonly string[] {
  const group = tree.maybeById(id);
  if (group === null) return [id];
  const members = [...group.descendantElements("witness")].map(idOf).filter((each) => each !== null);
  return members.length === 0 ? [id] : members;
}

function isGroup({ tree }: XmlNode, id: string): boolean {
  return tree.maybeById(id)?.isTei("listWit") === true;
}

function idOf(witness: XmlNode): string | null {
  return witness.get("xml:id");
}

function witnessOf(witness: XmlNode): Witness {
  const id = idOf(witness)!;
  const siglum = ownSiglum(witness) ?? id;
  const text = wordsOf(witness);
  const rest = text.startsWith(siglum) ? text.slice(siglum.length) : "";
  // “Bern” does not begin with the siglum of B.
  const name = text === siglum || /^[^\p{L}\p{N}]/u.test(rest) ? rest.replace(/^[\s:.,;=–—-]+/u, "") : text;
  return { id, siglum, name: name === "" ? null : name };
}

/** What a witness says it is; where that is a description, its shelfmark; where it is a pointer, what that leads to. */
function wordsOf(witness: XmlNode): string {
  const description = witness.maybeElement("msDesc");
  if (description !== null) return manuscriptName(description);
  const said = oneLine(witness.text);
  if (said !== "") return said;
  const pointer = [...witness.descendantElements("ptr", "ref")][0]?.get("target") ?? witness.get("sameAs");
  const target = pointer == null ? null : ownTarget(witness.tree, pointer);
  return target === null ? "" : calledBy(target);
}

function oneLine(text: string): string {
  return text.replace(/[ \t\r\n]+/gu, " ").trim();
}
