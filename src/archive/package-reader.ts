import { catalogue, type Finding, wholeOf } from "../report/index.ts";
import type { Algorithm } from "./algorithm.ts";

/** One file of a package, as it lies there: a path with forward slashes from the package's folder, and its size in bytes. */
export interface PackageEntry {
  readonly path: string;
  readonly size: number;
}

/** What is to be read of a package: which checksums of which file. */
export interface DigestRequest {
  readonly path: string;
  readonly algorithms: readonly Algorithm[];
}

/** What came of it: the checksums in lower-case hexadecimal; `fault` says why a file could not be read to its end. */
export interface DigestResult {
  readonly path: string;
  readonly size: number;
  readonly digests: Readonly<Partial<Record<Algorithm, string>>>;
  readonly fault: string | null;
}

/** A package as a verifier sees it, whatever it is wrapped in. Nothing is ever unpacked to the disk. */
export interface PackageReader {
  /** As the user named it. */
  readonly name: string;
  /** Regular files, in the order of their paths by code unit. */
  readonly entries: ReadonlyMap<string, PackageEntry>;
  /** Folders without the final slash; the package's own folder is the empty string. */
  readonly folders: ReadonlySet<string>;
  /** What was found while opening it: links, unsafe names, damage. */
  readonly findings: readonly Finding[];
  /** Gives a file's bytes; throws where there is none, where it is larger than {@link LARGEST_TAG_FILE}, or damaged. */
  read(path: string): Promise<Uint8Array>;
  /** Gives the same piece by piece; each is good until the next is asked for, and asking throws where the file is damaged. */
  pieces(path: string): Promise<Iterable<Uint8Array>>;
  /** Reads files through and gives their checksums, several files at a time, in the order asked for. */
  digest(requests: Iterable<DigestRequest>): AsyncIterable<DigestResult>;
}

/** Gives a file's bytes, or null where they cannot be read, which is then among the findings. */
export async function readOrTell(
  reader: PackageReader,
  path: string,
  findings: Finding[],
): Promise<Uint8Array | null> {
  return await orTell(reader, path, findings, () => reader.read(path));
}

/** Gives what comes of a file's pieces, or null where they cannot be read, which is then among the findings. */
export async function readThroughOrTell<T>(
  reader: PackageReader,
  path: string,
  findings: Finding[],
  use: (pieces: Iterable<Uint8Array>) => T,
): Promise<T | null> {
  return await orTell(reader, path, findings, async () => use(await reader.pieces(path)));
}

async function orTell<T>(
  reader: PackageReader,
  path: string,
  findings: Finding[],
  read: () => Promise<T>,
): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    findings.push(catalogue.fileUnreadable(wholeOf(reader.name, path), { path, reason }));
    return null;
  }
}

/**
 * Manifests and other tag files are read whole; a manifest of a million files with sha-512 takes some 200 MB. What is
 * larger is not read, so that a package cannot fill the memory.
 */
export const LARGEST_TAG_FILE: number = 256 * 1024 * 1024;
