import type { Tree, XmlNode } from "../tree/index.ts";
import { plainContext } from "./context.ts";
import { classesOf, type Html, isElement, textOf } from "./html.ts";
import type { CompiledModels } from "./models.ts";
import { renderHtml } from "./render.ts";

/** An element as it is seen on a page. */
export interface ShownElement {
  /** Its name in TEI, which its class says. */
  readonly name: string;
  /** How its text begins. */
  readonly text: string;
  /** How many of the same name and beginning stand before it. */
  readonly nth: number;
}

/** Gives the element of a document that is seen as this on its page; null where none is. */
export function shownElement(tree: Tree, models: CompiledModels, shown: ShownElement): XmlNode | null {
  const context = plainContext({ anchor: ({ row }) => ROW + row });
  const { html, notes } = renderHtml(tree, models, context);
  const same = [...seen([...html, ...notes], `tei-${shown.name}`)];
  const wanted = letters(shown.text);
  const alike = same.filter(({ text }) => letters(text).startsWith(wanted));
  const found = alike[shown.nth] ?? alike[0] ?? same[0];
  return found === undefined ? null : tree.node(found.row);
}

const ROW = "row-";

interface Seen {
  readonly row: number;
  readonly text: string;
}

function* seen(html: readonly Html[], wanted: string): Generator<Seen, undefined> {
  for (const piece of html) {
    if (!isElement(piece)) continue;
    const { id = "" } = piece.attributes;
    if (id.startsWith(ROW) && classesOf(piece).includes(wanted))
      yield { row: Number(id.slice(ROW.length)), text: textOf(piece) };
    yield* seen(piece.children, wanted);
  }
}

/** What links and signs the page has added is no letter of the text. */
function letters(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, "");
}
