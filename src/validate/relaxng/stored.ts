import type { IdRole } from "../datatypes/datatype.ts";
import { type Datatype, datatypeFromRecord } from "../datatypes/index.ts";
import type { StoredTables } from "./automaton.ts";
import type { IdTypes } from "./id-check.ts";
import type { InternedGrammar, SchemaValue } from "./interned.ts";
import { clark, type NameClass } from "./name-class.ts";
import { PatternTable } from "./pattern-table.ts";
import { type SymbolName, Symbols } from "./symbols.ts";

/** Says what the bytes are; its last sign is the version of the layout, to be raised with each change of it. */
const MARK = "colophon-relaxng-2";

/** What of a schema is kept as JSON. */
interface StoredLists {
  readonly start: number;
  readonly elements: readonly (readonly [StoredClass, pattern: number])[];
  readonly nameClasses: readonly StoredClass[];
  readonly datatypes: readonly Pick<Datatype, "library" | "name" | "parameters">[];
  readonly values: readonly SchemaValue[];
  readonly elementSymbols: StoredSymbols;
  readonly attributeSymbols: StoredSymbols;
  readonly forked: StoredTables["transitions"]["forked"];
  /** The elements that have the same attributes of this kind, by their symbols. */
  readonly idTypes: readonly (readonly [readonly (readonly [string, IdRole])[], readonly number[]])[];
}

/** Symbols as they follow one another, with the namespace that several have. */
type StoredSymbols = readonly (readonly [uri: string, locals: readonly SymbolName["local"][]])[];

/** A name class; that of one name is its symbol. */
type StoredClass = number | NameClass;

/** A schema as it is stored, with what its automaton has worked out. */
export interface StorableSchema {
  readonly grammar: InternedGrammar;
  readonly idTypes: IdTypes;
  readonly tables?: StoredTables;
}

/**
 * Writes a schema as bytes: the mark and the lengths, the lists as JSON, and the columns of the pattern table and of
 * the automaton as they are, so that they are read by looking at them. Whether the bytes are whole is for who keeps
 * them to know.
 */
export function storeSchema(schema: StorableSchema): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(listsOf(schema)));
  const columns = columnsOf(schema);
  const head = [MARK, json.length, ...columns.map(({ length }) => length)].join(" ").padEnd(HEAD);
  const parts = columns.map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
  );
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, aligned(HEAD + json.length)));
  bytes.set(new TextEncoder().encode(head));
  bytes.set(json, HEAD);
  let at = aligned(HEAD + json.length);
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Reads what {@link storeSchema} wrote, on a machine of the same byte order; null where it is something else. */
export function restoreSchema(bytes: Uint8Array): StorableSchema | null {
  const [mark, ...lengths] = new TextDecoder().decode(bytes.subarray(0, HEAD)).trimEnd().split(" ");
  const [json, ...columns] = lengths.map(Number);
  if (mark !== MARK || json === undefined) return null;
  const behindJson = aligned(HEAD + json);
  if (bytes.length !== behindJson + columns.reduce((sum, length) => sum + length * 4, 0)) return null;
  const lists = JSON.parse(new TextDecoder().decode(bytes.subarray(HEAD, HEAD + json))) as StoredLists;
  const cells = restoreColumns(new Uint8Array(bytes.subarray(behindJson)).buffer, columns);
  return cells.length === COLUMNS ? restored(lists, cells) : null;
}

/** How many columns there are: three of the patterns, seven of the automaton. */
const COLUMNS = 10;

/** The bytes before the lists. */
const HEAD = 192;

function restoreColumns(buffer: ArrayBuffer, lengths: readonly number[]): readonly Int32Array[] {
  let at = 0;
  return lengths.map((length) => {
    const column = new Int32Array(buffer, at, length);
    at += length * 4;
    return column;
  });
}

function listsOf({ grammar, idTypes, tables }: StorableSchema): StoredLists {
  const { start, elements, nameClasses, datatypes, values, elementSymbols, attributeSymbols } = grammar;
  return {
    start,
    elements: elements.map(({ name, pattern }) => [storedClass(name, elementSymbols), pattern]),
    nameClasses: nameClasses.map((nameClass) => storedClass(nameClass, attributeSymbols)),
    datatypes: datatypes.map(({ library, name, parameters }) => ({ library, name, parameters })),
    values,
    elementSymbols: storedSymbols(elementSymbols),
    attributeSymbols: storedSymbols(attributeSymbols),
    idTypes: storedIdTypes(idTypes, elementSymbols),
    forked: tables?.transitions.forked ?? [],
  };
}

function columnsOf({ grammar, tables }: StorableSchema): readonly Int32Array[] {
  const { rows, pool, slots } = grammar.patterns.columns;
  const none = new Int32Array(0);
  if (tables === undefined) return [rows, pool, slots, ...new Array<Int32Array>(COLUMNS - 3).fill(none)];
  const { states, transitions, overElement, overAttribute, inner, ends, texts } = tables;
  return [rows, pool, slots, states, transitions.pairs, overElement, overAttribute, inner, ends, texts];
}

function restored(lists: StoredLists, cells: readonly Int32Array[]): StorableSchema {
  const [rows, pool, slots, states, pairs, overElement, overAttribute, inner, ends, texts] = cells as Columns;
  const { start, values, forked } = lists;
  const elementSymbols = restoredSymbols(lists.elementSymbols);
  const attributeSymbols = restoredSymbols(lists.attributeSymbols);
  const grammar = {
    patterns: new PatternTable({ rows, pool, slots }),
    start,
    elements: lists.elements.map(([name, pattern]) => ({
      name: restoredClass(name, elementSymbols),
      pattern,
    })),
    nameClasses: lists.nameClasses.map((stored) => restoredClass(stored, attributeSymbols)),
    datatypes: lists.datatypes.map(datatypeFromRecord),
    values,
    elementSymbols,
    attributeSymbols,
  };
  const tables = { states, transitions: { pairs, forked }, overElement, overAttribute, inner, ends, texts };
  const idTypes = restoredIdTypes(lists.idTypes, elementSymbols);
  return states.length === 0 ? { grammar, idTypes } : { grammar, idTypes, tables };
}

/** The columns in the order in which they are written. */
type Columns = [
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
];

function storedClass(nameClass: NameClass, symbols: Symbols): StoredClass {
  return nameClass.kind === "name" ? symbols.of(nameClass.uri, nameClass.local) : nameClass;
}

function restoredClass(stored: StoredClass, { names }: Symbols): NameClass {
  if (typeof stored !== "number") return stored;
  const { uri, local } = names[stored]!;
  return { kind: "name", uri, local: local! };
}

function storedSymbols({ names }: Symbols): StoredSymbols {
  const runs: [string, SymbolName["local"][]][] = [];
  for (const { uri, local } of names) {
    const last = runs.at(-1);
    if (last?.[0] === uri) last[1].push(local);
    else runs.push([uri, [local]]);
  }
  return runs;
}

function restoredSymbols(runs: StoredSymbols): Symbols {
  return new Symbols(runs.flatMap(([uri, locals]) => locals.map((local) => ({ uri, local }))));
}

function storedIdTypes(idTypes: IdTypes, { names }: Symbols): StoredLists["idTypes"] {
  const symbols = new Map(names.map((name, symbol) => [nameOf(name), symbol]));
  const kinds = new Map<string, [[string, IdRole][], number[]]>();
  for (const [element, attributes] of idTypes) {
    const kind = JSON.stringify([...attributes]);
    const stored = kinds.get(kind) ?? [[...attributes], []];
    stored[1].push(symbols.get(element)!);
    kinds.set(kind, stored);
  }
  return [...kinds.values()];
}

function restoredIdTypes(stored: StoredLists["idTypes"], { names }: Symbols): IdTypes {
  return new Map(
    stored.flatMap(([attributes, elements]) => {
      const ofElement = new Map(attributes);
      return elements.map((symbol): [string, typeof ofElement] => [nameOf(names[symbol]!), ofElement]);
    }),
  );
}

function nameOf({ uri, local }: SymbolName): string {
  return clark({ uri, local: local! });
}

/** The next place at which integers may stand. */
function aligned(length: number): number {
  return Math.ceil(length / 4) * 4;
}
