import type { Algorithm } from "../../archive/index.ts";

/** A stretch of a file to be read through: what is counted, and whether it is copied while it is read. */
export interface DigestJob {
  /** What the answer is known by; the path of its copies within their folders. */
  readonly key: string;
  /** The file that is read, by its absolute path. */
  readonly file: string;
  /** The stretch, in bytes; null is to the end. */
  readonly start: number;
  readonly end: number | null;
  readonly isDeflated: boolean;
  /** The size it must come to, or null where any will do. */
  readonly size: number | null;
  /** The CRC-32 it must come to, or null. */
  readonly crc32: number | null;
  /** Where the header in the zip file begins that gets the bytes; zero where there is none. */
  readonly zipStart: number;
  readonly plan: DigestPlan;
}

/** What is done with each of many files. Jobs share one: it goes to a thread but once for a lot of them. */
export interface DigestPlan {
  readonly algorithms: readonly Algorithm[];
  /** Whether the checksum of git's blob is wanted, which begins with the size. */
  readonly isBlob: boolean;
  /** Whether the CRC-32 is counted where nothing is compared with it and nothing goes into a zip file. */
  readonly isCrc32: boolean;
  /** A folder in which a file of the same bytes is to be written, whose own folder is there; or null. */
  readonly copyTo: string | null;
  /** A zip file that gets the same bytes, each file behind a header; or null. */
  readonly zipTo: ZipTarget | null;
}

/** The plan for files that are only counted. */
export function countingPlan(algorithms: readonly Algorithm[]): DigestPlan {
  return { algorithms, isBlob: false, isCrc32: false, copyTo: null, zipTo: null };
}

/** A zip file that is there, and the folder within it that members are written to. */
export interface ZipTarget {
  readonly file: string;
  readonly folder: string;
}

/** The name that a member gets. */
export function memberName({ folder }: ZipTarget, key: string): string {
  return `${folder}/${key}`;
}

/** What came of a job; `fault` says why it could not be done, and the rest is then empty. */
export interface DigestAnswer {
  readonly key: string;
  readonly size: number;
  /** The checksums in hexadecimal digits, one for each algorithm of the plan. */
  readonly algorithms: readonly Algorithm[];
  readonly sums: readonly string[];
  readonly blob: string | null;
  /** Zero where nobody asked for it. */
  readonly crc32: number;
  readonly fault: string | null;
}
