import { statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";

/** Folders in which nothing is an edition's. */
const NOT_WATCHED = /(?:^|\/)(?:node_modules|\.git|\.[^/]+\.sw\w|.*\.part)(?:\/|$)/u;

/** How long changes are gathered, in milliseconds: an editor writes a file in several steps. */
const GATHERED = 25;

/** The watcher overlooks a change that follows another by less than this, in milliseconds; so one looks once more. */
const OVERLOOKED = 120;

function stateOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats === undefined ? "" : `${stats.mtimeMs} ${stats.size}`;
}

/** Watches a folder; tells the paths that changed, with forward slashes from there. Gives what ends it. */
export async function watchFolder(
  folder: string,
  leaveOut: readonly string[],
  tell: (paths: readonly string[]) => void,
): Promise<() => Promise<void>> {
  const waiting = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  let later: NodeJS.Timeout | undefined;
  const fromFolder = (path: string): string => relative(folder, path).split(sep).join("/");
  const isIgnored = (path: string): boolean => {
    const own = fromFolder(path);
    return NOT_WATCHED.test(own) || leaveOut.some((one) => own === one || own.startsWith(`${one}/`));
  };
  const { watch } = await import("chokidar");
  const watcher = watch(folder, { ignored: isIgnored, ignoreInitial: true, followSymlinks: false });
  const gather = (path: string): void => {
    waiting.add(path);
    timer ??= setTimeout(() => {
      const paths = [...waiting].sort();
      waiting.clear();
      timer = null;
      const before = paths.map((each) => stateOf(resolve(folder, each)));
      tell(paths);
      later = setTimeout(() => {
        paths.filter((each, at) => stateOf(resolve(folder, each)) !== before[at]).forEach(gather);
      }, OVERLOOKED);
    }, GATHERED);
  };
  watcher.on("all", (_event, path) => gather(fromFolder(path)));
  await new Promise<void>((fulfil) => void watcher.once("ready", () => fulfil()));
  return async () => {
    if (timer !== null) clearTimeout(timer);
    clearTimeout(later);
    await watcher.close();
  };
}
