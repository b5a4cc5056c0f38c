import type { FileRecord, Making, PackageDescription } from "./description.ts";
import { mediaType } from "./media-type.ts";
import { type Agent, dayOf, type EditionMetadata, type Licence } from "./metadata.ts";
import { contentSwhid, directorySwhids } from "./swhid.ts";

/** The version of RO-Crate that is written; 1.3 came in June 2026, and no validator knows it yet. */
const VERSION = "1.2";

type Entity = Readonly<Record<string, unknown>>;
interface Reference {
  readonly "@id": string;
}

/** Makes a path the relative address by which a crate names a file. */
export function crateId(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

function refer(id: string): Reference {
  return { "@id": id };
}

/**
 * Writes `ro-crate-metadata.json` (RO-Crate 1.2), entity by entity: the edition, its people, licences and publisher, every
 * file with size, media type and SWHID, and how each output was made from which input.
 */
export function* crateMetadata(
  description: PackageDescription,
  records: readonly FileRecord[],
): Generator<string> {
  yield `{\n  "@context": "https://w3id.org/ro/crate/${VERSION}/context",\n  "@graph": [\n    `;
  let isFirst = true;
  for (const entity of entities(description, records)) {
    yield `${isFirst ? "" : ",\n    "}${JSON.stringify(entity)}`;
    isFirst = false;
  }
  yield "\n  ]\n}\n";
}

function* entities(description: PackageDescription, records: readonly FileRecord[]): Generator<Entity> {
  const { metadata, tool, makings } = description;
  const swhids = directorySwhids(records);
  yield {
    "@id": "ro-crate-metadata.json",
    "@type": "CreativeWork",
    conformsTo: refer(`https://w3id.org/ro/crate/${VERSION}`),
    about: refer("./"),
  };
  yield rootEntity(description, records);
  yield* contextEntities(metadata);
  yield {
    "@id": "#tool",
    "@type": "SoftwareApplication",
    name: tool.name,
    version: tool.version,
    softwareVersion: tool.version,
    url: tool.url,
  };
  for (const folder of topFolders(records)) yield folderEntity(folder, description, records, swhids);
  const abouts = new Map(description.folders.map(({ path, about }) => [path, about]));
  for (const record of records) yield fileEntity(record, abouts);
  for (const making of makings) yield actionEntity(making, metadata);
}

function rootEntity(description: PackageDescription, records: readonly FileRecord[]): Entity {
  const { metadata, makings } = description;
  const parts = [
    ...topFolders(records).map((folder) => refer(`${crateId(folder)}/`)),
    ...records.filter(({ path }) => !path.includes("/")).map(({ path }) => refer(crateId(path))),
  ];
  return {
    "@id": "./",
    "@type": "Dataset",
    name: metadata.title ?? metadata.id,
    description: descriptionOf(description),
    ...given("datePublished", dayOf(metadata) ?? metadata.year),
    ...given("version", metadata.version),
    ...given("identifier", metadata.doi === null ? null : `https://doi.org/${metadata.doi}`),
    ...given("inLanguage", metadata.language),
    ...some("keywords", metadata.keywords),
    ...some(
      "author",
      metadata.creators.map((agent, at) => refer(agentId(agent, "author", at))),
    ),
    ...some(
      "contributor",
      metadata.contributors.map((agent, at) => refer(agentId(agent, "contributor", at))),
    ),
    ...given("publisher", metadata.publisher === null ? null : refer("#publisher")),
    license: metadata.licences.length === 0 ? refer("#rights") : licenceReferences(metadata),
    ...given("conditionsOfAccess", metadata.embargo === null ? null : `Embargo until ${metadata.embargo}`),
    ...given(
      "contactPoint",
      metadata.contactEmail === null ? null : refer(`mailto:${metadata.contactEmail}`),
    ),
    hasPart: parts,
    mentions: makings.map(({ id }) => refer(`#${id}`)),
  };
}

/** Gives what the edition says of itself, else what can be said of every edition. */
export function descriptionOf({ metadata, texts }: PackageDescription): string {
  if (metadata.description !== null) return metadata.description;
  const count = `${texts.length} ${texts.length === 1 ? "text" : "texts"}`;
  return `A digital edition of ${count}, encoded in TEI XML, with the site, the plain texts and the indexes made from it.`;
}

function licenceReferences({ licences, isRightsUnknown }: EditionMetadata): Reference[] {
  const named = licences.map((licence, at) => refer(licenceId(licence, at)));
  return isRightsUnknown ? [...named, refer("#rights")] : named;
}

function* contextEntities(metadata: EditionMetadata): Generator<Entity> {
  const { licences, isRightsUnknown, rights, publisher, contactEmail, contactName } = metadata;
  const known = new Set<string>();
  for (const [role, agents] of [
    ["author", metadata.creators],
    ["contributor", metadata.contributors],
  ] as const) {
    for (const [at, agent] of agents.entries()) {
      const id = agentId(agent, role, at);
      if (!known.has(id)) yield* agentEntities(agent, id);
      known.add(id);
    }
  }
  for (const [at, licence] of licences.entries())
    yield {
      "@id": licenceId(licence, at),
      "@type": "CreativeWork",
      name: licence.name,
      ...described(licence),
    };
  if (licences.length === 0 || isRightsUnknown)
    yield {
      "@id": "#rights",
      "@type": "CreativeWork",
      name: "Rights not known",
      description: rights ?? NO_RIGHTS,
    };
  if (publisher !== null) yield { "@id": "#publisher", "@type": "Organization", name: publisher };
  if (contactEmail !== null)
    yield {
      "@id": `mailto:${contactEmail}`,
      "@type": "ContactPoint",
      name: contactName ?? contactEmail,
      email: contactEmail,
    };
}

const NO_RIGHTS = "The edition does not say under which terms it may be used.";

function described({ url }: Licence): Entity {
  return url === null ? {} : { description: `The licence at ${url}` };
}

function licenceId({ url }: Licence, at: number): string {
  return url ?? `#licence-${at + 1}`;
}

function agentId({ orcid }: Agent, role: string, at: number): string {
  return orcid ?? `#${role}-${at + 1}`;
}

function* agentEntities(agent: Agent, id: string): Generator<Entity> {
  const { name, given: givenName, family, isOrganisation, affiliation } = agent;
  const belongsTo =
    affiliation === null ? null : `${id.startsWith("#") ? id : `#${id.split("/").at(-1)}`}-affiliation`;
  yield {
    "@id": id,
    "@type": isOrganisation ? "Organization" : "Person",
    name,
    ...given("givenName", givenName),
    ...given("familyName", family),
    ...given("affiliation", belongsTo === null ? null : refer(belongsTo)),
  };
  if (belongsTo !== null) yield { "@id": belongsTo, "@type": "Organization", name: affiliation };
}

function topFolders(records: readonly FileRecord[]): string[] {
  const names = records
    .filter(({ path }) => path.includes("/"))
    .map(({ path }) => path.slice(0, path.indexOf("/")));
  return [...new Set(names)];
}

function folderEntity(
  folder: string,
  { folders }: PackageDescription,
  records: readonly FileRecord[],
  swhids: ReadonlyMap<string, string>,
): Entity {
  const about = folders.find(({ path }) => path === folder)?.about ?? null;
  return {
    "@id": `${crateId(folder)}/`,
    "@type": "Dataset",
    name: folder,
    ...given("description", about),
    ...given("identifier", swhids.get(folder) ?? null),
    hasPart: records
      .filter(({ path }) => path.startsWith(`${folder}/`))
      .map(({ path }) => refer(crateId(path))),
  };
}

function fileEntity(record: FileRecord, abouts: ReadonlyMap<string, string>): Entity {
  return {
    "@id": crateId(record.path),
    "@type": "File",
    name: record.path.slice(record.path.lastIndexOf("/") + 1),
    description: aboutFile(record.path, abouts),
    contentSize: String(record.size),
    encodingFormat: mediaType(record.path),
    sha256: record.sha256,
    identifier: contentSwhid(record),
  };
}

/** What a file is said to be: what its folder holds, and of the records at the top what each is for. */
function aboutFile(path: string, abouts: ReadonlyMap<string, string>): string {
  const slash = path.indexOf("/");
  if (slash === -1) return ABOUT_TOP[path] ?? "A file of the project by which the edition was made";
  const folder = path.slice(0, slash);
  const about = abouts.get(folder);
  return about === undefined ? `One of the files in ${folder}` : `One of the files in ${folder}: ${about}`;
}

const ABOUT_TOP: Readonly<Record<string, string>> = {
  "README.txt": "What this package is and how it is used, in words",
  "CITATION.cff": "How the edition is cited (Citation File Format)",
  "datacite.xml": "The edition described for DataCite",
  "premis.xml": "What happened to the files, and when they were checked (PREMIS)",
  "mets.xml": "The structure of the package (METS)",
  "swhids.tsv": "The SWHID of every file and folder",
};

function actionEntity({ id, name, inputs, outputs }: Making, metadata: EditionMetadata): Entity {
  return {
    "@id": `#${id}`,
    "@type": "CreateAction",
    name,
    instrument: refer("#tool"),
    object: inputs.map((path) => refer(crateId(path))),
    result: outputs.map((path) => refer(crateId(path))),
    ...given("endTime", metadata.date),
  };
}

function given(key: string, value: unknown): Entity {
  return value === null ? {} : { [key]: value };
}

function some(key: string, values: readonly unknown[]): Entity {
  return values.length === 0 ? {} : { [key]: values };
}
