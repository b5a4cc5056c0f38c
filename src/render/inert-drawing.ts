import type { Tree, XmlAttribute, XmlNode } from "../tree/index.ts";
import { stylesheetsOf } from "./inert-source.ts";
import { loadsInStyle } from "./inert-style.ts";

/** Elements of any language that run something or show what is not in the drawing. */
const LIVE: ReadonlySet<string> = new Set(
  `script handler listener foreignobject iframe object embed audio video canvas discard link meta base form`.split(
    " ",
  ),
);

/** Pictures that a drawing may have in itself. */
const RASTER = /^data:image\/(?:png|jpe?g|gif|webp|avif)[;,]/iu;

/**
 * Whether a drawing (SVG) runs nothing and loads nothing when it is opened by itself: no script in any namespace, no event
 * and no animation that makes one, no stylesheet, nothing of XHTML, no
 * reference but to what stands in it.
 */
export function isInertDrawing(tree: Tree): boolean {
  if (stylesheetsOf(tree).length > 0) return false;
  if (tree.document.maybeElement()?.uri !== "http://www.w3.org/2000/svg") return false;
  for (const element of tree.document.descendantElements()) if (isLive(element)) return false;
  return true;
}

function isLive(element: XmlNode): boolean {
  if (element.uri === "http://www.w3.org/1999/xhtml") return true;
  const local = element.local.toLowerCase();
  if (LIVE.has(local) || (local === "style" && loads(element.text))) return true;
  return [...element.attributes()].some(isLiveAttribute);
}

function isLiveAttribute({ name: { local: name, uri }, value }: XmlAttribute): boolean {
  if (/^on/iu.test(name)) return true;
  if (/^(?:src|srcset|srcdoc|action|formaction|base)$/iu.test(name)) return true;
  if (/^href$/iu.test(name)) return !/^\s*(?:#|$)/u.test(value) && !RASTER.test(value.trim());
  if (/^attributeName$/iu.test(name)) return /(?:^|:)\s*(?:on|href|src|style)/iu.test(value.trim());
  // What editors of drawings note down for themselves stands in namespaces of theirs.
  return uri === "" && !/^(?:id|class|(?:aria|data)-.*)$/iu.test(name) && loads(value);
}

/** Whether a value leads out of the drawing. */
function loads(value: string): boolean {
  return /javascript:/iu.test(value.replace(/[\s\p{Cc}]+/gu, "")) || loadsInStyle(value);
}
