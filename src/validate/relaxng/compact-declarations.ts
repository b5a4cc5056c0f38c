import { catalogue } from "../../report/index.ts";
import { XML_NAMESPACE } from "../../tree/index.ts";
import { XSD_LIBRARY } from "../datatypes/index.ts";
import type { Bound, CompactCursor } from "./compact-cursor.ts";
import type { Token } from "./compact-scanner.ts";
import { whereOf } from "./schema-tree.ts";

/** Reads the declarations at the beginning of a schema (ISO/IEC 19757-2, annex C: preamble). */
export function readDeclarations(cursor: CompactCursor): void {
  const inherited = cursor.defaultNamespace;
  while (readDeclaration(cursor, inherited));
  cursor.namespaces.set("xml", { uri: XML_NAMESPACE, isInherited: false });
  if (!cursor.libraries.has("xsd")) cursor.libraries.set("xsd", XSD_LIBRARY);
}

function readDeclaration(cursor: CompactCursor, inherited: Bound): boolean {
  if (cursor.maybe("datatypes") !== null) {
    const { text } = cursor.name("a prefix");
    cursor.take("=");
    cursor.libraries.set(text, cursor.literal("the URI of a library, in quotation marks").text);
    return true;
  }
  const isDefault = cursor.maybe("default") !== null;
  if (!isDefault && !cursor.isAt("namespace")) return false;
  cursor.take("namespace");
  const prefix = isDefault && cursor.isAt("=") ? null : cursor.name("a prefix");
  cursor.take("=");
  const bound = readNamespace(cursor, inherited);
  if (isDefault) cursor.defaultNamespace = bound;
  if (prefix !== null) bind(cursor, prefix, bound);
  return true;
}

function readNamespace(cursor: CompactCursor, inherited: Bound): Bound {
  if (cursor.maybe("inherit") !== null) return inherited;
  return { uri: cursor.literal("a namespace in quotation marks, or “inherit”").text, isInherited: false };
}

/** Binds a prefix, as far as Namespaces in XML lets it be bound (section 3). */
function bind(cursor: CompactCursor, prefix: Token, bound: Bound): void {
  const isXml = bound.uri === XML_NAMESPACE && !bound.isInherited;
  if (prefix.text === "xmlns") noteBinding(cursor, prefix, "another prefix: xmlns declares namespaces");
  else if (prefix.text === "xml" && !isXml)
    noteBinding(cursor, prefix, `${XML_NAMESPACE}, which is what xml stands for`);
  else if (prefix.text !== "xml" && isXml) noteBinding(cursor, prefix, `the prefix xml for ${XML_NAMESPACE}`);
  else cursor.namespaces.set(prefix.text, bound);
}

function noteBinding(cursor: CompactCursor, prefix: Token, expected: string): void {
  const facts = { what: "The prefix declared", value: prefix.text, expected, section: "compact syntax" };
  cursor.datatypes.note(catalogue.relaxngSpelling(whereOf(cursor.place(prefix)), facts));
}
