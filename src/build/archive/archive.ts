import { join, resolve } from "node:path";
import {
  type EditionMetadata,
  type FileRecord,
  obstacles,
  type PackageDescription,
  PRESET_SEVERITIES,
  type Preset,
  packageName,
  type RecordFile,
  type TagElement,
} from "../../archive/index.ts";
import {
  catalogue,
  collect,
  type DocumentReport,
  type Finding,
  heldReport,
  type Report,
  summarize,
  wholeOf,
} from "../../report/index.ts";
import { type BuildOptions, OUTPUTS, openBuild, publishPaths } from "../build.ts";
import { type EditionFiles, type EditionOptions, loadEdition } from "../edition-files.ts";
import { type LoadedEdition, readFiles } from "../read-edition.ts";
import { programVersion } from "../version.ts";
import { type ArchiveCheck, archiveFindings } from "./check.ts";
import { packageDate } from "./date.ts";
import { describePackage } from "./description.ts";
import { editionMetadata } from "./metadata.ts";
import { writeOcfl } from "./ocfl.ts";
import { type Packed, packBag } from "./pack.ts";
import { collectPayload, outputPlace, type Payload, type PayloadFile } from "./payload.ts";
import { crateRecords, editionRecords } from "./records.ts";

/** What `colophon archive` is asked for. */
export interface ArchiveOptions extends EditionOptions {
  /** The output folder, from the folder the command runs in. */
  readonly out: string;
  /** Whose demands the edition is held to; null for what the configuration says. */
  readonly preset: Preset | null;
  /** Whether an edition with errors is packed all the same. */
  readonly allowFindings: boolean;
  /** Whether a METS record goes into the package as well. */
  readonly mets: boolean;
  /** The folder of an OCFL object that gets the package as its next version, from the folder the command runs in; or null. */
  readonly ocfl: string | null;
  /** A DOI that was reserved for this package, or null. */
  readonly doi: string | null;
  readonly progress: (line: string) => void;
  readonly bytes: (done: number, all: number) => void;
}

/** Describes the package that would be made, without making anything; `refusal` is what packing would say instead of packing. */
export async function describeArchive(
  options: ArchiveOptions,
): Promise<{ description: PackageDescription; report: Report; refusal: Report | null }> {
  const gathered = await checked(options);
  const { report } = gathered;
  const reasons = refusals(gathered, options);
  const refusal = reasons.length === 0 ? null : refused(report, reasons);
  return { description: descriptionOf(gathered, [], options), report, refusal };
}

/** What came of it: what was found, and what was packed, or null where the edition does not check. */
export interface Archived {
  readonly report: Report;
  readonly packed: Packed | null;
  /** The version of the OCFL object that was written, where one was asked for and anything changed. */
  readonly ocfl: string | null;
}

/** An edition that was checked and gathered, and can be packed. */
interface Gathered {
  readonly loaded: LoadedEdition;
  readonly payload: Payload;
  readonly metadata: EditionMetadata;
  /** Findings of the checks and of the package. */
  readonly report: Report;
}

/** Checks an edition as archives ask, without making anything. */
export async function checkArchive(options: ArchiveOptions): Promise<Report> {
  return archiveOnly(await checked(options));
}

/**
 * Builds the edition and packs it into `archive/` of the output folder. An edition in which a check finds errors is not packed, and
 * nothing is written, unless findings are allowed. Throws where it cannot be done.
 */
export async function archiveEdition(options: ArchiveOptions): Promise<Archived> {
  const { gathered, outputs } = await gatherAndBuild(options);
  if (outputs !== null) return await packAll(gathered, outputs, options);
  return { report: refused(gathered.report, refusals(gathered, options)), packed: null, ocfl: null };
}

/** Why the edition is not packed: it has errors, and they are not allowed, or no package of it would hold. */
function refusals({ report, metadata, payload }: Gathered, { allowFindings }: ArchiveOptions): Finding[] {
  const { errors } = summarize(report);
  const place = wholeOf("archive");
  const paths = payload.files.map(({ path }) => path);
  return [
    ...(errors > 0 && !allowFindings ? [catalogue.editionFaulty(place, { errors })] : []),
    ...obstacles(metadata, paths).map((reason) => catalogue.notPackable(place, { reason })),
  ];
}

/** Gives the paths of the outputs, or null where the edition is not to be packed. What made them is at rest before the packing. */
async function gatherAndBuild(
  options: ArchiveOptions,
): Promise<{ readonly gathered: Gathered; readonly outputs: readonly string[] | null }> {
  const files = await loadEdition(options);
  const opened = await openBuild(files, buildOptions(options));
  try {
    const gathered = await gather(files, heldReport(await opened.run.report()), options);
    const isRefused = refusals(gathered, options).length > 0;
    return { gathered, outputs: isRefused ? null : await publishPaths(opened, files, buildOptions(options)) };
  } finally {
    await opened.close();
  }
}

async function packAll(
  gathered: Gathered,
  outputs: readonly string[],
  options: ArchiveOptions,
): Promise<Archived> {
  const { metadata, report } = gathered;
  options.progress(`Packing ${packageName(metadata)}`);
  const packed = await pack(gathered, outputs, options);
  const ocfl =
    options.ocfl === null ? null : writeOcfl(resolve(options.folder, options.ocfl), packed, metadata);
  return { report, packed, ocfl };
}

function buildOptions(options: ArchiveOptions): BuildOptions {
  return { ...options, outputs: OUTPUTS, reading: "edited", strict: false };
}

/** Checks and gathers an edition of which nothing is made. */
async function checked(options: ArchiveOptions): Promise<Gathered> {
  const files = await loadEdition(options);
  const opened = await openBuild(files, { ...buildOptions(options), outputs: [] });
  const report = await opened.run.report().finally(opened.close);
  return await gather(files, heldReport(report), options);
}

async function gather(files: EditionFiles, report: Report, options: ArchiveOptions): Promise<Gathered> {
  const edition = readFiles(files, options);
  const payload = await collectPayload(files, edition, options);
  const root = resolve(options.folder, files.prefix);
  const date = await packageDate(
    root,
    payload.files.map(({ path }) => path),
    edition.documents,
  );
  const read = editionMetadata(edition, files.config, date);
  const metadata = options.doi === null ? read : { ...read, doi: options.doi };
  const preset = options.preset ?? files.config.archive?.preset ?? "generic";
  const check = { loaded: { files, edition }, payload, metadata, preset };
  return { ...check, report: withFindings(report, check) };
}

/** The report of the checks, with what is found about the package added to the documents it is about. */
function withFindings(report: Report, check: ArchiveCheck): Report {
  const { loaded, preset } = check;
  const found = archiveFindings(check);
  const documents = report.documents.map(({ path, findings }) => ({
    path,
    findings: [...findings, ...(found.get(path) ?? [])],
  }));
  const known = new Set(documents.map(({ path }) => path));
  const others = [...found]
    .filter(([path]) => !known.has(path))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const severities = { ...PRESET_SEVERITIES[preset], ...loaded.files.config.severity };
  return collect([...documents, ...others.map(beside)], severities);
}

function archiveOnly({ report }: Gathered): Report {
  return without(report, ({ check }) => check !== "archive");
}

function without(report: Report, isLeft: (finding: Finding) => boolean): Report {
  const documents = report.documents.map((document) => ({
    ...document,
    findings: document.findings.filter((finding) => !isLeft(finding)),
  }));
  return { documents };
}

function refused(report: Report, reasons: readonly Finding[]): Report {
  return { documents: [...report.documents, beside(["archive", reasons])] };
}

/** What is found about the package, or about a file in it that is no document. */
function beside([path, findings]: readonly [string, readonly Finding[]]): DocumentReport {
  return { path, findings, isBeside: true };
}

async function pack(
  gathered: Gathered,
  outputs: readonly string[],
  options: ArchiveOptions,
): Promise<Packed> {
  const { metadata, payload } = gathered;
  const out = resolve(options.folder, options.out);
  const description = descriptionOf(gathered, outputs, options);
  return await packBag({
    folder: join(out, "archive"),
    name: packageName(metadata),
    files: allFiles(payload, outputs, out),
    records: recordMakers(description, options),
    info: bagInfo(description),
    jobs: options.jobs ?? 1,
    progress: options.bytes,
  });
}

function descriptionOf(
  gathered: Gathered,
  outputs: readonly string[],
  options: ArchiveOptions,
): PackageDescription {
  const { metadata, payload, loaded } = gathered;
  const validation = validationOf(gathered, options);
  return describePackage({ metadata, payload, loaded, outputs, validation, tool: tool() });
}

/** Sources and outputs, in one order. Outputs never stand where a source does: their folders are moved aside then. */
function allFiles(payload: Payload, outputs: readonly string[], out: string): PayloadFile[] {
  const place = outputPlace(payload, outputs);
  const made = outputs.map((path) => ({ path: place(path), file: join(out, path), role: "output" as const }));
  return [...payload.files, ...made].sort((one, other) => (one.path < other.path ? -1 : 1));
}

function recordMakers(
  description: PackageDescription,
  { mets }: ArchiveOptions,
): ((records: readonly FileRecord[]) => Iterable<RecordFile>)[] {
  return [
    (records) => editionRecords(description, records, mets),
    (records) => crateRecords(description, records),
  ];
}

function validationOf(
  { report }: Gathered,
  { allowFindings }: ArchiveOptions,
): PackageDescription["validation"] {
  const { errors, warnings } = summarize(report);
  const isOfArchive = ({ check }: Finding): boolean => check === "archive";
  const { documents, valid } = summarize(without(report, isOfArchive));
  const lacks = report.documents.flatMap(({ path, findings }) =>
    findings
      .filter((finding) => isOfArchive(finding) && finding.severity === "error")
      .map(({ message }) => ({ path, message })),
  );
  return { documents, valid, errors, warnings, isAllowed: allowFindings, lacks };
}

function bagInfo({ metadata, tool: { name, version } }: PackageDescription): TagElement[] {
  const { organisation, contactName, contactEmail, doi, id, siteUrl, title, date } = metadata;
  const elements: readonly (readonly [string, string | null])[] = [
    ["Source-Organization", organisation],
    ["Contact-Name", contactName],
    ["Contact-Email", contactEmail],
    ["External-Description", title],
    ["External-Identifier", doi === null ? (siteUrl ?? id) : `https://doi.org/${doi}`],
    ["Internal-Sender-Identifier", id],
    ["Version", metadata.version],
    ["Bagging-Date", date === null ? null : date.slice(0, 10)],
    ["Bag-Software-Agent", `${name} ${version}`],
  ];
  return elements.flatMap(([label, value]) => (value === null ? [] : [[label, value] as const]));
}

function tool(): PackageDescription["tool"] {
  return { name: "Colophon", version: programVersion(), url: "https://www.npmjs.com/package/colophon" };
}
