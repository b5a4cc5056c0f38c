import { JsonReader } from "../formats/index.ts";
import { OcflBlock } from "./ocfl-block.ts";
import type { StringTable } from "./string-table.ts";

/** What `inventory.json` of an OCFL object holds (OCFL 1.1, section 3.5). */
export interface OcflInventory {
  readonly id: string;
  readonly type: string;
  readonly digestAlgorithm: string;
  readonly head: string;
  readonly contentDirectory?: string;
  readonly fixity?: Readonly<Record<string, OcflBlock>>;
  readonly manifest: OcflBlock;
  readonly versions: Readonly<Record<string, OcflVersion>>;
}

/** One version of an object: which content stands under which name. */
export interface OcflVersion {
  readonly created: string;
  readonly message?: string;
  readonly user?: { readonly name: string; readonly address?: string };
  /** Absent only where the inventory is faulty. */
  readonly state?: OcflBlock;
}

/** Stands for a block that is an object, and not of checksums and lists of paths; its checksums are there all the same. */
class BrokenOcflBlock {
  readonly digests: readonly number[];
  readonly strings: StringTable;

  constructor({ digests, strings }: OcflBlock) {
    this.digests = digests;
    this.strings = strings;
  }
}

/**
 * Reads the JSON of an inventory: its blocks, which are long, as {@link OcflBlock} or {@link BrokenOcflBlock}, the rest as
 * JavaScript has it. Gives null for what is no JSON.
 */
export function readInventoryJson(pieces: Iterable<Uint8Array>, strings: StringTable): unknown {
  const reader = new JsonReader(pieces);
  try {
    const value = readInventory(reader, strings);
    reader.end();
    return value;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  } finally {
    reader.close();
  }
}

function readInventory(reader: JsonReader, strings: StringTable): unknown {
  const block = (): unknown => readBlock(reader, strings);
  const version = (): unknown => readObject(reader, (name) => (name === "state" ? block() : reader.value()));
  return readObject(reader, (name) => {
    if (name === "manifest") return block();
    if (name === "versions") return readObject(reader, version);
    return name === "fixity" ? readObject(reader, block) : reader.value();
  });
}

/** Reads an object by its members, or a value that is none. As ever in JSON, the last of two members of a name counts. */
function readObject(reader: JsonReader, member: (name: string) => unknown): unknown {
  if (reader.kind() !== "object") return reader.value();
  const members: [string, unknown][] = [];
  for (const name of reader.names()) members.push([name, member(name)]);
  return Object.fromEntries(members);
}

function readBlock(reader: JsonReader, strings: StringTable): unknown {
  if (reader.kind() !== "object") return reader.value();
  const block = new OcflBlock(strings);
  let isWhole = true;
  for (const digest of reader.names()) {
    block.addDigest(strings.add(digest));
    if (!readPaths(reader, block)) isWhole = false;
  }
  const { digests } = block;
  if (!isWhole) return new BrokenOcflBlock(block);
  return new Set(digests).size === digests.length ? block : withoutRepeats(block);
}

/** Reads a list of paths; gives false for what is none. */
function readPaths(reader: JsonReader, block: OcflBlock): boolean {
  if (reader.kind() !== "list") {
    reader.value();
    return false;
  }
  let isWhole = true;
  for (const _ of reader.items()) {
    if (reader.kind() === "string") block.addPath(block.strings.add(reader.string()));
    else {
      reader.value();
      isWhole = false;
    }
  }
  return isWhole;
}

function withoutRepeats(block: OcflBlock): OcflBlock {
  const kept = new OcflBlock(block.strings);
  for (const [digest, paths] of new Map(block)) {
    kept.addDigest(digest);
    for (const path of paths) kept.addPath(path);
  }
  return kept;
}

/** Writes an inventory piece by piece, with an indent of two. */
export function* writeInventory(inventory: OcflInventory): Generator<string> {
  yield* jsonPieces(inventory, "");
  yield "\n";
}

function* jsonPieces(value: unknown, indent: string): Generator<string> {
  const deeper = `${indent}  `;
  if (value instanceof OcflBlock) yield* members(blockPieces(value, deeper), indent);
  else if (typeof value === "object" && value !== null && !Array.isArray(value))
    yield* members(objectPieces(value, deeper), indent);
  else yield JSON.stringify(value, null, 2).replaceAll("\n", `\n${indent}`);
}

/** Puts members, each of some pieces, between braces and commas. */
function* members(pieces: Iterable<Iterable<string>>, indent: string): Generator<string> {
  let before = "{\n";
  for (const member of pieces) {
    yield `${before}${indent}  `;
    yield* member;
    before = ",\n";
  }
  yield before === "{\n" ? "{}" : `\n${indent}}`;
}

function* objectPieces(value: object, indent: string): Generator<Iterable<string>> {
  for (const [name, member] of Object.entries(value)) yield memberPieces(name, member, indent);
}

function* memberPieces(name: string, value: unknown, indent: string): Generator<string> {
  yield `${JSON.stringify(name)}: `;
  yield* jsonPieces(value, indent);
}

function* blockPieces(block: OcflBlock, indent: string): Generator<Iterable<string>> {
  const { strings } = block;
  for (const [digest, paths] of block) {
    const list = paths.map((path) => `\n${indent}  ${JSON.stringify(strings.text(path))}`);
    const text = list.length === 0 ? "[]" : `[${list.join(",")}\n${indent}]`;
    yield [`${JSON.stringify(strings.text(digest))}: ${text}`];
  }
}
