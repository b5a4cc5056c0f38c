import { catalogue, type Finding, wholeOf } from "../report/index.ts";
import { digestOf } from "./algorithm.ts";
import { isSameState, type OcflContents } from "./ocfl.ts";
import { OcflExpectations } from "./ocfl-expectations.ts";
import type { OcflInventory, OcflVersion } from "./ocfl-inventory.ts";
import { type OcflFault, type ParsedInventory, parseInventory } from "./ocfl-rules.ts";
import { type PackageReader, readOrTell, readThroughOrTell } from "./package-reader.ts";
import { StringTable } from "./string-table.ts";
import type { Progress } from "./verify-bag.ts";

/** Whether a package declares itself an OCFL object, or looks like one that forgot to. */
export function isOcflObject({ entries }: PackageReader): boolean {
  return [...entries.keys()].some((path) => /^0=ocfl_object/u.test(path)) || entries.has("inventory.json");
}

/**
 * Verifies an OCFL object (1.0 and 1.1): its declaration, the inventories of the object and of its versions, that every file
 * is listed and every listed file is there, and every checksum. The codes are those of OCFL's list.
 */
export async function verifyOcfl(reader: PackageReader, progress: Progress = () => {}): Promise<Finding[]> {
  const findings = [...reader.findings];
  const add = ([rule, reason]: OcflFault, path: string | null = null): void =>
    void findings.push(catalogue.ocflFaulty(wholeOf(reader.name, path), { rule, reason }));
  const read = (path: string): Promise<Uint8Array | null> => readOrTell(reader, path, findings);
  const strings = new StringTable();
  const readThrough = <T>(path: string, use: (pieces: Iterable<Uint8Array>) => T): Promise<T | null> =>
    readThroughOrTell(reader, path, findings, use);
  const object = { reader, add, read, readThrough, strings };
  await checkDeclaration(object);
  const root = await readInventory(object, "", null);
  if (root === null || root.inventory === null) return findings;
  const { inventory } = root;
  checkRoot(reader, inventory, add);
  const expectations = new OcflExpectations(strings, (path) => reader.entries.has(path));
  expectations.take(inventory);
  await checkVersions(object, { ...root, inventory }, expectations);
  checkContent(reader, inventory, add, expectations.missing);
  for await (const finding of digestFindings(reader, expectations, progress)) findings.push(finding);
  return findings;
}

type Add = (fault: OcflFault, path?: string | null) => void;

/** An object that is being verified: what was found is added, and a file that cannot be read is told once it is asked for. */
interface OcflObject {
  readonly reader: PackageReader;
  readonly add: Add;
  readonly read: (path: string) => Promise<Uint8Array | null>;
  readonly readThrough: <T>(path: string, use: (pieces: Iterable<Uint8Array>) => T) => Promise<T | null>;
  /** The strings of its inventories. */
  readonly strings: StringTable;
}

/** An inventory, and a checksum of its bytes. */
interface ReadInventory extends ParsedInventory {
  readonly sha512: string;
}

async function checkDeclaration({ reader, add, read }: OcflObject): Promise<void> {
  const declared = [...reader.entries.keys()].filter((path) => /^0=/u.test(path));
  if (declared.length !== 1) {
    add(["E003", `there are ${declared.length} declarations of the object; expected one, 0=ocfl_object_1.1`]);
    return;
  }
  const version = /^0=(ocfl_object_1\.[01])$/u.exec(declared[0]!)?.[1];
  if (version === undefined) {
    add(["E004", `the declaration ${declared[0]} is of no version that is known here`]);
    return;
  }
  const bytes = await read(declared[0]!);
  if (bytes !== null && Buffer.from(bytes).toString("utf8") !== `${version}\n`)
    add(["E007", `the declaration ${declared[0]} does not hold what its name says`], declared[0]!);
}

/**
 * Reads the inventory in a folder (with a final slash, or empty), and compares it with the checksum beside it. Where it has the
 * bytes of one that is `known`, what came of that holds for it as well.
 */
async function readInventory(
  object: OcflObject,
  folder: string,
  known: ReadInventory | null,
): Promise<ReadInventory | null> {
  const { reader, add, readThrough, strings } = object;
  const path = `${folder}inventory.json`;
  if (!reader.entries.has(path)) {
    if (folder === "") add(["E063", "inventory.json is missing"]);
    return null;
  }
  const sha512 = await readThrough(path, (pieces) => digestOf(pieces, "sha512"));
  if (sha512 === null) return null;
  const parse = (pieces: Iterable<Uint8Array>): ParsedInventory => parseInventory(pieces, strings);
  const parsed = known?.sha512 === sha512 ? known : await readThrough(path, parse);
  if (parsed === null) return null;
  const { inventory, faults } = parsed;
  for (const [rule, reason] of faults) add([rule, `${folder}${reason}`], path);
  if (inventory !== null) await checkSidecar(object, path, inventory, sha512);
  return { inventory, faults, sha512 };
}

async function checkSidecar(
  { reader, add, read, readThrough }: OcflObject,
  path: string,
  { digestAlgorithm }: OcflInventory,
  sha512: string,
): Promise<void> {
  const sidecar = `${path}.${digestAlgorithm}`;
  if (!reader.entries.has(sidecar)) {
    add(["E058", `${sidecar} is missing`]);
    return;
  }
  const written = await read(sidecar);
  if (written === null) return;
  const found = /^([0-9a-f]+)[ \t]+inventory\.json\n?$/iu.exec(Buffer.from(written).toString("utf8"));
  const count = (pieces: Iterable<Uint8Array>): string => digestOf(pieces, digestAlgorithm);
  const digest = digestAlgorithm === "sha512" ? sha512 : await readThrough(path, count);
  if (digest === null) return;
  if (found === null) add(["E061", `${sidecar} is not a checksum and the name inventory.json`], sidecar);
  else if (found[1]!.toLowerCase() !== digest)
    add(["E060", `${path} does not have the checksum that ${sidecar} gives`], path);
}

/** In an object's folder stand the declaration, the inventory, versions, `logs` and `extensions`, and nothing else. */
function checkRoot(reader: PackageReader, root: OcflInventory, add: Add): void {
  const known = /^(?:0=ocfl_object_[\d.]+|inventory\.json(?:\.\w+)?|(?:v\d+|logs|extensions)\/.*)$/su;
  for (const path of reader.entries.keys())
    if (!known.test(path)) add(["E001", `${path} does not belong into an object`], path);
  for (const path of reader.entries.keys())
    if (/^extensions\/[^/]+$/u.test(path))
      add(["E067", `${path} is a file in extensions/, which holds folders only`], path);
  const versions = new Set(Object.keys(root.versions));
  for (const folder of reader.folders) {
    if (folder === "" || folder.includes("/") || folder === "logs" || folder === "extensions") continue;
    if (!/^v\d+$/u.test(folder)) add(["E001", `the folder ${folder} does not belong into an object`], folder);
    else if (!versions.has(folder))
      add(["E046", `the folder ${folder} is no version of the inventory`], folder);
  }
  for (const version of versions)
    if (!reader.folders.has(version)) add(["E010", `the folder of version ${version} is missing`], version);
}

/** Checks the versions one after the other; what their inventories expect of files is taken, and they can go. */
async function checkVersions(
  object: OcflObject,
  known: ReadInventory & { readonly inventory: OcflInventory },
  expectations: OcflExpectations,
): Promise<void> {
  const { reader, add } = object;
  const root = known.inventory;
  let newest = "";
  for (const number of Object.keys(root.versions)) {
    const beside = new RegExp(`^${number}/(?!inventory\\.json(?:\\.\\w+)?$)[^/]+$`, "u");
    for (const path of reader.entries.keys()) {
      if (beside.test(path)) add(["E015", `${path} stands in a version beside its content`], path);
    }
    const file = `${number}/inventory.json`;
    const read = await readInventory(object, `${number}/`, known);
    if (read === null || read.inventory === null) continue;
    const { inventory, sha512 } = read;
    expectations.take(inventory);
    compareInventories(number, inventory, root, add);
    if (inventory.type < newest || inventory.type > root.type)
      add(["E103", `${file} keeps to an older OCFL than one before it, or a newer than the object`]);
    newest = inventory.type;
    if (number === root.head && sha512 !== known.sha512)
      add(["E064", `the inventory of the head ${number} is not that of the object`], file);
  }
}

function compareInventories(number: string, own: OcflInventory, root: OcflInventory, add: Add): void {
  const file = `${number}/inventory.json`;
  if (own.id !== root.id) add(["E037", `${file} is of the object ${own.id}`], file);
  if (own.head !== number) add(["E040", `${file} has the head ${own.head}`], file);
  if ((own.contentDirectory ?? "content") !== (root.contentDirectory ?? "content"))
    add(["E019", `${file} has another content directory`], file);
  for (const version of Object.keys(own.versions))
    if (root.versions[version] === undefined)
      add(["E066", `${file} has the version ${version}, which the object has not`], file);
    else if (own !== root && !isToldAlike(version, own, root))
      add(["E066", `${file} tells version ${version} otherwise than the object does`], file);
}

/**
 * Whether two inventories of an object tell the same of a version: by what is stored rather than by checksums, which may be of
 * another kind in an older inventory.
 */
function isToldAlike(version: string, own: OcflInventory, root: OcflInventory): boolean {
  return isSameState(
    storedContents(own, own.versions[version]!),
    storedContents(root, root.versions[version]!),
  );
}

/** What is stored for each path of a version: the first of the files with its content, or its checksum where there is none. */
function storedContents({ manifest }: OcflInventory, { state }: OcflVersion): OcflContents {
  const { strings } = manifest;
  const places = new Map<number, number>();
  for (const [digest, paths] of manifest)
    if (paths.length > 0)
      places.set(
        strings.lowered(digest),
        paths.reduce((one, other) => (strings.compare(one, other) < 0 ? one : other)),
      );
  const contents = new Map<number, number>();
  for (const [digest, paths] of state ?? []) {
    const content = strings.lowered(digest);
    for (const path of paths) contents.set(path, places.get(content) ?? content);
  }
  return contents;
}

/** Every file in a content folder is in the manifest, and everything in the manifest is there. */
function checkContent(
  reader: PackageReader,
  root: OcflInventory,
  add: Add,
  missing: readonly string[],
): void {
  const content = root.contentDirectory ?? "content";
  const { strings, paths } = root.manifest;
  const listed = new Set(paths);
  const within = new RegExp(`^v\\d+/${escaped(content)}/`, "u");
  for (const path of reader.entries.keys())
    if (within.test(path) && !listed.has(strings.find(path)))
      add(["E023", `${path} is in no manifest`], path);
  for (const path of missing) add(["E092", `${path} is in the manifest, and is missing`], path);
  const filled = foldersOf(reader.entries.keys());
  for (const folder of reader.folders)
    if (/^v\d+\/./u.test(folder) && !filled.has(folder))
      add(["E024", `the folder ${folder} is empty`], folder);
}

/** The folders that have files in them, however deep. */
function foldersOf(paths: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    let at = path.lastIndexOf("/");
    for (; at > 0 && !folders.has(path.slice(0, at)); at = path.lastIndexOf("/", at - 1))
      folders.add(path.slice(0, at));
  }
  return folders;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
}

async function* digestFindings(
  reader: PackageReader,
  expectations: OcflExpectations,
  progress: Progress,
): AsyncGenerator<Finding> {
  for await (const result of reader.digest(expectations.requests())) {
    const { path, size, digests, fault } = result;
    progress(size);
    const place = wholeOf(reader.name, path);
    if (fault !== null) {
      yield catalogue.fileUnreadable(place, { path, reason: fault });
      continue;
    }
    const wrong = expectations.wrong(result);
    if (wrong !== null)
      yield catalogue.fileChanged(place, {
        path,
        by: `the inventory (${wrong.rule})`,
        expected: wrong.digest,
        found: digests[wrong.algorithm] ?? "",
      });
  }
}
