import { type ReadSource, readOne, type Source } from "../../edition/index.ts";
import { Library, type OpenFile } from "../../read/index.ts";
import { sizeOf } from "./document-source.ts";
import { HeldTrees } from "./held-trees.ts";
import type { Tools, WorkshopSetup } from "./workshop-tools.ts";

/** A source with what came of reading it, and the files that it includes or would. */
export type ReadWithFiles = ReadSource & { readonly files: readonly string[] };

/** Reads documents, and holds the trees of some for who asks again. */
export class SourceReader {
  readonly #tools: Pick<Tools, "open" | "limits" | "watch">;
  readonly #trees: HeldTrees<ReadWithFiles>;

  constructor(tools: Pick<Tools, "open" | "limits" | "watch">, bytes: WorkshopSetup["bytes"]) {
    this.#tools = tools;
    this.#trees = new HeldTrees(bytes);
  }

  /** Reads a document whose bytes have a hash. */
  read(source: Source, hash: string): ReadWithFiles {
    const name = `${hash} ${source.path}`;
    const known = this.#trees.get(name);
    if (known !== undefined) return known;
    const { open, limits, watch } = this.#tools;
    const files: string[] = [];
    const noted: OpenFile = (path) => {
      files.push(path);
      return open(path);
    };
    const read = { ...readOne(source, new Library(noted, limits), watch), files };
    this.#trees.hold(name, read, sizeOf(source));
    return read;
  }

  /** Lets go of all trees. */
  clear(): void {
    this.#trees.clear();
  }
}
