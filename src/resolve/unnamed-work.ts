import { hash } from "node:crypto";
import { onceForNode, type XmlNode } from "../tree/index.ts";
import { isListed } from "./listed-work.ts";
import { singleSpaced } from "./words.ts";

/** What is told of, and the works on it: they are of its description, and no bibliography of the text. */
const DESCRIBED: readonly string[] =
  "teiHeader person personGrp persona place org event object msDesc entry entryFree bibl biblStruct biblFull".split(
    " ",
  );

/** What has the entries of a bibliography in it. */
const LISTS: readonly string[] = "listBibl list item div div1 div2".split(" ");

/** A year in which something was printed. */
const PRINTED = /(?<!\d)(?:1[4-9]|20)\d\d(?!\d)/u;

/**
 * Gives the id of a work in the bibliography of a text that has no `xml:id`, as those of articles have none: it is made of
 * what the entry says, so that it stays while the list around it changes. Null for what has an `xml:id`, is no entry of
 * a list, or says too little to be known by: no title, and no year behind some words.
 */
export const unnamedWorkId: (element: XmlNode) => string | null = onceForNode((element) => {
  if (!element.isTei("bibl", "biblStruct", "biblFull") || element.get("xml:id") !== null) return null;
  // What stands in the sentences of a bibliography is cited there.
  if (element.parent?.isTei(...LISTS) !== true || !isListed(element)) return null;
  if (element.maybeAncestor(...DESCRIBED) !== null) return null;
  const text = singleSpaced(element.text).trim();
  const isNamed = [...element.descendantElements("title")].some((title) => /\p{L}/u.test(title.text));
  if (!isNamed && !(PRINTED.test(text) && text.split(" ").length >= FEWEST_WORDS)) return null;
  return `work-${hash("sha256", text).slice(0, 10)}`;
});

/** A name and a year is a reference. */
const FEWEST_WORDS = 5;
