import { element, type HtmlElement, siteElement } from "../render/index.ts";
import { LAND, SIGNS, UNITS } from "./land.ts";
import { shortened } from "./wording.ts";

/** A place on the map. */
export interface MappedPlace {
  readonly name: string;
  /** Degrees, to the north and to the east. */
  readonly latitude: number;
  readonly longitude: number;
  /** How much there is of it: the more, the larger its dot, and the sooner it has its name beside it. */
  readonly count: number;
}

/** How wide the map is, and how high at most and at least, in its own units. */
const WIDTH = 600;
const [HIGHEST, LOWEST] = [460, 260];

/** What is shown at least, in degrees from west to east: the coasts are no finer. */
const LEAST = 5;

/** How much is left free around the places, as part of what they take. */
const MARGIN = 0.12;

/** More dots than these would be one stain. */
const MOST_DOTS = 2000;

/** So many names are tried, and so long and large they are. */
const MOST_NAMES = 24;
const LONGEST_NAME = 32;
const LETTER = 6;
const LINE = 14;

/** Signs that are as wide as they are high. */
const WIDE = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u;

/** A point in the units of the map, from its upper left corner. */
type Point = readonly [x: number, y: number];

/** A part of the world as the map shows it. */
interface View {
  readonly height: number;
  readonly at: (longitude: number, latitude: number) => Point;
  /** The same longitude, counted so that it is nearest to the middle. */
  readonly nearest: (longitude: number) => number;
}

/**
 * Draws where places lie, on the coasts around them (equirectangular, true to scale in the middle): a dot for each, larger
 * the more there is of it, and the names of the largest that have room. Null where there are fewer than two spots.
 */
export function drawMap(
  places: readonly MappedPlace[],
  alternative: (places: number) => string,
): HtmlElement | null {
  if (places.length < 2) return null;
  const view = viewOf(places);
  const most = places.reduce((before, { count }) => Math.max(before, count), 1);
  const dots = onePerSpot(
    [...places]
      .sort((one, other) => other.count - one.count)
      .map((place) => ({
        ...place,
        name: shortened(place.name, LONGEST_NAME),
        names: [place.name],
        at: view.at(view.nearest(place.longitude), place.latitude),
        radius: Math.round(30 + 50 * Math.sqrt(place.count / most)) / 10,
      })),
  );
  if (dots.length < 2) return null;
  const picture = siteElement(
    "svg",
    {
      class: "picture",
      viewBox: `0 0 ${WIDTH} ${view.height}`,
      width: WIDTH,
      height: view.height,
      role: "img",
      "aria-label": alternative(dots.reduce((sum, { names }) => sum + names.length, 0)),
    },
    siteElement("path", { class: "of-land", d: coasts(view) }),
    ...dots.map(({ names, at: [cx, cy], radius }) =>
      siteElement("circle", { cx, cy, r: radius }, siteElement("title", {}, names.join(", "))),
    ),
    ...namesBeside(dots, view),
  );
  return element("figure", { class: "map-picture" }, picture);
}

/** Of those whose dots would lie on each other the first, with the names of all. */
function onePerSpot(dots: readonly Dot[]): readonly Dot[] {
  const spots = new Map<string, Dot>();
  for (const dot of dots) {
    const spot = dot.at.join(" ");
    spots.get(spot)?.names.push(...dot.names);
    if (!spots.has(spot)) spots.set(spot, dot);
  }
  return [...spots.values()].slice(0, MOST_DOTS);
}

/** The part of the world that holds all places, with some room around them. */
function viewOf(places: readonly MappedPlace[]): View {
  const [west, east] = spanOf(places.map(({ longitude }) => longitude));
  const [south, north] = boundsOf(places.map(({ latitude }) => latitude));
  const [middle, equator] = [(west + east) / 2, (south + north) / 2];
  const shrunk = Math.cos((equator * Math.PI) / 180);
  const across = Math.max((east - west) * shrunk * (1 + 2 * MARGIN), LEAST * shrunk);
  const down = (north - south) * (1 + 2 * MARGIN);
  const height = Math.round(Math.min(HIGHEST, Math.max(LOWEST, (down / across) * WIDTH)));
  const scale = Math.min(WIDTH / across, height / down);
  return {
    height,
    nearest: (longitude) => longitude + 360 * Math.round((middle - longitude) / 360),
    at: (longitude, latitude) => [
      Math.round(WIDTH / 2 + (longitude - middle) * shrunk * scale),
      Math.round(height / 2 - (latitude - equator) * scale),
    ],
  };
}

/** The shortest way around the globe, eastwards, on which all longitudes lie: the widest gap between two is left out. */
function spanOf(longitudes: readonly number[]): readonly [west: number, east: number] {
  const sorted = [...longitudes].sort((one, other) => one - other);
  const gaps = sorted.map((longitude, at) => (sorted[at + 1] ?? sorted[0]! + 360) - longitude);
  const widest = gaps.reduce((most, gap, at) => (gap >= gaps[most]! ? at : most), 0);
  const west = sorted[(widest + 1) % sorted.length]!;
  return [west, west + 360 - gaps[widest]!];
}

function boundsOf(numbers: readonly number[]): readonly [number, number] {
  return numbers.reduce<readonly [number, number]>(
    ([least, most], number) => [Math.min(least, number), Math.max(most, number)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}

/** The coasts that are seen, as the data of a path: those around the globe once more on each side. */
function coasts(view: View): string {
  const seen = ([longitude, latitude]: Point, turn: number): Point => view.at(longitude + turn, latitude);
  return LAND.split(" ")
    .map(decoded)
    .flatMap((line) =>
      TURNS.map((turn) =>
        outline(
          line.map((point) => seen(point, turn)),
          view,
        ),
      ),
    )
    .join("");
}

const TURNS: readonly number[] = [-360, 0, 360];

/** A step that is shorter is left out of a coast. */
const SHORTEST = 2;

/** A closed line as far as it is seen; empty where it is not, or would be but a point. */
function outline(points: readonly Point[], { height }: View): string {
  const beyond = ([x, y]: Point): number =>
    (x < 0 ? 1 : 0) | (x > WIDTH ? 2 : 0) | (y < 0 ? 4 : 0) | (y > height ? 8 : 0);
  const sides = points.map(beyond);
  if (sides.reduce((common, side) => common & side, 15) !== 0) return "";
  let data = "";
  let last: Point = [0, 0];
  let shared = 0;
  for (const [at, point] of points.entries()) {
    shared &= sides[at]!;
    // What lies between two points beyond one edge is beyond it, too.
    if (at > 0 && (shared & sides[(at + 1) % sides.length]!) !== 0) continue;
    shared = sides[at]!;
    const [x, y] = at === 0 ? point : [point[0] - last[0], point[1] - last[1]];
    if (at > 0 && Math.abs(x) + Math.abs(y) < SHORTEST) continue;
    data += `${at === 0 ? "M" : "l"}${x}${y < 0 ? "" : " "}${y}`;
    last = point;
  }
  return data.includes("l") ? `${data}z` : "";
}

/** The points of a line of {@link LAND}: numbers by five bits each, the lowest first. */
function decoded(line: string): readonly (readonly [longitude: number, latitude: number])[] {
  const numbers: number[] = [];
  let [number, shift] = [0, 0];
  for (const sign of line) {
    const bits = SIGNS.indexOf(sign);
    number |= (bits & 31) << shift;
    shift += 5;
    if (bits >= 32) continue;
    numbers.push(number & 1 ? ~(number >> 1) : number >> 1);
    [number, shift] = [0, 0];
  }
  let [x, y] = [0, 0];
  return numbers.flatMap((each, at) => {
    if (at % 2 === 0) x += each;
    else y += each;
    return at % 2 === 0 ? [] : [[x / UNITS, y / UNITS] as const];
  });
}

interface Dot extends MappedPlace {
  /** The names of all places that it stands for. */
  readonly names: string[];
  readonly at: Point;
  readonly radius: number;
}

interface Box {
  readonly from: Point;
  readonly to: Point;
}

/** The names of the largest dots, each beside its own where no larger dot or its name stands. */
function namesBeside(dots: readonly Dot[], { height }: View): readonly HtmlElement[] {
  const taken: Box[] = [];
  return dots.slice(0, MOST_NAMES).flatMap(({ name, at: [x, y], radius }) => {
    const width = [...name].reduce((sum, sign) => sum + (WIDE.test(sign) ? 2 : 1) * LETTER, 0);
    const boxAt = (left: number, middle: number): Box => ({
      from: [left, middle - LINE / 2],
      to: [left + width, middle + LINE / 2],
    });
    const boxes = [
      boxAt(x + radius + 3, y),
      boxAt(x - radius - 3 - width, y),
      boxAt(x - width / 2, y - radius - LINE / 2),
      boxAt(x - width / 2, y + radius + LINE / 2),
    ];
    const isFree = (box: Box): boolean =>
      box.from[0] >= 2 &&
      box.to[0] <= WIDTH - 2 &&
      box.from[1] >= 2 &&
      box.to[1] <= height - 2 &&
      !taken.some((other) => overlap(box, other));
    const at = boxes.findIndex(isFree);
    taken.push({ from: [x - radius, y - radius], to: [x + radius, y + radius] });
    const box = boxes[at];
    if (box === undefined) return [];
    taken.push(box);
    const anchor = [null, "end", "middle", "middle"][at];
    const start = Math.round(box.from[0] + (at === 0 ? 0 : at === 1 ? width : width / 2));
    return [siteElement("text", { x: start, y: Math.round(box.to[1]) - 3, "text-anchor": anchor }, name)];
  });
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.from[0] < other.to[0] &&
    other.from[0] < one.to[0] &&
    one.from[1] < other.to[1] &&
    other.from[1] < one.to[1]
  );
}
