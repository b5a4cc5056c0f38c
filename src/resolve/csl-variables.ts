import type { XmlNode } from "../tree/index.ts";
import { editedText } from "./edited-text.ts";
import type { Work } from "./work.ts";

/**
 * Variables of CSL 1.0.2 that TEI has no element for in the entry of a work. Each is a `note` of the entry, with the name of
 * the variable as its `@type`, and goes out as that variable again.
 */
export const NOTED_WORDS = [
  "abstract",
  "annote",
  "authority",
  "call-number",
  "chapter-number",
  "dimensions",
  "division",
  "event-place",
  "event-title",
  "genre",
  "jurisdiction",
  "keyword",
  "medium",
  "number",
  "number-of-pages",
  "number-of-volumes",
  "original-publisher",
  "original-publisher-place",
  "original-title",
  "part",
  "part-title",
  "PMCID",
  "PMID",
  "printing",
  "references",
  "reviewed-genre",
  "reviewed-title",
  "scale",
  "section",
  "source",
  "status",
  "supplement",
  "version",
  "volume-title",
  "volume-title-short",
] as const;

/** Those that are dates. */
export const NOTED_DATES = ["available-date", "event-date", "submitted"] as const;

export const NOTED_VARIABLES: ReadonlySet<string> = new Set([...NOTED_WORDS, ...NOTED_DATES]);

/** Gives what the notes of an entry say that are named for a variable of CSL. */
export function readNoted(element: XmlNode): Pick<Work, "noted"> {
  const said = [...element.elements("note")]
    .map((note) => [note.get("type") ?? "", editedText(note)] as const)
    .filter(([type, text]) => NOTED_VARIABLES.has(type) && text !== "");
  return said.length === 0 ? {} : { noted: Object.fromEntries(said) };
}
