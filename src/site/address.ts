import type { Html } from "../render/index.ts";
import { mapElements } from "./map-elements.ts";

/** Gives the address of one page of the site from another; both are paths below the site's folder. */
export function relativeAddress(from: string, to: string): string {
  const [path, fragment] = parted(to);
  const hash = fragment === undefined ? "" : `#${encoded(fragment)}`;
  if (path === from && fragment !== undefined) return hash;
  let shared = 0;
  for (let at = 0; at < path.length && path[at] === from[at]; at++) if (path[at] === "/") shared = at + 1;
  let up = "";
  for (let at = from.indexOf("/", shared); at >= 0; at = from.indexOf("/", at + 1)) up += "../";
  return up + encodePath(path.slice(shared)) + hash;
}

/** The path of an address, and what stands behind the sign of the fragment, if there is one. */
export function parted(address: string): [path: string, fragment?: string] {
  const at = address.indexOf("#");
  return at < 0 ? [address] : [address.slice(0, at), address.slice(at + 1)];
}

/** Makes the links of a passage that was written for one page fit for another. */
export function rebase(html: readonly Html[], from: string, to: string): readonly Html[] {
  return mapElements(html, (piece) => {
    const { href, src } = piece.attributes;
    if (href === undefined && src === undefined) return piece;
    const attributes = {
      ...piece.attributes,
      ...(href === undefined ? {} : { href: rebaseLink(href, from, to) }),
      ...(src === undefined ? {} : { src: rebaseLink(src, from, to) }),
    };
    return { ...piece, attributes };
  });
}

/** A path as a link: what a URL cannot hold is escaped, and a colon cannot be taken for the end of a scheme. */
function encodePath(path: string): string {
  return IS_PLAIN.test(path) ? path : path.split("/").map(encoded).join("/");
}

/** Paths and fragments of which nothing is escaped, as nearly all are. */
const IS_PLAIN = /^[\w.~!*'()/-]*$/;
const IS_PLAIN_STEP = /^[\w.~!*'()-]*$/;

function encoded(step: string): string {
  return IS_PLAIN_STEP.test(step) ? step : encodeURIComponent(step);
}

/** Gives the address below the site's folder that a link of a page leads to; null for one that leads out of the site. */
export function addressOf(page: string, link: string): string | null {
  if (link.startsWith("#")) return `${page}#${decode(link.slice(1))}`;
  if (/^[a-z][a-z0-9+.-]*:|^\//iu.test(link)) return null;
  const [path, fragment] = parted(link);
  const hash = fragment === undefined ? "" : `#${decode(fragment)}`;
  if (path === "") return page + hash;
  const steps = page.split("/").slice(0, -1);
  for (const step of path.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== ".") steps.push(decode(step));
  }
  return steps.join("/") + hash;
}

function rebaseLink(link: string, from: string, to: string): string {
  const address = addressOf(from, link);
  return address === null ? link : relativeAddress(to, address);
}

function decode(step: string): string {
  if (!step.includes("%")) return step;
  try {
    return decodeURIComponent(step);
  } catch {
    // A lone percent sign is no escape; the step is then meant as written.
    return step;
  }
}
