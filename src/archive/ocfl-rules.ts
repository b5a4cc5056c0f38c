import { OcflBlock } from "./ocfl-block.ts";
import { type OcflInventory, readInventoryJson } from "./ocfl-inventory.ts";
import { StringTable } from "./string-table.ts";

/** A fault by the code of OCFL's own list (OCFL 1.1, validation codes), and in words. */
export type OcflFault = readonly [rule: string, reason: string];

const TYPES = /^https:\/\/ocfl\.io\/1\.[01]\/spec\/#inventory$/u;
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/u;

type Json = Readonly<Record<string, unknown>>;

/** An inventory that was read, or null with the faults that make it unusable. */
export interface ParsedInventory {
  readonly inventory: OcflInventory | null;
  readonly faults: readonly OcflFault[];
}

/** Reads an inventory piece by piece and checks its shape; its strings go into a table, which those of an object share. */
export function parseInventory(
  pieces: Iterable<Uint8Array>,
  strings: StringTable = new StringTable(),
): ParsedInventory {
  const value = readInventoryJson(pieces, strings);
  if (!isObject(value)) return { inventory: null, faults: [["E033", "inventory.json is not a JSON object"]] };
  const missing = ["id", "type", "digestAlgorithm", "head"].filter(
    (key) => typeof value[key] !== "string" || value[key] === "",
  );
  const faults: OcflFault[] = missing.map((key) => ["E036", `inventory.json has no “${key}”`]);
  for (const key of ["manifest", "versions"]) {
    if (!isObject(value[key]))
      faults.push([key === "manifest" ? "E041" : "E043", `inventory.json has no “${key}”`]);
  }
  if (faults.length > 0) return { inventory: null, faults };
  const inventory = value as unknown as OcflInventory;
  const found = [
    ...headFaults(inventory),
    ...versionFaults(inventory),
    ...manifestFaults(inventory),
    ...fixityFaults(value),
  ];
  const isUsable = !found.some(([rule]) => FATAL.has(rule));
  return { inventory: isUsable ? inventory : null, faults: found };
}

/** Faults after which nothing else can be told. */
const FATAL = new Set(["E025", "E044", "E050a", "E051", "E111", "E057"]);

function* headFaults(inventory: OcflInventory): Generator<OcflFault> {
  const { type, digestAlgorithm, head, versions, contentDirectory } = inventory;
  if (!TYPES.test(type)) yield ["E038", `the type “${type}” is not that of an OCFL inventory`];
  if (digestAlgorithm !== "sha512" && digestAlgorithm !== "sha256")
    yield ["E025", `the digest algorithm “${digestAlgorithm}” is neither sha512 nor sha256`];
  const numbers = Object.keys(versions);
  if (numbers.length === 0) yield ["E008", "there is no version"];
  for (const number of numbers)
    if (!/^v0*[1-9]\d*$/u.test(number)) yield ["E046", `“${number}” is not the number of a version`];
  const widths = new Set(numbers.filter((number) => number.startsWith("v0")).map((number) => number.length));
  if (widths.size > 1 || (widths.size === 1 && numbers.some((number) => !number.startsWith("v0"))))
    yield ["E012", "versions are numbered with and without leading zeros"];
  const last = Math.max(0, ...numbers.map((number) => Number(number.slice(1))));
  if (last !== numbers.length) yield ["E010", "the numbers of the versions are no sequence from 1"];
  if (!Object.hasOwn(versions, head) || Number(head.slice(1)) !== last)
    yield ["E040", `the head “${head}” is not the last version`];
  if (
    contentDirectory !== undefined &&
    (typeof contentDirectory !== "string" || /\/|^\.{0,2}$/u.test(contentDirectory))
  )
    yield ["E017", "the content directory is no name of a folder"];
}

function* versionFaults({ versions, manifest }: OcflInventory): Generator<OcflFault> {
  const { strings } = manifest;
  const digests = new Set(manifest.digests);
  const used = new Set<number>();
  for (const [number, version] of Object.entries(versions)) {
    if (!isObject(version)) {
      yield ["E044", `version ${number} is no object`];
      continue;
    }
    const { created, message, user, state } = version as unknown as Json;
    if (created === undefined) yield ["E048", `version ${number} has no date`];
    else if (typeof created !== "string" || !RFC_3339.test(created) || Number.isNaN(Date.parse(created)))
      yield ["E049", `the date of version ${number} is not one of RFC 3339`];
    if (message !== undefined && typeof message !== "string")
      yield ["E094", `the message of version ${number} is no text`];
    yield* userFaults(number, user);
    if (state instanceof OcflBlock) yield* stateFaults(number, state, digests, used);
    else
      yield state === undefined
        ? ["E048", `version ${number} has no state`]
        : ["E051", `the state of version ${number} is broken`];
  }
  for (const digest of digests)
    if (!used.has(digest)) yield ["E107", `no version uses the content ${shortened(strings.text(digest))}`];
}

function* userFaults(number: string, user: unknown): Generator<OcflFault> {
  if (user === undefined) return;
  if (!isObject(user) || typeof user.name !== "string" || user.name === "")
    yield ["E054", `the user of version ${number} has no name`];
}

function* stateFaults(
  number: string,
  state: OcflBlock,
  digests: ReadonlySet<number>,
  used: Set<number>,
): Generator<OcflFault> {
  for (const digest of state.digests) {
    used.add(digest);
    if (!digests.has(digest))
      yield [
        "E050",
        `version ${number} uses content that the manifest does not have: ${shortened(state.strings.text(digest))}`,
      ];
  }
  yield* pathFaults(state, `version ${number}`, { steps: "E052", ends: "E053", clash: "E095" });
}

function shortened(digest: string): string {
  return `${digest.slice(0, 12)}…`;
}

function* manifestFaults({ manifest }: OcflInventory): Generator<OcflFault> {
  if (!(manifest instanceof OcflBlock)) {
    yield ["E057", "the manifest is broken"];
    return;
  }
  if (hasDigestTwice(manifest)) yield ["E096", "the manifest has a digest twice, in two manners of capitals"];
  yield* pathFaults(manifest, "the manifest", STORED);
}

/** The codes for paths in the object. */
const STORED = { steps: "E099", ends: "E100", clash: "E101" };

function hasDigestTwice({ digests, strings }: OcflBlock): boolean {
  return new Set(digests.map((digest) => strings.lowered(digest))).size < digests.length;
}

function* pathFaults(
  { paths, strings }: OcflBlock,
  where: string,
  rules: { readonly steps: string; readonly ends: string; readonly clash: string },
): Generator<OcflFault> {
  const all = new Set(paths);
  if (all.size < paths.length) yield [rules.clash, `${where} has a path twice`];
  for (const number of paths) {
    const path = strings.text(number);
    if (/^\/|\/$/u.test(path)) yield [rules.ends, `${where}: “${path}” begins or ends with a slash`];
    else if (path.split("/").some((step) => step === "" || step === "." || step === ".."))
      yield [rules.steps, `${where}: “${path}” has a step that is empty or dots`];
    for (let at = path.indexOf("/"); at >= 0; at = path.indexOf("/", at + 1))
      if (all.has(strings.find(path.slice(0, at))))
        yield [rules.clash, `${where}: “${path.slice(0, at)}” is a file and a folder`];
  }
}

function* fixityFaults({ fixity }: Json): Generator<OcflFault> {
  if (fixity === undefined) return;
  if (!isObject(fixity)) {
    yield ["E111", "the fixity block is no object"];
    return;
  }
  for (const [algorithm, block] of Object.entries(fixity)) {
    if (!(block instanceof OcflBlock)) yield ["E057", `the fixity of ${algorithm} is broken`];
    else {
      if (hasDigestTwice(block)) yield ["E097", `the fixity of ${algorithm} has a digest twice`];
      yield* pathFaults(block, `the fixity of ${algorithm}`, STORED);
    }
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
