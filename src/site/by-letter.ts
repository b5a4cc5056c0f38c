import { element, type Html, type HtmlElement } from "../render/index.ts";
import { groupedBy } from "./grouping.ts";
import { type Shell, words } from "./page.ts";

/** Up to this many, names are taken in at a glance; beyond it they stand under their letters. */
const AT_A_GLANCE = 40;

/** Makes the list of names of a register, in order; a long one under its letters, with the way to each above it. */
export function namesByLetter<T>(
  shell: Shell,
  entries: readonly T[],
  nameOf: (entry: T) => string,
  itemOf: (entry: T) => HtmlElement,
): readonly Html[] {
  const list = (some: readonly T[]): HtmlElement =>
    element("ul", { class: "columns-of-names" }, some.map(itemOf));
  if (entries.length <= AT_A_GLANCE) return [list(entries)];
  const groups = [...groupedBy(entries, (entry) => initialOf(nameOf(entry)))];
  return [
    ways(
      shell,
      groups.map(([letter]) => letter),
    ),
    ...groups.flatMap(([letter, some]) => [
      element("h2", { id: idOf(letter), class: "letter" }, letter),
      list(some),
    ]),
  ];
}

function ways(shell: Shell, letters: readonly string[]): HtmlElement {
  const items = letters.map((letter) =>
    element("li", {}, element("a", { href: `#${encodeURIComponent(idOf(letter))}` }, letter)),
  );
  return element(
    "nav",
    { "aria-label": words(shell, "letters") },
    element("ul", { class: "jump" }, ...items),
  );
}

function idOf(letter: string): string {
  return letter === OTHER ? "letter-other" : `letter-${letter.toLowerCase()}`;
}

/** What stands for names that begin with no letter. */
const OTHER = "#";

/** The letter a name is sought under: its first, without accents. */
function initialOf(name: string): string {
  const first = /[\p{L}\p{N}]/u.exec(name.normalize("NFD"))?.[0] ?? OTHER;
  return /\p{L}/u.test(first) ? first.toUpperCase() : OTHER;
}
