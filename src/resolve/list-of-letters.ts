import { onceForTree, type Tree } from "../tree/index.ts";
import { editedText } from "./edited-text.ts";
import { outermostTexts } from "./outermost-texts.ts";

/**
 * Whether a document is no letter but a list of several, as editions exchange them in CMIF: one header describes them, and
 * there is no text, nor a transcription or pictures of one.
 */
export const isListOfLetters: (tree: Tree) => boolean = onceForTree((tree) => {
  const profiles = [...tree.document.descendantElements("profileDesc")];
  const [first] = profiles;
  if (profiles.length !== 1 || [...first!.elements("correspDesc")].length < 2) return false;
  if (tree.document.descendantElements("sourceDoc", "facsimile").next().done !== true) return false;
  return outermostTexts(tree).every((text) => editedText(text) === "");
});
