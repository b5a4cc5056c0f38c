import type { XmlNode } from "../tree/index.ts";

/**
 * The bodies or persons that an element of the header names: the names in it where they stand side by side, of those in
 * several languages the ones in the language asked for, or in the first; the element itself where it has words beside them.
 */
export function namedBodies(element: XmlNode, language: string | null = null): readonly XmlNode[] {
  const hasText = [...element.children()].some((child) => child.isText && /\S/u.test(child.text));
  const subject = hasText ? subjectOf(element) : null;
  if (subject !== null) return [subject];
  const names = hasText ? [] : [...element.elements()].filter((child) => child.isTei(...NAMES));
  if (names.length === 0) return [element];
  return saidIn(names, language);
}

/** Of elements that say the same in several languages, those in the language asked for, or in the first; and those that name none. */
export function saidIn(elements: readonly XmlNode[], language: string | null): readonly XmlNode[] {
  const languages = elements.map((each) => each.get("xml:lang"));
  const wanted = languages.includes(language) ? language : languages.find((each) => each !== null);
  return elements.filter((_each, at) => languages[at] === null || languages[at] === wanted);
}

/** The name with which a sentence about a body begins: “<name>A Society</name> is a body that publishes what was found.” */
function subjectOf(element: XmlNode): XmlNode | null {
  const [first, ...others] = [...element.children()].filter(
    (child) => !child.isText || /\S/u.test(child.text),
  );
  if (first?.isTei(...NAMES) !== true) return null;
  const behind = others.map(({ text }) => text).join("");
  return SENTENCE.test(behind) && behind.trim().split(/\s+/u).length >= LEAST_WORDS ? first : null;
}

const SENTENCE = /^\s+\p{Ll}.*\.\s*$/su;
/** A name may go on behind what is marked of it, but not for so many words. */
const LEAST_WORDS = 8;

const NAMES = ["orgName", "persName", "name"] as const;
