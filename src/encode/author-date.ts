import type { Phrase } from "./phrases.ts";

const NAME = String.raw`\p{Lu}[\p{L}\p{M}’'-]+`;
const NAMES = String.raw`(?:(?:van|von|de|der|di|du)[ ]){0,2}${NAME}(?:(?:,|[ ](?:and|und|et|&|y|e))[ ]${NAME}){0,3}(?:[ ]et[ ]al\.)?`;
const YEAR = String.raw`(?:1[5-9]\d\d|20\d\d)[a-z]?`;
const PAGES = String.raw`(?:(?::[ ]?|,[ ](?:pp?\.|S\.|s\.)[ ]?)(?<pages>(?<from>\d{1,4})(?:[–-](?<to>\d{1,4}))?))?`;
const CITATION = String.raw`(?<names>${NAMES}),?[ ](?:\((?<bracketed>${YEAR})\)|(?<year>${YEAR}))${PAGES}`;
/** What leads to a citation, or stands before it in brackets. */
const LEAD = String.raw`(?<=[(;][ ]?|\b(?:[Ss]ee|[Cc]f\.|[Vv]gl\.|[Ss]iehe|[Vv]oir|[Vv]éase|also|[Aa]fter|[Nn]ach|in)[ ]|^[ ]*)`;
const END = "(?=[);,.]|$)";

/** Finds citations by author and year: “(Cohen 1973: 372)”, “see Ames and Cole 1990, p. 5”. */
export function authorDatePhrases(text: string): Phrase[] {
  const pattern = new RegExp(`${LEAD}${CITATION}${END}`, "dgu");
  return [...text.matchAll(pattern)].flatMap((found) => citation(found));
}

function citation(found: RegExpExecArray): Phrase[] {
  const { bracketed, year = bracketed, from, to } = found.groups ?? {};
  const scope = { unit: "page", from: from ?? "", to: to ?? from ?? "" };
  return [
    ...part(found.indices?.[0], "bibl", {}, "cit"),
    ...part(found.indices?.groups?.names, "author", {}),
    ...part(found.indices?.groups?.[bracketed === undefined ? "year" : "bracketed"], "date", {
      when: (year ?? "").slice(0, 4),
    }),
    ...part(found.indices?.groups?.pages, "biblScope", scope),
  ];
}

function part(
  place: readonly [number, number] | undefined,
  name: string,
  attributes: Readonly<Record<string, string>>,
  series: string | null = null,
): Phrase[] {
  return place === undefined ? [] : [{ start: place[0], end: place[1], name, attributes, series }];
}
