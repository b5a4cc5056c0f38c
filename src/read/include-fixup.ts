import { relativePath, XML_NAMESPACE, XMLNS_NAMESPACE, type XmlNode } from "../tree/index.ts";
import { baseOf } from "./include-element.ts";

/** An attribute that inclusion adds to an element, so that it means in its new place what it meant in its own. */
export interface Fixup {
  readonly prefix: string;
  readonly local: string;
  readonly uri: string;
  readonly value: string;
}

/**
 * Gives what an included element needs (XInclude 1.0, sections 4.5.4 to 4.5.6): `xml:base` where it comes from another
 * file, `xml:lang` where the language was said above it, and the namespaces that were declared above it. `base` is the
 * base of the place it is put, null where that is on the web.
 */
export function fixupsOf(element: XmlNode, include: XmlNode, base: string | null): Fixup[] {
  return [...baseFixup(element, base), ...languageFixup(element), ...namespaceFixups(element, include)];
}

function baseFixup(element: XmlNode, base: string | null): Fixup[] {
  const wanted = baseOf(element);
  if (base === null || "web" in wanted || wanted.path === base) return [];
  return [{ prefix: "xml", local: "base", uri: XML_NAMESPACE, value: relativePath(wanted.path, base) }];
}

/** The base of the place where an inclusion stands; that of an `xi:include` that is all of a file is the place's of that file. */
export function baseOfPlace(include: XmlNode, outer: string | null): string | null {
  if (!include.parent?.isElement) return outer;
  const base = baseOf(include.parent);
  return "web" in base ? null : base.path;
}

function languageFixup(element: XmlNode): Fixup[] {
  const { language } = element;
  if (language === null || element.get("xml:lang") !== null) return [];
  return [{ prefix: "xml", local: "lang", uri: XML_NAMESPACE, value: language }];
}

function namespaceFixups(element: XmlNode, include: XmlNode): Fixup[] {
  const own = new Set(bindingsOn(element).keys());
  const inherited = new Map([...element.ancestors()].reverse().flatMap((above) => [...bindingsOn(above)]));
  const missing = [...inherited].filter(([prefix]) => !own.has(prefix));
  const fixups = missing
    .filter(([prefix, uri]) => uri !== "" && include.namespaceOf(prefix) !== uri)
    .map(declaration);
  const hasDefault = own.has("") || (inherited.get("") ?? "") !== "";
  return hasDefault || include.namespaceOf("") === null ? fixups : [...fixups, declaration(["", ""])];
}

function declaration([prefix, value]: readonly [string, string]): Fixup {
  return prefix === ""
    ? { prefix: "", local: "xmlns", uri: XMLNS_NAMESPACE, value }
    : { prefix: "xmlns", local: prefix, uri: XMLNS_NAMESPACE, value };
}

function bindingsOn(element: XmlNode): Map<string, string> {
  const bindings = new Map<string, string>();
  for (const { name, value } of element.attributesAndNamespaces()) {
    if (name.uri === XMLNS_NAMESPACE) bindings.set(name.prefix === "" ? "" : name.local, value);
  }
  return bindings;
}
