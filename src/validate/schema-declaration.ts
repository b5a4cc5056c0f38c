import { NodeKind, type Tree, type XmlNode } from "../tree/index.ts";

/** What an `xml-model` instruction says (Associating Schemas with XML documents 1.0). */
export interface SchemaDeclaration {
  readonly href: string;
  readonly type: string | null;
  /** The namespace of the schema language. */
  readonly schematypens: string | null;
  readonly node: XmlNode;
  readonly start: number;
  readonly end: number;
}

/** Gives the schemas a document names before its outermost element, in order; an instruction without `href` is left out. */
export function schemaDeclarations(tree: Tree): readonly SchemaDeclaration[] {
  const found: SchemaDeclaration[] = [];
  for (const node of tree.document.children()) {
    if (node.isElement) break;
    if (node.kind !== NodeKind.instruction || node.local !== "xml-model") continue;
    const said = pseudoAttributes(node.text);
    const href = said.get("href");
    if (href === undefined) continue;
    found.push({
      href,
      type: said.get("type") ?? null,
      schematypens: said.get("schematypens") ?? null,
      node,
      start: node.start,
      end: node.end,
    });
  }
  return found;
}

function pseudoAttributes(data: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name, double, single] of data.matchAll(/([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu)) {
    found.set(name!, resolved(double ?? single ?? ""));
  }
  return found;
}

const REFERENCES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&apos;": "'",
};

/** Pseudo-attributes may hold the references that XML itself knows. */
function resolved(value: string): string {
  return value.replace(/&(?:amp|lt|gt|quot|apos);/gu, (reference) => REFERENCES[reference]!);
}
