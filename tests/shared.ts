import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

const root = process.env.COLOPHON_SHARED ?? resolve(import.meta.dirname, "../../shared");

/** Gives the path of a shared schema, suite or corpus, or null where it is not on this machine; says so aloud then. */
export function shared(path: string): string | null {
  const found = join(root, path);
  if (existsSync(found)) return found;
  console.warn(`skipped: ${path} is not in ../shared, nor where COLOPHON_SHARED points`);
  return null;
}
