import { existsSync, realpathSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";

/** Where an absolute path really leads, by whatever links; of one that is not there, where the folder that is there leads. */
export function realPath(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const above = dirname(path);
  return above === path ? path : resolve(realPath(above), relative(above, path));
}

/** Whether a path is a folder or stands in it; both are absolute, and where they really lead. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
