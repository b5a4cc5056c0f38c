import { describe, expect, it } from "vitest";
import { siteOf, source } from "./small-site.ts";

const CARD = `<elementSpec ident="figure">
  <model behaviour="block">
    <param name="url" value="graphic/@url"/>
    <param name="to" value="ref/@target"/>
    <param name="name" value="head"/>
    <pb:template xmlns:pb="http://teipublisher.com/1.0" xmlns=""><a href="[[to]]"><img src="[[url]]" alt="[[name]]"/></a></pb:template>
  </model>
</elementSpec>`;

/** The card that the template makes of a picture, a name and where it leads. */
function card(url: string, to: string): string {
  const figure = `<figure><graphic url="${url}"/><head>Old house</head><ref target="${to}"/></figure>`;
  const texts = { a: source("A", `<p xml:id="here">One.</p>${figure}`), b: source("B", "<p>Two.</p>") };
  const picture = (path: string) =>
    path === "tei/house.png" ? { path: `images/${path}`, bytes: new Uint8Array() } : null;
  const page = siteOf(texts, {}, picture, CARD).get("texts/a.html") ?? "";
  return (
    /<figure class="tei-figure">(.*?)<\/figure>/su.exec(page)?.[1] ??
    /<a href="[^"]*">(?:<img|<span class="missing).*?<\/a>/u.exec(page)?.[0] ??
    page
  );
}

describe("a template in a model", () => {
  it("has pictures and links of the document where they stand on the site", () => {
    expect(card("house.png", "b.xml")).toBe(
      '<a href="b.html"><img src="../images/tei/house.png" alt="Old house"></a>',
    );
    expect(card("house.png", "#here")).toContain('href="#here"');
    expect(card("house.png", "https://example.org/x")).toContain('href="https://example.org/x"');
  });

  it("has the words for a picture that is not there", () => {
    expect(card("none.png", "b.xml")).toBe(
      '<a href="b.html"><span class="missing-image">Old house</span></a>',
    );
  });
});
