import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BROWSER, type Served, serve, startBrowser, wholeSite } from "./served.ts";
import { contentOf, source } from "./small-site.ts";

if (BROWSER === undefined)
  console.warn("skipped: no Chromium on this machine, so no found words were looked for in pages");

const TEXT = `<div xml:id="d"><head>Band</head>
<p xml:id="a">Sein Buch erschien 1839, und es ist erschienen<note>Der Herr erschien.</note> wie jedes.</p>
<p xml:id="b">Ein Halbgott, die Götter: G<ex>ötte</ex>rbild.<lb/>Das Ende des Tages</p>
<p xml:id="c">Ein <choice><abbr>Dns</abbr><expan>D<ex>omi</ex>n<ex>us</ex></expan></choice>, ja, <hi>der</hi> Herr.</p>
<p xml:id="h">ΛΟΓΟΣ, λόγος</p><p xml:id="e">das</p><p xml:id="g">${"Wort ".repeat(40)}am „Ziel“, sagt er, ${"Wort ".repeat(40)}</p><list xml:id="f"><item>eine</item><item>andere</item></list></div>`;

describe.skipIf(BROWSER === undefined)("the words of a passage that was found", () => {
  let browser: Browser;
  let served: Served;
  let page: Page;

  beforeAll(async () => {
    browser = await startBrowser();
    served = await serve(await wholeSite(contentOf({ band: source("Band", TEXT, "de") })));
    page = await browser.newPage();
  });

  afterAll(async () => {
    await browser?.close();
    served?.close();
  });

  /** Searches, opens the first passage, and gives what is marked there. */
  async function marked(query: string): Promise<unknown> {
    await page.goto(`${served.url}search.html?q=${encodeURIComponent(query)}`);
    await page.locator("#search-results a").first().click();
    await page.waitForURL(/highlight=/u);
    return page.evaluate("[...CSS.highlights.get('found')].map((range) => range.toString())");
  }

  it("are marked in the page, where they are another form of what was asked for", async () => {
    expect(await marked("Erscheinen")).toEqual(["erschien", "erschienen", "erschien"]);
  });

  it("are marked in the result without the signs beside them, and it says that it goes on", async () => {
    await page.goto(`${served.url}search.html?q=Ziel`);
    const result = page.locator("#search-results a").first();
    await result.waitFor();
    expect(await page.locator("#search-results mark").allTextContents()).toEqual(["Ziel"]);
    expect(await result.textContent()).toMatch(/^… .*Wort am „Ziel“, sagt er, Wort .* …$/u);
  });

  it("are marked from their beginning to their end, through elements", async () => {
    expect(await marked("gott")).toEqual(["Götter", "Götterbild"]);
    expect(await marked("λογος")).toEqual(["ΛΟΓΟΣ", "λόγος"]);
    // In the text, and in the list of what was changed.
    expect(await marked("dominus")).toEqual(["Dominus", "Dominus"]);
  });

  it("are marked as a phrase, whatever signs and elements part its words, but not beyond a block", async () => {
    expect(await marked('"ja der herr"')).toEqual(["ja, der Herr"]);
    expect(await marked('"des tages"')).toEqual(["des Tages"]);
    expect(await marked("das eine")).toEqual(expect.arrayContaining(["das", "eine"]));
  });
});
