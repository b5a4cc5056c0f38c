import { ByteScanner, DEFAULT_LIMITS, readDocument } from "../../read/index.ts";
import type { Finding } from "../../report/index.ts";
import type { Tree } from "../../tree/index.ts";
import { internGrammar } from "./interned.ts";
import { loadGrammar } from "./load.ts";
import type { LoadFile } from "./schema-files.ts";
import { restoreSchema, type StorableSchema, storeSchema } from "./stored.ts";
import { StreamingValidation } from "./streaming.ts";
import { type Machine, machineOf, validate as validateWith } from "./validate.ts";

/** A RELAX NG schema, ready for any number of documents. It gathers tables as it is used, so one is best kept. */
export interface Schema {
  readonly machine: Machine;
  /** How much it has gathered: a number that grows. */
  readonly gathered: number;
}

/** A schema, or what is wrong with it. */
export interface Compilation {
  /** Null where the schema cannot be used; a finding then says why. */
  readonly schema: Schema | null;
  /** Faults of the schema itself, each in the file it stands in. */
  readonly findings: readonly Finding[];
  /** The paths or addresses of the files that went into it, the main one first. */
  readonly files: readonly string[];
}

/**
 * Compiles a schema in either syntax of RELAX NG (ISO/IEC 19757-2). `load` gives the bytes of a file it calls in by
 * `include` or `externalRef`, or null: the path is resolved against that of the file it stands in, and an absolute
 * address is handed over as it is. Nothing is fetched. A broken schema gives findings; nothing is thrown.
 */
export function compileSchema(
  main: { readonly path: string; readonly bytes: Uint8Array },
  load: LoadFile = () => null,
): Compilation {
  const { grammar, idTypes, findings, files } = loadGrammar(main, load);
  if (grammar === null) return { schema: null, findings, files };
  return { schema: schemaOf({ grammar: internGrammar(grammar), idTypes }), findings, files };
}

/**
 * Checks a document, as it was read, against a schema (RELAX NG section 9, and the identifiers of RELAX NG DTD
 * Compatibility, section 5), and gives its faults in document order; none, if it is valid.
 */
export function validate(tree: Tree, schema: Schema): readonly Finding[] {
  return validateWith(tree, schema.machine);
}

/**
 * Checks a document by its bytes, and gives the findings of the reader, and those against the schema where it can be read. One
 * that is valid is mostly seen to be so without a tree being made of it, which takes a fraction of the time.
 */
export function validateBytes(bytes: Uint8Array, path: string, schema: Schema): readonly Finding[] {
  if (isSeenValid(bytes, schema)) return [];
  const { tree, findings } = readDocument(bytes, { path });
  return tree === null ? findings : [...findings, ...validate(tree, schema)];
}

const STREAMS = new WeakMap<
  Schema,
  { readonly scanner: ByteScanner; readonly stream: StreamingValidation }
>();

/** Whether a document is seen to be valid while its bytes are gone over; where it is not, it may be all the same. */
export function isSeenValid(bytes: Uint8Array, schema: Schema): boolean {
  let known = STREAMS.get(schema);
  if (known === undefined || known.scanner.isFull) {
    const scanner = new ByteScanner(DEFAULT_LIMITS);
    known = { scanner, stream: streamValidation(scanner, schema) };
    STREAMS.set(schema, known);
  }
  return known.scanner.open(bytes) && known.stream.isValid();
}

/** Gives who checks the documents that a scanner opens against a schema, while it goes over them. */
export function streamValidation(scanner: ByteScanner, schema: Schema): StreamingValidation {
  return new StreamingValidation(scanner, schema.machine);
}

export type { StreamingValidation } from "./streaming.ts";

/**
 * Writes a schema as bytes, with the tables it has gathered, for a cache: they hold for this version of the program and
 * for machines of one byte order.
 */
export function serializeSchema({ machine }: Schema): Uint8Array {
  const { automaton, idTypes } = machine;
  return storeSchema({ grammar: automaton.grammar, idTypes, tables: automaton.toStored() });
}

/** Reads what {@link serializeSchema} wrote; null where it is something else. */
export function deserializeSchema(bytes: Uint8Array): Schema | null {
  const stored = restoreSchema(bytes);
  return stored === null ? null : schemaOf(stored);
}

function schemaOf(stored: StorableSchema): Schema {
  const machine = machineOf(stored);
  return {
    machine,
    get gathered(): number {
      return machine.automaton.transitions.size + machine.automaton.states.size;
    },
  };
}
