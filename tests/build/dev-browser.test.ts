import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Preview, startPreview } from "../../src/build/preview/preview.ts";
import { folderOf, tei } from "../cli/run.ts";

const CHROMIUM = "/usr/bin/chromium";
const isThere = existsSync(CHROMIUM);
if (!isThere) console.warn(`There is no ${CHROMIUM}: the preview is not tried in a browser`);

const text = (second: string, last = ""): string => {
  const filler = "Words that fill a line or two of the page, so that there is something to scroll. ".repeat(
    4,
  );
  const paragraphs = Array.from(
    { length: 80 },
    (_, at) => `<p xml:id="p${at}">${at === 2 ? second : filler}</p>`,
  );
  return tei(paragraphs.join("\n") + last);
};

describe.skipIf(!isThere)("the preview in a browser", () => {
  let folder: string;
  let preview: Preview;
  let browser: Browser;
  let page: Page;
  const said: string[] = [];

  beforeAll(async () => {
    vi.stubEnv("COLOPHON_CACHE", "off");
    folder = folderOf({ "tei/a.xml": text("Before.") });
    const options = { folder, config: null, safe: false, jobs: 1, port: 0, out: "out", cache: false };
    preview = await startPreview({ ...options, tell: () => {} });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
    page = await browser.newPage();
    page.on("console", (message) => said.push(message.text()));
    await page.goto(`${preview.url}texts/a.html`);
  });

  afterAll(async () => {
    await browser?.close();
    await preview?.close();
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (content: string): void => writeFileSync(join(folder, "tei/a.xml"), content);

  /** The policy of the page lets nobody wait in it by a string, so one asks again and again. */
  const until = (expression: string): Promise<unknown> =>
    vi.waitFor(async () => expect(await page.evaluate(expression)).toBe(true), { timeout: 10_000 });

  it("shows a change above without moving what is looked at, and without loading the page anew", async () => {
    await page.evaluate("window.isSame = true; document.getElementById('p40').scrollIntoView()");
    const top = "document.getElementById('p40').getBoundingClientRect().top";
    const before = await page.evaluate(top);
    write(text(`After. ${"And much more, so that all below would move down. ".repeat(40)}`));
    await until("document.getElementById('p2').textContent.includes('After.')");
    expect(Math.abs(Number(await page.evaluate(top)) - Number(before))).toBeLessThan(2);
    expect(await page.evaluate("window.isSame")).toBe(true);
  });

  it("shows findings over the page, and takes them away when they are mended", async () => {
    const findings = "document.querySelector('colophon-findings')?.shadowRoot.textContent ?? ''";
    write(text("After.", '<p corresp="#nowhere">Wrong.</p>'));
    await until(`(${findings}).includes('links/target-missing')`);
    write(text("After."));
    await until(`(${findings}) === ''`);
    expect(said).toEqual([]);
  });

  it("says which model made a passage that is pointed at, and goes away again", async () => {
    write(text("After."));
    await until("document.getElementById('p2').textContent.includes('After.')");
    const models = "document.querySelector('colophon-models')?.shadowRoot.textContent ?? ''";
    await page.locator("#p2").click({ modifiers: ["Alt"] });
    await until(`(${models}).includes('<p> at tei/a.xml:')`);
    const line = (text("After.").split('<p xml:id="p2">')[0] ?? "").split("\n").length;
    expect(await page.evaluate(models)).toContain(`<p> at tei/a.xml:${line}:1→ default.odd:`);
    await page.keyboard.press("Escape");
    await until(`(${models}) === ''`);
    expect(said).toEqual([]);
  });
});
