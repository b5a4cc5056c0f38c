import { catalogue, type Finding } from "../report/index.ts";
import type { Tree, XmlAttribute } from "../tree/index.ts";

/**
 * Gives a finding for each `xml:id` that an element before has, by the attribute. It is the finding of the check of
 * links, since the same fault has one code whoever sees it first.
 */
export function duplicateIds(tree: Tree): Map<XmlAttribute, Finding> {
  const first = new Map<string, XmlAttribute>();
  const found = new Map<XmlAttribute, Finding>();
  for (let row = 0; row < tree.columns.attributeOwner.length; row++) {
    if (!tree.isId(row)) continue;
    const attribute = tree.attribute(row);
    const before = first.get(attribute.value);
    if (before === undefined) first.set(attribute.value, attribute);
    else {
      const { line } = tree.lines.position(before.start);
      found.set(attribute, catalogue.duplicateId(attribute, { id: attribute.value, line }));
    }
  }
  return found;
}
