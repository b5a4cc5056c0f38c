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
  const longest = Math.max(0, ...shown.map(({ length }) => length));
  if (longest === 0) return null;
  const lines = shown.flatMap(({ length, at }, row) => {
    const width = Math.max(40, (length / longest) * WIDTH);
    const y = row * ROW * 2 + ROW;
    const strokes = [...new Set(at.map((each) => Math.round(each * width)))]
      .map((x) => `M${x} ${y - 7}v14`)
      .join("");
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

/** Draws who answers whom: a square for each pair, the darker the more often; rows answer columns. */
export function drawAnswers(
  names: readonly string[],
  times: (answers: number, other: number) => number,
  alternative: string,
): HtmlElement {
  const cell = 20;
  const left = 130;
  const top = 120;
  const most = Math.max(
    1,
    ...names.flatMap((_name, row) => names.map((_other, column) => times(row, column))),
  );
  const squares = names.flatMap((_name, row) =>
    names.map((_other, column) => {
      const count = times(row, column);
      const level = count === 0 ? 0 : 1 + Math.min(4, Math.floor((count / most) * 4.99));
      return siteElement("rect", {
        class: `level-${level}`,
        x: left + column * cell,
        y: top + row * cell,
        width: cell - 2,
        height: cell - 2,
      });
    }),
  );
  const labels = names.flatMap((name, at) => {
    const text = name.length > 17 ? `${name.slice(0, 16)}…` : name;
    const x = left + at * cell + cell / 2;
    return [
      siteElement("text", { x: left - 8, y: top + at * cell + 13, "text-anchor": "end" }, text),
      siteElement("text", { x, y: top - 8, transform: `rotate(-55 ${x} ${top - 8})` }, text),
    ];
  });
  const size = names.length * cell;
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
