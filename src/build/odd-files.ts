import { basename } from "node:path";
import type { OddFiles } from "../odd/index.ts";
import { includeParts, Library, type ReadResult, readDocument } from "../read/index.ts";
import type { Tree } from "../tree/index.ts";
import type { SchemaFile } from "../validate/index.ts";
import { FileError } from "./files.ts";
import type { SchemaPlaces } from "./schemas/places.ts";
import { type ListedSchema, listSchemas } from "./schemas/store.ts";

/** Where an ODD finds what it stands on. */
export interface OddFilesOptions {
  readonly places: SchemaPlaces;
  /** The edition's folder, which has the store. */
  readonly store: string;
  /** That folder with a final slash, from where the command runs; empty where it is that folder. */
  readonly prefix: string;
  /** The file to customise, whatever the ODD says; null for what it says. */
  readonly source: string | null;
}

/** The files that an ODD stands on, with the paths of those that were read. */
export interface OddFilesRead extends OddFiles {
  paths(): readonly string[];
}

/** TEI's specifications are published under this name, which the address that a file stands for may tell as well. */
const SPECIFICATIONS = /^p5subset.*\.xml$/iu;

/** An ODD that was read, with the paths of the files that it includes, those that are not here among them. */
export type OddFileRead = ReadResult & { readonly included: readonly string[] };

/** Reads an ODD, with the files in place that it includes (XInclude). */
export function readOddFile({ path, bytes }: SchemaFile, places: SchemaPlaces): OddFileRead {
  const read = readDocument(bytes, { path });
  if (read.tree === null) return { ...read, included: [] };
  const included: string[] = [];
  const library = new Library((href) => {
    included.push(href);
    const bytes = places.load(href);
    return bytes === null ? { kind: "missing" } : { kind: "file", document: { bytes } };
  }, {});
  const { tree, findings } = includeParts(read.tree, library);
  return { tree, findings: [...read.findings, ...findings], included };
}

/**
 * Gives the files that an ODD stands on, each read once: what `--source` names, else what the ODD names, else TEI's
 * specifications in the store. `tei:current` and `tei:4.9.0` are those of the store. Nothing is fetched.
 */
export function oddFiles({ places, store, prefix, source }: OddFilesOptions): OddFilesRead {
  const trees = new Map<string, Tree | null>();
  const parts: string[] = [];
  const open = (href: string, base: string): Tree | null => {
    const place = places.find({ href: encoded(href), base });
    if (place === null) return null;
    const known = trees.get(place.path);
    if (known !== undefined) return known;
    const { tree, included } = readOddFile({ path: place.path, bytes: places.read(place) }, places);
    trees.set(place.path, tree);
    parts.push(...included);
    return tree;
  };
  const stored = (version: string | null): Tree | null => {
    const main = specificationsIn(listSchemas(store), version);
    return main === null ? null : open(prefix + main, "");
  };
  return {
    paths: () => [...trees.keys(), ...parts],
    file: open,
    source(reference, from) {
      if (source !== null) return open(source, "") ?? missing(source);
      if (reference === null) return stored(null);
      const version = /^tei:(.*)$/u.exec(reference)?.[1];
      if (version !== undefined) return stored(version === "current" ? null : version);
      return open(reference, from);
    },
  };
}

function missing(source: string): never {
  throw new FileError(`There is no file ${source}.`);
}

function encoded(href: string): string {
  return href.trim().replace(/\s/gu, "%20");
}

/** TEI's specifications in the store, of a version where one is asked for, else the newest by its name. */
function specificationsIn(schemas: readonly ListedSchema[], version: string | null): string | null {
  const found = schemas
    .filter(({ main, source, as }) =>
      [main, source, as ?? ""].some((each) => SPECIFICATIONS.test(basename(each))),
    )
    .filter(({ source, as }) => version === null || `${source} ${as ?? ""}`.includes(version))
    .sort((one, other) => one.source.localeCompare(other.source, "en", { numeric: true }));
  return found.at(-1)?.main ?? null;
}
