import { dressed, type WebPassage } from "./dress.ts";
import { generatedList, type ListedLine, type ListedPlace } from "./generated-list.ts";
import { element, type Html } from "./html.ts";

/** A division that is to be generated: its own headings, and a list of what it names. */
export function index(passage: WebPassage): readonly Html[] {
  const { isContents, lines } = generatedList(passage, passage.context.anchor);
  const look = { class: isContents ? "index contents-list" : "index" };
  const items = lines.map(listed);
  const heads = [...passage.node.elements("head")];
  if (heads.length === 0) return items.length === 0 ? [] : [dressed(passage, "ul", look, ...items)];
  const list = items.length === 0 ? [] : [element("ul", look, ...items)];
  return [dressed(passage, "section", {}, ...passage.renderNodes(heads), ...list)];
}

function listed({ text, id, places, inner }: ListedLine): Html {
  const loci = places.flatMap((place, at) => [
    at > 0 || isPage(place) ? ", " : " ",
    linked(place.label, place.id),
  ]);
  const below = inner.length === 0 ? [] : [element("ul", {}, ...inner.map(listed))];
  return element("li", {}, linked(text, id), ...loci, ...below);
}

function isPage({ isPage }: ListedPlace): boolean {
  return isPage;
}

function linked(words: string, id: string | null): Html {
  return id === null ? words : element("a", { href: `#${encodeURIComponent(id)}` }, words);
}
