import { closesBehind, opensBefore } from "../resolve/index.ts";
import type { XmlNode } from "../tree/index.ts";
import { isModelledBlock, showsBlock } from "./block-passages.ts";
import type { Question } from "./model-expression.ts";
import type { Rendering } from "./passage.ts";

/**
 * Puts the elements of one that holds elements alone in a line: what `between` is for a child stands behind it, a space
 * where it is nothing. No separator stands before a note or a sign, or behind what leads on to the next word.
 */
export function separated<T>(
  rendering: Rendering<T>,
  node: XmlNode,
  children: readonly (readonly [XmlNode, T])[],
  between: Question | undefined,
): T {
  const { form } = rendering;
  const pieces = children.filter(([child, piece]) => child.isElement && !form.isEmpty(piece));
  // The stop of an initial (“Schubert, William F.”) closes nothing, though another does not stand behind it.
  const closes = ({ text }: XmlNode, separator: string): boolean =>
    /[.,;:!?]\s*$/u.test(text) && (separator.startsWith(".") || !/(?:^|[\s.])\p{Lu}\.\s*$/u.test(text));
  const isBlock = (each: XmlNode): boolean => isModelledBlock(rendering, each);
  const holds = (each: XmlNode): boolean => showsBlock(rendering, each);
  const leans = (each: XmlNode): boolean =>
    (each.isTei("note", "noteGrp", "witDetail") && node.local !== "app" && !node.isTei(...STATEMENTS)) ||
    startsWithSign(each) ||
    closesBehind(each);
  return form.join(
    pieces.flatMap(([child, piece], at) => {
      const next = pieces[at + 1]?.[0];
      // A note of a reference, or of what a header says, is part of its line; elsewhere it is a sign that leans on the word before it.
      if (next?.isTei("note") === true && isInLine(node) && !startsWithSign(next))
        return [form.withoutEnd(piece), form.text(" ")];
      if (next === undefined || leans(next) || leadsOn(child)) return [piece];
      const separator = between?.string(child) ?? " ";
      // A sign stands neither between lines nor behind another, unless it is the bracket of an entry.
      const isNeeded = !/[^ ]/u.test(separator) || separator.startsWith("]");
      const written = isNeeded
        ? separator
        : isBlock(child) || isBlock(next)
          ? ""
          : (/^\s*[.,;:]/u.test(separator) && closes(child, separator)) || holds(child) || holds(next)
            ? " "
            : separator;
      return [form.withoutEnd(piece), form.text(written)];
    }),
  );
}

/**
 * Whether what comes next stands close to an element: behind an apostrophe, a hyphen or a sign that opens. What an entry of a
 * dictionary says of a word is parted from the word, though that ends so.
 */
function leadsOn(node: XmlNode): boolean {
  if (node.isTei("pron", "gram", "gramGrp", "form")) return false;
  return node.isTei("pc") ? opensBefore(node) : /[’'-]\s*$/u.test(node.text);
}

function isInLine(node: XmlNode): boolean {
  return node.isTei("bibl") || node.isTei("teiHeader") || node.maybeAncestor("teiHeader") !== null;
}

/** Parts of a record in which a note is one statement among others. */
const STATEMENTS = [
  "biblStruct",
  "biblFull",
  "analytic",
  "monogr",
  "series",
  "imprint",
  "notesStmt",
] as const;

/** Whether a sign comes first that closes what is before it; before a letter, as in “ˌɔː” written “,aw”, it is a sign of its own. */
function startsWithSign({ text }: XmlNode): boolean {
  return /^\s*(?:[.,](?!\p{L})|[;:!?)\]])/u.test(text);
}
