import type { Tree, XmlNode } from "../tree/index.ts";

/**
 * Gives the language a text is written in where no `xml:lang` says so: that of the header's `langUsage`, if it names one
 * or gives one the greatest share (TEI P5, 2.4.2); null where the header leaves it open.
 */
export function headerLanguage(tree: Tree): string | null {
  const usage = tree.document.descendantElements("langUsage").next().value;
  const languages = usage === undefined ? [] : [...usage.elements("language")];
  const shares = languages.map((language) => Number(language.get("usage") ?? Number.NaN));
  const greatest = Math.max(...shares.map((share) => (Number.isNaN(share) ? 0 : share)), 0);
  const [main] =
    languages.length === 1 ? languages : languages.filter((_, at) => greatest > 0 && shares[at] === greatest);
  return main?.get("ident") ?? null;
}

/** The language in force at a node: by `xml:lang`, or else by the header. */
export function languageAt(node: XmlNode, header: string | null): string | null {
  return node.language ?? header;
}
