import { element, type Html, type HtmlElement } from "../render/index.ts";
import { type Alphabet, OTHER } from "./alphabet.ts";
import { groupedBy } from "./grouping.ts";
import { type Shell, words } from "./page.ts";
import { isLong, siftField } from "./sift.ts";

/** How a list of entries is made. */
interface Listing<T> {
  /** In what order the entries are, and under which letters. */
  readonly alphabet: Alphabet;
  /** The name an entry is sought by. */
  readonly nameOf: (entry: T) => string;
  readonly itemOf: (entry: T) => HtmlElement;
  /** The class of each list. */
  readonly name: string;
  /** What tells the letters from those of another list of the page, below whose heading it stands; nothing where it is the only one. */
  readonly of?: string;
}

/** Makes the list of entries in the order of their names; a long one under its letters, with the way to each and a field to look for one above it. */
export function listedByLetter<T>(shell: Shell, entries: readonly T[], listing: Listing<T>): readonly Html[] {
  const { alphabet, nameOf, itemOf, name, of } = listing;
  const list = (some: readonly T[]): HtmlElement => element("ul", { class: name }, some.map(itemOf));
  if (!isLong(entries)) return [list(entries)];
  const groups = [...groupedBy(entries, (entry) => alphabet.letterOf(nameOf(entry)))].map(
    ([letter, some]) => ({
      letter,
      id: `${of === undefined ? "" : `${of}-`}letter-${letterId(letter)}`,
      some,
    }),
  );
  const heading = of === undefined ? "h2" : "h3";
  return [
    ...siftField(shell, of),
    waysTo(
      shell,
      groups.map(({ letter, id }) => element("a", { href: `#${encodeURIComponent(id)}` }, letter)),
    ),
    ...groups.flatMap(({ letter, id, some }) => [
      element(heading, { id, class: "letter" }, letter),
      list(some),
    ]),
  ];
}

/** What a letter is called in ids and addresses. */
export function letterId(letter: string): string {
  return letter === OTHER ? "other" : letter.toLowerCase();
}

/** The row of letters or years above a list, each a link. */
export function waysTo(
  shell: Shell,
  links: readonly HtmlElement[],
  what: "letters" | "byYears" = "letters",
): HtmlElement {
  const items = links.map((link) => element("li", {}, link));
  return element("nav", { "aria-label": words(shell, what) }, element("ul", { class: "jump" }, ...items));
}
