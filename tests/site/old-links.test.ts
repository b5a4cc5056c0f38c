import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BROWSER } from "./served.ts";
import { siteOf, source } from "./small-site.ts";

describe.skipIf(BROWSER === undefined)("a link to a passage that has moved", () => {
  const folder = mkdtempSync(join(tmpdir(), "colophon-links-"));
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: BROWSER!, args: ["--no-sandbox"] });
    const amen = "<p>Amen.</p>";
    const text = `<div xml:id="a"><p>One.</p>${amen}</div><div xml:id="b"><p>Two.</p>${amen}</div>`;
    const sites = {
      whole: siteOf({ t: source("T", text) }),
      parts: siteOf({ t: source("T", text) }, { depth: 1 }),
    };
    for (const [name, files] of Object.entries(sites)) {
      for (const [path, content] of files) {
        mkdirSync(dirname(join(folder, name, path)), { recursive: true });
        writeFileSync(join(folder, name, path), content);
      }
    }
  });

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  /** Where one stands who asks for an id of a text; `AMEN` is that of the paragraph which is there twice. */
  async function ledTo(site: string, id: string): Promise<string> {
    const words = /id="(p-\w{9})-2"/u.exec(
      siteOf({ t: source("T", "<p>Amen.</p><p>Amen.</p>") }).get("texts/t.html")!,
    )![1]!;
    const page = await browser.newPage();
    const start = pathToFileURL(join(folder, site, "texts")).href;
    await page.goto(`${start}/t.html#${id.replace("AMEN", words)}`, { waitUntil: "load" });
    await page.waitForTimeout(500);
    const now = page
      .url()
      .slice(start.length + 1)
      .replace(words, "AMEN");
    await page.close();
    return now;
  }

  it.each([
    ["whole", "AMEN", "t.html#AMEN"],
    ["whole", "AMEN-2", "t.html#AMEN-2"],
    ["whole", "AMEN-3", "t.html#AMEN-2"],
    ["whole", "AMEN-x", "t.html#AMEN-x"],
    ["whole", "p-nowhere12-9999", "t.html#p-nowhere12-9999"],
    ["parts", "b", "t/b.html#b"],
    ["parts", "AMEN-2", "t/b.html#AMEN-2"],
    ["parts", "AMEN-7", "t/b.html#AMEN-2"],
  ])("leads on, in a text that is %s, from %s to %s", async (site, id, to) => {
    expect(await ledTo(site, id)).toBe(to);
  });
});
