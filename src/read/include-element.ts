import { catalogue, type Finding } from "../report/index.ts";
import { folderOf, normalPath, type Tree, type XmlNode } from "../tree/index.ts";

/** The namespace of XInclude 1.0. */
export const XINCLUDE_NAMESPACE = "http://www.w3.org/2001/XInclude";

/** What an `xi:include` asks for (XInclude 1.0, section 3.1). */
export interface IncludeElement {
  readonly node: XmlNode;
  readonly href: string;
  readonly parse: "xml" | "text";
  readonly xpointer: string | null;
  readonly encoding: string | null;
  readonly fallback: XmlNode | null;
}

/** Whether a tree has an element of XInclude anywhere; asks the names alone. */
export function hasInclusions({ names }: Tree): boolean {
  for (let id = 0; id < names.size; id++) {
    const { uri, local } = names.get(id);
    if (uri === XINCLUDE_NAMESPACE && local === "include") return true;
  }
  return false;
}

/** Reads an `xi:include`; gives a finding where it is not written as it should be. */
export function readInclude(node: XmlNode): IncludeElement | Finding {
  const href = (node.get("href") ?? "").trim();
  const parse = node.get("parse") ?? "xml";
  const xpointer = node.get("xpointer");
  const own = [...node.elements()].filter(({ uri }) => uri === XINCLUDE_NAMESPACE);
  const reason = mistakeIn({ href, parse, xpointer, own });
  if (reason !== null) return catalogue.includeMalformed(node, { reason });
  const fallback = own[0] ?? null;
  return { node, href, parse: parse as "xml" | "text", xpointer, encoding: node.get("encoding"), fallback };
}

function mistakeIn(asked: {
  readonly href: string;
  readonly parse: string;
  readonly xpointer: string | null;
  readonly own: readonly XmlNode[];
}): string | null {
  const { href, parse, xpointer, own } = asked;
  if (parse !== "xml" && parse !== "text") return `@parse is “${parse}”; expected “xml” or “text”`;
  if (parse === "text" && xpointer !== null) return "@xpointer goes with parse “xml” alone";
  if (href === "" && (xpointer === null || parse === "text"))
    return "there is neither an @href nor an @xpointer";
  if (href.includes("#")) return `@href is “${href}”; what stands behind “#” belongs in @xpointer`;
  if (own.length > 1) return "there is more than one xi:fallback";
  return own.length === 0 || own[0]!.local === "fallback" ? null : `it holds an xi:${own[0]!.local}`;
}

/** Where an address leads: a file of the project, or elsewhere on the web. */
export type Address = { readonly path: string } | { readonly web: string };

/** Writes the address of an inclusion out, from its element's base (XML Base); an empty one is the file itself. */
export function addressOf({ node, href }: IncludeElement): Address {
  if (href === "") return { path: ownPath(node) };
  if (isWeb(href)) return { web: href };
  if (href.startsWith("/")) return { path: normalPath(decoded(href)) };
  const base = baseOf(node);
  return "web" in base ? base : { path: normalPath(folderOf(base.path) + decoded(href)) };
}

/** The base of an element: the file it is read from, as `xml:base` on it and above it changes that (XML Base). */
export function baseOf(node: XmlNode): Address {
  const steps: string[] = [];
  for (let at: XmlNode | null = node; at?.isElement; at = at.parent) {
    const own = at.get("xml:base");
    if (own === null || own === "") continue;
    if (isWeb(own)) return { web: own };
    steps.unshift(decoded(own));
    if (own.startsWith("/")) break;
  }
  let path = ownPath(node);
  for (const step of steps) path = step.startsWith("/") ? step : folderOf(path) + step;
  return { path: normalPath(path) + (path.endsWith("/") ? "/" : "") };
}

function ownPath(node: XmlNode): string {
  return normalPath(node.tree.partAt(node.start).path);
}

function isWeb(address: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]+:/u.test(address) || address.startsWith("//");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign is no escape; the path is then meant as written.
    return text;
  }
}
