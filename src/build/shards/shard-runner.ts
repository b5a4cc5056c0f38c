import type { BuildOptions } from "../build.ts";
import type { CheckRun } from "../check-run.ts";
import type { MadeShard, ShardPlace } from "./shard-run.ts";

export type { MadeShard, ShardPlace };

/** Does shares of commands. What that takes is loaded when it is asked for, since a short check has no use for it. */
export const shardRun: {
  readonly build: (options: BuildOptions, place: ShardPlace) => Promise<MadeShard>;
  readonly check: (paths: readonly string[], run: CheckRun, place: ShardPlace) => Promise<MadeShard>;
} = {
  build: async (options, place) => (await import("./shard-run.ts")).buildShard(options, place),
  check: async (paths, run, place) => (await import("./shard-run.ts")).checkShard(paths, run, place),
};
