import type { XmlNode } from "../tree/index.ts";
import { safeDeclarations } from "./style-declarations.ts";

/**
 * Gives the looks that the source is said to have had: the CSS of `@style`, of the `rendition` elements that
 * `@rendition` points to, and of the `rendition` that the header declares for all elements of the name. Safe
 * declarations only; null where there are none (Guidelines, section 1.3.1.1.3).
 */
export function sourceStyle(node: XmlNode): string | null {
  if (node.get("rendition") === null && node.get("style") === null) return null;
  const pointed = (node.get("rendition") ?? "").split(/\s+/u).map((pointer) => renditionCss(node, pointer));
  const css = [...pointed, node.get("style") ?? ""].filter((each) => each !== "").join("; ");
  return safeDeclarations(css) || null;
}

function renditionCss(node: XmlNode, pointer: string): string {
  const rendition = pointer.startsWith("#") ? node.tree.maybeById(pointer.slice(1)) : null;
  if (rendition?.isTei("rendition") !== true) return "";
  const scheme = rendition.get("scheme") ?? "css";
  return scheme === "css" && rendition.get("scope") === null ? rendition.text : "";
}
