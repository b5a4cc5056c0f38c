import type { XmlNode } from "../tree/index.ts";

/** The address of a service of the IIIF Image API, or of an image it gives: base, then region, size, rotation, quality. */
const IIIF =
  /^(https?:\/\/.+?)(?:\/info\.json|\/(?:full|square|(?:pct:)?[\d.,]+)\/[^/]+\/!?[\d.]+\/\w+\.\w+)$/u;

/**
 * Gives the address of the picture that `@facs` names: as it is written, or that of the surface or zone it points to in
 * `facsimile` or `sourceDoc`. A zone of a picture that a IIIF service gives is that region of it, where the surface's
 * coordinates are pixels of the picture. Null where there is none (Guidelines, section 11.1).
 */
export function facsimileAddress(node: XmlNode): string | null {
  const facs = (node.get("facs") ?? "").split(/\s+/u)[0] ?? "";
  if (!facs.startsWith("#")) return facs === "" ? null : facs;
  const target = node.tree.maybeById(facs.slice(1));
  if (target === null) return null;
  if (target.isTei("graphic", "media")) return target.get("url");
  const own = target.maybeElement("graphic")?.get("url") ?? null;
  if (own !== null || !target.isTei("zone")) return own;
  const surface = target.maybeAncestor("surface");
  const whole = surface?.maybeElement("graphic")?.get("url") ?? null;
  return whole === null ? null : regionOf(whole, target);
}

function regionOf(address: string, zone: XmlNode): string {
  const base = IIIF.exec(address)?.[1];
  const [left, top, right, bottom] = ["ulx", "uly", "lrx", "lry"].map((name) =>
    Number(zone.get(name) ?? Number.NaN),
  );
  const isRegion =
    [left, top, right, bottom].every((each) => Number.isFinite(each)) && right! > left! && bottom! > top!;
  if (base === undefined || !isRegion) return address;
  const region = [left!, top!, right! - left!, bottom! - top!].map(Math.round).join(",");
  return `${base}/${region}/max/0/default.jpg`;
}
