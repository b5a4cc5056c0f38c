import { join } from "node:path";
import { SHARD_RULES, type Shard, type ShardPlace, type ShardRule, shardIn } from "../build/index.ts";
import { type Command, listOf, refusal } from "./command.ts";

/** What a command is told of its share. */
export interface ShardOptions {
  readonly shard?: Shard;
  readonly shardBy: ShardRule;
  readonly into?: string;
}

/** Adds the options of a command that can do a share of its work. */
export function withShard(command: Command): Command {
  return command
    .option("--shard <i/n>", "do the i-th of n shares, for colophon merge to join: 2/5", oneShard)
    .option(
      "--shard-by <rule>",
      "path or size: deal documents out by a hash of their paths, or evenly by size",
      oneRule,
      "path",
    )
    .option("--into <folder>", "where the records of a share go; shards/i-of-n when absent");
}

/** Gives the share that was asked for, and its folder; null for the whole. */
export function shardPlace({ shard, shardBy, into }: ShardOptions): ShardPlace | null {
  if (shard === undefined) return null;
  const { index, of } = shard;
  return { shard: { index, of, by: shardBy }, into: into ?? join("shards", `${index}-of-${of}`) };
}

function oneShard(value: string): Shard {
  const shard = shardIn(value, "path");
  if (shard === null) throw refusal("It takes the number of a share and how many there are: 2/5.");
  return shard;
}

const oneRule = (value: string): string => listOf(SHARD_RULES)(value)[0]!;
