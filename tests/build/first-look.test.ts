import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { buildAndPublish } from "../../src/build/build.ts";
import { changedRange, withChange } from "../../src/build/preview/changed-text.ts";
import { elementAround } from "../../src/build/preview/html-place.ts";
import { type Preview, startPreview } from "../../src/build/preview/preview.ts";
import { folderOf, tei } from "../cli/run.ts";

const PARAGRAPHS = Array.from(
  { length: 12 },
  (_, at) => `<p>Paragraph ${at} says what it says, in <hi rend="italic">many words</hi> &amp; signs.</p>`,
).join("\n");

const TEXT = tei(`<head>The first heading of all</head>
<p xml:id="p1">The quick fox jumps.<note>A note stands behind the text.</note> It is <q>not the first</q>.</p>
${PARAGRAPHS}
<p>Here ends a text.<note>Another note has more to say of it.</note> And on it goes.</p>
<div><head>A second heading</head><sp who="#x"><speaker>NOBODY</speaker><p>I speak of <title>This Book</title>.</p></sp>
<p>The same words twice.</p><p>The same words twice.</p></div>`);

describe("a first look", () => {
  let folder: string;
  let preview: Preview;
  let shown: string[] = [];
  let rounds = 0;
  /** The text as it stands after all changes so far. */
  let text = TEXT;

  beforeAll(async () => {
    vi.stubEnv("COLOPHON_CACHE", "off");
    folder = folderOf({ "tei/a.xml": TEXT, "tei/b.xml": tei("<p>Beside.</p>") });
    const options = { folder, config: null, safe: false, jobs: 1, port: 0, out: "out", cache: false };
    preview = await startPreview({
      ...options,
      tell: () => rounds++,
      shown: (path) => shown.push(path),
    });
    await edit(TEXT.replace("Here ends", "There ends"));
    await edit(TEXT);
  });

  afterAll(async () => {
    await preview.close();
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  const page = async (): Promise<string> => await (await fetch(`${preview.url}texts/a.html`)).text();

  /** Waits until nothing more comes of what was saved before: a file may be told to have changed twice. */
  async function settled(): Promise<void> {
    for (let known = -1; known !== rounds; ) {
      known = rounds;
      await setTimeout(100);
    }
  }

  /** Saves a text; gives the page as it was shown at first, if it was, and as it is when all is done. */
  async function edit(text: string): Promise<{ first: string | null; last: string }> {
    await settled();
    shown = [];
    const before = rounds;
    writeFileSync(join(folder, "tei/a.xml"), text);
    const isDone = (): boolean => rounds > before;
    await vi.waitFor(() => expect(shown.length > 0 || isDone()).toBe(true), { timeout: 10_000, interval: 1 });
    const first = shown.length > 0 ? await page() : null;
    await vi.waitFor(() => expect(isDone()).toBe(true), { timeout: 10_000, interval: 1 });
    return { first, last: await page() };
  }

  it.each([
    ["a word of a paragraph", "quick fox", "quick red fox"],
    ["what is inside of a phrase", "<title>This", "<title>Another"],
    ["a sign that is written as a reference", "The quick", "A &lt;b> &amp; “quick”"],
    ["a phrase that is marked", "jumps", "<emph>jumps</emph>"],
    ["a heading", "second heading", "heading of the second part"],
    ["a note", "A note stands", "A longer note stands there"],
    ["the second of two notes", "more to say", "nothing to say"],
    ["one of two passages with the same words", "twice.</p><p>", "once.</p><p>"],
    ["what a character says", "I speak", "Nobody speaks"],
    ["a paragraph that is new", "<p>Here ends", "<p>New comes in.</p><p>Here ends"],
    ["a paragraph that is gone", PARAGRAPHS.split("\n")[3]!, ""],
  ])("shows a change of %s before the document is done again", async (_, old, fresh) => {
    text = text.replace(old, fresh);
    const { first, last } = await edit(text);
    const words = (html: string | null): string =>
      (html?.split("<article")[1] ?? "none").replace(/<[^>]*>/gu, "").replace(/\s+/gu, " ");
    expect(words(first)).toBe(words(last));
  });

  it.each([
    ["a title in the header", "<title>T<", "<title>Other<"],
    ["a note that is new, which gives others another number", "fox", "fox<note>New.</note>"],
    ["a document that is broken", "<p>Paragraph 0", "<p Paragraph 0"],
  ])("leaves %s to the round", async (_, old, fresh) => {
    const { first } = await edit(text.replace(old, fresh));
    expect(first).toBeNull();
    await edit(text);
  });

  it("takes back a change that is undone, and ends with what a build makes", async () => {
    await edit(TEXT.replace("quick", "brown"));
    writeFileSync(join(folder, "tei/a.xml"), TEXT.replace("quick", "red"));
    await vi.waitFor(async () => expect(await page()).toContain("red fox"), { timeout: 10_000, interval: 5 });
    const before = rounds;
    writeFileSync(join(folder, "tei/a.xml"), TEXT.replace("quick", "brown"));
    await vi.waitFor(() => expect(rounds).toBeGreaterThan(before), { timeout: 10_000 });
    const out = join(folder, "out");
    await buildAndPublish({
      ...{ folder, config: null, safe: false, jobs: 1, cache: false, out, outputs: ["html"] },
      ...{ reading: "edited", strict: false, search: true, progress: () => {} },
    });
    await vi.waitFor(
      async () => {
        const bare = (await page()).replace('<script src="/@colophon/dev.js" defer></script>', "");
        expect(bare).toBe(readFileSync(join(out, "site/texts/a.html"), "utf8"));
      },
      { timeout: 10_000 },
    );
    expect(readdirSync(join(out, "site/texts"))).toContain("a.html");
  });
});

describe("a change between two texts", () => {
  it("is one stretch, as short as may be", () => {
    expect(changedRange("abcd", "abcd")).toBeNull();
    expect(changedRange("abcd", "axd")).toEqual({ start: 1, oldEnd: 3, newEnd: 2 });
    expect(changedRange("aa", "aaa")).toEqual({ start: 2, oldEnd: 2, newEnd: 3 });
    expect(changedRange("", "x")).toEqual({ start: 0, oldEnd: 0, newEnd: 1 });
  });

  it("is done elsewhere where enough around it is the same, and only there", () => {
    const old = `<p>${"Words before it. ".repeat(10)}here${" and behind it.".repeat(10)}</p>`;
    const fresh = old.replace("here", "there");
    expect(withChange(`<i>7</i>${old}`, 0, old, fresh)?.text).toBe(`<i>7</i>${fresh}`);
    expect(withChange(old.replace("<p>", '<p id="x">'), 0, old, fresh)?.text).toBe(
      fresh.replace("<p>", '<p id="x">'),
    );
    expect(withChange(old + old, 0, old, fresh)).toBeNull();
    expect(withChange("here", 0, "here", "there")).toBeNull();
  });

  it("is found in the element that holds it", () => {
    const html = '<div id="a"><div>x</div><p id="b">y</p>here</div>there';
    expect(elementAround(html, "a", html.indexOf("here"))).toEqual({
      id: "a",
      start: 0,
      end: html.length - 5,
    });
    expect(elementAround(html, "b", html.indexOf("here"))).toBeNull();
    expect(elementAround(html, "a", html.indexOf("there"))).toBeNull();
  });
});
