import { placeIn, type SourcePlace } from "../report/index.ts";
import type { XmlAttribute, XmlNode } from "../tree/index.ts";
import type { PointerUse } from "./pointer-attributes.ts";
import type { EditionDocument } from "./registers.ts";

/** One pointer of an attribute. */
export interface Pointing {
  readonly attribute: XmlAttribute;
  readonly pointer: string;
  /** Where the pointer begins in the attribute's value. */
  readonly at: number;
  readonly use: PointerUse;
  /** What a relative pointer is taken from: its element, or the declaration that writes it out. */
  readonly from: XmlNode;
  readonly document: EditionDocument;
  /** In how many more places the same pointer stands, where it is told once for all of them. */
  readonly further?: number;
  /** Whether those places have others like it, and not the same. */
  readonly isAlike?: boolean;
}

/** What every message about a pointer says of it. */
export function named({ pointer, attribute, further = 0, isAlike = false }: Pointing): {
  readonly pointer: string;
  readonly attribute: string;
  readonly further: number;
  readonly isAlike: boolean;
} {
  return { pointer, attribute: attribute.name.qualified, further, isAlike };
}

/** The pointer itself, where it can be found in the source; the whole attribute where a reference changed the value. */
export function placeOf({ attribute, pointer, at }: Pointing): XmlAttribute | SourcePlace {
  const { tree, owner, row } = attribute;
  const start = tree.columns.valueStart[row]! + at;
  const end = start + pointer.length;
  if (attribute.isDefault || tree.source.slice(start, end) !== pointer) return attribute;
  return placeIn(tree, { start, end }, owner);
}
