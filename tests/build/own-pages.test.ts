import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type BuildOptions, buildAndPublish } from "../../src/build/build.ts";
import { tei } from "../cli/run.ts";
import { contentsOf } from "./contents.ts";
import { eachInFolder } from "./each-in-folder.ts";
import { buildWhole } from "./whole-edition.ts";

/** So many speeches that each play has a page of its own for them. */
const SPEECHES = 800;

const play = (speaker: string, more = ""): string => {
  const speech = (nth: number): string => `<sp who="people.xml#${speaker}"><p>Line ${nth}.</p></sp>`;
  return tei(`<div>${Array.from({ length: SPEECHES }, (_, nth) => speech(nth)).join("")}${more}</div>`);
};

const person = (id: string): string =>
  `<person xml:id="${id}"><persName>${id.toUpperCase()}</persName><note>Of ${id}.</note></person>`;

const mention = (id: string): string => `<p>Of <persName ref="people.xml#${id}">${id}</persName>.</p>`;

const PEOPLE = `<listPerson>${["ada", "bob", "eve", "nemo"].map(person).join("")}</listPerson>`;

let folder: string;
eachInFolder(
  {
    "colophon.config.json": JSON.stringify({ id: "e", title: "E", version: "1", site: { search: false } }),
    "tei/people.xml": tei("<p/>").replace("<text>", `<standOff>${PEOPLE}</standOff><text>`),
    "tei/one.xml": play("ada", mention("eve")),
    "tei/two.xml": play("bob", mention("eve")),
  },
  (own) => {
    folder = own;
  },
);

const options = (out: string): BuildOptions => {
  const named = { folder, config: join(folder, "colophon.config.json"), safe: false, jobs: 1 };
  return {
    ...named,
    out,
    outputs: ["html"],
    reading: "edited",
    strict: false,
    search: false,
    progress: () => {},
  };
};

/** Builds with what is kept and without; expects the same site, and gives its files. */
async function site(): Promise<ReadonlyMap<string, string>> {
  await buildAndPublish(options("out"));
  const made = contentsOf(join(folder, "out"));
  await buildAndPublish({ ...options("anew"), cache: false });
  expect(contentsOf(join(folder, "anew"))).toEqual(made);
  return made;
}

function edit(path: string, from: string, to: string): void {
  const text = readFileSync(join(folder, path), "utf8");
  expect(text).toContain(from);
  writeFileSync(join(folder, path), text.replace(from, to));
}

describe("pages that one document alone has a part in", () => {
  it("are the same as where all are made together", async () => {
    await buildWhole(options("whole"));
    const whole = contentsOf(join(folder, "whole"));
    const pages = [...whole].filter(([path]) => /^\/site\/(?:people|speakers)\//u.test(path));
    expect(pages.map(([path]) => path)).toEqual([
      "/site/people/ada.html",
      "/site/people/bob.html",
      "/site/people/eve.html",
      "/site/people/index.html",
      "/site/people/nemo.html",
      "/site/speakers/index.html",
      "/site/speakers/one.html",
      "/site/speakers/two.html",
    ]);
    const made = await site();
    expect(pages.map(([path]) => [path, made.get(path)])).toEqual(pages);
  });

  it("say what the register says now", async () => {
    await site();
    edit("tei/people.xml", "Of ada.", "Somebody else.");
    expect((await site()).get("/site/people/ada.html")).toContain("Somebody else.");
  });

  it("say it of both where another document comes to have a part in them", async () => {
    await site();
    edit("tei/two.xml", "Line 7.", `Line 7, of <persName ref="people.xml#ada">Ada</persName>.`);
    expect((await site()).get("/site/people/ada.html")).toMatch(
      /<li>BOB Line 7, of <mark><a href="[^"]*">Ada<\/a><\/mark>\./u,
    );
  });
});
