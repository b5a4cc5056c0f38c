/** Writes a path with slashes and without `.` and `..` where they can be undone. */
export function normalPath(path: string): string {
  if (!MAY_BE_SHORTER.test(path)) return path;
  const steps: string[] = [];
  for (const step of path.replace(/\\/gu, "/").split("/")) {
    if (step === "." || (step === "" && steps.length > 0)) continue;
    if (step === ".." && steps.length > 0 && steps.at(-1) !== ".." && steps.at(-1) !== "") steps.pop();
    else steps.push(step);
  }
  return steps.join("/");
}

/** Most paths are as short as they can be. */
const MAY_BE_SHORTER = /\\|\/\/|(?:^|\/)\.{1,2}(?:\/|$)|.\/$/u;

/** The folder of a path, with its final slash; empty for a file beside which one stands. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

/** The way to a file from the folder of another, as a relative address has it; both paths begin at one place. */
export function relativePath(to: string, from: string): string {
  const wanted = normalPath(to).split("/");
  const folder = normalPath(folderOf(from));
  const here = folder === "" ? [] : folder.split("/");
  let same = 0;
  while (same < here.length && same < wanted.length - 1 && here[same] === wanted[same]) same++;
  return [...here.slice(same).map(() => ".."), ...wanted.slice(same)].join("/");
}
