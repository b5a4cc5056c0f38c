import type { XmlNode } from "../tree/index.ts";

/** What divides a text: what stands in one of these is told from what stands in another. */
const DIVISIONS: readonly string[] =
  "div div1 div2 div3 div4 div5 div6 div7 front body back group floatingText text TEI".split(" ");

/** As many letters of a heading tell it from others. */
const LONGEST_HEADING = 100;

/**
 * Gives names of the divisions that passages stand in, which hold while the text in them changes: the `xml:id`, else the
 * kind and the number (`@n`) or the heading, behind the name of what is around; equal ones side by side are counted.
 */
export function divisionNames(): (node: XmlNode) => string {
  const names = new Map<number, string>();
  const nameOf = (division: XmlNode | null): string => {
    if (division === null) return "";
    if (!names.has(division.row)) nameChildren(division.parent, nameOf, names);
    return names.get(division.row) ?? "";
  };
  return (node) => nameOf(node.maybeAncestor(...DIVISIONS));
}

/** Names all divisions of one parent at once, since each is counted among its equals. */
function nameChildren(
  parent: XmlNode | null,
  nameOf: (division: XmlNode | null) => string,
  names: Map<number, string>,
): void {
  if (parent === null) return;
  const around = nameOf(parent.isTei(...DIVISIONS) ? parent : parent.maybeAncestor(...DIVISIONS));
  const counts = new Map<string, number>();
  for (const child of parent.elements()) {
    if (!child.isTei(...DIVISIONS)) continue;
    const id = child.get("xml:id");
    const label = labelOf(child);
    const count = (counts.get(label) ?? 0) + 1;
    if (id === null) counts.set(label, count);
    names.set(child.row, id === null ? `${around}/${label} ${count}` : `#${id}`);
  }
}

function labelOf(division: XmlNode): string {
  const name = division.get("n") ?? letters(division.maybeElement("head")?.text ?? "");
  return [division.local, division.get("type") ?? "", name].join(" ");
}

function letters(heading: string): string {
  return heading
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}]+/gu, "")
    .slice(0, LONGEST_HEADING)
    .toLowerCase();
}
