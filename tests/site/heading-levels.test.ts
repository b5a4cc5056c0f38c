import { expect, it } from "vitest";
import { siteOf, source } from "./small-site.ts";

const ACT = (n: number): string =>
  `<div><head>Act ${n}</head>${[1, 2].map((m) => `<div><head>Scene ${m} of ${n}</head><p>Words.</p><div><head>Song</head><p>La.</p></div></div>`).join("")}</div>`;

it("the page of a part leaves out no level of headings", () => {
  const files = siteOf({ play: source("Play", ACT(1) + ACT(2)) }, { depth: 2 });
  const parts = [...files].filter(([path]) => /^texts\/play\/.*\.html$/u.test(path));
  expect(parts.length).toBeGreaterThan(2);
  for (const [, page] of parts) {
    const levels = [...page.slice(0, page.indexOf("</article>")).matchAll(/<h([1-6])\b/gu)].map(([, n]) =>
      Number(n),
    );
    expect(levels.slice(0, 3)).toEqual([1, 2, 3]);
  }
});

it("what stands under a heading of several lines is no part of it", () => {
  const verses = "<div><head><l>One</l><l>two</l></head><p><l>Three</l><l>four</l></p></div>";
  const split = "<div><head>Five</head><head>six</head><p>Seven</p></div>";
  const page = siteOf({ poem: source("Poem", verses + split) }).get("texts/poem.html")!;
  const contents = page.slice(
    page.indexOf('<nav class="contents"'),
    page.indexOf("</nav>", page.indexOf('<nav class="contents"')),
  );
  const entries = [...contents.matchAll(/<a href="[^"]*">(.*?)<\/a>/gsu)].map(([, text]) => text);
  expect(entries.slice(0, 2)).toEqual(["One two", "Five six"]);
});
