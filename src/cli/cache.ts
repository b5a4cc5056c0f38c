import {
  CACHE_KINDS,
  type CacheSummary,
  cacheFor,
  clearCache,
  pruneCache,
  sizeIn,
  summarizeCache,
} from "../build/index.ts";
import { type Command, type CommonOptions, command, refusal } from "./command.ts";
import { type Finish, openTerminal } from "./terminal.ts";

const ACTIONS = ["show", "prune", "clear"] as const;
type Action = (typeof ACTIONS)[number];

interface CacheOptions extends CommonOptions {
  readonly limit?: number;
}

/** `colophon cache`: what is kept between runs, and how to be rid of it. */
export function cacheCommand(finish: Finish): Command {
  return command("cache", "show what is kept between runs, make it smaller, or clear it away", [
    "colophon cache",
    "colophon cache prune --limit 500MB",
    "colophon cache clear",
  ])
    .argument("[action]", "show, prune or clear", oneAction, "show")
    .option(
      "--limit <size>",
      "how much prune leaves, the newest: 500MB, 20GB; what the cache may hold when absent",
      size,
    )
    .action(async (action: Action, options: CacheOptions) => {
      const terminal = openTerminal(options.quiet ?? false);
      const edition = { folder: process.cwd(), config: options.config ?? null, safe: options.safe ?? false };
      const folder = await cacheFor(edition);
      if (folder === null) terminal.out("Nothing is kept: the cache is switched off.\n");
      else terminal.out(said(action, folder, options.limit));
      finish(0);
    });
}

function said(action: Action, folder: string, limit: number | undefined): string {
  switch (action) {
    case "show":
      return shown(summarizeCache(folder));
    case "prune":
      return `${folder}: removed ${amount(pruneCache(folder, limit))}, left ${amount(summarizeCache(folder))}\n`;
    case "clear":
      return `${folder}: removed ${amount(clearCache(folder))}\n`;
    default:
      return action satisfies never;
  }
}

function shown(summary: CacheSummary): string {
  const lines = CACHE_KINDS.map((kind) => `  ${kind.padEnd(10)} ${amount(summary.kinds[kind])}\n`);
  return `${summary.folder}: ${amount(summary)} of at most ${megabytes(summary.limit)}\n${lines.join("")}`;
}

function amount({ files, bytes }: Pick<CacheSummary, "files" | "bytes">): string {
  return `${files} file${files === 1 ? "" : "s"}, ${megabytes(bytes)}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function oneAction(value: string): Action {
  const action = ACTIONS.find((each) => each === value);
  if (action === undefined) throw refusal("It takes show, prune or clear.");
  return action;
}

function size(value: string): number {
  const bytes = sizeIn(value);
  if (bytes === null) throw refusal("It takes a size: 500MB, 20GB.");
  return bytes;
}
