import type { Tree, XmlNode } from "../tree/index.ts";
import { editedText } from "./edited-text.ts";
import type { Particular } from "./entry.ts";
import { pointersIn } from "./pointer.ts";
import { isDated, readDate } from "./work-date.ts";

/** Gives the key of the entry that a pointer of an element leads to, or null. */
export type KeyAt = (element: XmlNode, pointer: string) => string | null;

/** What a document tells of an entry, which may stand in another one. */
export interface Told {
  readonly kind: "told";
  /** The key of the entry. */
  readonly key: string;
  readonly particular: Particular;
}

type Side = NonNullable<Particular["side"]>;

/** Whether a document relates entries to each other. */
export function hasRelations(tree: Tree): boolean {
  return tree.document.descendantElements("relation").next().done !== true;
}

/**
 * How entries are related to each other, as a document says (`relation`, TEI P5, 14.3.2.3): whoever is active is told of each of
 * the passive, and the other way round, and what is said again once.
 */
export function readRelations(tree: Tree, keyAt: KeyAt): Told[] {
  const told = new Map<string, Told>();
  for (const relation of tree.document.descendantElements("relation")) {
    const text = nameOf(relation);
    if (text === "") continue;
    const when = isDated(relation) ? (readDate(relation).edtf ?? null) : null;
    const keysOf = (attribute: string): string[] => {
      const pointers = pointersIn(relation.get(attribute) ?? "");
      return pointers.map((pointer) => keyAt(relation, pointer)).filter((key) => key !== null);
    };
    const tell = (here: readonly string[], there: readonly string[], side: Side): void => {
      for (const key of here)
        for (const other of there) {
          if (key === other) continue;
          const particular: Particular = { of: "relations", text, when, key: other, address: null, side };
          told.set([side, key, other, text, when].join(" "), { kind: "told", key, particular });
        }
    };
    const [active, passive, mutual] = [keysOf("active"), keysOf("passive"), keysOf("mutual")];
    tell(active, passive, "active");
    tell(passive, active, "passive");
    tell(mutual, mutual, "mutual");
  }
  return [...told.values()];
}

/** What a relation is called: by its name, by what defines it, in its editor's words, or by its kind. */
function nameOf(relation: XmlNode): string {
  const named = relation.get("name") ?? relation.get("ref")?.replace(/^.*[#/:]/su, "") ?? "";
  const desc = relation.maybeElement("desc");
  return (
    named.replaceAll("_", " ").trim() ||
    (desc === null ? "" : editedText(desc)) ||
    (relation.get("type") ?? "")
  );
}
