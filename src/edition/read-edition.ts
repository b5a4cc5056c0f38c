import {
  asTei,
  includeParts,
  Library,
  type Limits,
  type OpenFile,
  type ReadResult,
  readDocument,
  refuseOversize,
} from "../read/index.ts";
import { programFailed } from "../report/index.ts";
import {
  anchorsOf,
  type LinkScope,
  type LoadTree,
  linkScope,
  type Registers,
  readRegisters,
} from "../resolve/index.ts";
import {
  type EditionDocument,
  isRead,
  type ReadSource,
  type Source,
  standingAlone,
  wholeParts,
} from "./source.ts";
import { unwatched, type Watch } from "./watch.ts";

/** An edition, read: what was asked for, and what pointers lead to. */
export interface Edition {
  readonly sources: readonly ReadSource[];
  /** The sources that could be read. */
  readonly documents: readonly EditionDocument[];
  /** The other documents of the edition, which point to those asked for. */
  readonly context: readonly EditionDocument[];
  readonly registers: Registers;
  readonly scope: LinkScope;
}

/** How an edition is read. */
export interface ReadSetup {
  readonly limits: Partial<Limits>;
  /** Reads files that pointers lead to and that are no documents. */
  readonly load: LoadTree;
  /** Opens files that documents include. */
  readonly open?: OpenFile;
  /** The files that are documents even where others include them; every other such file is part of those alone. */
  readonly named?: ReadonlySet<string>;
  readonly watch?: Watch;
}

/** Reads the documents of an edition; `context` holds registers and targets of pointers, and is not checked itself. */
export function readEdition(
  sources: readonly Source[],
  context: readonly Source[],
  setup: ReadSetup,
): Edition {
  const { limits, load, open = nothingThere, named = new Set(), watch = unwatched } = setup;
  const library = new Library(open, limits);
  const written = [...sources, ...context].map((source) => {
    const result = watch("read", source.path, () => readWritten(source, limits));
    library.add(source.path, result);
    return result;
  });
  const read = written.map((one) => watch("include", one.path, () => included(one, library)));
  const asked = withoutParts(read.slice(0, sources.length), read, named);
  const others = withoutParts(read.slice(sources.length), read, new Set());
  const documents = asked.filter(isRead);
  const all = [...documents, ...others.filter(isRead)];
  return watch("registers", null, () => ({
    sources: asked,
    documents,
    context: others.filter(isRead),
    registers: readRegisters(withoutParts(all, read, new Set())),
    scope: linkScope(all.map(anchorsOf), load),
  }));
}

/** Reads one source by itself, with what it includes. */
export function readOne(source: Source, library: Library, watch: Watch = unwatched): ReadSource {
  const written = watch("read", source.path, () => readWritten(source, library.limits));
  library.add(source.path, written);
  return watch("include", source.path, () => included(written, library));
}

/** Asks for the bytes once, as they may be read from the disk each time; and not at all where they are too many. */
function readWritten(source: Source, limits: Partial<Limits>): Source & ReadResult {
  const { id, path } = source;
  const refused = refuseOversize(source, { path, limits });
  if (refused !== null) return { id, path, bytes: NO_BYTES, ...refused };
  const { bytes } = source;
  return { id, path, bytes, ...readHeld(bytes, path, limits) };
}

const NO_BYTES = new Uint8Array();

/** A fault of the program in one document is a finding of that document, and the others go on. */
function readHeld(bytes: Uint8Array, path: string, limits: Partial<Limits>): ReadResult {
  try {
    return readDocument(bytes, { path, limits });
  } catch (error) {
    return { tree: null, findings: [programFailed("wellformed", path, error)] };
  }
}

function included({ tree: written, findings, ...source }: Source & ReadResult, library: Library): ReadSource {
  if (written === null) return { ...source, tree: null, written, parts: [], isComplete: true, findings };
  try {
    const { findings: more, tree, ...rest } = includeParts(written, library);
    return { ...source, written, ...rest, tree: tree && asTei(tree), findings: [...findings, ...more] };
  } catch (error) {
    const failed = programFailed("wellformed", source.path, error);
    return { ...source, tree: null, written, parts: [], isComplete: false, findings: [...findings, failed] };
  }
}

function withoutParts<T extends ReadSource>(
  documents: readonly T[],
  all: readonly ReadSource[],
  named: ReadonlySet<string>,
): T[] {
  const paths = all.map((one) => ({ path: one.path, wholeParts: wholeParts(one) }));
  return documents.filter(standingAlone(paths, named));
}

function nothingThere(): { readonly kind: "missing" } {
  return { kind: "missing" };
}
