import {
  type Agent,
  type Contributor,
  type EditionMetadata,
  type Licence,
  licenceNamed,
  spdxOf,
} from "../../archive/index.ts";
import type { Edition, EditionDocument } from "../../edition/index.ts";
import { texts } from "../../edition.ts";
import { textLanguage } from "../../render/index.ts";
import { namedBodies } from "../../resolve/index.ts";
import type { XmlNode } from "../../tree/index.ts";
import type { ColophonConfig } from "../configuration.ts";
import { readAgents } from "./agents.ts";
import type { AgentConfig, ArchiveConfig } from "./config.ts";

/** Keywords of a large edition are the union of its documents'; a record of more than these says nothing. */
const MOST_KEYWORDS = 50;

/**
 * Gathers what the edition says of itself: the configuration first, then the headers of its texts (of all documents where
 * there is no text). Nothing is made up: what neither says is null or empty.
 */
export function editionMetadata(
  edition: Edition,
  config: ColophonConfig,
  date: string | null,
): EditionMetadata {
  const { archive = {} } = config;
  const read = texts(edition);
  const documents = read.length > 0 ? read : edition.documents;
  const one = documents.length === 1 ? documents[0]! : null;
  const agents = readAgents(documents, edition);
  const creators = archive.creators?.map(agentOf) ?? agents.creators;
  const licences = archive.licence === undefined ? licencesOf(documents) : [licenceOf(archive.licence)];
  return {
    id: config.id ?? one?.id.replaceAll("/", "-") ?? "edition",
    title: config.title ?? (one === null ? null : titleOf(one)),
    version: config.version ?? only(documents.flatMap(editionNumber)),
    description: archive.description ?? (one === null ? null : abstractOf(one)),
    language: archive.language ?? only(documents.flatMap(({ tree }) => textLanguage(tree) ?? [])),
    keywords:
      archive.keywords ??
      unique(documents.flatMap((each) => textsAt(each, "keywords", "term"))).slice(0, MOST_KEYWORDS),
    creators,
    contributors: archive.contributors?.map(contributorOf) ?? agents.contributors,
    publisher: archive.publisher ?? publisherOf(documents),
    year: archive.year ?? newest(documents.flatMap(publicationYears)),
    licences,
    ...rightsOf(documents, config, licences),
    embargo: archive.embargo ?? null,
    doi: archive.doi ?? only(documents.flatMap(doiOf)),
    siteUrl: config.siteUrl ?? null,
    organisation: archive.organisation ?? null,
    contactName: archive.contactName ?? null,
    contactEmail: archive.contactEmail ?? null,
    date,
  };
}

function rightsOf(
  documents: readonly EditionDocument[],
  { archive = {} }: ColophonConfig,
  licences: readonly Licence[],
): Pick<EditionMetadata, "isRightsUnknown" | "rights"> {
  if (archive.rights !== undefined) {
    const isRightsUnknown = archive.rights.toLowerCase() === "unknown";
    return { isRightsUnknown, rights: isRightsUnknown ? null : archive.rights };
  }
  if (archive.licence !== undefined) return { isRightsUnknown: false, rights: null };
  const statements = documents.flatMap(availabilities);
  const unknown = statements.filter((each) => each.get("status") === "unknown");
  const told = unknown.length > 0 ? unknown : licences.length === 0 ? statements : [];
  const words = unique(
    told.flatMap((each) => [...each.elements("p")].map(plain)).filter((text) => text !== ""),
  );
  return { isRightsUnknown: unknown.length > 0, rights: words.length === 0 ? null : words.join(" ") };
}

function availabilities({ tree }: EditionDocument): XmlNode[] {
  const statement = header(tree.root, "publicationStmt");
  return statement === null ? [] : [...statement.descendantElements("availability")];
}

/** Licences by their addresses, each once; words alone count as a licence where the status does not say “unknown”. */
function licencesOf(documents: readonly EditionDocument[]): Licence[] {
  const found = new Map<string, Licence>();
  for (const availability of documents.flatMap(availabilities)) {
    const named = [...availability.descendantElements("licence")];
    for (const licence of named) {
      const read = readLicence(licence.get("target"), plain(licence));
      if (read !== null) found.set(read.url ?? read.name, read);
    }
    const words = named.length === 0 && availability.get("status") !== "unknown" ? plain(availability) : "";
    if (words !== "") found.set(words, { url: null, name: words });
  }
  return [...found.values()];
}

function readLicence(target: string | null, words: string): Licence | null {
  const url = target?.trim().split(/\s+/u)[0] ?? null;
  if (url === null || !/^https?:/iu.test(url)) return words === "" ? null : { url: null, name: words };
  return { url, name: spdxOf({ url, name: "" }) ?? (words === "" ? url : words) };
}

/** Whatever else a licence is called by, the configuration is refused with. */
function licenceOf(licence: NonNullable<ArchiveConfig["licence"]>): Licence {
  if (typeof licence === "string") return licenceNamed(licence)!;
  return { name: licence.name, url: licence.url ?? null };
}

function titleOf({ tree }: EditionDocument): string | null {
  const titles = [...(header(tree.root, "titleStmt")?.elements("title") ?? [])];
  const main = titles.find((title) => title.get("type") === "main") ?? titles[0];
  const text = main === undefined ? "" : plain(main);
  return text === "" ? null : text;
}

function abstractOf({ tree }: EditionDocument): string | null {
  for (const name of ["abstract", "projectDesc"]) {
    const found = header(tree.root, name);
    if (found !== null && plain(found) !== "") return plain(found);
  }
  return null;
}

function editionNumber({ tree }: EditionDocument): string[] {
  const number = header(tree.root, "editionStmt")?.maybeElement("edition")?.get("n") ?? null;
  return number === null ? [] : [number];
}

function publisherOf(documents: readonly EditionDocument[]): string | null {
  for (const name of ["publisher", "authority", "distributor"]) {
    for (const { tree } of documents) {
      const found = [...(header(tree.root, "publicationStmt")?.elements(name) ?? [])];
      const bodies = found.flatMap((each) => namedBodies(each)).map(plain);
      const named = [...new Set(bodies)].filter((body) => body !== "");
      if (named.length > 0) return named.join("; ");
    }
  }
  return null;
}

function publicationYears({ tree }: EditionDocument): string[] {
  const dates = [...(header(tree.root, "publicationStmt")?.elements("date") ?? [])];
  return dates.flatMap((date) => /\b\d{4}\b/u.exec(date.get("when") ?? plain(date))?.[0] ?? []);
}

function doiOf({ tree }: EditionDocument): string[] {
  const numbers = [...(header(tree.root, "publicationStmt")?.elements("idno") ?? [])];
  return numbers
    .filter((each) => each.get("type")?.toLowerCase() === "doi")
    .flatMap((each) => /10\.\d{4,9}\/\S+/u.exec(plain(each))?.[0] ?? []);
}

function textsAt({ tree }: EditionDocument, within: string, name: string): string[] {
  const found = header(tree.root, within);
  return found === null ? [] : [...found.descendantElements(name)].map(plain).filter((text) => text !== "");
}

/** Finds an element in the header of a document, or null. */
function header(root: XmlNode, name: string): XmlNode | null {
  const head = root.isTei("teiHeader") ? root : root.maybeElement("teiHeader");
  return head === null ? null : ([...head.descendantElements(name)][0] ?? null);
}

function agentOf({ name, given, family, orcid, affiliation, organisation }: AgentConfig): Agent {
  return {
    name,
    given: given ?? null,
    family: family ?? null,
    isOrganisation: organisation ?? false,
    orcid: orcid === undefined ? null : `https://orcid.org/${orcid.replace(/^https:\/\/orcid\.org\//u, "")}`,
    affiliation: affiliation ?? null,
  };
}

function contributorOf(
  agent: AgentConfig & { role?: "editor" | "other"; responsibility?: string },
): Contributor {
  return { ...agentOf(agent), role: agent.role ?? "other", responsibility: agent.responsibility ?? null };
}

function plain(node: XmlNode): string {
  return node.text.replace(/\s+/gu, " ").trim();
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

/** What all say that say something, or null where they differ. */
function only(values: readonly string[]): string | null {
  const all = unique(values);
  return all.length === 1 ? all[0]! : null;
}

function newest(years: readonly string[]): string | null {
  return [...years].sort().at(-1) ?? null;
}
