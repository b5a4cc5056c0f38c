import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { site } from "./sample.ts";

const BROWSER = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) =>
  existsSync(path),
);
if (BROWSER === undefined)
  console.warn("skipped: no Chromium on this machine, so the pages were not looked at");

const QUIET =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync".split(
    " ",
  );
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds on a page: the rule and the first element that breaks it. */
interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

describe.skipIf(BROWSER === undefined)("the pages in a browser", () => {
  const folder = mkdtempSync(join(tmpdir(), "colophon-site-"));
  let browser: BrowserContext;

  beforeAll(async () => {
    const { chromium } = await import("playwright-core");
    for (const [path, text] of site()) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    browser = await chromium.launchPersistentContext(join(folder, ".profile"), {
      executablePath: BROWSER!,
      args: QUIET,
    });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const pages = [...site().keys()].filter((path) => path.endsWith(".html") && path !== "404.html");
  for (const path of pages) {
    it(`${path} has nothing that axe objects to, in light and dark, and fits a small phone`, {
      timeout: 60_000,
    }, async () => {
      const page = await browser.newPage();
      await page.setViewportSize({ width: 320, height: 640 });
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await page.goto(pathToFileURL(join(folder, path)).href);
        await page.evaluate(AXE);
        const found = (await page.evaluate(
          "axe.run().then((result) => result.violations)",
        )) as readonly Violation[];
        expect(found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
        expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(
          0,
        );
      }
      await page.close();
    });
  }
});
