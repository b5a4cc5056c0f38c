import { relative, sep } from "node:path";
import { watch } from "chokidar";

/** Folders in which nothing is an edition's. */
const NOT_WATCHED = /(?:^|\/)(?:node_modules|\.git|\.[^/]+\.sw\w|.*\.part)(?:\/|$)/u;

/** How long changes are gathered, in milliseconds: an editor writes a file in several steps. */
const GATHERED = 25;

/** Watches a folder; tells the paths that changed, with forward slashes from there. Gives what ends it. */
export async function watchFolder(
  folder: string,
  leaveOut: readonly string[],
  tell: (paths: readonly string[]) => void,
): Promise<() => Promise<void>> {
  const waiting = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  const fromFolder = (path: string): string => relative(folder, path).split(sep).join("/");
  const isIgnored = (path: string): boolean => {
    const own = fromFolder(path);
    return NOT_WATCHED.test(own) || leaveOut.some((one) => own === one || own.startsWith(`${one}/`));
  };
  const watcher = watch(folder, { ignored: isIgnored, ignoreInitial: true, followSymlinks: false });
  watcher.on("all", (_event, path) => {
    waiting.add(fromFolder(path));
    timer ??= setTimeout(() => {
      const paths = [...waiting].sort();
      waiting.clear();
      timer = null;
      tell(paths);
    }, GATHERED);
  });
  await new Promise<void>((fulfil) => void watcher.once("ready", () => fulfil()));
  return async () => {
    if (timer !== null) clearTimeout(timer);
    await watcher.close();
  };
}
