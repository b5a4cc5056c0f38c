import { onceForTree, type XmlNode } from "../tree/index.ts";
import type { Particular } from "./entry.ts";
import { pointersIn } from "./pointer.ts";

/** Gives the key of the entry that a pointer of an element leads to, or null. */
export type KeyAt = (element: XmlNode, pointer: string) => string | null;

/** A relation as one of those sees it that have a part in it. */
interface Relation {
  readonly element: XmlNode;
  readonly name: string;
  /** The pointer that leads to the one. */
  readonly pointer: string;
  /** Those that it is related to: whoever is active is told of the passive, and the other way round. */
  readonly there: readonly string[];
  readonly side: Side;
}

type Side = NonNullable<Particular["side"]>;

/**
 * To whom an entry is related, as its document says (`relation`, TEI P5, 14.3.2.3): each of the others by itself, and what is said
 * again once.
 */
export function relationsOf(entry: XmlNode, keyAt: KeyAt): Particular[] {
  const id = entry.get("xml:id") ?? "";
  const own = keyAt(entry, `#${id}`);
  if (own === null) return [];
  const told = new Map<string, Particular>();
  for (const { element, name, pointer, there, side } of relationsIn(entry.tree).get(id) ?? []) {
    if (keyAt(element, pointer) !== own) continue;
    for (const key of there.map((other) => keyAt(element, other))) {
      if (key === null || key === own) continue;
      told.set(`${side} ${key} ${name}`, {
        of: "relations",
        text: name,
        when: null,
        key,
        address: null,
        side,
      });
    }
  }
  return [...told.values()];
}

/** The id that a pointer ends with, whichever way it names its document: “#ann”, “people.xml#ann”, “person:ann”. */
function lastOf(pointer: string): string {
  return pointer.replace(/^.*[#:/]/su, "");
}

/** The relations of a document by the id of each that has a part in them. */
const relationsIn = onceForTree((tree): ReadonlyMap<string, readonly Relation[]> => {
  const found = new Map<string, Relation[]>();
  for (const element of tree.document.descendantElements("relation")) {
    const of = (attribute: string): string[] => [...new Set(pointersIn(element.get(attribute) ?? ""))];
    const [active, passive, mutual] = [of("active"), of("passive"), of("mutual")];
    const named = element.get("name") ?? element.get("ref")?.replace(/^.*[#/]/u, "") ?? "";
    const name = named.replaceAll("_", " ");
    if (name === "") continue;
    const tell = (here: readonly string[], there: readonly string[], side: Side): void => {
      for (const pointer of here) {
        const known = found.get(lastOf(pointer)) ?? [];
        found.set(lastOf(pointer), known);
        known.push({ element, name, pointer, there, side });
      }
    };
    tell(active, passive, "active");
    tell(passive, active, "passive");
    tell(mutual, mutual, "mutual");
  }
  return found;
});
