import {
  element,
  type Html,
  type HtmlContent,
  listInWords,
  say,
  textOf,
  type Words,
} from "../render/index.ts";
import {
  bareDoi,
  citedUnder,
  hasFurtherNames,
  type PersonalName,
  type Work,
  type WorkType,
} from "../resolve/index.ts";

/** Types of work whose titles stand in quotation marks, because they are parts of something or were not published. */
const PARTS: ReadonlySet<WorkType> = new Set([
  "article",
  "article-journal",
  "article-newspaper",
  "chapter",
  "entry-encyclopedia",
  "manuscript",
  "paper-conference",
  "personal_communication",
  "thesis",
]);

/** Writes a work out in full: who made it, its title, what it is part of, imprint, date, pages, where it is kept, its address. */
export function fullReference(work: Work, words: Words): readonly Html[] {
  return sentence([...partsOf(work, words), address(work)]);
}

/** Writes a work out for a list in which it is a link itself, and so without its own address. */
export function listedReference(work: Work, words: Words): readonly Html[] {
  return sentence(partsOf(work, words));
}

function partsOf(work: Work, words: Words): readonly HtmlContent[] {
  return [makers(work, words), titleAndImprint(work, words), work.pages, shelfmark(work)];
}

function sentence(parts: readonly HtmlContent[]): readonly Html[] {
  const given = parts.filter((part) => part !== null && part !== "");
  const joined = given.flatMap((part, at) => (at === 0 ? [part] : [", ", part]));
  const { children } = element("span", {}, ...joined);
  // A title may end in a full stop, or in a question.
  return /[.!?…]$/u.test(textOf(children)) ? children : [...children, "."];
}

/** A short name of a work: the family names it is cited under, then its title, a short one where there is one. */
export function shortReference(work: Work, words: Words): readonly Html[] {
  const families = shortNames(work, words);
  return element("span", {}, families === "" ? null : `${families}, `, title(work, shortTitle(work)))
    .children;
}

/** The title a work is called by in passing. */
export function shortTitle(work: Work): string {
  return work.shortTitles[0] ?? work.title;
}

/** The names a work is called by in passing: “Marx and Engels”, “Adorno et al.”; empty where it is known by its title. */
export function shortNames(work: Work, words: Words): string {
  const families = citedUnder(work).map((name) => name.family ?? name.text);
  if (hasFurtherNames(work)) return `${families.join(", ")} ${words.andOthers}`;
  return families.length > 3 ? `${families[0]} ${words.andOthers}` : listInWords(families, words);
}

/** The words a work is sorted by. */
export function sortWords(work: Work): string {
  const first = citedUnder(work)[0];
  return `${first?.family ?? first?.text ?? ""} ${work.title}`.trim();
}

function makers(work: Work, words: Words): string | null {
  const names = citedUnder(work).map(nameInOrder);
  if (names.length === 0) return null;
  const edited = work.contributors.every(({ role }) => role !== "author");
  const named = hasFurtherNames(work) ? `${names.join(", ")} ${words.andOthers}` : listInWords(names, words);
  return named + (edited ? ` (${say(words, "editedBy", { n: names.length })})` : "");
}

/** A name as it stands in a sentence. */
export function nameInOrder({ given, particle, family, suffix, text }: PersonalName): string {
  if (family === null) return text;
  return [given, particle, family, suffix].filter((part) => part !== null).join(" ");
}

function title(work: Work, text: string): HtmlContent {
  return PARTS.has(work.type) ? `“${text}”` : element("cite", {}, text);
}

function titleAndImprint(work: Work, words: Words): HtmlContent {
  const container =
    work.container === null ? null : [`, ${words.inWork}: `, element("cite", {}, work.container)];
  const numbers = [work.volume, work.issue].filter((number) => number !== null).join("/");
  const series =
    work.series === null
      ? null
      : [", ", work.series, work.seriesNumber === null ? null : ` ${work.seriesNumber}`];
  const edition = work.edition === null ? null : `, ${work.edition}`;
  return [
    title(work, work.title),
    container,
    numbers === "" ? null : ` ${numbers}`,
    series,
    edition,
    imprint(work),
  ];
}

function imprint({ places, publishers, date, originalDate }: Work): string | null {
  const house = [places.join(", "), publishers.join(", ")].filter((part) => part !== "").join(": ");
  const first = originalDate === null ? "" : ` [${originalDate.text}]`;
  const parts = [house, date === null ? "" : date.text + first].filter((part) => part !== "");
  return parts.length === 0 ? null : ` (${parts.join(", ")})`;
}

function shelfmark({ shelfmark: kept }: Work): string | null {
  if (kept === null) return null;
  const parts = [kept.settlement, kept.repository, kept.collection, kept.idno].filter(
    (part) => part !== null,
  );
  return parts.length === 0 ? null : parts.join(", ");
}

function address({ identifiers, ref }: Work): HtmlContent {
  const doi = identifiers.find(({ type }) => type === "DOI")?.value;
  const url = identifiers.find(({ type }) => type === "URL" || type === "URI")?.value ?? ref;
  const link = doi === undefined ? url : `https://doi.org/${bareDoi(doi)}`;
  return link !== null && /^https?:/u.test(link) ? element("a", { href: link }, link) : null;
}
