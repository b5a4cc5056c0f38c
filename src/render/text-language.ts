import type { Tree } from "../tree/index.ts";

/** The language that a document says it is in; where it says none of itself, that of its text. Null where neither says one. */
export function textLanguage({ root }: Tree): string | null {
  return root.get("xml:lang") || root.maybeElement("text")?.get("xml:lang") || null;
}
