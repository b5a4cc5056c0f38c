import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildAndPublish } from "../../src/build/index.ts";
import { shared } from "../shared.ts";
import { deadLinks, linksOf } from "./dead-links.ts";
import { filesBelow } from "./files-below.ts";

const CORPUS = shared("corpora/gerdracor");

/** The smallest plays of the corpus, which is enough to have acts, songs, casts and notes. */
const COUNT = 5;

describe.skipIf(CORPUS === null)("a site of plays, with a page for each act", () => {
  const folder = mkdtempSync(join(tmpdir(), "colophon-plays-"));
  let files: ReadonlyMap<string, Uint8Array>;
  let pages: ReadonlyMap<string, string>;

  beforeAll(async () => {
    mkdirSync(join(folder, "tei"));
    const names = readdirSync(CORPUS!)
      .filter((name) => name.endsWith(".xml"))
      .sort();
    for (const name of names.filter((_name, at) => at % Math.floor(names.length / COUNT) === 3)) {
      copyFileSync(join(CORPUS!, name), join(folder, "tei", name));
    }
    const site = { language: "de", depth: 1, redirects: { "texts/alt.html": "index.html" } };
    writeFileSync(
      join(folder, "colophon.config.json"),
      JSON.stringify({ id: "p", title: "Stücke", version: "1", site }),
    );
    await buildAndPublish({
      folder,
      config: null,
      safe: true,
      out: "out",
      outputs: ["html"],
      reading: "edited",
      strict: false,
      cache: false,
      progress: () => {},
    });
    files = filesBelow(join(folder, "out/site"));
    pages = new Map(
      [...files]
        .filter(([path]) => path.endsWith(".html"))
        .map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]),
    );
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("has no link that leads nowhere, on any page", () => {
    const all = new Map<string, string | Uint8Array>([...files, ...pages]);
    expect(linksOf(all).length).toBeGreaterThan(5000);
    expect(deadLinks(all).slice(0, 5)).toEqual([]);
  });

  it("uses each id once on a page", () => {
    for (const [path, html] of pages) {
      const ids = [...html.matchAll(/ id="([^"]*)"/gu)].map((match) => match[1]);
      expect({ path, twice: ids.filter((id, at) => ids.indexOf(id) !== at).slice(0, 3) }).toEqual({
        path,
        twice: [],
      });
    }
  });

  it("speaks German, leads from act to act, and says who answers whom", () => {
    const acts = [...pages.keys()].filter((path) => /^texts\/[^/]+\/.+\.html$/u.test(path));
    expect(acts.length).toBeGreaterThan(COUNT);
    expect(pages.get("index.html")).toContain("Die Texte");
    expect(pages.get(acts[1]!)).toMatch(/rel="prev"/u);
    const speakers = [...pages].filter(([path]) => path.startsWith("speakers/")).map(([, html]) => html);
    const picture = /<figure class="answers-picture">.*?<\/figure>/su;
    const shades = speakers.flatMap((html) => picture.exec(html)?.[0].match(/class="level-\d"/gu) ?? []);
    expect(shades).toContain('class="level-0"');
    expect(shades).toContain('class="level-5"');
    expect(speakers.every((html) => !html.includes("<rect"))).toBe(true);
    expect(pages.get("people/index.html")).toMatch(/<nav aria-label="Buchstaben">.*<a href="#letter-a">A</su);
    const people = [...pages].filter(([path]) => path.startsWith("people/")).map(([, html]) => html);
    expect(
      people.some((html) => /Spricht:? <a href="\.\.\/speakers\/(?!index)[^"]+\.html">/u.test(html)),
    ).toBe(true);
    expect(pages.get("texts/alt.html")).toContain('content="0; url=../index.html"');
  });
});
