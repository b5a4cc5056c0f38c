import type { XmlNode } from "../tree/index.ts";

/** Who is related to whom, and how, where no description says it: “Ada – parent – Bob”; null for what is no such relation. */
export function relationWords(node: XmlNode): string | null {
  const name = node.get("name");
  if (!node.isTei("relation") || name === null || node.maybeElement("desc") !== null) return null;
  const active = namesOf(node, node.get("active") ?? node.get("mutual"));
  const passive = namesOf(node, node.get("passive"));
  return [active, name, passive].filter((each) => each !== "").join(" – ");
}

/** The names of those that pointers lead to, where they are in the document; else their ids. */
function namesOf({ tree }: XmlNode, pointers: string | null): string {
  const all = (pointers ?? "").split(/\s+/u).filter((each) => each !== "");
  return all
    .map((pointer) => nameIn(tree.maybeById(pointer.replace(/^#/u, ""))) ?? pointer.replace(/^.*#/u, ""))
    .join(", ");
}

function nameIn(entry: XmlNode | null): string | null {
  for (const child of entry?.elements() ?? [])
    if (child.isTei("persName", "orgName", "placeName", "name"))
      return child.text.replace(/\s+/gu, " ").trim();
  return null;
}
