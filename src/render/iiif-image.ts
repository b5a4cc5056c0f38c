/** A rectangle: where it begins and how large it is. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A width and a height. */
export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** An image that a service of the IIIF Image API gives (3.0, section 4): base, then region, size, rotation, quality. */
export interface IiifImage {
  readonly base: string;
  /** The region that the address asks for, as it is written; `full` for that of a service itself. */
  readonly region: string;
  /** Whether the image has the size of its region. */
  readonly isFullSize: boolean;
}

const SERVICE = /^(https?:\/\/.+?)\/info\.json$/u;
const IMAGE = /^(https?:\/\/.+?)\/(full|square|(?:pct:)?[\d.,]+)\/([^/]+)\/!?[\d.]+\/\w+\.\w+$/u;

/** Reads the address of a service or of an image it gives; null for any other. */
export function iiifImage(address: string): IiifImage | null {
  const service = SERVICE.exec(address)?.[1];
  if (service !== undefined) return { base: service, region: "full", isFullSize: true };
  const [, base, region = "", size = ""] = IMAGE.exec(address) ?? [];
  return base === undefined ? null : { base, region, isFullSize: size === "max" || size === "full" };
}

/** A part of an image, in the units of the document that names it. */
export interface ImagePart {
  readonly part: Rectangle;
  /** The size of the whole image in the same units; null where they are the pixels of the image. */
  readonly extent: Extent | null;
  /** How many pixels the image has; null where nobody says it. */
  readonly pixels: Extent | null;
}

/**
 * Gives the region of the service's picture that a part of an image of it is, as the API writes it (section 4.1): in pixels
 * where it can be told how many of them the picture has, else in hundredths; null where it cannot be told at all.
 */
export function iiifRegion(image: IiifImage, { part, extent, pixels }: ImagePart): string | null {
  const own = extent ?? (image.isFullSize ? null : pixels);
  if (image.region === "full") {
    if (own === null) return inPixels(part);
    return pixels !== null && image.isFullSize
      ? inPixels(within({ x: 0, y: 0, ...pixels }, part, own))
      : inHundredths(within({ x: 0, y: 0, width: 100, height: 100 }, part, own));
  }
  const [x = 0, y = 0, width = 0, height = 0] = image.region.replace("pct:", "").split(",").map(Number);
  if (!(width > 0 && height > 0)) return null;
  const asked = { x, y, width, height };
  if (!image.region.startsWith("pct:")) return inPixels(within(asked, part, own ?? asked));
  return own === null ? null : inHundredths(within(asked, part, own));
}

/** A part of a rectangle, by the size that the whole of it has in the units of the part. */
function within(whole: Rectangle, part: Rectangle, extent: Extent): Rectangle {
  const across = whole.width / extent.width;
  const down = whole.height / extent.height;
  return {
    x: whole.x + part.x * across,
    y: whole.y + part.y * down,
    width: part.width * across,
    height: part.height * down,
  };
}

function inPixels({ x, y, width, height }: Rectangle): string {
  return [x, y, width, height].map((each) => Math.max(0, Math.round(each))).join(",");
}

/** Four decimals are less than a pixel of a picture of a million. */
function inHundredths({ x, y, width, height }: Rectangle): string {
  return `pct:${[x, y, width, height].map((each) => Math.max(0, Number(each.toFixed(4)))).join(",")}`;
}
