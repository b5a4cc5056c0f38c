import { onceForTree, type XmlNode } from "../tree/index.ts";
import type { Particular } from "./entry.ts";
import { pointersIn } from "./pointer.ts";

/** Gives the key of the entry that a pointer of an element leads to, or null. */
export type KeyAt = (element: XmlNode, pointer: string) => string | null;

interface Relation {
  readonly element: XmlNode;
  readonly name: string;
  /** Those that others are named for: whoever is active is told of the passive, and the other way round. */
  readonly sides: readonly (readonly [here: readonly string[], there: readonly string[], side: Side])[];
}

type Side = NonNullable<Particular["side"]>;

/** To whom an entry is related, as its document says (`relation`, TEI P5, 14.3.2.3): each of the others by itself. */
export function relationsOf(entry: XmlNode, keyAt: KeyAt): Particular[] {
  const own = `#${entry.get("xml:id")}`;
  return (relationsIn(entry.tree).get(own) ?? []).flatMap(({ element, name, sides }) =>
    sides
      .filter(([here]) => here.includes(own))
      .flatMap(([, there, side]) => there.filter((other) => other !== own).map((other) => ({ other, side })))
      .flatMap(({ other, side }) => {
        const key = keyAt(element, other);
        return key === null ? [] : [{ of: "relations", text: name, when: null, key, address: null, side }];
      }),
  );
}

/** The relations of a document by each that has a part in them. */
const relationsIn = onceForTree((tree): ReadonlyMap<string, readonly Relation[]> => {
  const found = new Map<string, Relation[]>();
  for (const element of tree.document.descendantElements("relation")) {
    const of = (name: string): string[] => pointersIn(element.get(name) ?? "");
    const [active, passive, mutual] = [of("active"), of("passive"), of("mutual")];
    const name = (element.get("name") ?? element.get("ref")?.replace(/^.*[#/]/u, "") ?? "").replaceAll(
      "_",
      " ",
    );
    if (name === "") continue;
    const sides = [
      [active, passive, "active"],
      [passive, active, "passive"],
      [mutual, mutual, "mutual"],
    ] as const;
    for (const pointer of new Set([...active, ...passive, ...mutual])) {
      const known = found.get(pointer);
      if (known === undefined) found.set(pointer, [{ element, name, sides }]);
      else known.push({ element, name, sides });
    }
  }
  return found;
});
