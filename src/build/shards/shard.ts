import { createHash } from "node:crypto";
import type { Source } from "../../edition/index.ts";
import { sizeOf } from "../run/document-source.ts";
import type { Sequence } from "../run/rows.ts";

/** How documents are dealt out: by a hash of their paths, or so that all shares have about the same number of bytes. */
export const SHARD_RULES = ["path", "size"] as const;
export type ShardRule = (typeof SHARD_RULES)[number];

/** One of several shares of the documents of an edition. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly of: number;
  readonly by: ShardRule;
}

/** More shares than a corpus has machines for; it keeps a slip of the keyboard from making a million folders. */
export const MOST_SHARDS = 10_000;

/** Reads `2/5`, the second of five shares; null for what is none. */
export function shardIn(value: string, by: ShardRule): Shard | null {
  const [, index, of] = /^(\d{1,6})\/(\d{1,6})$/u.exec(value)?.map(Number) ?? [];
  if (index === undefined || of === undefined) return null;
  return index >= 1 && index <= of && of <= MOST_SHARDS ? { index, of, by } : null;
}

/** Says which share it is: `2/5`. */
export function nameOf({ index, of }: Pick<Shard, "index" | "of">): string {
  return `${index}/${of}`;
}

/**
 * Gives the paths of the documents of a share. By path, a document stays where it is whatever else the edition gains or
 * loses; by size, every document goes to the share that has least, the largest first, so that the shares are even.
 */
export function shareOf({ index, of, by }: Shard, sources: Sequence<Source>): ReadonlySet<string> {
  const dealt = by === "size" ? dealtBySize(sources, of) : null;
  const own = sources.filter(({ path }) => (dealt?.get(path) ?? numberOf(path, of)) === index);
  return new Set(own.map(({ path }) => path));
}

/** The first 48 bits of the SHA-256 of a path, which a number holds exactly, decide its share. */
function numberOf(path: string, of: number): number {
  return (createHash("sha256").update(path).digest().readUIntBE(0, 6) % of) + 1;
}

function dealtBySize(sources: Iterable<Source>, of: number): ReadonlyMap<string, number> {
  const sizes = new Array<number>(of).fill(0);
  const dealt = new Map<string, number>();
  for (const source of [...sources].sort(bySize)) {
    const least = sizes.indexOf(Math.min(...sizes));
    sizes[least]! += sizeOf(source);
    dealt.set(source.path, least + 1);
  }
  return dealt;
}

function bySize(one: Source, other: Source): number {
  return sizeOf(other) - sizeOf(one) || (one.path < other.path ? -1 : 1);
}
