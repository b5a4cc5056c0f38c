/** Whether a reference is an absolute URI; a letter and a colon are a drive. */
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]+:/u;

/**
 * Resolves a reference of a schema (RELAX NG, section 4.5; RFC 3986, section 5.2) against a base, which is the path of
 * a file or an absolute URI. Gives an absolute URI where one of the two is one, else a path with forward slashes, its
 * percent signs decoded. A base that ends in a slash is a folder.
 */
export function resolveReference(base: string, href: string): string {
  if (SCHEME.test(href)) return href;
  if (SCHEME.test(base)) return resolveUri(base, href);
  const path = decoded(href);
  if (path === "") return base;
  return path.startsWith("/") ? withoutDots(path) : withoutDots(folderOf(base) + path);
}

function resolveUri(base: string, href: string): string {
  try {
    return new URL(href, base).href;
  } catch {
    return href;
  }
}

function decoded(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

/** Takes out `.` and `..` (RFC 3986, section 5.2.4), but for those that lead out of a relative path. */
function withoutDots(path: string): string {
  const kept: string[] = [];
  const steps = path.split("/");
  for (const step of steps) {
    const last = kept.at(-1);
    if (step === "..") {
      if (last === undefined || last === "..") kept.push(step);
      else if (last !== "") kept.pop();
    } else if (step !== ".") kept.push(step);
  }
  if (/(?:^|\/)\.\.?$/u.test(path)) kept.push("");
  return kept.join("/");
}
