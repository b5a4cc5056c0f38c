import { NodeKind, type Tree, type XmlAttribute, type XmlNode } from "../tree/index.ts";

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
 * and no animation that makes one, no stylesheet, no reference but to what stands in it.
 */
export function isInertDrawing({ document }: Tree): boolean {
  for (const child of document.children())
    if (child.kind === NodeKind.instruction && child.local === "xml-stylesheet") return false;
  for (const element of document.descendantElements()) if (isLive(element)) return false;
  return true;
}

function isLive(element: XmlNode): boolean {
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
  return uri === "" && loads(value);
}

/** Whether a style leads out of the drawing; what is written with escapes is not gone into. */
function loads(style: string): boolean {
  const bare = style.replace(/\/\*[\s\S]*?\*\//gu, "").replace(/[\s\p{Cc}]+/gu, "");
  return /url\((?!["']?(?:#|data:image\/(?:png|jpe?g|gif|webp|avif)[;,]))|image-set|@import|javascript:|url\\|\\[0-9a-f]/iu.test(
    bare,
  );
}
