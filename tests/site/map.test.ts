import { describe, expect, it } from "vitest";
import { siteOf, source } from "./small-site.ts";

interface Place {
  readonly name: string;
  readonly geo: string;
  /** How often it is named. */
  readonly named?: number;
}

/** The page that lists these places. */
function listOf(...places: readonly Place[]): string {
  const list = places.map(
    ({ name, geo }, at) =>
      `<place xml:id="p${at}"><placeName>${name}</placeName><location><geo>${geo}</geo></location></place>`,
  );
  const names = places.map(({ named = 0 }, at) => `<placeName ref="#p${at}">x</placeName> `.repeat(named));
  const text = source("T", `<p>${names.join("")}</p>`).replace(
    "<text>",
    `<standOff><listPlace>${list.join("")}</listPlace></standOff><text>`,
  );
  return siteOf({ t: text }).get("places/index.html")!;
}

function mapOf(page: string): string | undefined {
  return /<figure class="map-picture">[\s\S]*?<\/figure>/u.exec(page)?.[0];
}

const LISBON: Place = { name: "Lisbon", geo: "38.7 -9.1", named: 3 };
const GENOA: Place = { name: "Genoa", geo: "44.4 8.9", named: 1 };

describe("a map of places", () => {
  it("has a dot for each spot, the larger the more often it is named, and its name beside it", () => {
    const map = mapOf(listOf(LISBON, GENOA, { name: "Port", geo: "38.7 -9.1" }))!;
    expect(map).toContain('role="img" aria-label="A map of 3 places"');
    const dots = [...map.matchAll(/<circle cx="(\d+)" cy="(\d+)" r="([\d.]+)"><title>([^<]*)/gu)];
    expect(dots.map(([, , , , name]) => name)).toEqual(["Lisbon, Port", "Genoa"]);
    const [[, westward, southward, large] = [], [, eastward, northward, small] = []] = dots;
    expect(Number(westward)).toBeLessThan(Number(eastward));
    expect(Number(southward)).toBeGreaterThan(Number(northward));
    expect(Number(large)).toBeGreaterThan(Number(small));
    expect(map).toMatch(/<text [^>]*>Lisbon<\/text>[\s\S]*<text [^>]*>Genoa<\/text>/u);
  });

  it("has no names on each other", () => {
    const near = { name: "Pegli", geo: "44.42 8.95" };
    const texts = [...mapOf(listOf(LISBON, GENOA, near, { ...near, name: "Sestri" }))!.matchAll(/<text /gu)];
    expect(texts.length).toBeLessThan(4);
  });

  it("is not drawn of one spot, nor of places that nobody knew where they are", () => {
    expect(mapOf(listOf(LISBON))).toBeUndefined();
    expect(mapOf(listOf(LISBON, { name: "Nowhere", geo: "0 0" }))).toBeUndefined();
    expect(mapOf(listOf(LISBON, { name: "Beside", geo: "38.70001 −9.10001" }))).toBeUndefined();
  });

  it("shows the coasts around, and no line across the world", () => {
    const world = mapOf(
      listOf({ name: "A", geo: "66 -100" }, { name: "B", geo: "-45 0" }, { name: "C", geo: "0 100" }),
    )!;
    const [, data = ""] = /<path class="of-land" d="([^"]*)"/u.exec(world)!;
    const steps = [...data.matchAll(/l(-?\d+)[ ]?(-?\d+)/gu)].map(
      ([, x, y]) => [Number(x), Number(y)] as const,
    );
    expect(steps.length).toBeGreaterThan(1000);
    expect(steps.filter(([x]) => Math.abs(x) > 300)).toEqual([]);
    expect(mapOf(listOf(LISBON, GENOA))!.length).toBeLessThan(30_000);
  });

  it("has places on both sides of the 180th meridian beside each other", () => {
    const map = mapOf(listOf({ name: "Suva", geo: "-18 178" }, { name: "Apia", geo: "-14 -172" }))!;
    const dots = [...map.matchAll(/<circle cx="(\d+)"[^>]*><title>([^<]*)/gu)];
    const [suva, apia] = ["Suva", "Apia"].map((name) => Number(dots.find(([, , each]) => each === name)![1]));
    expect(suva).toBeLessThan(apia!);
  });

  it("shows the whole world where places lie all around it", () => {
    const around = [-170, -120, -60, 0, 60, 120, 170].map((at) => ({ name: `P${at}`, geo: `10 ${at}` }));
    expect(mapOf(listOf(...around))).toContain("<circle");
  });
});
