import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { feature } from "topojson-client";
import { filter, filterWeight, presimplify, simplify } from "topojson-simplify";

/*
 * Writes the coasts of the map of places, `src/site/land.ts`, from Natural Earth's at 1:50 million (public domain), without what
 * is too small to be seen: islands below a twentieth of a square degree, and bends below a hundredth.
 *
 *     npx tsx scripts/land.ts
 */
const SMALLEST_ISLAND = 0.05;
const SMALLEST_BEND = 0.01;

/** So many units a degree has; what is nearer to each other is one point. */
const UNITS = 20;

type Point = readonly [longitude: number, latitude: number];

const atlas = createRequire(import.meta.url).resolve("world-atlas/land-50m.json");
const whole = presimplify(JSON.parse(readFileSync(atlas, "utf8")) as Parameters<typeof presimplify>[0]);
const simple = simplify(filter(whole, filterWeight(whole, SMALLEST_ISLAND)), SMALLEST_BEND);
const land = feature(simple, simple.objects.land!);

const rings: readonly (readonly Point[])[] = ("features" in land ? land.features : [land])
  .flatMap(({ geometry }) => {
    if (geometry.type === "Polygon") return geometry.coordinates;
    return geometry.type === "MultiPolygon" ? geometry.coordinates.flat() : [];
  })
  .map((ring) => ring.slice(0, -1).map(([longitude, latitude]) => [longitude!, latitude!] as const))
  .map(unrolled);

/** A line around a part of the globe as it lies on a plane: where it goes over the 180th meridian it goes on behind it. */
function unrolled(ring: readonly Point[]): readonly Point[] {
  let turn = 0;
  const line = ring.map(([longitude, latitude], at): Point => {
    const step = longitude - (ring[at - 1]?.[0] ?? longitude);
    if (Math.abs(step) > 180) turn -= Math.sign(step) * 360;
    return [longitude + turn, latitude];
  });
  const [first, last] = [line[0]!, line.at(-1)!];
  // What goes around the pole goes on to it.
  return Math.abs(last[0] - first[0]) > 180 ? [...line, [last[0], -90], [first[0], -90]] : line;
}

const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

/** A number as signs that stand in a string as they are, the lowest five bits first (Google's encoded polylines, with other signs). */
function encoded(number: number): string {
  let rest = number < 0 ? ~(number << 1) : number << 1;
  let signs = "";
  for (; rest >= 32; rest >>= 5) signs += SIGNS[32 | (rest & 31)];
  return signs + SIGNS[rest];
}

const lines = rings.map((ring) => {
  let line = "";
  let [x, y] = [0, 0];
  for (const [longitude, latitude] of ring) {
    const [toX, toY] = [Math.round(longitude * UNITS), Math.round(latitude * UNITS)];
    if (line !== "" && toX === x && toY === y) continue;
    line += encoded(toX - x) + encoded(toY - y);
    [x, y] = [toX, toY];
  }
  return line;
});

writeFileSync(
  join(import.meta.dirname, "../src/site/land.ts"),
  `/**
 * The coasts of the world, written by \`scripts/land.ts\` from Natural Earth (public domain): closed lines with spaces between
 * them, each of its points as the longitude and latitude from the one before it.
 */
export const LAND: string =
  "${lines.join(" ")}";

/** So many units of {@link LAND} a degree has. */
export const UNITS = ${UNITS};

/** The signs of its numbers, by what they stand for: five bits, and whether more follow. */
export const SIGNS = "${SIGNS}";
`,
);
