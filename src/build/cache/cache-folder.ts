import { homedir } from "node:os";
import { join, resolve } from "node:path";

/**
 * Gives the folder of the cache: what `COLOPHON_CACHE` or the configuration says, else the user's folder for caches
 * (XDG Base Directory, on macOS and Windows their own); null where `COLOPHON_CACHE` is `off` or the configuration false.
 */
export function cacheFolder(
  configured: string | false | null,
  environment: Readonly<Record<string, string | undefined>>,
): string | null {
  const named = environment.COLOPHON_CACHE;
  if (named === "off" || (named === undefined && configured === false)) return null;
  if (named !== undefined && named !== "") return resolve(named);
  if (typeof configured === "string") return resolve(configured);
  return join(userCaches(environment), "colophon");
}

function userCaches({ XDG_CACHE_HOME, LOCALAPPDATA }: Readonly<Record<string, string | undefined>>): string {
  if (XDG_CACHE_HOME?.startsWith("/")) return XDG_CACHE_HOME;
  if (process.platform === "win32") return LOCALAPPDATA ?? join(homedir(), "AppData", "Local");
  return process.platform === "darwin" ? join(homedir(), "Library", "Caches") : join(homedir(), ".cache");
}
