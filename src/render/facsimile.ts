import type { XmlNode } from "../tree/index.ts";
import { type Extent, iiifImage, iiifRegion, type Rectangle } from "./iiif-image.ts";

/** The picture of a page or of a part of it, as a document names it. */
export interface FacsimilePicture {
  /** Where a reader who follows the link gets: the whole picture, or the region where a service gives it. */
  readonly address: string;
  /** What is shown beside the text: of a picture that a service gives, one of a size fit for a screen. */
  readonly picture: string;
  /** The region of the picture that is meant, in the units of its surface; null for all of it. */
  readonly region: Region | null;
}

/** A region of a surface (Guidelines, section 11.1), and the size of the surface in the same units; null where nobody says it. */
export interface Region extends Rectangle {
  readonly extent: Extent | null;
}

/** How wide and high a picture beside the text is at most, in pixels: half a wide screen of twice the usual density. */
const BESIDE = "!1600,1600";

/**
 * Gives the picture that an element's `@facs` names: as it is written, or that of the surface or zone it points to in
 * `facsimile` or `sourceDoc`, also by `@corresp` as texts do that were transcribed by machine; of a surface or zone itself,
 * its own. A zone is a region of its surface's picture. Null where there is none (Guidelines, section 11.1).
 */
export function facsimileOf(node: XmlNode): FacsimilePicture | null {
  const facs = (node.get("facs") ?? "").split(/\s+/u)[0] ?? "";
  if (facs !== "" && !facs.startsWith("#")) return whole(facs);
  if (facs !== "") return pictureAt(node.tree.maybeById(facs.slice(1)), node);
  return pictureAt(node.isTei("surface", "zone") ? node : correspondingPlace(node), node);
}

/** The address of a picture as it is shown in the text: a service of the IIIF Image API is asked for one of a size for screens. */
export function shownPicture(address: string): string {
  return address.endsWith("/info.json") ? whole(address).picture : address;
}

/** The surface or zone that a passage is said to correspond to. */
function correspondingPlace(node: XmlNode): XmlNode | null {
  for (const pointer of (node.get("corresp") ?? "").split(/\s+/u)) {
    const target = pointer.startsWith("#") ? node.tree.maybeById(pointer.slice(1)) : null;
    if (target?.isTei("surface", "zone") === true) return target;
  }
  return null;
}

/** The picture that a graphic, surface or zone has, as it is called from another element. */
function pictureAt(target: XmlNode | null, from: XmlNode): FacsimilePicture | null {
  if (target === null) return null;
  if (target.isTei("graphic", "media")) return maybeWhole(addressIn(target, from));
  const own = addressIn(target.maybeElement("graphic"), from);
  if (own !== null || !target.isTei("zone")) return maybeWhole(own);
  const surface = target.maybeAncestor("surface");
  const graphic = surface?.maybeElement("graphic") ?? null;
  const all = addressIn(graphic, from);
  if (all === null) return null;
  const region = regionOf(target, surface);
  return region === null ? whole(all) : partOf(all, region, pixelsOf(graphic));
}

/** The address of a graphic, with what `xml:base` says of it and does not say of the element that it is called from. */
function addressIn(graphic: XmlNode | null, from: XmlNode): string | null {
  let address = graphic?.get("url") ?? null;
  for (let at = graphic; at !== null && address !== null && !holds(at, from); at = at.parent)
    address = against(at.isElement ? at.get("xml:base") : null, address);
  return address;
}

function holds(node: XmlNode, other: XmlNode): boolean {
  for (const above of other.ancestors()) if (above.row === node.row) return true;
  return false;
}

/** An address as it is from where a base is: on the web, or in the folder that a path leads to. */
function against(base: string | null, address: string): string {
  if (base === null || /^(?:[a-z][a-z0-9+.-]*:|[/#])/iu.test(address)) return address;
  if (/^https?:/iu.test(base)) return URL.canParse(address, base) ? new URL(address, base).href : address;
  return base.slice(0, base.lastIndexOf("/") + 1) + address;
}

function maybeWhole(address: string | null): FacsimilePicture | null {
  return address === null || address === "" ? null : whole(address);
}

function whole(address: string): FacsimilePicture {
  const image = iiifImage(address);
  if (image === null) return { address, picture: address, region: null };
  const isService = address.endsWith("/info.json");
  const picture = `${image.base}/full/${BESIDE}/0/default.jpg`;
  return { address: isService ? `${image.base}/full/max/0/default.jpg` : address, picture, region: null };
}

/** A service gives the region itself; of any other picture the page shows the part. */
function partOf(address: string, region: Region, pixels: Extent | null): FacsimilePicture {
  const image = iiifImage(address);
  if (image === null)
    return { address, picture: address, region: { ...region, extent: region.extent ?? pixels } };
  const asked = iiifRegion(image, { part: region, extent: region.extent, pixels });
  if (asked === null) return whole(address);
  const at = `${image.base}/${asked}`;
  return { address: `${at}/max/0/default.jpg`, picture: `${at}/${BESIDE}/0/default.jpg`, region: null };
}

/** How many pixels a graphic says that its picture has; a size in other units is one on paper. */
function pixelsOf(graphic: XmlNode | null): Extent | null {
  const [width, height] = ["width", "height"].map((name) =>
    Number(/^\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*$/u.exec(graphic?.get(name) ?? "")?.[1] ?? 0),
  );
  return width! > 0 && height! > 0 ? { width: width!, height: height! } : null;
}

/** The smallest rectangle around a zone, by its corners or its `@points`; null where it says neither. */
function regionOf(zone: XmlNode, surface: XmlNode | null): Region | null {
  const box = cornersOf(zone) ?? boxAround(zone.get("points"));
  if (box === null) return null;
  const sheet = surface === null ? null : cornersOf(surface);
  const [left, top, right, bottom] = box;
  const [originX, originY] = sheet ?? [0, 0];
  return {
    x: left - originX,
    y: top - originY,
    width: right - left,
    height: bottom - top,
    extent: sheet === null ? null : { width: sheet[2] - sheet[0], height: sheet[3] - sheet[1] },
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
