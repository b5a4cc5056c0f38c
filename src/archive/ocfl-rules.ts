import { parsedJson } from "../formats/index.ts";
import type { OcflInventory } from "./ocfl.ts";

/** A fault by the code of OCFL's own list (OCFL 1.1, validation codes), and in words. */
export type OcflFault = readonly [rule: string, reason: string];

const TYPES = /^https:\/\/ocfl\.io\/1\.[01]\/spec\/#inventory$/u;
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/u;

type Json = Readonly<Record<string, unknown>>;

/** Reads an inventory and checks its shape; gives it, or null with the faults that make it unusable. */
export function parseInventory(text: string): { inventory: OcflInventory | null; faults: OcflFault[] } {
  const value = parsedJson(text, isObject);
  if (value === null) return { inventory: null, faults: [["E033", "inventory.json is not a JSON object"]] };
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
  const digests = new Set(Object.keys(manifest));
  const used = new Set<string>();
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
    if (isState(state)) yield* stateFaults(number, state, digests, used);
    else
      yield state === undefined
        ? ["E048", `version ${number} has no state`]
        : ["E051", `the state of version ${number} is broken`];
  }
  for (const digest of digests)
    if (!used.has(digest)) yield ["E107", `no version uses the content ${digest.slice(0, 12)}…`];
}

function* userFaults(number: string, user: unknown): Generator<OcflFault> {
  if (user === undefined) return;
  if (!isObject(user) || typeof user.name !== "string" || user.name === "")
    yield ["E054", `the user of version ${number} has no name`];
}

function* stateFaults(
  number: string,
  state: Readonly<Record<string, readonly string[]>>,
  digests: ReadonlySet<string>,
  used: Set<string>,
): Generator<OcflFault> {
  const paths = Object.values(state).flat();
  for (const digest of Object.keys(state)) {
    used.add(digest);
    if (!digests.has(digest))
      yield [
        "E050",
        `version ${number} uses content that the manifest does not have: ${digest.slice(0, 12)}…`,
      ];
  }
  yield* pathFaults(paths, `version ${number}`, { steps: "E052", ends: "E053", clash: "E095" });
}

function* manifestFaults({ manifest }: OcflInventory): Generator<OcflFault> {
  if (!isState(manifest)) {
    yield ["E057", "the manifest is broken"];
    return;
  }
  const digests = Object.keys(manifest).map((digest) => digest.toLowerCase());
  if (new Set(digests).size < digests.length)
    yield ["E096", "the manifest has a digest twice, in two manners of capitals"];
  yield* pathFaults(Object.values(manifest).flat(), "the manifest", {
    steps: "E099",
    ends: "E100",
    clash: "E101",
  });
}

function* pathFaults(
  paths: readonly string[],
  where: string,
  rules: { readonly steps: string; readonly ends: string; readonly clash: string },
): Generator<OcflFault> {
  const all = new Set(paths);
  if (all.size < paths.length) yield [rules.clash, `${where} has a path twice`];
  for (const path of paths) {
    if (/^\/|\/$/u.test(path)) yield [rules.ends, `${where}: “${path}” begins or ends with a slash`];
    else if (path.split("/").some((step) => step === "" || step === "." || step === ".."))
      yield [rules.steps, `${where}: “${path}” has a step that is empty or dots`];
    for (let at = path.indexOf("/"); at >= 0; at = path.indexOf("/", at + 1))
      if (all.has(path.slice(0, at)))
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
    if (!isState(block)) yield ["E057", `the fixity of ${algorithm} is broken`];
    else {
      const digests = Object.keys(block).map((digest) => digest.toLowerCase());
      if (new Set(digests).size < digests.length)
        yield ["E097", `the fixity of ${algorithm} has a digest twice`];
      yield* pathFaults(Object.values(block).flat(), `the fixity of ${algorithm}`, {
        steps: "E099",
        ends: "E100",
        clash: "E101",
      });
    }
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isState(value: unknown): value is Readonly<Record<string, readonly string[]>> {
  return (
    isObject(value) &&
    Object.values(value).every(
      (paths) => Array.isArray(paths) && paths.every((path) => typeof path === "string"),
    )
  );
}
