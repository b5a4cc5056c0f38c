import { TEI_NAMESPACE, XML_NAMESPACE, type XmlNode } from "../tree/index.ts";
import { tokens } from "./attribute-value.ts";
import { definitions } from "./attributes.ts";
import type { AttributeDefinition, Constraint, ElementSpec, Specifications } from "./specification.ts";

export const SCHEMATRON_NAMESPACE = "http://purl.oclc.org/dsdl/schematron";

/**
 * Gives the constraints of elements and of their attributes, of classes (for their members), and of the schema as a whole.
 * Those that are there in several languages are taken in that of the ODD.
 */
export function constraintsIn(schema: XmlNode, specs: Specifications): Constraint[] {
  const isSaid = languageFilter(schema);
  const constraintsOf = (nodes: readonly XmlNode[], contexts: readonly string[]): Constraint[] =>
    nodes.filter(isSchematron).map((node) => constraintOf(node, contexts, isSaid));
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

function isSchematron(node: XmlNode): boolean {
  return (node.get("scheme") ?? "schematron").includes("schematron");
}

function constraintOf(
  node: XmlNode,
  contexts: readonly string[],
  isSaid: (node: XmlNode) => boolean,
): Constraint {
  const constraints = isSaid(node) ? [...node.elements("constraint")].filter(isSaid) : [];
  const parts = constraints
    .flatMap((each) => [...each.elements()])
    .filter((each) => each.uri === SCHEMATRON_NAMESPACE && isSaid(each));
  return { ident: node.get("ident") ?? "", contexts, parts, node };
}

/**
 * Says of what may bear `@xml:lang` whether it is to be taken: what bears none is, and what is in a language of the ODD,
 * by `@docLang` or by its own `@xml:lang`. An ODD that names no language takes all that it says itself, and of what it
 * customises what is in English.
 */
function languageFilter(schema: XmlNode): (node: XmlNode) => boolean {
  const said = schema.get("docLang") === null ? [schema.language ?? ""] : tokens(schema.get("docLang"));
  const own = new Set(said.filter((each) => each !== "").map(primaryLanguage));
  return (node) => {
    const language = node.get("xml:lang");
    if (language === null) return true;
    if (own.size > 0) return own.has(primaryLanguage(language));
    return node.tree === schema.tree || primaryLanguage(language) === "en";
  };
}

/** The language of a tag without the region it is spoken in (RFC 5646, section 2.2.1). */
function primaryLanguage(tag: string): string {
  return tag.trim().toLowerCase().replace(/-.*$/su, "");
}

/** The XPath that matches the elements of a specification. */
export function contextOf(spec: ElementSpec): string {
  return spec.namespace === TEI_NAMESPACE ? `tei:${spec.name}` : `Q{${spec.namespace}}${spec.name}`;
}
