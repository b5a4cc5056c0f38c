import { element, type HtmlElement, siteElement } from "../render/index.ts";

/** How wide a picture of places is, in its own units. */
const WIDTH = 600;
const ROW = 9;

/** A text as a line of a picture: its name, and where in it something stands, from 0 to 1. */
export interface PlacesInText {
  readonly title: string;
  readonly length: number;
  readonly at: readonly number[];
}

/**
 * Draws where in the texts something stands: a line for each text, as long as the text is beside the others, a stroke for
 * each place. Null where there is nothing to draw.
 */
export function drawPlaces(texts: readonly PlacesInText[], alternative: string): HtmlElement | null {
  const shown = texts.filter(({ at }) => at.length > 0).slice(0, 80);
  const longest = shown.reduce((most, { length }) => Math.max(most, length), 0);
  if (longest === 0) return null;
  const lines = shown.flatMap(({ length, at }, row) => {
    const width = Math.max(40, (length / longest) * WIDTH);
    const y = row * ROW * 2 + ROW;
    const strokes = strokesAt(new Set(at.map((each) => Math.round(each * width))), y);
    return [
      siteElement("path", { class: "of-text", d: `M0 ${y}h${Math.round(width)}` }),
      siteElement("path", { class: "of-places", d: strokes }),
    ];
  });
  const picture = siteElement(
    "svg",
    {
      class: "picture",
      viewBox: `-2 0 ${WIDTH + 4} ${shown.length * ROW * 2}`,
      width: WIDTH,
      height: shown.length * ROW * 2,
      role: "img",
      "aria-label": alternative,
    },
    ...lines,
  );
  return element("figure", { class: "places-picture" }, picture);
}

/**
 * Strokes across a line, as pieces along it that the theme draws as high as a stroke is: those that touch are one piece, and
 * each piece begins where it stands behind the one before it.
 */
function strokesAt(places: ReadonlySet<number>, y: number): string {
  const pieces: { readonly from: number; to: number }[] = [];
  for (const x of [...places].sort((one, other) => one - other)) {
    const last = pieces.at(-1);
    if (last !== undefined && x - 1 <= last.to) last.to = x + 1;
    else pieces.push({ from: x - 1, to: x + 1 });
  }
  const starts = pieces.map(({ from }, at) =>
    at === 0 ? `M${from} ${y}` : `m${from - pieces[at - 1]!.to} 0`,
  );
  return pieces.map(({ from, to }, at) => `${starts[at]}h${to - from}`).join("");
}

/** The side of a square, and from one to the next, in a picture of who answers whom. */
const SQUARE = 18;
const CELL = 20;

/**
 * Draws who answers whom: a square for each pair, the darker the more often; rows answer columns. The squares of each shade
 * are one path, and those of the lightest, which are most, the dashes of a line for each row, which the theme draws as wide
 * as they are long.
 */
export function drawAnswers(
  names: readonly string[],
  times: (answers: number, other: number) => number,
  alternative: string,
): HtmlElement {
  const left = 130;
  const top = 120;
  const most = Math.max(
    1,
    ...names.flatMap((_name, row) => names.map((_other, column) => times(row, column))),
  );
  const size = names.length * CELL;
  const rows = names.map((_name, row) => `M${left} ${top + row * CELL + SQUARE / 2}h${size}`);
  const shades = new Map<number, string>();
  names.forEach((_name, row) => {
    names.forEach((_other, column) => {
      const count = times(row, column);
      const level = count === 0 ? 0 : 1 + Math.min(4, Math.floor((count / most) * 4.99));
      const square = `M${left + column * CELL} ${top + row * CELL}h${SQUARE}v${SQUARE}h-${SQUARE}z`;
      if (level > 0) shades.set(level, (shades.get(level) ?? "") + square);
    });
  });
  const squares = [
    siteElement("path", { class: "level-0", d: rows.join("") }),
    ...[...shades].sort().map(([level, d]) => siteElement("path", { class: `level-${level}`, d })),
  ];
  const labels = names.flatMap((name, at) => {
    const text = name.length > 17 ? `${name.slice(0, 16)}…` : name;
    const x = left + at * CELL + CELL / 2;
    return [
      siteElement("text", { x: left - 8, y: top + at * CELL + 13, "text-anchor": "end" }, text),
      siteElement("text", { x, y: top - 8, transform: `rotate(-55 ${x} ${top - 8})` }, text),
    ];
  });
  return element(
    "figure",
    { class: "answers-picture" },
    siteElement(
      "svg",
      {
        class: "picture",
        viewBox: `0 0 ${left + size + 4} ${top + size + 4}`,
        width: left + size + 4,
        height: top + size + 4,
        role: "img",
        "aria-label": alternative,
      },
      ...squares,
      ...labels,
    ),
  );
}

/** How high the longest bar is, and how much room the names below the bars take. */
const BARS = 72;
const BELOW = 22;

/** A name of a year takes so much room, with what is left free beside it. */
const NAME = 56;

/** Each so many years, decades or centuries have their name below. */
const TICKS = [1, 2, 5, 10, 20, 50, 100, 200] as const;

/** A time, and how many texts are from it. */
export interface TimeOfTexts {
  /** The year, or the decade or century by its number: `179` for the years from 1790. */
  readonly number: number;
  readonly name: string;
  readonly count: number;
}

/** Draws how many texts are from each of the times, which follow one another: a bar for each, some of them named below. */
export function drawTimes(times: readonly TimeOfTexts[], alternative: string): HtmlElement {
  const most = times.reduce((before, { count }) => Math.max(before, count), 1);
  const width = Math.min(40, WIDTH / times.length);
  const gap = Math.min(3, width / 4);
  const bars = times.map(({ count }, at) => {
    const height = count === 0 ? 0 : Math.max(2, Math.round((count / most) * BARS));
    return height === 0
      ? ""
      : `M${rounded(at * width)} ${BARS}v-${height}h${rounded(width - gap)}v${height}z`;
  });
  const apart = TICKS.find((each) => each * width >= NAME) ?? times.length;
  const names = times.flatMap(({ number, name }, at) => {
    if (number % apart !== 0) return [];
    const x = rounded(at * width + (width - gap) / 2);
    return [siteElement("text", { x, y: BARS + BELOW - 5, "text-anchor": "middle" }, name)];
  });
  const all = rounded(times.length * width);
  const picture = siteElement(
    "svg",
    {
      class: "picture",
      viewBox: `0 0 ${all} ${BARS + BELOW}`,
      width: all,
      height: BARS + BELOW,
      role: "img",
      "aria-label": alternative,
    },
    siteElement("path", { class: "of-text", d: `M0 ${BARS}h${all}` }),
    siteElement("path", { class: "bars", d: bars.join("") }),
    ...names,
  );
  return element("figure", { class: "times-picture" }, picture);
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
