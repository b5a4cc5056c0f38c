import type { DatatypeParameter, ValueContext } from "../datatypes/datatype.ts";
import type { Place, SchemaPattern } from "./schema-tree.ts";
import type { XmlElement } from "./xml-element.ts";
import type { XmlSyntax } from "./xml-syntax.ts";

/** Reads `data` with its parameters and what is excepted from it (sections 3 and 4.16). */
export function readData(syntax: XmlSyntax, element: XmlElement, place: Place): SchemaPattern {
  const name = syntax.ncName(element, "type");
  const parameters: DatatypeParameter[] = [];
  let except: SchemaPattern | null = null;
  let isFaulty = false;
  for (const child of syntax.elements.children(element)) {
    if (child.local === "param" && except === null) {
      const parameter = readParameter(syntax, child);
      if (parameter === null) isFaulty = true;
      else parameters.push(parameter);
    } else if (child.local === "except" && except === null) {
      except = exceptOf(syntax, child);
    } else {
      syntax.elements.noteElement(child, element, except === null ? ["param", "except"] : []);
    }
  }
  if (name === null || isFaulty) return { kind: "fault", place };
  const type = { library: element.datatypeLibrary, name };
  const datatype = syntax.datatypes.data(type, parameters, contextOf(syntax, element), place);
  return datatype === null ? { kind: "fault", place } : { kind: "data", datatype, except, place };
}

/** Reads `value`; without a type it is a `token` of the built-in library (section 4.4). */
export function readValue(syntax: XmlSyntax, element: XmlElement, place: Place): SchemaPattern {
  const lexical = syntax.elements.text(element);
  const name = element.type === null ? "token" : syntax.ncName(element, "type");
  if (name === null) return { kind: "fault", place };
  const library = element.type === null ? "" : element.datatypeLibrary;
  const found = syntax.datatypes.value({ library, name }, lexical, contextOf(syntax, element), place);
  return found === null ? { kind: "fault", place } : { kind: "value", ...found, lexical, place };
}

function readParameter(syntax: XmlSyntax, element: XmlElement): DatatypeParameter | null {
  const value = syntax.elements.text(element);
  const name = syntax.ncName(element, "name");
  return name === null ? null : { name, value };
}

/** Several patterns in `except` are a choice (section 4.12). */
function exceptOf(syntax: XmlSyntax, element: XmlElement): SchemaPattern {
  const members = syntax.patternsIn(element);
  const place = syntax.elements.place(element);
  if (members.length === 0) return { kind: "fault", place };
  return members.length === 1 ? members[0]! : { kind: "choice", members, place };
}

/** The namespaces in force at an element; `ns` is the default one (section 4.9). */
function contextOf({ elements }: XmlSyntax, element: XmlElement): ValueContext {
  return {
    namespaceOf: (prefix) => (prefix === "" ? element.ns || null : elements.namespaceOf(element, prefix)),
    isUnparsedEntity: () => false,
  };
}
