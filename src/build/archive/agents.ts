import { dirname, posix } from "node:path";
import type { Agent, Contributor } from "../../archive/index.ts";
import type { Edition, EditionDocument } from "../../edition/index.ts";
import { type Entry, namedBodies } from "../../resolve/index.ts";
import type { XmlNode } from "../../tree/index.ts";

const ORCID = /(?:orcid\.org\/|^orcid:|^)(\d{4}-\d{4}-\d{4}-\d{3}[\dX])$/iu;

/** Who made an edition, and who helped, each once, in the order in which the headers name them. */
export interface EditionAgents {
  readonly creators: readonly Agent[];
  readonly contributors: readonly Contributor[];
}

/** Reads authors, editors and other hands from titleStmt; an edition without authors was made by its editors. */
export function readAgents(documents: readonly EditionDocument[], edition: Edition): EditionAgents {
  const authors = new Map<string, Agent>();
  const others = new Map<string, Contributor>();
  for (const document of documents) {
    for (const statement of titleStatements(document)) {
      for (const element of named(statement, "author")) add(authors, readAgent(element, document, edition));
      for (const element of named(statement, "editor"))
        add(others, { ...readAgent(element, document, edition), role: "editor", responsibility: null });
      for (const element of statement.elements("respStmt"))
        for (const hand of hands(element, document, edition)) add(others, hand);
    }
  }
  if (authors.size > 0) return { creators: [...authors.values()], contributors: [...others.values()] };
  const editors = [...others.values()].filter(({ role }) => role === "editor");
  return { creators: editors, contributors: [...others.values()].filter(({ role }) => role !== "editor") };
}

function titleStatements({ tree }: EditionDocument): XmlNode[] {
  const header = tree.root.isTei("teiHeader") ? tree.root : tree.root.maybeElement("teiHeader");
  return header === null ? [] : [...header.descendantElements("titleStmt")].slice(0, 1);
}

/** The statements of one kind; of one that names several persons, their names. */
function named(statement: XmlNode, local: "author" | "editor"): XmlNode[] {
  return [...statement.elements(local)].flatMap((element) => {
    const names = namedBodies(element);
    const isOfOneKind = new Set(names.map((name) => name.local)).size === 1;
    return names.length > 1 && isOfOneKind ? names : [element];
  });
}

function add<T extends Agent>(agents: Map<string, T>, agent: T): void {
  const key = agent.orcid ?? agent.name;
  if (agent.name !== "" && !agents.has(key)) agents.set(key, agent);
}

function* hands(statement: XmlNode, document: EditionDocument, edition: Edition): Generator<Contributor> {
  const responsibility = [...statement.elements("resp")].map(plain).join("; ");
  for (const element of statement.elements()) {
    if (!element.isTei("persName", "orgName", "name")) continue;
    yield { ...readAgent(element, document, edition), role: "other", responsibility: responsibility || null };
  }
}

/** Reads one: the name within, what the register says of it, an ORCID wherever the header gives one. */
function readAgent(element: XmlNode, document: EditionDocument, edition: Edition): Agent {
  const named = [...element.descendantElements("persName", "orgName", "name")][0] ?? element;
  const pointers = [element, named]
    .flatMap((each) => (each.get("ref") ?? "").split(/\s+/u))
    .filter((each) => each !== "");
  const entry =
    pointers.map((pointer) => entryAt(pointer, document, edition)).find((each) => each !== null) ?? null;
  const inside = (name: string): string | null => {
    const found = [...named.descendantElements(name)].map(plain).join(" ");
    return found === "" ? null : found;
  };
  const affiliation = [...element.descendantElements("affiliation")].map(plain)[0] ?? null;
  const given = inside("forename") ?? entry?.given ?? null;
  const family = inside("surname") ?? entry?.family ?? null;
  return {
    name: nameOf(named, given, family, entry?.kind === "person"),
    given,
    family,
    isOrganisation: named.isTei("orgName") || named.get("type") === "org" || entry?.kind === "organisation",
    orcid: orcidOf([...pointers, ...numbersIn(element), entry?.ref ?? ""]),
    affiliation,
  };
}

/** What the header writes, without numbers and affiliations beside the name; the parts where it holds nothing else. */
function nameOf(named: XmlNode, given: string | null, family: string | null, isRegistered: boolean): string {
  const written = named.isTei("author", "editor") && [...named.elements()].length > 0 ? "" : plain(named);
  if (written !== "" && !(isRegistered && /,/u.test(written))) return written;
  const parts = [given, family].filter((part) => part !== null).join(" ");
  return parts === "" ? plain(named) : parts;
}

function entryAt(
  pointer: string,
  document: EditionDocument,
  { registers, documents }: Edition,
): Entry | null {
  const at = pointer.indexOf("#");
  if (at < 0 || /^[a-z][a-z0-9+.-]*:/iu.test(pointer)) return null;
  const path = at === 0 ? document.path : posix.join(dirname(document.path), pointer.slice(0, at));
  const target = documents.find((each) => each.path === path);
  const found =
    target === undefined ? undefined : registers.byAddress.get(`${target.id}${pointer.slice(at)}`);
  return found === undefined || found.kind === "work" ? null : found;
}

function numbersIn(element: XmlNode): string[] {
  return [...element.descendantElements("idno")].map(plain);
}

function orcidOf(candidates: readonly string[]): string | null {
  for (const candidate of candidates) {
    const found = ORCID.exec(candidate.trim());
    if (found !== null) return `https://orcid.org/${found[1]!.toUpperCase()}`;
  }
  return null;
}

function plain(node: XmlNode): string {
  return node.text.replace(/\s+/gu, " ").trim();
}
