import {
  element,
  type Html,
  type HtmlElement,
  listInWords,
  yearInWords,
  yearsInWords,
} from "../render/index.ts";
import { waysTo } from "./by-letter.ts";
import { groupedBy } from "./grouping.ts";
import { type Shell, words } from "./page.ts";
import { drawTimes, type TimeOfTexts } from "./pictures.ts";
import { yearOf } from "./reading-order.ts";
import type { DocumentSummary } from "./records.ts";
import { isLong, siftField } from "./sift.ts";

/** How many years stand under one heading. */
const STEPS = [1, 10, 100] as const;

/** Under a heading stand so many texts, or more, where years, decades or centuries are few enough for it. */
const UNDER_A_HEADING = 3;
const FEW_HEADINGS = 12;

/** More bars would be too thin to be told apart; with few texts to a bar most would be as high, unless there are few bars. */
const MOST_BARS = 200;
const OF_A_BAR = 2;
const FEW_BARS = 60;

/** Where more years have as many texts as any other, none of them stands out. */
const FEW_NAMED = 3;

/** Texts under one heading: its first year; null for those of which nobody says when they are from. */
interface Span {
  readonly start: number | null;
  readonly texts: readonly DocumentSummary[];
}

/**
 * Makes the list of the texts, with a field to look for one where they are many. Where they stand in the order of time, many stand under the years, decades or centuries that
 * they are from, with a picture of how many there are of each, and the way to each above them.
 */
export function listedByTime(
  shell: Shell,
  texts: readonly DocumentSummary[],
  itemOf: (text: DocumentSummary) => HtmlElement,
): readonly Html[] {
  const list = (some: readonly DocumentSummary[]): HtmlElement =>
    element("ul", { class: "entries" }, some.map(itemOf));
  const years = texts.flatMap(({ front }) => yearOf(front.time) ?? []);
  if (!isLong(texts)) return [list(texts)];
  const field = siftField(shell);
  if (shell.settings.order !== "date" || new Set(years).size < 2) return [...field, list(texts)];
  const step = stepOf(years);
  const spans = [...groupedBy(texts, ({ front }) => headOf(yearOf(front.time), step))].map(
    ([start, some]): Span => ({ start, texts: some }),
  );
  const name = ({ start }: Span): string => nameOf(start, step, shell);
  const id = ({ start }: Span): string => (start === null ? "undated" : `from-${start}`);
  return [
    ...picture(shell, years),
    ...field,
    waysTo(
      shell,
      spans.map((span) => element("a", { href: `#${id(span)}` }, name(span))),
      "byYears",
    ),
    ...spans.flatMap((span) => [
      element("h3", { id: id(span), class: "letter" }, name(span)),
      list(span.texts),
    ]),
  ];
}

/** The fewest years of a heading with which there are not too many of these. */
function stepOf(years: readonly number[]): number {
  const isFew = (step: number): boolean =>
    new Set(years.map((year) => startOf(year, step))).size <=
    Math.max(FEW_HEADINGS, years.length / UNDER_A_HEADING);
  return STEPS.find(isFew) ?? STEPS.at(-1)!;
}

function headOf(year: number | null, step: number): number | null {
  return year === null ? null : startOf(year, step);
}

function startOf(year: number, step: number): number {
  return Math.floor(year / step) * step;
}

function nameOf(start: number | null, step: number, { settings: { words } }: Shell): string {
  if (start === null) return words.undatedTexts;
  // No year is called 0.
  return step === 1 ? yearInWords(start, words) : yearsInWords(`${start || 1}–${start + step - 1}`, words);
}

/** How many texts there are from each year, decade or century, those included from which there is none. */
function picture(shell: Shell, years: readonly number[]): readonly Html[] {
  const [first, last] = [years[0]!, years.at(-1)!];
  const mostBars = Math.min(MOST_BARS, Math.max(FEW_BARS, years.length / OF_A_BAR));
  const barsOf = (step: number): number => (startOf(last, step) - startOf(first, step)) / step + 1;
  const step = STEPS.find((each) => barsOf(each) <= mostBars);
  if (step === undefined) return [];
  const counts = new Map(
    [...groupedBy(years, (year) => startOf(year, step))].map(([start, of]) => [start, of.length]),
  );
  const times = Array.from({ length: barsOf(step) }, (_, at): TimeOfTexts => {
    const start = startOf(first, step) + at * step;
    const name = yearInWords(start, shell.settings.words);
    return { number: start / step, name, count: counts.get(start) ?? 0 };
  });
  const [from, to] = [first, last].map((year) => nameOf(startOf(year, step), step, shell));
  const highest = Math.max(...counts.values());
  const fullest = [...counts]
    .filter(([, count]) => count === highest)
    .map(([start]) => nameOf(start, step, shell));
  const most = fullest.length > FEW_NAMED ? "" : listInWords(fullest, shell.settings.words);
  const said = words(shell, most === "" ? "whenWrittenEvenly" : "whenWritten", {
    from: from!,
    to: to!,
    most,
  });
  return [drawTimes(times, said)];
}
