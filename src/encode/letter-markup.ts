import { wordPieces } from "./block-markup.ts";
import { type Encoding, tell } from "./encoding.ts";
import type { FrameLine, Letter } from "./letter-frame.ts";
import { type Markup, markup } from "./markup.ts";
import type { FlowPassage } from "./outline.ts";
import { flowMarkup } from "./speech-markup.ts";

/** Makes the content of a letter: what opens it, its text, what closes it, what was added. */
export function letterMarkup(encoding: Encoding, { opener, body, closer, postscript }: Letter): Markup[] {
  const content = flowMarkup(encoding, body.map(asParagraph));
  return [
    ...(opener.length > 0 ? [markup("opener", {}, frameMarkup(encoding, opener))] : []),
    ...(content.length > 0 || closer.length + postscript.length === 0 ? content : [markup("p", {}, [])]),
    ...(closer.length > 0 ? [markup("closer", {}, frameMarkup(encoding, closer))] : []),
    ...(postscript.length > 0 ? [markup("postscript", {}, postscriptMarkup(encoding, postscript))] : []),
  ];
}

/** Lines of an address that follow each other are one address. */
function frameMarkup(encoding: Encoding, lines: readonly FrameLine[]): Markup[] {
  const made: Markup[] = [];
  for (const { becomes, at, words, because } of lines) {
    tell(encoding, { at, words }, [`encoded as ${becomes}`, because, "certain"]);
    const content = wordPieces(encoding, words, { at, standing: "text" });
    const last = made.at(-1);
    if (becomes !== "address") made.push(markup(becomes, {}, content));
    else if (last?.name === "address")
      made[made.length - 1] = markup("address", {}, [...last.children, markup("addrLine", {}, content)]);
    else made.push(markup("address", {}, [markup("addrLine", {}, content)]));
  }
  return made;
}

function postscriptMarkup(encoding: Encoding, passages: Letter["postscript"]): Markup[] {
  for (const passage of passages) {
    if (passage.kind !== "formed") continue;
    const { form, words } = passage.match;
    tell(encoding, { at: passage.at, words }, ["encoded as postscript", form.because, "certain"]);
  }
  return flowMarkup(encoding, passages.map(asParagraph));
}

/** Within a letter a line only looks like an opening or a closing. */
function asParagraph(passage: FlowPassage): FlowPassage {
  return passage.kind === "formed"
    ? { kind: "paragraph", at: passage.at, words: passage.match.words }
    : passage;
}
