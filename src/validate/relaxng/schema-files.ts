import { readDocument } from "../../read/index.ts";
import { catalogue, type Finding } from "../../report/index.ts";
import type { Tree } from "../../tree/index.ts";
import { readCompact } from "./compact-syntax.ts";
import type { SchemaDatatypes } from "./schema-datatypes.ts";
import { type Place, type Reference, type SchemaPattern, whereOf } from "./schema-tree.ts";
import { XmlSyntax } from "./xml-syntax.ts";

/** How many files may be called in, counting each time one is: a schema that doubles at each step has no other end. */
const FILES_CALLED_IN = 10_000;

/** Gives the bytes of a file by its path or absolute URI, or null where there is none. */
export type LoadFile = (path: string) => Uint8Array | null;

/** The files of one schema. Each is loaded once, and read once for each namespace it may inherit. */
export class SchemaFiles {
  readonly #load: LoadFile;
  readonly #datatypes: SchemaDatatypes;
  readonly #bytes = new Map<string, Uint8Array | null>();
  readonly #trees = new Map<string, Tree | null>();
  readonly #patterns = new Map<string, SchemaPattern | null>();
  #calls = 0;

  constructor(main: { path: string; bytes: Uint8Array }, load: LoadFile, datatypes: SchemaDatatypes) {
    this.#load = load;
    this.#datatypes = datatypes;
    this.#bytes.set(main.path, main.bytes);
  }

  /** The paths of all files that were there, the main one first, others as they were called in. */
  get paths(): string[] {
    return [...this.#bytes].filter(([, bytes]) => bytes !== null).map(([path]) => path);
  }

  /** Reads the main file as a pattern, or gives null after noting why it is none. */
  main(): SchemaPattern | null {
    const [[path, bytes]] = this.#bytes as unknown as [[string, Uint8Array]];
    return this.#read(path, bytes, "");
  }

  /** Reads a file that another calls in, or gives null after noting why it cannot be had. */
  refer({ href, path, ns }: Reference, place: Place): SchemaPattern | null {
    if (++this.#calls > FILES_CALLED_IN) {
      if (this.#calls === FILES_CALLED_IN + 1) this.#note(tooManyFiles(place));
      return null;
    }
    const bytes = this.#bytesOf(path);
    if (bytes !== null) return this.#read(path, bytes, ns);
    this.#note(catalogue.relaxngNotThere(whereOf(place), { href, path }));
    return null;
  }

  #bytesOf(path: string): Uint8Array | null {
    let bytes = this.#bytes.get(path);
    if (bytes === undefined) {
      bytes = this.#load(path);
      this.#bytes.set(path, bytes);
    }
    return bytes;
  }

  #read(path: string, bytes: Uint8Array, ns: string): SchemaPattern | null {
    const key = `${ns} ${path}`;
    let pattern = this.#patterns.get(key);
    if (pattern === undefined) {
      pattern = isXml(bytes) ? this.#readXml(path, bytes, ns) : readCompact(bytes, path, this.#datatypes, ns);
      this.#patterns.set(key, pattern);
    }
    return pattern;
  }

  #readXml(path: string, bytes: Uint8Array, ns: string): SchemaPattern | null {
    let tree = this.#trees.get(path);
    if (tree === undefined) {
      const read = readDocument(bytes, { path });
      read.findings.forEach(this.#note);
      tree = read.tree;
      this.#trees.set(path, tree);
    }
    return tree === null ? null : new XmlSyntax(tree, this.#datatypes, ns).read();
  }

  get #note(): (finding: Finding) => void {
    return this.#datatypes.note;
  }
}

function tooManyFiles(place: Place): Finding {
  const facts = { what: "Files call in each other too many times", limit: FILES_CALLED_IN };
  return catalogue.relaxngTooMuch(whereOf(place), facts);
}

/** Whether bytes are XML: a `<` comes first, behind white space and a byte order mark, in UTF-8 or UTF-16. */
function isXml(bytes: Uint8Array): boolean {
  for (const byte of bytes.subarray(0, 4096)) {
    if (byte === 0x3c) return true;
    const isPassed = byte === 0 || byte === 9 || byte === 10 || byte === 13 || byte === 32 || byte >= 0xbb;
    if (!isPassed) return false;
  }
  return false;
}
