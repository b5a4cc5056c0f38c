import type { EditionMetadata } from "./metadata.ts";

/** The program that made the package. */
export interface Tool {
  readonly name: string;
  readonly version: string;
  readonly url: string;
}

/** One document of the edition, as it lies in the payload. */
export interface PackedDocument {
  readonly id: string;
  readonly path: string;
}

/** A stylesheet by which an output can be made again. */
export interface PackedStage {
  readonly name: string;
  readonly stylesheet: string;
  /** The output's path with `{id}` for the document's id. */
  readonly output: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** How an output was made: from which files, to which. */
export interface Making {
  readonly id: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** What the checks said of the edition when it was packed. */
export interface Validation {
  readonly documents: number;
  readonly valid: number;
  readonly errors: number;
  readonly warnings: number;
  /** Whether it was packed although there were errors. */
  readonly isAllowed: boolean;
  /** The errors that the folder of reports does not hold: what archives ask, and the edition does not have. */
  readonly lacks: readonly { readonly path: string; readonly message: string }[];
}

/** What a folder of the payload holds, in words. */
export interface PackedFolder {
  readonly path: string;
  readonly about: string;
}

/** What the records of a package are written from. */
export interface PackageDescription {
  readonly metadata: EditionMetadata;
  readonly tool: Tool;
  readonly documents: readonly PackedDocument[];
  /** Documents that are texts to be read, and no registers. */
  readonly texts: readonly PackedDocument[];
  /** Portable stylesheets that make reading texts and plain pages of any document. */
  readonly portable: readonly PackedStage[];
  /** The edition's own stylesheets. */
  readonly stages: readonly PackedStage[];
  readonly folders: readonly PackedFolder[];
  readonly makings: readonly Making[];
  readonly validation: Validation;
}

/** A file of the payload that was counted: path from the payload's folder, size in bytes, checksums in hexadecimal. */
export interface FileRecord {
  readonly path: string;
  readonly size: number;
  readonly sha512: string;
  readonly sha256: string;
  /** Git's checksum of the blob, by which Software Heritage names a content. */
  readonly blob: string;
}

/** A file that is written piece by piece, so that a record of many files takes no memory. */
export interface RecordFile {
  readonly path: string;
  readonly text: Iterable<string>;
}
