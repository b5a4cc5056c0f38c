import {
  AND_OTHERS,
  citedUnder,
  hasFurtherNames,
  type PersonalName,
  type Registers,
  type Work,
} from "../resolve/index.ts";
import { lookUp } from "../tree/index.ts";
import type { Locus } from "./locus.ts";
import type { CitationRecord } from "./records.ts";

/** A stretch of a reference, set upright or in italics. */
export interface Run {
  readonly text: string;
  readonly italic: boolean;
}

const PARTS: ReadonlySet<string> = new Set([
  "article",
  "article-journal",
  "article-newspaper",
  "chapter",
  "entry-encyclopedia",
  "paper-conference",
  "thesis",
]);

/** How units are written before one number and before several. */
const UNITS: Readonly<Record<string, readonly [string, string]>> = {
  page: ["p.", "pp."],
  volume: ["vol.", "vols."],
  column: ["col.", "cols."],
  folio: ["fol.", "fols."],
  line: ["line", "lines"],
  verse: ["v.", "vv."],
  chapter: ["ch.", "chs."],
  section: ["§", "§§"],
  paragraph: ["para.", "paras."],
  note: ["n.", "nn."],
  part: ["pt.", "pts."],
  book: ["bk.", "bks."],
  issue: ["no.", "nos."],
  figure: ["fig.", "figs."],
  plate: ["pl.", "pls."],
};

/** Writes what a citation stands for: “Tokaev, Comrade X, p. 98”; null where it leads to no one work. */
export function describeCitation(
  { work, loci }: CitationRecord,
  registers: Registers,
): readonly Run[] | null {
  const found = work === null ? undefined : registers.works.get(work);
  if (found === undefined) return null;
  const places = loci.map(locusWords).join(", ");
  return places === "" ? shortReference(found) : [...shortReference(found), upright(`, ${places}`)];
}

/** A work by its authors' family names and its short title. */
export function shortReference(work: Work): readonly Run[] {
  const names = citedUnder(work);
  const families = [...names.map(familyName), ...(hasFurtherNames(work) ? [AND_OTHERS] : [])];
  const lead = names.length === 0 ? [] : [upright(`${andOthers(families)}, `)];
  return [...lead, titleRun(work, work.shortTitles[0] ?? work.title)];
}

/** A work in full, as a list of works in the manner of the Chicago notes gives it. */
export function fullReference(work: Work): readonly Run[] {
  const runs: Run[] = [];
  const authors = work.contributors
    .filter(({ role }) => role === "author")
    .map(({ name }) => wholeName(name));
  const editors = work.contributors
    .filter(({ role }) => role === "editor")
    .map(({ name }) => wholeName(name));
  if (authors.length > 0) runs.push(upright(`${listed(authors)}, `));
  else if (editors.length > 0)
    runs.push(upright(`${listed(editors)}, ${editors.length === 1 ? "ed." : "eds."}, `));
  runs.push(titleRun(work, work.title));
  if (work.container !== null)
    runs.push(upright(work.level === "a" && work.type === "chapter" ? ", in " : ", "), {
      text: work.container,
      italic: true,
    });
  if (authors.length > 0 && editors.length > 0) runs.push(upright(`, ed. ${listed(editors)}`));
  runs.push(upright(imprintWords(work)));
  return runs.filter(({ text }) => text !== "");
}

/** The text of a reference, without its italics. */
export function plainReference(runs: readonly Run[]): string {
  return runs.map(({ text }) => text).join("");
}

/** Writes a locus: `pp. 432–433`, `vol. 1, p. 201 f.` */
export function locusWords({ unit, from, to, volume, suffix, book }: Locus): string {
  if (unit === "passim") return from;
  const [one, several] = lookUp(UNITS, unit) ?? [unit, unit];
  const span = to === undefined ? from : `${from}–${to}`;
  if (book !== undefined) return `${book} ${span}${suffix === undefined ? "" : ` ${suffix}`}`;
  const lead = volume === undefined ? "" : `vol. ${volume}, `;
  return `${lead}${to === undefined ? one : several} ${span}${suffix === undefined ? "" : ` ${suffix}`}`;
}

function upright(text: string): Run {
  return { text, italic: false };
}

function titleRun(work: Work, title: string): Run {
  return PARTS.has(work.type) ? upright(`“${title}”`) : { text: title, italic: work.type !== "manuscript" };
}

function familyName({ family, particle, text }: PersonalName): string {
  return family === null ? text : [particle, family].filter((part) => part !== null).join(" ");
}

function wholeName(name: PersonalName): string {
  if (name.family === null) return name.text;
  return [name.given, familyName(name), name.suffix].filter((part) => part !== null).join(" ");
}

function andOthers(names: readonly string[]): string {
  return names.length > 3 ? `${names[0]} et al.` : listed(names);
}

function listed(names: readonly string[]): string {
  if (names.at(-1) === AND_OTHERS) return `${names.slice(0, -1).join(", ")} ${AND_OTHERS}`;
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function imprintWords(work: Work): string {
  const { shelfmark } = work;
  const kept =
    shelfmark === null
      ? ""
      : [shelfmark.settlement, shelfmark.repository, shelfmark.collection, shelfmark.idno]
          .filter((part) => part !== null)
          .join(", ");
  const number = [work.volume, work.issue === null ? null : `no. ${work.issue}`]
    .filter((part) => part !== null)
    .join(", ");
  const house = [work.places.join(", "), work.publishers.join(", ")].filter((part) => part !== "").join(": ");
  const print = [house, work.date?.text ?? ""].filter((part) => part !== "").join(", ");
  const edition = work.edition === null ? "" : `, ${work.edition}`;
  const pages = work.pages === null ? "" : `, ${work.pages}`;
  return [
    kept === "" ? "" : `, ${kept}`,
    number === "" ? "" : ` ${number}`,
    edition,
    print === "" ? "" : ` (${print})`,
    pages,
  ].join("");
}
