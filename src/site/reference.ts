import { element, type Html, type HtmlContent } from "../render/index.ts";
import type { CslName, CslWork } from "./records.ts";
import { inWords } from "./wording.ts";

/** Types of CSL whose titles stand in quotation marks, because they are parts of something. */
const PARTS: ReadonlySet<string> = new Set([
  "article",
  "article-journal",
  "article-magazine",
  "article-newspaper",
  "chapter",
  "entry",
  "paper-conference",
  "post-weblog",
]);

/** Writes a work out in full: authors, title, what it is part of, imprint, date, pages. */
export function fullReference(work: CslWork): readonly Html[] {
  const authors = namesOf(work.author);
  const editors = namesOf(work.editor);
  const parts: HtmlContent[][] = [];
  if (authors !== "") parts.push([authors]);
  else if (editors !== "") parts.push([`${editors} (${work.editor?.length === 1 ? "ed." : "eds"})`]);
  parts.push([titleOf(work), ...imprintOf(work)]);
  if (work.page !== undefined) parts.push([work.page]);
  const address = work.DOI === undefined ? work.URL : `https://doi.org/${work.DOI}`;
  if (address !== undefined) parts.push([element("a", { href: address }, address)]);
  const joined = parts.flatMap((part, at) => (at === 0 ? part : [", ", ...part]));
  return element("span", {}, ...joined, ".").children;
}

/** A short name of a work for lists: its authors' family names, then the title. */
export function shortReference(work: CslWork): readonly Html[] {
  const family = (work.author ?? [])
    .map((name) => name.family ?? name.literal ?? name.given ?? "")
    .filter((name) => name !== "");
  return element("span", {}, family.length === 0 ? null : `${inWords(family)}, `, titleOf(work, true))
    .children;
}

/** The words a work is sorted by. */
export function sortWords(work: CslWork): string {
  const first = work.author?.[0];
  return `${first?.family ?? first?.literal ?? ""} ${work.title ?? work.id}`.trim();
}

/** The year of a work, or null. */
export function yearOf(work: CslWork): string | null {
  const year = work.issued?.["date-parts"]?.[0]?.[0];
  return year === undefined ? (work.issued?.literal ?? null) : String(year);
}

function titleOf(work: CslWork, short = false): HtmlContent {
  const title = (short ? (work["title-short"] ?? work.title) : work.title) ?? work.id;
  return PARTS.has(work.type ?? "") ? `“${title}”` : element("cite", {}, title);
}

function imprintOf(work: CslWork): HtmlContent[] {
  const container = work["container-title"];
  const within: HtmlContent[] = container === undefined ? [] : [", ", element("cite", {}, container)];
  const volume = [work.volume, work.issue]
    .filter((number) => number !== undefined && number !== "")
    .join("/");
  const house = [work["publisher-place"], work.publisher]
    .filter((each) => each !== undefined && each !== "")
    .join(": ");
  const imprint = [house, yearOf(work) ?? ""].filter((each) => each !== "").join(", ");
  return [...within, volume === "" ? "" : ` ${volume}`, imprint === "" ? "" : ` (${imprint})`];
}

function namesOf(names: readonly CslName[] | undefined): string {
  return inWords((names ?? []).map(nameOf).filter((name) => name !== ""));
}

function nameOf(name: CslName): string {
  if (name.literal !== undefined) return name.literal;
  const parts = [name.given, name["dropping-particle"], name["non-dropping-particle"], name.family];
  return parts.filter((part) => part !== undefined && part !== "").join(" ");
}
