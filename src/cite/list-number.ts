import { ownTarget, pointersIn } from "../resolve/index.ts";
import type { XmlNode } from "../tree/index.ts";

/** A number by which a list of works is cited, as the sciences do: “[12]”, “[3,” of several, “12”; what is said behind it is a place. */
const LIST_NUMBER = /^([[(]?)\s*(\d{1,4})\s*(?:([\])]?)[\s,;.–-]*|[,:]\s*(\S.*?)\s*\]?)$/u;

/**
 * Gives what a link to a work says behind the number that the work has in its list: the place in it, empty where there is none.
 * Null where the words are no such number. In square brackets any number is one; another is the place itself
 * unless the entry that the link leads to has it: as its `@n`, its label, or by where it stands.
 */
export function behindListNumber(link: XmlNode, text: string): string | null {
  if (!link.isTei("ref")) return null;
  const [, opens, number, closes = "", rest = ""] = LIST_NUMBER.exec(text) ?? [];
  if (number === undefined) return null;
  const isBracketed = opens === "[" || closes === "]";
  return isBracketed || entriesOf(link).some((entry) => hasNumber(entry, number)) ? rest : null;
}

function entriesOf(link: XmlNode): readonly XmlNode[] {
  return pointersIn(link.get("target") ?? "").flatMap((pointer) => ownTarget(link.tree, pointer) ?? []);
}

function hasNumber(entry: XmlNode, number: string): boolean {
  const said = entry.get("n") ?? entry.maybeElement("label")?.text ?? null;
  if (said !== null) return /\d+/u.exec(said)?.[0] === number;
  let at = 0;
  for (const each of entry.parent?.elements(entry.local) ?? []) {
    at++;
    if (each.row === entry.row) break;
  }
  return at === Number(number);
}
