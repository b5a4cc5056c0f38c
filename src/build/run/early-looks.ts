import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { fileURLToPath, pathToFileURL } from "node:url";
import { digestsIn, type FolderDigest, FolderLooks } from "./output-looks.ts";

/** From so many documents on it is worth another process to look at what was made of them. */
const MANY = 20_000;

/** After so long, in milliseconds, a folder is looked at again: somebody may have written to it meanwhile. */
const LASTING = 10_000;

/** A folder that another process looks at. */
interface Look {
  readonly since: number;
  /** Null where it could not be done. */
  readonly digests: Promise<readonly FolderDigest[] | null>;
}

/**
 * Looks at the folders of outputs: where there are many files, in another process while this one looks at the documents,
 * since to ask how a file looks takes as long for an output as for a document. A thread would be in this one's way.
 */
export class EarlyLooks {
  readonly #looks = new Map<string, Look>();

  /** Has folders looked at that have the outputs of so many documents, where that is worth while. */
  begin(folders: readonly string[], documents: number): void {
    if (documents < MANY || availableParallelism() < 2) return;
    for (const folder of folders)
      this.#looks.set(folder, { since: Date.now(), digests: lookElsewhere(folder) });
  }

  /** Gives how a folder looks. */
  async of(folder: string): Promise<FolderLooks> {
    const look = this.#looks.get(folder);
    const digests = look === undefined || Date.now() - look.since > LASTING ? null : await look.digests;
    return new FolderLooks(digests ?? digestsIn(folder));
  }
}

/** Has another process look at a folder; gives null where that cannot be done. */
export function lookElsewhere(folder: string): Promise<readonly FolderDigest[] | null> {
  const options = { maxBuffer: Number.POSITIVE_INFINITY, windowsHide: true };
  return new Promise((done) => {
    execFile(process.execPath, [...program(), folder], options, (error, out) =>
      done(error === null ? (JSON.parse(out) as readonly FolderDigest[]) : null),
    );
  });
}

/** How Node is told to run the process; its TypeScript needs a loader, where nobody has compiled it. */
function program(): string[] {
  const entry = new URL("./looks-process.ts", import.meta.url);
  if (!import.meta.url.endsWith(".ts")) return [fileURLToPath(entry).replace(/\.ts$/u, ".js")];
  const loader = createRequire(import.meta.url).resolve("tsx");
  return ["--import", pathToFileURL(loader).href, fileURLToPath(entry)];
}
