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
  .flatMap(inPlane);

/** A line around a part of the globe as it lies on a plane: where it goes over the 180th meridian, once on each side. */
function inPlane(ring: readonly Point[]): readonly (readonly Point[])[] {
  let turn = 0;
  const unrolled = ring.map(([longitude, latitude], at): Point => {
    const step = longitude - (ring[at - 1]?.[0] ?? longitude);
    if (Math.abs(step) > 180) turn -= Math.sign(step) * 360;
    return [longitude + turn, latitude];
  });
  const [first, last] = [unrolled[0]!, unrolled.at(-1)!];
  // What goes around the pole goes on to it.
  const closed =
    Math.abs(last[0] - first[0]) > 180
      ? [...unrolled, [last[0], -90] as const, [first[0], -90] as const]
      : unrolled;
  const shifts = [-360, 0, 360].filter((shift) =>
    closed.some(([longitude]) => Math.abs(longitude + shift) < 180),
  );
  return shifts.map((shift) => closed.map(([longitude, latitude]) => [longitude + shift, latitude]));
}

/** A number as signs that stand in a string as they are, the lowest five bits first (Google's encoded polylines, with other signs). */
function encoded(number: number): string {
  const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
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
 * them, each of its points as the longitude and latitude from the one before it, in twentieths of a degree.
 */
export const LAND: string =
  "${lines.join(" ")}";
`,
);
