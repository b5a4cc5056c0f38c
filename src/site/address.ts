import type { Html } from "../render/index.ts";
import { linkTo, parted, readAddress } from "../resolve/index.ts";
import { mapElements } from "./map-elements.ts";

/** Gives the link from one page of the site to another; both are addresses below the site's folder. */
export function relativeAddress(from: string, to: string): string {
  const [path, fragment] = parted(to);
  if (path === from && fragment !== undefined) return linkTo(`#${fragment}`);
  let shared = 0;
  for (let at = 0; at < path.length && path[at] === from[at]; at++) if (path[at] === "/") shared = at + 1;
  let up = "";
  for (let at = from.indexOf("/", shared); at >= 0; at = from.indexOf("/", at + 1)) up += "../";
  return up + linkTo(to.slice(shared));
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

/** Gives the address below the site's folder that a link of a page leads to; null for one that leads out of the site. */
export function addressOf(page: string, link: string): string | null {
  if (/^[A-Za-z][A-Za-z0-9+.-]*:|^\//.test(link)) return null;
  const [path, fragment] = parted(/[%?]/.test(link) ? readAddress(link) : link);
  const hash = fragment === undefined ? "" : `#${fragment}`;
  if (path === "") return page + hash;
  const steps = page.split("/").slice(0, -1);
  for (const step of path.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== ".") steps.push(step);
  }
  return steps.join("/") + hash;
}

function rebaseLink(link: string, from: string, to: string): string {
  const address = addressOf(from, link);
  return address === null ? link : relativeAddress(to, address);
}
