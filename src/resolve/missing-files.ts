import { catalogue, type Finding } from "../report/index.ts";
import { folderOf } from "../tree/index.ts";
import { type Pointing, placeOf } from "./pointing.ts";

/** A file that a document names. */
interface NamedFile {
  readonly pointing: Pointing;
  readonly path: string;
}

/**
 * The pictures and recordings that a document names and that are not there. Where a folder has none of those that are
 * named in it, the pictures are simply not kept here, which is told once and not for every page.
 */
export class MissingFiles {
  readonly #exists: ((path: string) => boolean) | null;
  readonly #known = new Map<string, boolean>();
  /** By what names them and the folder they are named in. */
  readonly #folders = new Map<string, NamedFile[]>();

  constructor(exists: ((path: string) => boolean) | null) {
    this.#exists = exists;
  }

  /** Takes note of a file, if it is one that is to be shown. */
  add(pointing: Pointing, path: string): void {
    const what = this.#exists === null ? null : shownAs(pointing);
    if (what === null) return;
    const folder = `${what} ${folderOf(path)}`;
    const files = this.#folders.get(folder);
    if (files === undefined) this.#folders.set(folder, [{ pointing, path }]);
    else files.push({ pointing, path });
  }

  /** Gives the findings. */
  findings(): Finding[] {
    return [...this.#folders.values()].flatMap((files) => {
      const missing = files.filter(({ path }) => !this.#isThere(path));
      if (missing.length === 0) return [];
      const isNoneThere = missing.length === files.length;
      const others = isNoneThere ? new Set(files.map(({ path }) => path)).size - 1 : 0;
      return (isNoneThere ? missing.slice(0, 1) : missing).map((file) => told(file, others));
    });
  }

  #isThere(path: string): boolean {
    const known = this.#known.get(path) ?? this.#exists!(path);
    this.#known.set(path, known);
    return known;
  }
}

function shownAs({ attribute }: Pointing): "media" | "facsimile" | null {
  const name = attribute.name.qualified;
  if (name === "facs") return "facsimile";
  return name === "url" && ["graphic", "media"].includes(attribute.owner.local) ? "media" : null;
}

function told({ pointing, path }: NamedFile, others: number): Finding {
  const make = shownAs(pointing) === "media" ? catalogue.mediaMissing : catalogue.facsimileMissing;
  const folder = folderOf(path) === "" ? "the folder of the document" : folderOf(path);
  return make(placeOf(pointing), { url: pointing.pointer, path, others, folder });
}
