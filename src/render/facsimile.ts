import type { XmlNode } from "../tree/index.ts";

/** The picture of a page or of a part of it, as a document names it. */
export interface FacsimilePicture {
  /** Where a reader who follows the link gets: the whole picture, or the region where a service gives it. */
  readonly address: string;
  /** What is shown beside the text: of a picture that a service gives, one of a size fit for a screen. */
  readonly picture: string;
  /** The region of the picture that is meant, in the units of its surface; null for all of it. */
  readonly region: Region | null;
}

/** A region of a surface (Guidelines, section 11.1): where it begins, its size, and the size of the surface. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly surfaceWidth: number;
  readonly surfaceHeight: number;
}

/** The address of a service of the IIIF Image API, or of an image it gives: base, then region, size, rotation, quality. */
const IIIF =
  /^(https?:\/\/.+?)(?:\/info\.json|\/(?:full|square|(?:pct:)?[\d.,]+)\/[^/]+\/!?[\d.]+\/\w+\.\w+)$/u;

/** How wide and high a picture beside the text is at most, in pixels: half a wide screen of twice the usual density. */
const BESIDE = "!1600,1600";

/**
 * Gives the picture that an element's `@facs` names: as it is written, or that of the surface or zone it points to in
 * `facsimile` or `sourceDoc`, also by `@corresp` as texts do that were transcribed by machine; of a surface or zone itself,
 * its own. A zone is a region of its surface's picture. Null where there is none (Guidelines, section 11.1).
 */
export function facsimileOf(node: XmlNode): FacsimilePicture | null {
  const facs = (node.get("facs") ?? "").split(/\s+/u)[0] ?? "";
  if (facs !== "") return facs.startsWith("#") ? pictureAt(node.tree.maybeById(facs.slice(1))) : whole(facs);
  return pictureAt(node.isTei("surface", "zone") ? node : correspondingPlace(node));
}

/** The surface or zone that a passage is said to correspond to. */
function correspondingPlace(node: XmlNode): XmlNode | null {
  for (const pointer of (node.get("corresp") ?? "").split(/\s+/u)) {
    const target = pointer.startsWith("#") ? node.tree.maybeById(pointer.slice(1)) : null;
    if (target?.isTei("surface", "zone") === true) return target;
  }
  return null;
}

function pictureAt(target: XmlNode | null): FacsimilePicture | null {
  if (target === null) return null;
  if (target.isTei("graphic", "media")) return maybeWhole(target.get("url"));
  const own = target.maybeElement("graphic")?.get("url") ?? null;
  if (own !== null || !target.isTei("zone")) return maybeWhole(own);
  const surface = target.maybeAncestor("surface");
  const all = surface?.maybeElement("graphic")?.get("url") ?? null;
  if (all === null) return null;
  const region = regionOf(target, surface);
  return region === null ? whole(all) : partOf(all, region);
}

function maybeWhole(address: string | null): FacsimilePicture | null {
  return address === null || address === "" ? null : whole(address);
}

function whole(address: string): FacsimilePicture {
  const base = IIIF.exec(address)?.[1];
  if (base === undefined) return { address, picture: address, region: null };
  const isService = address.endsWith("/info.json");
  const picture = `${base}/full/${BESIDE}/0/default.jpg`;
  return { address: isService ? `${base}/full/max/0/default.jpg` : address, picture, region: null };
}

/** A service gives the region itself, in pixels of the picture; of any other picture the page shows the part. */
function partOf(address: string, region: Region): FacsimilePicture {
  const base = IIIF.exec(address)?.[1];
  if (base === undefined) return { address, picture: address, region };
  const { x, y, width, height } = region;
  const at = `${base}/${[x, y, width, height].map(Math.round).join(",")}`;
  return { address: `${at}/max/0/default.jpg`, picture: `${at}/${BESIDE}/0/default.jpg`, region: null };
}

/** The smallest rectangle around a zone, by its corners or its `@points`; null where it says neither. */
function regionOf(zone: XmlNode, surface: XmlNode | null): Region | null {
  const box = cornersOf(zone) ?? boxAround(zone.get("points"));
  if (box === null) return null;
  const sheet = surface === null ? null : cornersOf(surface);
  const [left, top, right, bottom] = box;
  const [originX, originY, endX, endY] = sheet ?? [0, 0, 0, 0];
  return {
    x: left - originX,
    y: top - originY,
    width: right - left,
    height: bottom - top,
    surfaceWidth: endX - originX,
    surfaceHeight: endY - originY,
  };
}

type Box = readonly [number, number, number, number];

function cornersOf(node: XmlNode): Box | null {
  const [left, top, right, bottom] = ["ulx", "uly", "lrx", "lry"].map((name) =>
    Number(node.get(name) ?? Number.NaN),
  );
  return boxOf(left!, top!, right!, bottom!);
}

function boxAround(points: string | null): Box | null {
  const pairs = (points ?? "").split(/\s+/u).map((pair) => pair.split(",").map(Number));
  const [x, y] = [pairs.map((pair) => pair[0] ?? Number.NaN), pairs.map((pair) => pair[1] ?? Number.NaN)];
  return boxOf(Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y));
}

function boxOf(left: number, top: number, right: number, bottom: number): Box | null {
  const isBox = [left, top, right, bottom].every(Number.isFinite) && right > left && bottom > top;
  return isBox ? [left, top, right, bottom] : null;
}
