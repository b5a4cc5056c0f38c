import { expect, it } from "vitest";
import type { SiteFile } from "../../src/site/index.ts";
import { header, siteOf, source } from "./small-site.ts";

const PICTURES = `<facsimile><surface n="1r"><graphic url="p1.png"/><graphic url="p1-small.png"/></surface><graphic url="p2.png"/></facsimile>`;

/** The article on the page of a document that has this beside its header. */
function article(content: string): string {
  const text = `<TEI xmlns="http://www.tei-c.org/ns/1.0">${header("T").replace("<sourceDesc><p/>", "<sourceDesc><p>A source.</p>")}${content}</TEI>`;
  const picture = (path: string): SiteFile => ({ path: `images/${path}`, bytes: new Uint8Array() });
  const page = siteOf({ t: text }, {}, picture).get("texts/t.html")!;
  return /<article[^>]*>([\s\S]*)<\/article>/u.exec(page)![1]!.replace(/\n/gu, "");
}

it.each([
  ["no text", PICTURES],
  [
    "a text in which nothing is",
    `${PICTURES}<text><body><div><head/><milestone unit="section"/><p/></div></body></text>`,
  ],
])("A document with pictures of its source and %s shows these, each once", (_what, content) => {
  const shown = article(content);
  expect(shown).toContain("A source.");
  expect(
    [...shown.matchAll(/<img src="[^"]*\/([^/"]+)" alt="([^"]*)"/gu)].map(([, ...each]) => each),
  ).toEqual([
    ["p1.png", "1r"],
    ["p2.png", "p2.png"],
  ]);
});

it("Pictures of others are no text, and those beside a text stand beside it", () => {
  expect(article(PICTURES.replaceAll('url="', 'url="https://example.org/'))).toBe(
    '<div class="tei-sourceDesc"><p class="tei-p">A source.</p></div>',
  );
  expect(article(`${PICTURES}<text><body><p>Words.</p></body></text>`)).not.toContain("<img");
});

it("Where nothing is in the text, the transcription of the source is the text", () => {
  const shown = article(
    "<sourceDoc><surface><zone><line>One line</line></zone></surface></sourceDoc><text><body><p/></body></text>",
  );
  expect(shown).toContain("One line");
});

it("A picture in a format that no page shows is called by its file, and those of a source load when they are seen", () => {
  const framed =
    '<text><body><figure><graphic url="scans/Fig%201.pdf"/><head>The view</head></figure></body></text>';
  expect(article(framed)).toContain('<span class="tei-graphic missing-image">Fig 1.pdf</span>');
  expect(article(framed.replace("1.pdf", "1.pdf?size=9#p/1"))).toContain('missing-image">Fig 1.pdf</span>');
  expect(article(framed.replace(/url="[^"]*"/u, 'url="data:image/png;base64,iVBORw0/AAA"'))).not.toMatch(
    /missing-image|AAA/u,
  );
  expect(article(PICTURES)).toMatch(/<img (?=[^>]*loading="lazy")[^>]*p1\.png/u);
});

it("A passage whose picture is not there has no sign of it", () => {
  const text = source("T", '<p facs="gone.png">Words.</p>');
  const page = siteOf({ t: text }, {}, () => null).get("texts/t.html")!;
  expect(page).toMatch(/<p [^>]*class="tei-p"><span><\/span>Words\./u);
  expect(page).not.toContain("of-passage");
});

it("A picture that is a link is shown, called by what it leads to, and is in no other link", () => {
  const linked = (url: string, more = ""): string =>
    article(
      `<text><body><p>A <ref target="https://example.org/large"><graphic url="${url}"/>${more}</ref></p></body></text>`,
    );
  expect(linked("p1.png")).toMatch(
    /<a href="https:\/\/example\.org\/large" aria-label="https:\/\/example\.org\/large" class="tei-ref"><img [^>]*p1\.png/u,
  );
  expect(linked("https://example.org/p1.png")).toContain(
    '<a href="https://example.org/large" class="tei-ref"><span class="missing-image">p1.png</span></a>',
  );
  expect(linked("p1.png", '<media mimeType="audio/mpeg" url="a.mp3"/>')).not.toMatch(
    /<a [^>]*>(?:(?!<\/a>).)*<audio/u,
  );
});

it("A body that nothing holds is the text, and what it is headed by its title", () => {
  const text = `<TEI xmlns="http://www.tei-c.org/ns/1.0">${header("")}${PICTURES}<body><head>Song</head><p>Words.</p></body><back><p>End.</p></back></TEI>`;
  const page = siteOf({ t: text }).get("texts/t.html")!;
  for (const said of ["<h1>Song</h1>", "Words.", "End."]) expect(page).toContain(said);
});
