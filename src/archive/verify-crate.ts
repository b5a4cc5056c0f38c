import { catalogue, type Finding, wholeOf } from "../report/index.ts";
import { crateEntities, type Entity, isEntity, typesOf } from "./crate-entities.ts";
import { type PackageReader, readOrTell } from "./package-reader.ts";

/** The name of the file that holds a crate's metadata. */
export const CRATE_FILE = "ro-crate-metadata.json";

/**
 * Checks RO-Crate metadata (1.1 and 1.2) in a folder of a package: the file is JSON-LD in flat form, describes the folder as
 * a dataset with name, description, date and licence, and every local file it names is there, with the size it gives.
 * `folder` has a final slash, or is empty.
 */
export async function verifyCrate(reader: PackageReader, folder: string): Promise<Finding[]> {
  const path = `${folder}${CRATE_FILE}`;
  const faulty = (reason: string): Finding => catalogue.crateFaulty(wholeOf(reader.name, path), { reason });
  const findings: Finding[] = [];
  const bytes = await readOrTell(reader, path, findings);
  if (bytes === null) return findings;
  const read = crateEntities(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (typeof read === "string") return [faulty(read)];
  return [...crateFaults(read), ...fileFaults(read, reader, folder)].map(faulty);
}

function* crateFaults(entities: ReadonlyMap<string, Entity>): Generator<string> {
  const descriptor = descriptorOf(entities);
  if (descriptor === null) {
    yield `it has no entity ${CRATE_FILE} that is a CreativeWork about the root`;
    return;
  }
  if (!/w3id\.org\/ro\/crate/u.test(JSON.stringify(descriptor.conformsTo ?? "")))
    yield "its descriptor does not say to which version of RO-Crate it conforms";
  const root = entities.get(referred(descriptor.about)[0] ?? "");
  if (root === undefined) yield "its descriptor is about an entity that is not there";
  else if (!typesOf(root).includes("Dataset")) yield "its root is no Dataset";
  else
    for (const key of ["name", "description", "datePublished", "license"])
      if (isAbsent(root[key])) yield `its root has no ${key}`;
  if (
    root !== undefined &&
    typeof root.datePublished === "string" &&
    !/^\d{4}(?:-\d{2}(?:-\d{2}(?:T.*)?)?)?$/u.test(root.datePublished)
  )
    yield `its root's datePublished “${root.datePublished}” is not a date of ISO 8601`;
}

function descriptorOf(entities: ReadonlyMap<string, Entity>): Entity | null {
  const found = entities.get(CRATE_FILE) ?? entities.get(`./${CRATE_FILE}`);
  return found !== undefined && typesOf(found).includes("CreativeWork") ? found : null;
}

function* fileFaults(
  entities: ReadonlyMap<string, Entity>,
  reader: PackageReader,
  folder: string,
): Generator<string> {
  const roots = referred(descriptorOf(entities)?.about);
  const parts = partsOf(entities, roots);
  for (const [id, entity] of entities) {
    const types = typesOf(entity);
    const isFolder = types.includes("Dataset");
    if ((!isFolder && !types.includes("File")) || roots.includes(id)) continue;
    if (/^file:/iu.test(id)) yield `${id} is a file of one machine, which no package holds`;
    if (isElsewhere(id)) continue;
    const path = folder + decoded(id).replace(/^\.\//u, "").replace(/\/$/u, "");
    if (!parts.has(id)) yield `${id} is part of no dataset that the root reaches by hasPart`;
    if (isFolder ? !reader.folders.has(path) : !reader.entries.has(path)) yield `${id} is not there`;
    const size = isFolder ? null : entity.contentSize;
    const found = reader.entries.get(path)?.size;
    if (/^\d+$/u.test(String(size)) && found !== undefined && Number(size) !== found)
      yield `${id} has ${found} bytes, and not ${String(size)}`;
  }
}

/** What the root reaches by `hasPart`. */
function partsOf(entities: ReadonlyMap<string, Entity>, roots: readonly string[]): Set<string> {
  const reached = new Set<string>();
  const waiting = [...roots];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    for (const part of referred(entities.get(id)?.hasPart)) waiting.push(part);
  }
  return reached;
}

function isElsewhere(id: string): boolean {
  return /^[a-z][a-z0-9+.-]*:|^#|^\/\//iu.test(id);
}

function referred(value: unknown): string[] {
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return all.flatMap((each) => (isEntity(each) && typeof each["@id"] === "string" ? [each["@id"]] : []));
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
