import {
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  type Stats,
  writeFileSync,
} from "node:fs";
import { dirname, join, sep } from "node:path";
import type { OutputFile } from "../edition/index.ts";
import { within } from "./output-place.ts";
import { PathList } from "./run/path-list.ts";
import { writePieces } from "./write-pieces.ts";

/** A part of the output of which not all files are made: others stay or go as they are. */
export interface AmendedPart {
  readonly part: string;
  /** The paths of the files that stay: often many, of which nobody wants to know more than their number. */
  readonly standing: Iterable<string> & { readonly length: number };
  /** The paths of files that go, if they are there; null where it is all that are neither made nor stay. */
  readonly gone: readonly string[] | null;
}

/** What is known of a part while its files are made. */
interface Part {
  /** The paths of the files that stand already as they should be, and of those that had to be written. */
  readonly standing: PathList;
  readonly written: PathList;
}

/** Where the files of an output are written until all are there; those that stand already as they should be are left there. */
export class Staging {
  readonly #staging: string;
  readonly #folder: string;
  readonly #parts = new Map<string, Part>();
  readonly #amended: AmendedPart[] = [];
  readonly #made = new Set<string>();
  #count = 0;

  /** Takes the folder for what is written, and the one where the output stands. */
  constructor(staging: string, folder: string) {
    this.#staging = staging;
    this.#folder = folder;
  }

  /** How many files the output has. */
  get count(): number {
    return this.#count;
  }

  /** Takes a file, or what is said of a part whose other files are not made at all. Throws where the disk cannot take it. */
  add(file: OutputFile | AmendedPart): void {
    if (!("path" in file)) {
      this.#amended.push(file);
      this.#count += file.standing.length;
      return;
    }
    const { path } = file;
    const { standing, written } = this.#partOf(path);
    this.#count++;
    if (file.pieces === undefined && isStanding(within(this.#folder, path), file.bytes)) {
      standing.push(path);
      return;
    }
    written.push(path);
    // A site has thousands of small files; to hand each to another thread takes several times as long as to write it.
    if (file.pieces === undefined) writeFileSync(this.#place(path), file.bytes, { flag: "wx" });
    else writePieces(this.#place(path), file.pieces());
  }

  /**
   * Puts a file into a part that stays, or takes one out of it, where no other of its files is another than before: a single
   * move cannot be broken off in the middle. Where there are more, what is staged becomes the whole part, in which the files
   * that stand as they should be have a second name.
   */
  finish(): void {
    const allAmended = new Map(this.#amended.map((amended) => [amended.part, amended]));
    for (const part of new Set([...this.#parts.keys(), ...allAmended.keys()])) {
      const { standing, written } = this.#parts.get(part) ?? emptyPart();
      const amended = allAmended.get(part);
      const said = amended?.standing ?? [];
      if (standing.length + said.length === 0) continue;
      const gone = amended?.gone?.filter((path) => statusOf(join(this.#folder, path)) !== undefined);
      const others = gone ?? this.#othersIn(part, new Set([...standing, ...said, ...written]));
      this.#settle([standing, said], others, written);
    }
  }

  #settle(stay: readonly Iterable<string>[], gone: readonly string[], written: PathList): void {
    const [out, into] = [gone[0], written.first];
    if (gone.length + written.length > 1 || (into !== undefined && this.#isFolder(into)))
      for (const paths of stay) for (const path of paths) this.#takeOver(path);
    else if (into !== undefined) this.#putInto(into);
    else if (out !== undefined) remove(this.#folder, out);
  }

  #isFolder(path: string): boolean {
    return statusOf(join(this.#folder, path))?.isDirectory() === true;
  }

  #putInto(path: string): void {
    const place = join(this.#folder, path);
    mkdirSync(dirname(place), { recursive: true });
    renameSync(join(this.#staging, path), place);
    rmSync(join(this.#staging, path.split("/", 1)[0]!), { recursive: true });
  }

  #partOf(path: string): Part {
    const name = path.split("/", 1)[0]!;
    const part = this.#parts.get(name) ?? emptyPart();
    this.#parts.set(name, part);
    return part;
  }

  /** Where a file is written; its folder is there. */
  #place(path: string): string {
    const place = within(this.#staging, path);
    const parent = place.slice(0, place.lastIndexOf(sep));
    if (!this.#made.has(parent)) mkdirSync(parent, { recursive: true });
    this.#made.add(parent);
    return place;
  }

  #takeOver(path: string): void {
    const [standing, place] = [within(this.#folder, path), this.#place(path)];
    try {
      linkSync(standing, place);
    } catch {
      // There are disks on which a file has one name only.
      copyFileSync(standing, place);
    }
  }

  /** The paths of what stands in a part and is not among those known. */
  #othersIn(part: string, known: ReadonlySet<string>): string[] {
    const entries = readdirSync(join(this.#folder, part), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map(
        ({ parentPath, name }) => `${parentPath.slice(this.#folder.length + 1).replaceAll(sep, "/")}/${name}`,
      )
      .filter((path) => !known.has(path));
  }
}

function emptyPart(): Part {
  return { standing: new PathList(), written: new PathList() };
}

/** Takes away a file, and the folders in which it was the last. */
function remove(folder: string, path: string): void {
  let place = within(folder, path);
  rmSync(place, { force: true });
  try {
    for (place = dirname(place); place.startsWith(folder + sep); place = dirname(place)) rmdirSync(place);
  } catch {
    // There is something else in it.
  }
}

/** Whether a file of one name stands already as it should be. */
function isStanding(file: string, bytes: Uint8Array): boolean {
  const known = statusOf(file);
  if (known?.isFile() !== true || known.size !== bytes.length || known.nlink !== 1) return false;
  try {
    return readFileSync(file).equals(bytes);
  } catch {
    return false;
  }
}

/** What is known of a file or folder, without following a link; undefined where it is not there or cannot be asked. */
function statusOf(place: string): Stats | undefined {
  try {
    return lstatSync(place, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
