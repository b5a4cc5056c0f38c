import { TEI_NAMESPACE, XML_NAMESPACE, type XmlNode } from "../tree/index.ts";
import { definitions } from "./attributes.ts";
import type { AttributeDefinition, Constraint, ElementSpec, Specifications } from "./specification.ts";

/** Gives the constraints of elements and of their attributes, of classes (for their members), and of the schema as a whole. */
export function constraintsIn(schema: XmlNode, specs: Specifications): Constraint[] {
  const found = constraintsOf([...schema.elements("constraintSpec")], ["/*"]);
  for (const spec of specs.classes.values()) {
    const members = membersOf(specs, spec.ident);
    found.push(...constraintsOf(spec.constraints, members.map(contextOf)));
    for (const attribute of definitions(spec.attributes)) {
      const contexts = members.map((member) => attributeContext(member, attribute));
      found.push(...constraintsOf(attribute.constraints, contexts));
    }
  }
  for (const spec of specs.elements.values()) {
    found.push(...constraintsOf(spec.constraints, [contextOf(spec)]));
    for (const attribute of definitions(spec.attributes)) {
      if (attribute.mode !== "delete")
        found.push(...constraintsOf(attribute.constraints, [attributeContext(spec, attribute)]));
    }
  }
  return found;
}

/** The XPath that matches an attribute of an element. */
export function attributeContext(spec: ElementSpec, attribute: AttributeDefinition): string {
  return `${contextOf(spec)}/${attributeStep(attribute)}`;
}

/** The step of an XPath that leads from an element to an attribute. */
export function attributeStep({ name, namespace }: AttributeDefinition): string {
  if (namespace === "") return `@${name}`;
  return `@${namespace === XML_NAMESPACE ? "xml:" : `Q{${namespace}}`}${name}`;
}

/** Writes a text as XPath does. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The elements that are members of a class, those of its subclasses among them. */
export function membersOf({ elements, classes }: Specifications, ident: string): ElementSpec[] {
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

/** The XPath that matches the elements of a specification. */
export function contextOf(spec: ElementSpec): string {
  return spec.namespace === TEI_NAMESPACE ? `tei:${spec.name}` : `Q{${spec.namespace}}${spec.name}`;
}
