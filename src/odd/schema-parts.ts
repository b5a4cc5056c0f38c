import { catalogue, type Finding } from "../report/index.ts";
import type { XmlNode } from "../tree/index.ts";
import { SPECIFICATIONS } from "./read-specification.ts";
import type { OddFiles } from "./specification.ts";

const REFERENCES: readonly string[] = ["moduleRef", "elementRef", "classRef", "macroRef", "dataRef"];

/**
 * Gives the specifications and references of a `schemaSpec` in the order in which they count: its own, those of the
 * groups in it, and those of groups it refers to, in the same document or in others (TEI Guidelines, section 23.4).
 */
export function schemaParts(schema: XmlNode, files: OddFiles, findings: Finding[]): readonly XmlNode[] {
  return partsOf(schema, { files, findings, open: [] });
}

interface Walk {
  readonly files: OddFiles;
  readonly findings: Finding[];
  /** The groups that are being read, the outermost first. */
  readonly open: readonly XmlNode[];
}

function partsOf(parent: XmlNode, walk: Walk): XmlNode[] {
  return [...parent.elements()].flatMap((node) => {
    if (!node.isTei()) return [];
    if (node.local === "specGrp") return partsOf(node, walk);
    if (node.local === "specGrpRef") return groupOf(node, walk);
    return SPECIFICATIONS.includes(node.local) || REFERENCES.includes(node.local) ? [node] : [];
  });
}

function groupOf(reference: XmlNode, walk: Walk): XmlNode[] {
  const target = reference.get("target") ?? "";
  const where = reference.maybeAttribute("target") ?? reference;
  const group = target.startsWith("#")
    ? reference.tree.maybeById(target.slice(1))
    : outerGroup(reference, target, walk);
  if (group !== null && SPECIFICATIONS.includes(group.local)) return [group];
  if (group === null || !["specGrp", "schemaSpec"].includes(group.local)) {
    walk.findings.push(
      target.startsWith("#")
        ? catalogue.oddUndefined(where, { kind: "specGrp", name: target, nearest: null })
        : catalogue.oddFileMissing(where, { href: target }),
    );
    return [];
  }
  if (walk.open.includes(group)) {
    walk.findings.push(catalogue.oddReferenceCircle(where, { name: target }));
    return [];
  }
  return partsOf(group, { ...walk, open: [...walk.open, group] });
}

/** A file may be a group or a specification itself, or hold the group of the id behind `#`. */
function outerGroup(reference: XmlNode, target: string, { files }: Walk): XmlNode | null {
  const [href = "", id = ""] = target.split("#");
  const tree = files.file(href, reference.tree.path);
  if (tree === null) return null;
  if (id !== "") return tree.maybeById(id);
  if (tree.root.isTei() && ["specGrp", ...SPECIFICATIONS].includes(tree.root.local)) return tree.root;
  for (const node of tree.root.descendantElements("specGrp", "schemaSpec")) if (node.isTei()) return node;
  return null;
}
