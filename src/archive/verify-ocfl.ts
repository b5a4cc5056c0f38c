import { createHash } from "node:crypto";
import { catalogue, type Finding, wholeOf } from "../report/index.ts";
import { type Algorithm, algorithmOf } from "./algorithm.ts";
import { type OcflInventory, stateKey } from "./ocfl.ts";
import { type OcflFault, parseInventory } from "./ocfl-rules.ts";
import { type DigestRequest, type PackageReader, readOrTell } from "./package-reader.ts";
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
  const object = { reader, add, read };
  await checkDeclaration(object);
  const root = await readInventory(object, "");
  if (root === null) return findings;
  checkRoot(reader, root, add);
  const older = await checkVersions(object, root);
  checkContent(reader, [root, ...older], add);
  for await (const finding of digestFindings(reader, root, older, progress)) findings.push(finding);
  return findings;
}

type Add = (fault: OcflFault, path?: string | null) => void;

/** An object that is being verified: what was found is added, and a file that cannot be read is told once it is asked for. */
interface OcflObject {
  readonly reader: PackageReader;
  readonly add: Add;
  readonly read: (path: string) => Promise<Uint8Array | null>;
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

/** Reads the inventory in a folder (with a final slash, or empty), and its checksum beside it. */
async function readInventory(object: OcflObject, folder: string): Promise<OcflInventory | null> {
  const { reader, add, read } = object;
  const path = `${folder}inventory.json`;
  if (!reader.entries.has(path)) {
    if (folder === "") add(["E063", "inventory.json is missing"]);
    return null;
  }
  const bytes = await read(path);
  if (bytes === null) return null;
  const { inventory, faults } = parseInventory(Buffer.from(bytes).toString("utf8"));
  for (const [rule, reason] of faults) add([rule, `${folder}${reason}`], path);
  if (inventory !== null) await checkSidecar(object, path, bytes, inventory);
  return inventory;
}

async function checkSidecar(
  { reader, add, read }: OcflObject,
  path: string,
  bytes: Uint8Array,
  { digestAlgorithm }: OcflInventory,
): Promise<void> {
  const sidecar = `${path}.${digestAlgorithm}`;
  if (!reader.entries.has(sidecar)) {
    add(["E058", `${sidecar} is missing`]);
    return;
  }
  const written = await read(sidecar);
  if (written === null) return;
  const found = /^([0-9a-f]+)[ \t]+inventory\.json\n?$/iu.exec(Buffer.from(written).toString("utf8"));
  const digest = createHash(digestAlgorithm).update(bytes).digest("hex");
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

async function checkVersions(object: OcflObject, root: OcflInventory): Promise<OcflInventory[]> {
  const { reader, add } = object;
  const older: OcflInventory[] = [];
  let newest = "";
  for (const number of Object.keys(root.versions)) {
    const beside = new RegExp(`^${number}/(?!inventory\\.json(?:\\.\\w+)?$)[^/]+$`, "u");
    for (const path of reader.entries.keys()) {
      if (beside.test(path)) add(["E015", `${path} stands in a version beside its content`], path);
    }
    const inventory = await readInventory(object, `${number}/`);
    if (inventory === null) continue;
    older.push(inventory);
    compareInventories(number, inventory, root, add);
    if (inventory.type < newest || inventory.type > root.type)
      add([
        "E103",
        `${number}/inventory.json keeps to an older OCFL than one before it, or a newer than the object`,
      ]);
    newest = inventory.type;
    if (number === root.head && !(await isSameAsRoot(object, `${number}/inventory.json`)))
      add(
        ["E064", `the inventory of the head ${number} is not that of the object`],
        `${number}/inventory.json`,
      );
  }
  return older;
}

async function isSameAsRoot({ read }: OcflObject, path: string): Promise<boolean> {
  const [root, own] = [await read("inventory.json"), await read(path)];
  return root === null || own === null || Buffer.compare(root, own) === 0;
}

function compareInventories(number: string, own: OcflInventory, root: OcflInventory, add: Add): void {
  const file = `${number}/inventory.json`;
  if (own.id !== root.id) add(["E037", `${file} is of the object ${own.id}`], file);
  if (own.head !== number) add(["E040", `${file} has the head ${own.head}`], file);
  if ((own.contentDirectory ?? "content") !== (root.contentDirectory ?? "content"))
    add(["E019", `${file} has another content directory`], file);
  for (const [version, { state }] of Object.entries(own.versions)) {
    const later = root.versions[version];
    if (later === undefined)
      add(["E066", `${file} has the version ${version}, which the object has not`], file);
    else if (logicalState(own, state) !== logicalState(root, later.state))
      add(["E066", `${file} tells version ${version} otherwise than the object does`], file);
  }
}

/** A state by what is stored rather than by checksums, which may be of another kind in an older inventory. */
function logicalState(inventory: OcflInventory, state: Readonly<Record<string, readonly string[]>>): string {
  const manifest = new Map(
    Object.entries(inventory.manifest).map(([digest, paths]) => [digest.toLowerCase(), paths]),
  );
  const stored = Object.entries(state).map(([digest, paths]) => {
    const places = manifest.get(digest.toLowerCase()) ?? [];
    return [[...places].sort()[0] ?? digest, paths] as const;
  });
  return stateKey(Object.fromEntries(stored));
}

/** Every file in a content folder is in the manifest, and everything in the manifest is there. */
function checkContent(reader: PackageReader, inventories: readonly OcflInventory[], add: Add): void {
  const root = inventories[0]!;
  const content = root.contentDirectory ?? "content";
  const listed = new Set(Object.values(root.manifest).flat());
  const within = new RegExp(`^v\\d+/${escaped(content)}/`, "u");
  for (const path of reader.entries.keys())
    if (within.test(path) && !listed.has(path)) add(["E023", `${path} is in no manifest`], path);
  for (const path of inventories.flatMap(({ manifest }) => Object.values(manifest).flat()))
    if (!reader.entries.has(path)) add(["E092", `${path} is in the manifest, and is missing`], path);
  const filled = new Set([...reader.entries.keys()].flatMap(foldersOf));
  for (const folder of reader.folders)
    if (/^v\d+\/./u.test(folder) && !filled.has(folder))
      add(["E024", `the folder ${folder} is empty`], folder);
}

function foldersOf(path: string): string[] {
  const steps = path.split("/").slice(0, -1);
  return steps.map((_, at) => steps.slice(0, at + 1).join("/"));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
}

interface Expected {
  readonly algorithm: Algorithm;
  readonly digest: string;
  readonly rule: string;
}

async function* digestFindings(
  reader: PackageReader,
  root: OcflInventory,
  older: readonly OcflInventory[],
  progress: Progress,
): AsyncGenerator<Finding> {
  const expected = new Map<string, Expected[]>();
  const expect = (path: string, one: Expected): void =>
    void expected.set(path, [...(expected.get(path) ?? []), one]);
  for (const inventory of [root, ...older]) gatherExpected(inventory, reader, expect);
  const requests = [...expected].map(
    ([path, all]): DigestRequest => ({
      path,
      algorithms: [...new Set(all.map(({ algorithm }) => algorithm))],
    }),
  );
  for await (const { path, size, digests, fault } of reader.digest(requests)) {
    progress(size);
    const place = wholeOf(reader.name, path);
    if (fault !== null) yield catalogue.fileUnreadable(place, { path, reason: fault });
    const wrong = expected.get(path)!.find(({ algorithm, digest }) => digests[algorithm] !== digest);
    if (fault === null && wrong !== undefined)
      yield catalogue.fileChanged(place, {
        path,
        by: `the inventory (${wrong.rule})`,
        expected: wrong.digest,
        found: digests[wrong.algorithm] ?? "",
      });
  }
}

function gatherExpected(
  { manifest, fixity = {}, digestAlgorithm }: OcflInventory,
  reader: PackageReader,
  expect: (path: string, one: Expected) => void,
): void {
  const blocks = [
    [digestAlgorithm, manifest, "E092"] as const,
    ...Object.entries(fixity).map(([name, block]) => [name, block, "E093"] as const),
  ];
  for (const [name, block, rule] of blocks) {
    const algorithm = algorithmOf(name);
    if (algorithm === null) continue;
    for (const [digest, paths] of Object.entries(block))
      for (const path of paths)
        if (reader.entries.has(path)) expect(path, { algorithm, digest: digest.toLowerCase(), rule });
  }
}
