import { fold, type Work } from "../resolve/index.ts";
import type { Locus } from "./locus.ts";

/**
 * Gives places the units that numbers have in a work of its kind: the columns of a lexicon, the leaves of a file in an
 * archive. The number of a journal says nothing of an article beside its page, that of a letter or an aphorism does.
 * `text` is as written; `introduction` are the words that introduced a work that no register has.
 */
export function lociOfKind(
  loci: readonly Locus[],
  text: string | null,
  work: Work | null,
  introduction: string | null,
): readonly Locus[] {
  const numbered = hasNumbers(work) ? loci : withoutIssues(loci);
  const isArchived = IN_ARCHIVE.test(work === null ? (introduction ?? "") : placeOf(work));
  const leaved = isArchived ? numbered.map((locus) => asLeaf(locus, text ?? "")) : numbered;
  return isInColumns(work) && !OF_PAGE.test(text ?? "") ? leaved.map(asColumn) : leaved;
}

function placeOf({ shelfmark, text }: Work): string {
  return shelfmark === null ? text : `${shelfmark.collection ?? ""}, ${shelfmark.idno ?? ""}`;
}

function hasNumbers(work: Work | null): boolean {
  return work !== null && work.container === null && !work.type.startsWith("article");
}

/** Where no more is known the number before a page is that of a journal. */
function withoutIssues(loci: readonly Locus[]): readonly Locus[] {
  return loci.filter(({ unit }, at) => {
    const next = loci[at + 1];
    return unit !== "issue" || next === undefined || next.unit === "volume";
  });
}

/** Fond and inventory, as archives of Eastern Europe are ordered. */
const IN_ARCHIVE = /(?<!\p{L})(?:f(?:ond)?|ф(?:онд)?)\.?\s*\p{L}?-?\d+\p{L}?[\s.,]+(?:op|inv|оп)\.?\s*\d/iu;

/** “ll. 7–8” are leaves there, and no lines. */
function asLeaf(locus: Locus, text: string): Locus {
  if (locus.unit !== "line" || !/(?<!\p{L})ll?\.\s*\d/u.test(text)) return locus;
  const { from, to, ...more } = locus;
  return { ...more, unit: "folio", from: back(from), ...(to === undefined ? {} : { to: back(to) }) };
}

function back(leaf: string): string {
  return leaf.replace(/(?<=\d)ob$/u, "v");
}

/** Works of reference and collections whose numbers are those of columns. */
const COLUMNED =
  /patrologi|^m?p[gl]$|real-?encyclopa?di?e der class|pauly|lexikon fur theologie|reallexikon fur antike|dictionnaire d.archeologie chret|dictionnaire de theologie cath|dictionnaire d.histoire et de geographie eccl|dictionnaire de spiritualite|sacrorum conciliorum|lexikon des mittelalters|historisches worterbuch der (?:philosophie|rhetorik)|religion in geschichte und gegenwart|lexikon der christlichen ikonographie|enzyklopadie des marchens/u;

function isInColumns(work: Work | null): boolean {
  const titles = work === null ? [] : [work.title, work.container ?? ""];
  return titles.some((title) => COLUMNED.test(fold(title)));
}

const OF_PAGE = /(?<!\p{L})(?:pp?|S|s|págs?|с|С)\.\s*\d/u;

function asColumn(locus: Locus): Locus {
  return locus.unit === "page" && /^\d/u.test(locus.from) ? { ...locus, unit: "column" } : locus;
}
