import { TEI_NAMESPACE, type XmlNode } from "../tree/index.ts";
import { definitions } from "./attributes.ts";
import type { Constraint, ElementSpec, Specifications } from "./specification.ts";

/** Gives the constraints of elements and of their attributes, of classes (for their members), and of the schema as a whole. */
export function constraintsIn(schema: XmlNode, specs: Specifications): Constraint[] {
  const found = constraintsOf([...schema.elements("constraintSpec")], ["/*"]);
  for (const spec of specs.classes.values()) {
    const members = membersOf(specs, spec.ident);
    found.push(...constraintsOf(spec.constraints, members.map(contextOf)));
    for (const { ident, constraints } of definitions(spec.attributes)) {
      if (constraints.length > 0)
        found.push(
          ...constraintsOf(
            constraints,
            members.map((member) => `${contextOf(member)}/@${ident}`),
          ),
        );
    }
  }
  for (const spec of specs.elements.values()) {
    found.push(...constraintsOf(spec.constraints, [contextOf(spec)]));
    for (const { ident, constraints, mode } of definitions(spec.attributes)) {
      if (mode !== "delete") found.push(...constraintsOf(constraints, [`${contextOf(spec)}/@${ident}`]));
    }
  }
  return found;
}

/** The elements that are members of a class, those of its subclasses among them. */
function membersOf({ elements, classes }: Specifications, ident: string): ElementSpec[] {
  const reaches = (memberOf: ElementSpec["memberOf"], seen: ReadonlySet<string>): boolean =>
    memberOf.some(({ key }) => {
      if (key === ident) return true;
      const above = seen.has(key) ? undefined : classes.get(key);
      return above !== undefined && reaches(above.memberOf, new Set([...seen, key]));
    });
  return [...elements.values()].filter((spec) => reaches(spec.memberOf, new Set()));
}

function constraintsOf(nodes: readonly XmlNode[], contexts: readonly string[]): Constraint[] {
  return nodes
    .filter((node) => (node.get("scheme") ?? "schematron").includes("schematron"))
    .map((node) => ({ ident: node.get("ident") ?? "", contexts, node }));
}

function contextOf(spec: ElementSpec): string {
  return spec.namespace === TEI_NAMESPACE ? `tei:${spec.name}` : `Q{${spec.namespace}}${spec.name}`;
}
