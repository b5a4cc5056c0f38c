/** What loads in a style, written without white space: an address that leads neither into the document nor is a picture. */
const LOADS =
  /url\((?!["']?(?:#|data:image\/(?:png|jpe?g|gif|webp|avif)[;,]))|@import|image-set|(?:image|src)\(/iu;

/**
 * Whether a style may load something from elsewhere. An escape can stand for any sign, so that where there is one it may;
 * comments are not taken out, since none can stand within a name, and what looks like one may be a string.
 */
export function loadsInStyle(style: string): boolean {
  return style.includes("\\") || LOADS.test(style.replace(/[\s\p{Cc}]+/gu, ""));
}
