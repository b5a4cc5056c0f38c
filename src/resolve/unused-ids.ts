import { catalogue, type Finding } from "../report/index.ts";
import { TEI_NAMESPACE } from "../tree/index.ts";
import { idsIn, ownerOf } from "./anchors.ts";
import { entryOf, type Registers } from "./entry.ts";
import { pointingsIn } from "./links.ts";
import { type LinkScope, resolvePointer } from "./pointer.ts";
import type { EditionDocument } from "./registers.ts";

/** The elements that a document points to, each as `document#id`, by pointers and by keys. */
export function targetsOf(document: EditionDocument, scope: LinkScope, registers: Registers): Set<string> {
  const targets = new Set<string>();
  for (const { pointer, from } of pointingsIn(document)) {
    const target = resolvePointer(pointer, from, document.id, scope);
    if (target.kind === "element") targets.add(`${target.document}#${target.id}`);
  }
  const { tree } = document;
  for (let row = 0; row < tree.columns.attributeName.length; row++) {
    if (tree.names.get(tree.columns.attributeName[row]!).qualified !== "key") continue;
    const entry = entryOf(registers, tree.value(row));
    if (entry !== null) targets.add(`${entry.document}#${entry.xmlId}`);
  }
  return targets;
}

/** Finds the elements of some names whose ids are not among what the edition points to. */
export function checkUnusedIds(
  { id, tree }: EditionDocument,
  targets: ReadonlySet<string>,
  elements: readonly string[],
): Finding[] {
  const findings: Finding[] = [];
  for (const { value, row } of idsIn(tree)) {
    const owner = ownerOf(tree, row);
    if (owner.uri !== TEI_NAMESPACE || !elements.includes(owner.local) || targets.has(`${id}#${value}`))
      continue;
    findings.push(catalogue.idUnused(tree.attribute(row), { id: value, element: owner.local }));
  }
  return findings;
}
