import { type Name, TEI_NAMESPACE } from "./name.ts";

/** What a file holds that is a piece of a text, such as a chapter that is kept by itself for others to include. */
const PIECE = /^(?:front|body|back|group|div[1-7]?)$/u;

/** Whether an outermost element of such a name is a piece of a text, with no `TEI` around it. */
export function isPieceOfText({ uri, local }: Pick<Name, "uri" | "local">): boolean {
  return uri === TEI_NAMESPACE && PIECE.test(local);
}
