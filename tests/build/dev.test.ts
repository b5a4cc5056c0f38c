import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MovingFileError } from "../../src/build/files.ts";
import type { DevNews } from "../../src/build/preview/dev-options.ts";
import { type Preview, startPreview } from "../../src/build/preview/preview.ts";
import { SourceFiles } from "../../src/build/run/document-source.ts";
import { folderOf, tei } from "../cli/run.ts";

let folder: string;
let preview: Preview;
let news: DevNews[];
let events: string;
let reader: ReadableStreamDefaultReader<Uint8Array>;

beforeEach(async () => {
  vi.stubEnv("COLOPHON_CACHE", "off");
  folder = folderOf({
    "tei/a.xml": tei('<p xml:id="p1">Before.</p>'),
    "tei/b.xml": tei('<p xml:id="p2">Beside.</p>'),
  });
  news = [];
  const options = { folder, config: null, safe: false, jobs: 1, port: 0, out: "out", cache: false };
  preview = await startPreview({ ...options, tell: (each) => news.push(each) });
  events = "";
  const response = await fetch(`${preview.url}@colophon/events`);
  reader = response.body!.getReader();
  void listen(reader);
});

afterEach(async () => {
  await reader.cancel();
  await preview.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

async function listen(from: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  const decoder = new TextDecoder();
  for (;;) {
    const { value, done } = await from.read();
    if (done) return;
    events += decoder.decode(value);
  }
}

const page = async (path: string): Promise<string> => await (await fetch(preview.url + path)).text();

const write = (path: string, text: string): void => writeFileSync(join(folder, path), text);

const told = (words: string): Promise<unknown> =>
  vi.waitFor(() => expect(events).toContain(words), { timeout: 20_000, interval: 10 });

describe("the preview", () => {
  it("serves the site with its script, and lets in nothing from elsewhere", async () => {
    const response = await fetch(`${preview.url}texts/a.html`);
    expect(await response.text()).toMatch(
      /Before\.[\s\S]*<script src="\/@colophon\/dev\.js" defer><\/script>/u,
    );
    expect(response.headers.get("content-security-policy")).toContain("script-src 'self'");
    expect((await fetch(`${preview.url}@colophon/dev.js`)).headers.get("content-type")).toContain(
      "javascript",
    );
    expect((await fetch(`${preview.url}nowhere.html`)).status).toBe(404);
    expect((await fetch(preview.url)).status).toBe(200);
  });

  const answerTo = (headers: Readonly<Record<string, string>>, path = "/"): Promise<IncomingMessage> =>
    new Promise((fulfil) => {
      const { port } = new URL(preview.url);
      const host = `localhost:${port}`;
      request({ host: "127.0.0.1", port, path, headers: { host, ...headers } }, fulfil).end();
    });

  it("answers this machine alone", async () => {
    expect((await answerTo({ host: "elsewhere.example" })).statusCode).toBe(403);
  });

  it("gives nothing to pages elsewhere, and is opened by links of theirs", async () => {
    const paths = [
      "/search/filters.js",
      "/texts/a.json",
      "/@colophon/events",
      "/@colophon/dev.js",
      "/texts/a.html",
    ];
    for (const site of ["cross-site", "same-site"]) {
      for (const path of paths) {
        const asked = { "sec-fetch-site": site, "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script" };
        const { statusCode, headers } = await answerTo(asked, path);
        expect(statusCode).toBe(403);
        expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
      }
      const link = { "sec-fetch-site": site, "sec-fetch-mode": "navigate" };
      expect((await answerTo({ ...link, "sec-fetch-dest": "document" })).statusCode).toBe(200);
      expect((await answerTo({ ...link, "sec-fetch-dest": "iframe" })).statusCode).toBe(403);
    }
    for (const path of [
      "/texts/a.json",
      "/assets/colophon.js",
      "/@colophon/dev.js",
      "/texts/a.html",
      "/nowhere.html",
    ]) {
      const { statusCode, headers } = await answerTo({ "sec-fetch-site": "same-origin" }, path);
      expect(statusCode).toBe(path === "/nowhere.html" ? 404 : 200);
      // A browser that does not say who asks goes by this.
      expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
    }
  });

  it("shows a change, tells which pages are others, and leaves the others", async () => {
    write("tei/a.xml", tei('<p xml:id="p1">After.</p>'));
    await told("event: changed");
    expect(/data: (\{"paths".*)/u.exec(events)?.[1]).toContain('"texts/a.html"');
    expect(events).not.toContain("texts/b.html");
    expect(await page("texts/a.html")).toContain("After.");
  });

  it("tells what is wrong, and takes it back when it is mended", async () => {
    write("tei/a.xml", tei('<p xml:id="p1" corresp="#nowhere">Before.</p>'));
    await told("links/target-missing");
    const { report } = news.at(-1) as Extract<DevNews, { kind: "made" }>;
    expect(report.documents.flatMap(({ findings }) => findings.map(({ code }) => code))).toContain(
      "links/target-missing",
    );
    events = "";
    write("tei/a.xml", tei('<p xml:id="p1">Before.</p>'));
    await told('event: findings\ndata: {"failed":null,"errors":0,"warnings":0,"documents":[');
    expect(events).not.toContain("target-missing");
  });

  it("tells of an error before any warnings, however many there are", async () => {
    const many = Array.from(
      { length: 60 },
      (_, at) => `<p><bibl><abbr type="ibid">Ibid.</abbr>, p. ${at}.</bibl></p>`,
    ).join("");
    write("tei/b.xml", tei(`${many}<p corresp="#nowhere">Wrong.</p>`));
    await told("links/target-missing");
    const [, data = "{}"] = /event: findings\ndata: (.*links\/target-missing.*)/u.exec(events) ?? [];
    const { errors, warnings, documents } = JSON.parse(data) as {
      errors: number;
      warnings: number;
      documents: { findings: { severity: string }[] }[];
    };
    // What the first of them leads to is nowhere, and the others doubt it.
    expect({ errors, warnings }).toEqual({ errors: 2, warnings: 59 });
    expect(documents[0]?.findings[0]?.severity).toBe("error");
    expect(documents.every(({ findings }) => findings.length <= 50)).toBe(true);
    write("tei/b.xml", tei("<p>Other.</p>"));
  });

  it("goes on where a document is broken for a while, and where the configuration is", async () => {
    write("tei/a.xml", "<TEI");
    await told("wellformed/");
    expect(await page("texts/a.html")).toContain("Before.");
    write("tei/a.xml", tei("<p>Whole again.</p>"));
    await vi.waitFor(async () => expect(await page("texts/a.html")).toContain("Whole again."), {
      timeout: 20_000,
    });
    write("colophon.config.json", "{");
    await told("is not JSON");
    write("colophon.config.json", JSON.stringify({ id: "x", title: "New name", version: "1" }));
    await vi.waitFor(async () => expect(await page("texts/a.html")).toContain("New name"), {
      timeout: 20_000,
    });
  });

  it("takes in new documents and lets go of those that are gone", async () => {
    write("tei/c.xml", tei("<p>New.</p>"));
    await vi.waitFor(async () => expect(await page("texts/c.html")).toContain("New."), { timeout: 20_000 });
    rmSync(join(folder, "tei/c.xml"));
    await vi.waitFor(async () => expect((await fetch(`${preview.url}texts/c.html`)).status).toBe(404), {
      timeout: 20_000,
    });
  });

  it("makes a round again, and tells nobody, where files are written, renamed or put back meanwhile", async () => {
    const file = join(folder, "tei/a.xml");
    const source = new SourceFiles(folder, 0, ["tei/a.xml"]).add(0);
    write("tei/a.xml", tei("<p>Longer than it was before.</p>"));
    expect(() => source.bytes).toThrow(MovingFileError);
    for (let at = 0; at <= 30; at++) {
      const text = tei(`<p xml:id="p1">Number ${at}.</p>`);
      if (at % 3 === 0) rmSync(file);
      if (at % 3 === 1) writeFileSync(file, text.slice(0, 100));
      await new Promise((fulfil) => setTimeout(fulfil, (at % 5) * 6));
      write("beside.tmp", text);
      renameSync(join(folder, "beside.tmp"), file);
    }
    await vi.waitFor(async () => expect(await page("texts/a.html")).toContain("Number 30."), {
      timeout: 20_000,
      interval: 20,
    });
    expect(news.filter(({ kind }) => kind === "failed")).toEqual([]);
  });

  it("leaves nothing in the edition's folder", () => {
    expect(() => readFileSync(join(folder, "out/site/index.html"))).toThrow();
  });

  it("makes the search when nothing else is to be done, and shows pictures without copying them", {
    timeout: 30_000,
  }, async () => {
    writeFileSync(join(folder, "dot.png"), new Uint8Array([1, 2, 3]));
    expect(await page("texts/a.html")).toContain('href="../search.html"');
    const isThere = async (): Promise<void> => {
      expect(await page("search/filters.js")).toContain("colophonSearch(");
      expect((await fetch(`${preview.url}pagefind/pagefind.js.js`)).status).toBe(200);
    };
    await vi.waitFor(isThere, { timeout: 20_000, interval: 100 });
    const picture = await fetch(`${preview.url}images/dot.png`);
    expect(picture.headers.get("content-type")).toBe("image/png");
    expect([...new Uint8Array(await picture.arrayBuffer())]).toEqual([1, 2, 3]);
    expect((await fetch(`${preview.url}images/..%2f..%2fetc%2fpasswd.png`)).status).toBe(404);
  });

  it("is over when it was closed in the middle of a round: nothing is made of it later", async () => {
    const place = folderOf({ "tei/a.xml": tei("<p>One.</p>") });
    let rounds = 0;
    let over: Promise<void> | null = null;
    const options = { folder: place, config: null, safe: false, jobs: 1, port: 0, out: "out", cache: false };
    const second: Preview = await startPreview({
      ...options,
      tell: () => {
        if (++rounds === 2) over = second.close();
      },
    });
    writeFileSync(join(place, "tei/a.xml"), tei("<p>Two.</p>"));
    await vi.waitFor(() => expect(over).not.toBeNull(), { timeout: 20_000, interval: 10 });
    await over;
    // A fault in a timer would be a fault of this run: after this time there is none left.
    await new Promise((fulfil) => setTimeout(fulfil, 1800));
    expect(rounds).toBe(2);
    rmSync(place, { recursive: true });
  });
});
