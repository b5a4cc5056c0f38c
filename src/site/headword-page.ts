import type { HeadwordRecord } from "../cite/index.ts";
import { element, type HtmlElement } from "../render/index.ts";
import { relativeAddress } from "./address.ts";
import type { Alphabet } from "./alphabet.ts";
import { letterId, listedByLetter, waysTo } from "./by-letter.ts";
import { groupedBy } from "./grouping.ts";
import { makePage, pageLink, passageLink, type Shell, titleHead, words } from "./page.ts";
import {
  alphabetOfEdition,
  countOf,
  documentIn,
  type JoinedContent,
  languageOf,
  type SiteFile,
} from "./records.ts";
import { siftScripts } from "./sift.ts";

/** Where the words of dictionaries are listed. */
export const HEADWORDS = "headwords/index.html";

/** So many words are listed on one page; of more each letter has a page. */
const ON_ONE_PAGE = 3000;

/** So many words of several letters are on one page at most: scripts of many signs have few words for each. */
const MOST_SHARED = 250;

/** Makes the list of the words that have an entry, in the order of their letters. Nothing where no text is a dictionary. */
export function* makeHeadwordPages(shell: Shell, content: JoinedContent): Generator<SiteFile> {
  const count = countOf(content, "headwords");
  if (count === 0) return;
  const alphabet = alphabetOfEdition(content);
  if (count > ON_ONE_PAGE) {
    yield* pagesOfLetters(shell, content, alphabet);
    return;
  }
  const { joined, keep } = content;
  const make = (): SiteFile => {
    const title = words(shell, "headwords");
    const lead = words(shell, "headwordsLead", { n: count });
    const sorted = inOrder(joined.headwords, alphabet);
    const itemOf = itemsOn(HEADWORDS, sorted, content);
    const list = listedByLetter(shell, sorted, { alphabet, nameOf, itemOf, name: "columns-of-words" });
    return makePage(shell, {
      path: HEADWORDS,
      title,
      description: null,
      main: [...titleHead(title, null, lead), ...list],
      scripts: siftScripts(shell, sorted),
    });
  };
  yield keep?.(HEADWORDS, { documents: joined.withHeadwords, facts: alphabet.language }, make) ?? make();
}

/** Some letters with their words: those that begin few words share a page. */
interface Letters {
  readonly name: string;
  readonly path: string;
  readonly own: readonly HeadwordRecord[];
}

/** A page for each letter, and one with the way to each. */
function* pagesOfLetters(shell: Shell, content: JoinedContent, alphabet: Alphabet): Generator<SiteFile> {
  const all = inOrder(content.joined.headwords, alphabet);
  const letters = lettersOf(all, alphabet);
  const title = words(shell, "headwords");
  const lead = words(shell, "headwordsLead", { n: all.length });
  const list = letters.map(({ name, own, path }) => {
    const count = element("span", { class: "small" }, words(shell, "nHeadwords", { n: own.length }));
    return element("li", {}, pageLink(HEADWORDS, path, name), " ", count);
  });
  const main = [...titleHead(title, null, lead), element("ul", { class: "columns-of-words" }, ...list)];
  yield makePage(shell, { path: HEADWORDS, title, description: null, main });
  for (const { name, own, path } of letters) {
    const links = letters.map((each) =>
      element(
        "a",
        { href: relativeAddress(path, each.path), "aria-current": each.path === path ? "page" : null },
        each.name,
      ),
    );
    const heading = words(shell, "headwordsOf", { letters: name });
    const items = own.map(itemsOn(path, own, content));
    yield makePage(shell, {
      path,
      title: heading,
      description: null,
      main: [
        ...titleHead(heading),
        waysTo(shell, links),
        element("ul", { class: "columns-of-words" }, ...items),
      ],
    });
  }
}

function lettersOf(all: readonly HeadwordRecord[], alphabet: Alphabet): readonly Letters[] {
  const runs: { first: string; last: string; own: HeadwordRecord[] }[] = [];
  for (const [letter, own] of groupedBy(all, (word) => alphabet.letterOf(nameOf(word)))) {
    const run = runs.at(-1);
    if (run === undefined || run.own.length + own.length > MOST_SHARED)
      runs.push({ first: letter, last: letter, own: [...own] });
    else {
      run.last = letter;
      for (const word of own) run.own.push(word);
    }
  }
  return runs.map(({ first, last, own }) => ({
    name: first === last ? first : `${first}–${last}`,
    path: `headwords/${letterId(first)}.html`,
    own,
  }));
}

/** A key without letters sorts entries of one word among themselves. */
function nameOf({ sortKey, text }: HeadwordRecord): string {
  return sortKey !== null && /\p{L}/u.test(sortKey) ? sortKey : text;
}

function inOrder(all: readonly HeadwordRecord[], alphabet: Alphabet): readonly HeadwordRecord[] {
  return alphabet.sorted(all, nameOf);
}

/** Gives what makes the line of a word: its part of speech and its text tell those apart that are written alike. */
function itemsOn(
  path: string,
  all: readonly HeadwordRecord[],
  content: JoinedContent,
): (word: HeadwordRecord) => HtmlElement {
  const alike = groupedBy(all, ({ text }) => text);
  return ({ document, text, language, url, grammar }) => {
    const own = language ?? languageOf(content, document);
    const lang = own === content.edition.settings?.language ? null : own;
    const link = passageLink(path, url, text, lang);
    const others = alike.get(text)!;
    const isElsewhere = others.some((other) => other.document !== document);
    const facts = [
      others.length > 1 ? grammar : null,
      isElsewhere ? (documentIn(content.documents, document)?.front.title ?? null) : null,
    ].filter((fact) => fact !== null);
    const told = facts.length === 0 ? [] : [" ", element("span", { class: "small" }, facts.join(" · "))];
    return element("li", {}, link, ...told);
  };
}
