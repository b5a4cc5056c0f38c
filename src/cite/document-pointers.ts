import {
  entryMeant,
  type LinkScope,
  labelIn,
  namesOfEntries,
  type PointerTarget,
  pointersIn,
  type Registers,
  resolvePointer,
} from "../resolve/index.ts";
import type { XmlNode } from "../tree/index.ts";
import type { Pointers } from "./citations.ts";

/** The element that `@who` leads to, also where its `#` was forgotten. */
function agentIn(target: PointerTarget): string | null {
  if (target.kind === "bare") return target.element === null ? null : target.word;
  return target.kind === "element" ? target.id : null;
}

/** Follows the pointers of a document to the registers; what `@who` leads to counts even where it is no entry. */
export function documentPointers(document: string, registers: Registers, scope: LinkScope): Pointers {
  const keyOf = (node: XmlNode, pointer: string): string | null => {
    const target = resolvePointer(pointer, node, document, scope);
    const entry = entryMeant(registers, target, { node, pointer });
    return entry?.key ?? null;
  };
  const keyIn = (name: XmlNode, attribute: string): string | null => {
    const isKey = attribute === "key";
    const label = isKey ? labelIn(name) : null;
    const each = isKey ? namesOfEntries(name) : pointersIn(name.get(attribute) ?? "");
    const values = [...(label === null ? [] : [label]), ...each];
    const keys = values.map((pointer) => keyOf(name, pointer));
    return keys.find((key) => key !== null) ?? null;
  };
  const agents = new Map<string, string | null>();
  const findAgent = (node: XmlNode, pointer: string): string | null => {
    const target = resolvePointer(pointer, node, document, scope);
    return keyOf(node, pointer) ?? agentIn(target);
  };
  return {
    keyOf,
    keyOfName: (name) => keyIn(name, "ref") ?? keyIn(name, "key"),
    agentOf: (node, pointer) => {
      // An id of the document itself is the same wherever it is pointed to, and a play names a few a thousand times.
      const isOwn = pointer.startsWith("#");
      const known = isOwn ? agents.get(pointer) : undefined;
      const agent = known === undefined ? findAgent(node, pointer) : known;
      if (isOwn) agents.set(pointer, agent);
      return agent;
    },
  };
}
