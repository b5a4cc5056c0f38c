import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BROWSER, type Served, serve, startBrowser, withoutSearch } from "./served.ts";
import { contentOf, header, siteOf, source } from "./small-site.ts";

const people = Array.from(
  { length: 60 },
  (_, n) =>
    `<person xml:id="p${n}"><persName>${n === 59 ? "Œhler, Łukasz" : n % 2 === 0 ? "Müller, Ann" : "Adams, Ann"} ${n}</persName></person>`,
).join("");
const register = `<TEI xmlns="http://www.tei-c.org/ns/1.0">${header("People")}<standOff><listPerson>${people}</listPerson></standOff></TEI>`;
const texts = Object.fromEntries(
  Array.from({ length: 50 }, (_, n) => [
    `t${n}`,
    source(
      `Letter ${n}`,
      "<p>x</p>",
      "en",
      `<profileDesc><creation><date when="18${n % 5}0"/></creation></profileDesc>`,
    ),
  ]),
);

describe.skipIf(BROWSER === undefined)("a long list in a browser", () => {
  let served: Served;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    served = await serve(withoutSearch(contentOf({ ...texts, register }, { order: "date" })));
    browser = await startBrowser();
    page = await browser.newPage();
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    served?.close();
  });

  /** What is seen of the lists behind the field, and what is said of it. */
  async function sifted(
    path: string,
    asked: string,
  ): Promise<{ items: string[]; headings: string[]; said: string }> {
    await page.goto(served.url + path);
    await page.getByLabel("Find in this list").fill(asked);
    const seen = async (selector: string): Promise<string[]> =>
      await page.locator(`.sift ~ ${selector}`).filter({ visible: true }).allInnerTexts();
    return {
      items: await seen(".letter + ul a"),
      headings: await seen(".letter"),
      said: (await page.locator(".sift output").textContent()) ?? "",
    };
  }

  it("leaves the entries that have all words, in whatever capitals and with marks or without", async () => {
    const found = await sifted("people/index.html", "ann MULLER 4");
    expect(found).toEqual({
      items: ["Müller, Ann 4", "Müller, Ann 14", "Müller, Ann 24", "Müller, Ann 34"].concat(
        ["40", "42", "44", "46", "48", "54"].map((n) => `Müller, Ann ${n}`),
      ),
      headings: ["M"],
      said: "10 / 60",
    });
    expect((await sifted("people/index.html", "oehler lukasz")).items).toEqual(["Œhler, Łukasz 59"]);
    expect((await sifted("people/index.html", "")).said).toBe("");
  });

  it("is one of texts as well, under their years", async () => {
    const found = await sifted("index.html", "1830");
    expect(found.headings).toEqual(["1830"]);
    expect(found).toMatchObject({ said: "10 / 50", items: { length: 10 } });
  });

  it("says that nothing is there", async () => {
    expect(await sifted("index.html", "nowhere")).toEqual({ items: [], headings: [], said: "0 / 50" });
  });
});

describe("a short list", () => {
  it("has no field, nor has any where there are no scripts", () => {
    const files = siteOf({ t: source("T", "<p>x</p>"), register });
    expect(files.get("index.html")).not.toContain("sift");
    expect(files.get("people/index.html")).toContain('class="sift"');
    expect(files.get("people/index.html")).toContain("assets/lists.js");
    expect(files.get("index.html")).not.toContain("assets/lists.js");
  });
});
