import { AND_OTHERS, type PersonalName, type Role, type Work } from "../resolve/index.ts";
import type { Run } from "./reference.ts";

/** The manners in which a bibliography is written: Chicago with notes, Chicago with author and date, MLA, APA. */
export type Manner = "chicago-notes" | "chicago-author-date" | "mla" | "apa";

interface Words {
  readonly and: string;
  readonly most: number;
  readonly invertAll: boolean;
  readonly initials: boolean;
}

const NAMES: Readonly<Record<Manner, Words>> = {
  "chicago-notes": { and: "and", most: 10, invertAll: false, initials: false },
  "chicago-author-date": { and: "and", most: 10, invertAll: false, initials: false },
  mla: { and: "and", most: 2, invertAll: false, initials: false },
  apa: { and: "&", most: 20, invertAll: true, initials: true },
};

/** Writes the entry of a work in a bibliography; every entry ends with a full stop, but for one that ends with an address. */
export function bibliographyEntry(work: Work, manner: Manner): readonly Run[] {
  const { lead, role } = leadOf(work, manner);
  const year =
    work.date?.from === undefined || work.date?.from === null
      ? (work.date?.text ?? "n.d.")
      : years(work.date);
  const byDate = manner === "apa" ? ` (${year})` : manner === "chicago-author-date" ? ` ${year}` : "";
  const runs: Run[] = [];
  if (lead !== "")
    runs.push(upright(`${manner === "apa" ? lead : stopped(lead)}${byDate === "" ? " " : `${byDate}. `}`));
  runs.push(...titleRuns(work, manner));
  if (lead === "" && byDate !== "") runs.push(upright(` ${year}.`));
  runs.push(...hostRuns(work, manner, role), upright(imprint(work, manner, year)));
  return runs.filter(({ text }) => text !== "");
}

function leadOf(work: Work, manner: Manner): { lead: string; role: Role | null } {
  for (const role of ["author", "editor"] as const) {
    const names = work.contributors.filter((each) => each.role === role).map(({ name }) => name);
    if (names.length === 0) continue;
    const label =
      role === "author"
        ? ""
        : manner === "apa"
          ? names.length > 1
            ? " (Eds.)."
            : " (Ed.)."
          : names.length > 1
            ? ", eds."
            : ", ed.";
    return { lead: `${listed(names, manner)}${label}`, role };
  }
  return { lead: "", role: null };
}

function listed(names: readonly PersonalName[], manner: Manner): string {
  const { and, most, invertAll, initials } = NAMES[manner];
  const named = names.filter(({ text }) => text !== AND_OTHERS);
  const written = named.map((name, at) => (at === 0 || invertAll ? inverted(name, initials) : natural(name)));
  if (named.length < names.length)
    return `${written.join(", ")}${written.length > 1 || written[0]?.includes(",") ? "," : ""} et al.`;
  if (written.length > most) return `${written[0]}${written[0]!.includes(",") ? "," : ""} et al.`;
  if (written.length === 1) return written[0]!;
  return `${written.slice(0, -1).join(", ")}, ${and} ${written.at(-1)}`;
}

function inverted({ family, given, particle, suffix, text }: PersonalName, initials: boolean): string {
  if (family === null) return text;
  const first =
    given === null
      ? null
      : initials
        ? given.replace(/(\p{L})[\p{L}\p{M}’']*\.?/gu, "$1.").replace(/\.(?=\p{L})/gu, ". ")
        : given;
  const last = [particle, family].filter((part) => part !== null).join(" ");
  return [last, first, suffix].filter((part) => part !== null).join(", ");
}

function natural({ family, given, particle, suffix, text }: PersonalName): string {
  if (family === null) return text;
  return [given, particle, family, suffix].filter((part) => part !== null).join(" ");
}

function isPart({ container }: Work): boolean {
  return container !== null;
}

function titleRuns(work: Work, manner: Manner): Run[] {
  if (!isPart(work))
    return [{ text: work.title, italic: work.type !== "manuscript" }, upright(stop(work.title))];
  return manner === "apa" ? [upright(stopped(work.title))] : [upright(`“${stopped(work.title)}”`)];
}

function hostRuns(work: Work, manner: Manner, lead: Role | null): Run[] {
  if (work.container === null) return [];
  const journal = work.type.startsWith("article");
  const editors = [...work.containerContributors, ...(lead === "editor" ? [] : work.contributors)]
    .filter(({ role }) => role === "editor")
    .map(({ name }) => natural(name));
  const by = editors.length === 0 ? "" : `, edited by ${editors.join(" and ")}`;
  const before = journal || manner === "mla" ? " " : " In ";
  return [upright(before), { text: work.container, italic: true }, upright(by)];
}

/** Volume, issue, pages, place, publisher and year, in the order of each manner. */
function imprint(work: Work, manner: Manner, year: string): string {
  const { volume, issue, pages, shelfmark } = work;
  const dated = manner === "chicago-notes" || manner === "mla";
  const kept =
    shelfmark === null
      ? ""
      : [shelfmark.idno, shelfmark.collection, shelfmark.repository, shelfmark.settlement]
          .filter((part) => part !== null)
          .join(", ");
  const journal = isPart(work) && work.type.startsWith("article");
  const numbers = numbersOf(volume, issue, manner);
  const house = [
    manner === "chicago-notes" || manner === "chicago-author-date" ? work.places.join(", ") : "",
    work.publishers.join(", "),
  ]
    .filter((part) => part !== "")
    .join(": ");
  const doi = work.identifiers.find(({ type }) => type === "DOI")?.value;
  const address =
    doi === undefined
      ? (work.identifiers.find(({ type }) => type === "URL")?.value ?? "")
      : `https://doi.org/${doi}`;
  const said =
    pages === null ? "" : manner === "mla" || (manner === "apa" && !journal) ? `pp. ${pages}` : pages;
  const parts = journal
    ? [
        manner === "chicago-notes" ? `${numbers} (${year})`.trim() : numbers,
        manner === "mla" ? year : "",
        said,
      ]
    : [isPart(work) ? said : "", volume === null ? "" : `vol. ${volume}`, kept, house, dated ? year : ""];
  const between = journal && manner.startsWith("chicago") ? ": " : ", ";
  const text = parts.filter((part) => part !== "").join(between);
  const glue = text === "" ? "" : isPart(work) ? (journal && manner.startsWith("chicago") ? " " : ", ") : " ";
  const end = text === "" ? (isPart(work) ? "." : "") : stopped(text);
  return `${glue}${end}${address === "" ? "" : ` ${address}`}`;
}

function numbersOf(volume: string | null, issue: string | null, manner: Manner): string {
  if (manner === "apa") return issue === null ? (volume ?? "") : `${volume ?? ""}(${issue})`;
  if (manner === "chicago-author-date" && volume !== null)
    return issue === null ? volume : `${volume} (${issue})`;
  const parts = manner === "mla" ? [volume === null ? null : `vol. ${volume}`] : [volume];
  return [...parts, issue === null ? null : `no. ${issue}`].filter((part) => part !== null).join(", ");
}

function years({ from, to }: { readonly from: string | null; readonly to: string | null }): string {
  const year = (day: string): string => /^-?\d+/u.exec(day)![0].replace(/^(-?)0+(?=\d)/u, "$1");
  return [from, to]
    .filter((day) => day !== null)
    .map(year)
    .filter((each, at, all) => all.indexOf(each) === at)
    .join("–");
}

function upright(text: string): Run {
  return { text, italic: false };
}

function stop(text: string): string {
  return /[.!?…][”’]?$/u.test(text) ? "" : ".";
}

function stopped(text: string): string {
  return `${text}${stop(text)}`;
}
