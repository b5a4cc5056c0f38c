import {
  closeSync,
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, sep } from "node:path";
import type { OutputFile } from "../edition/index.ts";
import { within } from "./output-place.ts";

/** A part of the output that stays, but for those of its files that are staged, and for those that are gone. */
export interface AmendedPart {
  readonly part: string;
  /** The paths of the files that stay. */
  readonly standing: readonly string[];
  /** The paths of files that go, if they are there. */
  readonly gone: readonly string[];
}

/** So many files are moved into a part one by one, if there are so many times as many that stay; else a new part takes its place. */
const MOST_MOVED = 1000;
const MANY_STAY = 4;

/** What is known of a part while its files are made. */
interface Part {
  /** The paths of the files that stand already as they should be, and of those that had to be written. */
  readonly standing: string[];
  readonly written: string[];
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
    if (file.pieces === undefined && isStanding(join(this.#folder, path), file.bytes)) {
      standing.push(path);
      return;
    }
    written.push(path);
    // A site has thousands of small files; to hand each to another thread takes several times as long as to write it.
    if (file.pieces === undefined) writeFileSync(this.#place(path), file.bytes, { flag: "wx" });
    else writePieces(this.#place(path), file.pieces());
  }

  /** Gives the parts that stay. Of those that do not, the files that stand as they should be have a second name in the new one. */
  finish(): readonly AmendedPart[] {
    const said = new Set(this.#amended.map(({ part }) => part));
    const stays = [...this.#parts].flatMap(([part, { standing, written }]) => {
      if (said.has(part) || standing.length === 0) return [];
      const isFew = written.length <= MOST_MOVED && written.length * MANY_STAY <= standing.length;
      if (isFew) return [{ part, standing, gone: this.#othersIn(part, new Set([...standing, ...written])) }];
      for (const path of standing) this.#takeOver(path);
      return [];
    });
    return [...this.#amended, ...stays];
  }

  #partOf(path: string): Part {
    const name = path.split("/", 1)[0]!;
    const part = this.#parts.get(name) ?? { standing: [], written: [] };
    this.#parts.set(name, part);
    return part;
  }

  /** Where a file is written; its folder is there. */
  #place(path: string): string {
    const place = within(this.#staging, path);
    const parent = dirname(place);
    if (!this.#made.has(parent)) mkdirSync(parent, { recursive: true });
    this.#made.add(parent);
    return place;
  }

  #takeOver(path: string): void {
    const [standing, place] = [join(this.#folder, path), this.#place(path)];
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
      .map(({ parentPath, name }) =>
        join(parentPath, name)
          .slice(this.#folder.length + 1)
          .split(sep)
          .join("/"),
      )
      .filter((path) => !known.has(path));
  }
}

function writePieces(place: string, pieces: Iterable<Uint8Array>): void {
  const handle = openSync(place, "wx");
  try {
    for (const piece of pieces) writeFileSync(handle, piece);
  } finally {
    closeSync(handle);
  }
}

/** Whether a file of one name stands already as it should be. */
function isStanding(file: string, bytes: Uint8Array): boolean {
  try {
    const known = lstatSync(file, { throwIfNoEntry: false });
    if (known?.isFile() !== true || known.size !== bytes.length || known.nlink !== 1) return false;
    return readFileSync(file).equals(bytes);
  } catch {
    return false;
  }
}
