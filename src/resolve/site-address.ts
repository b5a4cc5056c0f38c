/**
 * Gives the address of a file of the site, by its path below the site's folder: the path with those signs escaped that would
 * end it there or begin an escape. So `a#b.html` is at `a%23b.html`, and an id may follow behind a `#`.
 */
export function addressOfFile(path: string): string {
  return /[#%?]/u.test(path) ? path.replace(/[#%?]/gu, encodeURIComponent) : path;
}

/** Gives the path of the file that an address without an id leads to. */
export function fileAtAddress(address: string): string {
  return address.includes("%") ? address.replace(/%(?:23|25|3F)/gu, decodeURIComponent) : address;
}

/** The address of a file, and what stands behind the sign of the id, if there is one. */
export function parted(address: string): [file: string, id?: string] {
  const at = address.indexOf("#");
  return at < 0 ? [address] : [address.slice(0, at), address.slice(at + 1)];
}

/** Writes an address as a link from the site's folder: all is escaped that a URL cannot hold, and a colon, which may end a scheme. */
export function linkTo(address: string): string {
  const [file, id] = parted(address);
  const path = IS_PLAIN.test(file) ? file : fileAtAddress(file).split("/").map(encoded).join("/");
  return id === undefined ? path : `${path}#${encoded(id)}`;
}

/** Reads an address as people write it, escaped or not. */
export function readAddress(written: string): string {
  const [file, id] = parted(written);
  const path = addressOfFile(file.split("/").map(decoded).join("/"));
  return id === undefined ? path : `${path}#${decoded(id)}`;
}

/** Addresses and ids of which nothing is escaped, as nearly all are. */
const IS_PLAIN = /^[\w.~!*'()/-]*$/;
const IS_PLAIN_STEP = /^[\w.~!*'()-]*$/;

function encoded(step: string): string {
  return IS_PLAIN_STEP.test(step) ? step : encodeURIComponent(step);
}

/** A part of an address in signs; a lone percent sign is no escape, and it is then meant as written. */
export function decoded(step: string): string {
  if (!step.includes("%")) return step;
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
