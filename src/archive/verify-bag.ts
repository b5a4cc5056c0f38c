import { catalogue, type Finding, type SourcePlace, wholeOf } from "../report/index.ts";
import { type Algorithm, algorithmOf } from "./algorithm.ts";
import { type BagDeclaration, parseDeclaration } from "./bag-declaration.ts";
import { type Manifest, parseManifest } from "./manifest.ts";
import { findClashes, plainPath, unsafePathRule } from "./package-path.ts";
import { type DigestRequest, type DigestResult, type PackageReader, readOrTell } from "./package-reader.ts";
import { decodeTagFile, hasNeedlessMark, isKnownEncoding, parseTagElements, tagLines } from "./tag-file.ts";

/** A bag that is being verified: what its tag files say, and what was found so far. */
interface Bag {
  readonly reader: PackageReader;
  readonly declaration: BagDeclaration;
  readonly findings: Finding[];
  readonly payload: readonly Manifest[];
  readonly tags: readonly Manifest[];
}

/** Told how many bytes were read, as often as a file ends. */
export type Progress = (bytes: number) => void;

/**
 * Verifies a bag (RFC 8493 and the drafts from 0.93 on): its declaration, its manifests, every file against every manifest
 * that lists it, and the sum in `bag-info.txt`. What was found is given in words that name the file; an empty list means
 * that the bag is complete and valid. Nothing is fetched, nothing is written.
 */
export async function verifyBag(reader: PackageReader, progress: Progress = () => {}): Promise<Finding[]> {
  const findings = [...reader.findings];
  const declaration = await declarationOf(reader, findings);
  if (declaration === null) return findings;
  const manifests = await readManifests(reader, declaration, findings);
  const bag = { reader, declaration, findings, ...manifests };
  checkListing(bag);
  await checkFetch(bag);
  await checkInfo(bag);
  await checkDigests(bag, progress);
  for (const clash of findClashes(reader.name, namesOf(bag))) findings.push(clash);
  return findings;
}

function at(reader: PackageReader, path: string | null): SourcePlace {
  return wholeOf(reader.name, path);
}

function faulty(reader: PackageReader, file: string, reason: string): Finding {
  return catalogue.bagFaulty(at(reader, file), { file, reason });
}

async function declarationOf(reader: PackageReader, findings: Finding[]): Promise<BagDeclaration | null> {
  const bytes = await readOrTell(reader, "bagit.txt", findings);
  if (bytes === null) return null;
  const declaration = parseDeclaration(bytes);
  if (typeof declaration === "string") {
    findings.push(faulty(reader, "bagit.txt", declaration));
    return null;
  }
  if (!isKnownEncoding(declaration.encoding)) {
    findings.push(faulty(reader, "bagit.txt", `the encoding ${declaration.encoding} is not known`));
    return null;
  }
  if (!reader.folders.has("data"))
    findings.push(faulty(reader, "data/", "the folder of the payload is missing"));
  return declaration;
}

async function readManifests(
  reader: PackageReader,
  declaration: BagDeclaration,
  findings: Finding[],
): Promise<Pick<Bag, "payload" | "tags">> {
  const payload: Manifest[] = [];
  const tags: Manifest[] = [];
  for (const file of reader.entries.keys()) {
    const found = /^(tag)?manifest-([^/]+)\.txt$/u.exec(file);
    if (found === null) continue;
    const algorithm = algorithmOf(found[2]!);
    if (algorithm === null) findings.push(catalogue.bagRemark(at(reader, file), { file, remark: UNKNOWN }));
    else {
      const manifest = await readManifest(reader, file, algorithm, declaration, findings);
      if (manifest !== null) (found[1] === undefined ? payload : tags).push(manifest);
    }
  }
  if (payload.length === 0)
    findings.push(faulty(reader, "manifest-*.txt", "there is no manifest of the payload that can be used"));
  return { payload, tags };
}

const UNKNOWN = "its checksums are of a kind that is not known here, and were not compared";

const MARKED =
  "it begins with a byte order mark, which many programs, sha512sum among them, take for a part of its first line";

async function readManifest(
  reader: PackageReader,
  file: string,
  algorithm: Algorithm,
  { version, encoding }: BagDeclaration,
  findings: Finding[],
): Promise<Manifest | null> {
  const text = await tagText(reader, file, encoding, findings);
  if (text === null) return null;
  const holds = (path: string): boolean => reader.entries.has(path);
  const manifest = parseManifest(text, { file, algorithm, version, holds });
  for (const fault of manifest.faults) findings.push(faulty(reader, file, fault));
  for (const remark of manifest.remarks)
    findings.push(catalogue.bagRemark(at(reader, file), { file, remark }));
  return manifest;
}

async function tagText(
  reader: PackageReader,
  file: string,
  encoding: string,
  findings: Finding[],
): Promise<string | null> {
  const bytes = await readOrTell(reader, file, findings);
  if (bytes === null) return null;
  if (hasNeedlessMark(bytes, encoding))
    findings.push(catalogue.bagRemark(at(reader, file), { file, remark: MARKED }));
  try {
    return decodeTagFile(bytes, encoding);
  } catch {
    findings.push(faulty(reader, file, `it is not in ${encoding}`));
    return null;
  }
}

/** Every listed path stays within the bag and is there; every file of the payload is listed. */
function checkListing(bag: Bag): void {
  for (const manifest of bag.payload) checkListed(bag, manifest, /^data\//u);
  for (const manifest of bag.tags) checkListed(bag, manifest, /^(?!data\/|tagmanifest-)/u);
  if (bag.payload.length === 0) return;
  const everyOne = bag.declaration.version === "1.0";
  for (const path of bag.reader.entries.keys()) {
    if (!path.startsWith("data/")) continue;
    const missing = bag.payload.filter(({ digests }) => !digests.has(path));
    if (missing.length === bag.payload.length || (everyOne && missing.length > 0)) {
      const by = missing.map(({ file }) => file).join(", ");
      bag.findings.push(catalogue.fileExtra(at(bag.reader, path), { path, by }));
    }
  }
}

function checkListed({ reader, findings }: Bag, { file, digests }: Manifest, place: RegExp): void {
  for (const path of digests.keys()) {
    const rule = unsafePathRule(path) ?? (place.test(path) ? null : "it does not belong into this manifest");
    if (rule !== null) findings.push(catalogue.unsafePath(at(reader, file), { path, where: file, rule }));
    else if (!reader.entries.has(path))
      findings.push(catalogue.packedFileMissing(at(reader, path), { path, by: file }));
  }
}

/** `fetch.txt` (RFC 8493, section 2.2.3): a URL, a length or a hyphen, a path within the payload. */
async function checkFetch({ reader, declaration, payload, findings }: Bag): Promise<void> {
  if (!reader.entries.has("fetch.txt")) return;
  const text = await tagText(reader, "fetch.txt", declaration.encoding, findings);
  for (const [number, line] of tagLines(text ?? "").entries()) {
    const found = /^(\S+)[ \t]+(\d+|-)[ \t]+(.+)$/u.exec(line);
    if (found === null) {
      findings.push(faulty(reader, "fetch.txt", `line ${number + 1} is not an address, a length and a path`));
      continue;
    }
    const path = plainPath(found[3]!);
    const rule = unsafePathRule(path) ?? (path.startsWith("data/") ? null : "it is not in the payload");
    if (rule !== null) {
      findings.push(catalogue.unsafePath(at(reader, "fetch.txt"), { path, where: "fetch.txt", rule }));
      continue;
    }
    findings.push(catalogue.fetchNeeded(at(reader, path), { path, url: found[1]! }));
    if (!payload.some(({ digests }) => digests.has(path)))
      findings.push(faulty(reader, "fetch.txt", `${path} is in no manifest`));
  }
}

/** `bag-info.txt` (`package-info.txt` before 0.95): its form, and the sum of the payload where it gives one. */
async function checkInfo({ reader, declaration, findings }: Bag): Promise<void> {
  const file = ["bag-info.txt", "package-info.txt"].find((name) => reader.entries.has(name));
  if (file === undefined) return;
  const text = await tagText(reader, file, declaration.encoding, findings);
  const { elements, faults } = parseTagElements(text ?? "");
  for (const line of faults) findings.push(faulty(reader, file, `line ${line} has no label`));
  const sums = elements.filter(([label]) => label.toLowerCase() === "payload-oxum").map(([, value]) => value);
  if (sums.length > 1) findings.push(faulty(reader, file, "Payload-Oxum is given more than once"));
  for (const sum of sums) {
    const found = payloadSum(reader);
    if (!/^\d+\.\d+$/u.test(sum))
      findings.push(faulty(reader, file, `Payload-Oxum “${sum}” is not bytes and files`));
    else if (sum !== found)
      findings.push(faulty(reader, file, `Payload-Oxum says ${sum}; the payload is ${found}`));
  }
}

function payloadSum({ entries }: PackageReader): string {
  let bytes = 0;
  let files = 0;
  for (const { path, size } of entries.values()) {
    if (!path.startsWith("data/")) continue;
    bytes += size;
    files++;
  }
  return `${bytes}.${files}`;
}

/** Reads every file once, and compares it with each manifest that lists it; one that none lists must be readable. */
async function checkDigests({ reader, payload, tags, findings }: Bag, progress: Progress): Promise<void> {
  const manifests = [...payload, ...tags];
  for await (const result of reader.digest(requests(reader, manifests))) {
    findings.push(...compare(result, manifests, reader));
    progress(result.size);
  }
}

function* requests({ entries }: PackageReader, manifests: readonly Manifest[]): Generator<DigestRequest> {
  for (const path of entries.keys()) {
    const algorithms = manifests.filter(({ digests }) => digests.has(path)).map(({ algorithm }) => algorithm);
    yield { path, algorithms: [...new Set(algorithms)] };
  }
}

/** A file that has changed is told once, by the first manifest that says so. */
function compare(result: DigestResult, manifests: readonly Manifest[], reader: PackageReader): Finding[] {
  const { path, digests, fault } = result;
  if (fault !== null) return [catalogue.fileUnreadable(at(reader, path), { path, reason: fault })];
  for (const { file, algorithm, digests: listed } of manifests) {
    const expected = listed.get(path);
    const found = digests[algorithm] ?? "";
    if (expected !== undefined && expected !== found)
      return [catalogue.fileChanged(at(reader, path), { path, by: file, expected, found })];
  }
  return [];
}

function* namesOf({ reader, payload, tags }: Bag): Generator<string> {
  yield* reader.entries.keys();
  for (const { digests } of [...payload, ...tags]) yield* digests.keys();
}
