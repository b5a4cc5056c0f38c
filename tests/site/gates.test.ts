import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minified } from "../../scripts/minify.ts";
import { SETTINGS } from "../../src/site/index.ts";
import { content } from "./sample.ts";
import { BROWSER, type Served, serve, startBrowser, wholeSite, withoutSearch } from "./served.ts";
import { contentOf, source } from "./small-site.ts";

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const VNU = join(dirname(require.resolve("vnu-jar/package.json")), "build/dist/vnu.jar");

if (BROWSER === undefined)
  console.warn("skipped: no Chromium on this machine, so the pages were not looked at");
if (!existsSync(VNU)) console.warn("skipped: no Nu checker here, so the pages were not checked as HTML");

/** What axe finds on a page: the rule and the first element that breaks it. */
interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** A page of each kind; those of a kind are made by the same function. */
const KINDS = [
  "index.html",
  "texts/letters/a b.html",
  "people/ann.html",
  "people/index.html",
  "works/index.html",
  "works/w_1.html",
  "speakers/index.html",
  "quotations/index.html",
  "headwords/index.html",
  "about.html",
  "search.html",
  "404.html",
];

const files = await wholeSite(content());
const pages = [...files.keys()].filter((path) => path.endsWith(".html"));
const address = (path: string): string => path.split("/").map(encodeURIComponent).join("/");

/** Writes files below a folder of their own, to be opened from disk. */
function onDisk(all: ReadonlyMap<string, Uint8Array>): { readonly url: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "colophon-disk-"));
  for (const [path, bytes] of all) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  return {
    url: `${pathToFileURL(folder).href}/`,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

describe("the weight of a page", () => {
  const size = (path: string): number => files.get(path)!.length;
  const handed = (path: string): number => minified(path, new TextDecoder().decode(files.get(path))).length;

  it("is below 60 KB without its text, its scripts below 15 KB", () => {
    const scripts = handed("assets/colophon.js") + handed("assets/search.js");
    expect(scripts).toBeLessThan(15_000);
    expect(scripts + handed("assets/colophon.css") + size("about.html")).toBeLessThan(60_000);
  });

  it("has a policy on each page that lets nothing in from elsewhere", () => {
    for (const path of pages) {
      const html = new TextDecoder().decode(files.get(path));
      expect({ path, policy: /content="(default-src [^"]*)"/u.exec(html)?.[1] }).toEqual({
        path,
        policy: expect.stringMatching(
          path === "404.html"
            ? /^default-src 'none'; script-src 'self' 'sha256-[^']+'; style-src 'self' 'sha256-[^']+';/u
            : /^default-src 'none'; script-src 'self'(?: 'wasm-unsafe-eval')?; style-src 'self';/u,
        ),
      });
    }
  });
});

describe.skipIf(!existsSync(VNU))("the Nu checker", () => {
  it("has nothing to say against any page", { timeout: 120_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), "colophon-nu-"));
    try {
      const paths = pages.map((path, at) => {
        const file = join(folder, `${at}.html`);
        writeFileSync(file, files.get(path)!);
        return file;
      });
      let said = "";
      try {
        execFileSync("java", ["-jar", VNU, "--errors-only", "--format", "json", ...paths], { stdio: "pipe" });
      } catch (error) {
        said = String((error as { stderr?: Buffer }).stderr);
      }
      const { messages } = JSON.parse(said || '{"messages":[]}') as {
        messages: { url: string; message: string }[];
      };
      expect(
        messages.map(({ url, message }) => `${pages[Number(/(\d+)\.html$/u.exec(url)?.[1])]}: ${message}`),
      ).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe.skipIf(BROWSER === undefined)("the pages in a browser", () => {
  let browser: Browser;
  let served: Served;

  beforeAll(async () => {
    browser = await startBrowser();
    served = await serve(files);
  });

  afterAll(async () => {
    await browser?.close();
    served?.close();
  });

  /** Opens a page and gives what was written to the console and asked of others. */
  async function open(path: string, width: number, colorScheme: "light" | "dark"): Promise<[Page, string[]]> {
    const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
    const told: string[] = [];
    page.on("console", (message) => told.push(message.text()));
    page.on("pageerror", (error) => told.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith(served.url)) told.push(`asked for ${request.url()}`);
    });
    await page.goto(served.url + address(path));
    return [page, told];
  }

  it.each(KINDS)(
    "%s has nothing that axe objects to, says nothing, and fits a small phone",
    { timeout: 120_000 },
    async (path) => {
      for (const colorScheme of ["light", "dark"] as const) {
        const [page, told] = await open(path, 320, colorScheme);
        await page.evaluate(AXE);
        const found = (await page.evaluate(
          "axe.run().then((result) => result.violations)",
        )) as readonly Violation[];
        expect(found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
        expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(
          0,
        );
        expect(told).toEqual([]);
        await page.close();
      }
    },
  );

  it("cites a passage by keyboard alone, and gives the focus back", { timeout: 120_000 }, async () => {
    const [page] = await open("texts/letters/a b.html", 1024, "light");
    const link = page.locator("#p-1 > .permalink");
    await link.focus();
    await page.keyboard.press("Enter");
    const dialog = page.locator("dialog.cite");
    expect(await dialog.isVisible()).toBe(true);
    await dialog.locator("button.close:focus").waitFor();
    expect(await dialog.textContent()).toMatch(
      /#p-1[\s\S]*version 1\.0[\s\S]*@misc[\s\S]*"version": "1\.0"/u,
    );
    await page.evaluate(AXE);
    const found = (await page.evaluate(
      "axe.run().then((result) => result.violations)",
    )) as readonly Violation[];
    expect(found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await dialog.isVisible()).toBe(false);
    expect(await link.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    await page.close();
  });

  it("finds a phrase by passage, narrows it by speaker, and marks it in the page", {
    timeout: 120_000,
  }, async () => {
    const [page, told] = await open("search.html", 1024, "light");
    await page.locator("#search-words").fill('"yes so"');
    await page.locator("#search-results a").first().waitFor();
    expect(await page.locator("#search-results .small").allTextContents()).toContain(
      "A & B: a dialogue · Ann Bee · speech",
    );
    await page.locator("#filter-speaker").selectOption("Bob");
    await page.locator("#search-words").fill("no");
    const spoken = page.locator("#search-results li", { hasText: "Bob · speech" });
    await spoken.waitFor();
    expect(await page.locator("#search-results li", { hasText: "Ann Bee · speech" }).count()).toBe(0);
    await spoken.locator("a").click();
    await page.waitForURL(/highlight=no/u);
    expect(await page.evaluate("CSS.highlights.get('found').size")).toBeGreaterThan(0);
    expect(told).toEqual([]);
    await page.close();
  });

  it("finds a word that others are joined to, without its accents, and marks it in the page", {
    timeout: 120_000,
  }, async () => {
    const [page, told] = await open("search.html", 1024, "light");
    for (const [words, mark] of [
      ["l'eveque", "Évêque"],
      ["dear", "dear"],
      ["eveque", "Évêque"],
    ] as const) {
      await page.locator("#search-words").fill(words);
      await page.locator("#search-results mark", { hasText: mark }).waitFor();
      expect(await page.locator("#search-results a").allTextContents()).toEqual(["Words of l’Évêque—dear."]);
    }
    await page.locator("#search-words").fill("one");
    const item = page.locator("#search-results a", { hasText: /^one$/u });
    await item.waitFor();
    expect(await item.getAttribute("href")).toMatch(/highlight=one#e$/u);
    await page.locator("#search-words").fill("eveque");
    await page.locator("#search-results mark", { hasText: "Évêque" }).waitFor();
    await page.locator("#search-results a").first().click();
    await page.waitForURL(/highlight=eveque/u);
    expect(await page.evaluate("[...CSS.highlights.get('found')].map(String)")).toEqual(["Évêque"]);
    expect(told).toEqual([]);
    await page.close();
  });

  it("finds a passage by its own words, not by what is said of it", { timeout: 120_000 }, async () => {
    const [page] = await open("search.html", 1024, "light");
    await page.locator("#search-words").fill("speech");
    await page.locator("#search-count", { hasText: "Nothing" }).waitFor();
    expect(await page.locator("#search-results a").count()).toBe(0);
    await page.close();
  });

  it("finds in several indexes, and opened from disk, what it finds in one", {
    timeout: 120_000,
  }, async () => {
    const many = await wholeSite(content(), { inIndex: 12 });
    expect(
      [...many.keys()].filter((path) => /^pagefind\/2\/(?:pagefind-entry|pagefind\.js|wasm)/u.test(path)),
    ).toEqual(["pagefind/2/pagefind-entry.json.js"]);
    const parted = await serve(many);
    const [folder, foldersOfParts] = [onDisk(files), onDisk(many)];
    const found = async (url: string, asked: string): Promise<unknown> => {
      const page = await browser.newPage();
      const told: string[] = [];
      page.on("console", (message) => told.push(message.text()));
      page.on("pageerror", (error) => told.push(error.message));
      await page.goto(`${url}search.html?${asked}`);
      await page.locator("#search-results a").first().waitFor();
      const list = await page
        .locator("#search-results a")
        .evaluateAll((all) => all.map((a) => `${a.getAttribute("href")} ${a.innerHTML}`).sort());
      const speakers = await page.locator("#filter-speaker option").allTextContents();
      await page.close();
      return { list, speakers, told };
    };
    try {
      for (const asked of ["q=the", "q=%22yes+so%22", "q=no&speaker=Bob", "q=&speaker=Bob"]) {
        const one = await found(served.url, asked);
        expect(one).toMatchObject({ told: [] });
        for (const url of [parted.url, folder.url, foldersOfParts.url])
          expect([asked, await found(url, asked)]).toEqual([asked, one]);
      }
    } finally {
      parted.close();
      folder.remove();
      foldersOfParts.remove();
    }
  });

  it("says of a word that is nowhere which beginning was searched for, in one index, in several and from disk", {
    timeout: 120_000,
  }, async () => {
    const parted = await serve(await wholeSite(content(), { inIndex: 6 }));
    const folder = onDisk(files);
    try {
      for (const root of [served.url, parted.url, folder.url]) {
        const page = await browser.newPage();
        const told: string[] = [];
        page.on("console", (message) => told.push(message.text()));
        page.on("pageerror", (error) => told.push(error.message));
        const said = async (query: string): Promise<unknown> => {
          await page.goto(`${root}search.html?q=${encodeURIComponent(query)}`);
          await page.locator("#search-count", { hasText: /passage|found/u }).waitFor();
          const count = await page.locator("#search-count").textContent();
          // How many there are is said before they are read.
          if (count!.includes("passage")) await page.locator("#search-results mark").first().waitFor();
          return [count, await page.locator("#search-results mark").allTextContents()];
        };
        expect(await said("dear")).toEqual(["1 passage", ["dear"]]);
        expect(await said("dearx")).toEqual([
          "No word begins with “dearx”; “dear” was searched for instead. 1 passage",
          ["dear"],
        ]);
        expect(await said("words dearx")).toEqual([
          "No word begins with “dearx”; “dear” was searched for instead. 1 passage",
          ["Words", "dear"],
        ]);
        expect(await said("xylophone dear")).toEqual(["Nothing was found.", []]);
        // What begins with signs is not shortened to signs alone, which no index knows.
        expect(await said("...qzx")).toEqual(["Nothing was found.", []]);
        expect(told).toEqual([]);
        await page.close();
      }
    } finally {
      parted.close();
      folder.remove();
    }
  });

  it("finds nothing in silence where there is nothing to be found", { timeout: 120_000 }, async () => {
    const { documents, ...rest } = content();
    const empty = [...documents].map((each) => ({ ...each, text: { ...each.text, html: [], notes: [] } }));
    const bare = await serve(await wholeSite({ ...rest, documents: empty }));
    const page = await browser.newPage();
    const told: string[] = [];
    page.on("console", (message) => told.push(message.text()));
    page.on("pageerror", (error) => told.push(error.message));
    await page.goto(`${bare.url}search.html?q=word`);
    await page.locator("#search-count", { hasText: /\S/u }).waitFor();
    expect(await page.locator("#search-results a").count()).toBe(0);
    expect(told).toEqual([]);
    await page.close();
    bare.close();
  });

  it("marks what a witness lacks, from where it breaks off to where it begins again", async () => {
    const text = `<p>a <app><lem wit="#A">b</lem><rdg wit="#B"><witStart/>c</rdg></app> d <app><lem wit="#A">e</lem><rdg wit="#B">f<lacunaStart/></rdg></app> g</p><p>h <app><lem wit="#A">i</lem><rdg wit="#B"><lacunaEnd/>j</rdg></app> k</p>`;
    const of = await serve(withoutSearch(contentOf({ t: source("T", text) })));
    const page = await browser.newPage();
    await page.goto(`${of.url}texts/t.html`);
    const lacking = (): Promise<unknown> =>
      page.evaluate(
        "[...(CSS.highlights.get('lacking') ?? [])].map((range) => range.cloneContents().textContent.replace(/\\s+/g, ' '))",
      );
    expect(await lacking()).toEqual([]);
    await page.locator("#site\\:witness").selectOption("B");
    // In the second stands the sign of a variant, too.
    expect(await lacking()).toEqual(["a b", " b g h i"]);
    await page.locator("#site\\:witness").selectOption("A");
    expect(await lacking()).toEqual([]);
    await page.close();
    of.close();
  });

  it("leads on from passages and pages that have moved, to the passage that was asked for", async () => {
    const { edition, ...rest } = content();
    const text = "texts/letters/a b.html";
    const redirects = { "texts/old.html": text, "texts/gone.html#x": `${text}#e` };
    const moved = await serve(
      withoutSearch({ ...rest, edition: { ...edition, settings: { ...SETTINGS, redirects } } }),
    );
    const page = await browser.newPage();
    for (const [from, id] of [
      ["texts/old.html#p-1", "p-1"],
      ["texts/gone.html#x", "e"],
    ] as const) {
      await page.goto(moved.url + from);
      await page.waitForURL(`${moved.url}${address(text)}#${id}`);
    }
    await page.close();
    moved.close();
  });

  it("leads lost readers on from any address below any folder, dressed, and without scripts by its folders", {
    timeout: 120_000,
  }, async () => {
    const below = await serve(files, "some/where/");
    for (const [missing, ways] of [
      ["missing", ["./"]],
      ["texts/deep/missing.html", ["../", "../"]],
      ["texts/letters/deep/", ["../", "../", "../"]],
    ] as const) {
      const page = await browser.newPage();
      const told: string[] = [];
      page.on("console", (message) => told.push(message.text()));
      const links = page.locator("nav a");
      await page.goto(`${below.url}some/where/${missing}`);
      await page.locator("nav a[href]").first().waitFor();
      for (const link of await links.all()) {
        const to = await link.evaluate((element) => (element as unknown as { href: string }).href);
        expect((await fetch(to)).status).toBe(200);
      }
      expect(await page.locator(".ways-up").isVisible()).toBe(false);
      expect(await page.evaluate("getComputedStyle(document.body).margin")).toBe("0px");
      // That a page is missing is said by the browser itself; nothing else is.
      expect(told.filter((text) => !text.includes("404"))).toEqual([]);
      await page.locator(".edition a").click();
      await page.waitForURL(`${below.url}some/where/index.html`);
      await page.close();
      const without = await browser.newPage({ javaScriptEnabled: false });
      await without.goto(`${below.url}some/where/${missing}`);
      expect(await without.locator("nav").isVisible()).toBe(false);
      for (const way of ways) await without.locator(`.ways-up a[href="${way}"]`).click();
      expect(await without.locator("h1").textContent()).toBe("An <edition>");
      await without.close();
    }
    below.close();
  });

  it("says in the contents which part is being read", { timeout: 120_000 }, async () => {
    const [page] = await open("texts/letters/a b.html", 1024, "light");
    const current = page.locator('.contents a[aria-current="location"]');
    expect(await current.count()).toBe(0);
    await page.evaluate("document.getElementById('e').scrollIntoView()");
    await current.first().waitFor();
    expect(await current.allTextContents()).toEqual(["More"]);
    await page.close();
  });

  it("moves nothing while it loads, and is read without scripts", { timeout: 120_000 }, async () => {
    const [page] = await open("texts/letters/a b.html", 1024, "light");
    const shift = await page.evaluate(
      "new Promise((done) => { let sum = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; }).observe({ type: 'layout-shift', buffered: true }); setTimeout(() => done(sum), 300); })",
    );
    expect(shift).toBe(0);
    const without = await browser.newPage({ javaScriptEnabled: false });
    await without.goto(served.url + address("texts/letters/a b.html"));
    expect(await without.locator("article.text").textContent()).toContain("Yes");
    await without.goto(`${served.url}search.html`);
    expect(await without.locator("#search-count").textContent()).toContain("needs scripts");
    await page.close();
    await without.close();
  });
});
