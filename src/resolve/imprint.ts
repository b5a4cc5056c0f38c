import type { XmlNode } from "../tree/index.ts";
import { bareDoi } from "./doi.ts";
import { editedText } from "./edited-text.ts";
import type { Identifier, Work } from "./work.ts";

type Imprint = Pick<
  Work,
  "places" | "publishers" | "volume" | "issue" | "pages" | "edition" | "seriesNumber" | "identifiers"
>;

/** Reads what the elements of a work say of its printing: place, publisher, volume, pages, numbers. */
export function readImprint(elements: readonly XmlNode[]): Imprint {
  const all = (...locals: string[]): string[] =>
    elements.filter((node) => node.isTei(...locals)).map((node) => clean(editedText(node)));
  const scope = (unit: RegExp): string | null => scopeOf(elements, unit);
  return {
    places: present(all("pubPlace")),
    publishers: present(all("publisher")),
    volume: scope(/^(?:vol|volume|bd|band|tome|t)$/iu),
    issue: scope(/^(?:issue|no|nr|number|heft|fasc)$/iu),
    pages: scope(/^(?:pp?|pages?|seiten?|s)$/iu),
    edition: present(all("edition"))[0] ?? null,
    seriesNumber: seriesScope(elements),
    identifiers: identifiersOf(elements),
  };
}

function clean(text: string): string {
  return text.replace(/[\s,;:]+$/u, "");
}

function present(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text) => text !== ""))];
}

function scopeOf(elements: readonly XmlNode[], unit: RegExp): string | null {
  const found = elements.find(
    (node) => node.isTei("biblScope") && node.maybeAncestor("series") === null && unit.test(unitOf(node)),
  );
  return found === undefined ? null : extent(found);
}

function seriesScope(elements: readonly XmlNode[]): string | null {
  const found = elements.find((node) => node.isTei("biblScope") && node.maybeAncestor("series") !== null);
  return found === undefined ? null : extent(found);
}

function unitOf(scope: XmlNode): string {
  return (
    scope.get("unit") ?? scope.get("type") ?? /^\s*(pp?|vol|no|nr|bd|t|s)\b/iu.exec(scope.text)?.[1] ?? ""
  );
}

/** A word for a unit before its number; “November 2013” has none. */
const UNIT_WORD =
  /^(?:(?![ivxlcdm]+\s)\p{L}{1,3}\s+|\p{L}+\.\s*|(?:volume|band|tome|tomo|tomus|teil|part|number|numéro|número|numero|issue|heft|pages?|seiten?|pagine?)\s+)(?=[\divxlcdm])/iu;

/** The number or span itself, without the word for its unit. */
function extent(scope: XmlNode): string | null {
  const from = scope.get("from") ?? scope.get("n");
  const to = scope.get("to");
  if (from !== null) return to === null || to === from ? from : `${from}–${to}`;
  const said = editedText(scope).replace(UNIT_WORD, "");
  return said === "" ? null : clean(said);
}

function identifiersOf(elements: readonly XmlNode[]): Identifier[] {
  const numbers = elements
    .filter((node) => node.isTei("idno") && node.maybeAncestor("msIdentifier", "author", "editor") === null)
    .map(identifier);
  const links = elements
    .filter((node) => node.isTei("ref", "ptr") && /^https?:/u.test(node.get("target") ?? ""))
    .map((node) => identified("URL", node.get("target")!));
  const addresses = elements
    .filter(
      (node) => node.isTei("note") && node.get("type") === "url" && /^\s*https?:\S+\s*$/u.test(node.text),
    )
    .map((node) => identified("URL", editedText(node)));
  return [...numbers, ...links, ...addresses].filter(({ value }) => value !== "");
}

function identifier(idno: XmlNode): Identifier {
  return identified(idno.get("type") ?? "", editedText(idno));
}

/** A DOI is known by its address as well as by its number. */
function identified(type: string, value: string): Identifier {
  const doi = bareDoi(value);
  if (/^10\.\d{4,9}\/\S+$/u.test(doi)) return { type: "DOI", value: doi };
  if (type === "" || /^(?:uri|url)$/iu.test(type))
    return { type: /^https?:/u.test(value) ? "URL" : "ID", value };
  return { type: type.toUpperCase(), value };
}
