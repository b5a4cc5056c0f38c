import type { XmlNode } from "../tree/index.ts";

/**
 * The bodies or persons that an element of the header names: the names in it where they stand side by side, of those in
 * several languages the ones in the language asked for, or in the first; the element itself where it has words beside them.
 */
export function namedBodies(element: XmlNode, language: string | null = null): readonly XmlNode[] {
  const hasText = [...element.children()].some((child) => child.isText && /\S/u.test(child.text));
  const names = hasText ? [] : [...element.elements()].filter((child) => child.isTei(...NAMES));
  if (names.length === 0) return [element];
  const languages = names.map((name) => name.get("xml:lang"));
  const wanted = languages.includes(language) ? language : languages.find((each) => each !== null);
  return names.filter((_name, at) => languages[at] === null || languages[at] === wanted);
}

const NAMES = ["orgName", "persName", "name"] as const;
