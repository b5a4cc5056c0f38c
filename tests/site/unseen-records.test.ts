import { expect, it } from "vitest";
import { deadLinks } from "./dead-links.ts";
import { siteOf, source } from "./small-site.ts";

const REGISTER =
  '<listPerson><person xml:id="ann"><persName>Ann</persName></person></listPerson><listBibl><bibl xml:id="w"><author>J. Doe</author>, <title level="m">Work</title></bibl></listBibl>';
const UNSEEN =
  '<figure><graphic url="https://example.com/x.png"/><figDesc>As <bibl corresp="register.xml#w">Doe, Work, p. 3</bibl> has it: <quote source="register.xml#w">one two</quote></figDesc></figure>';

it("what is cited and quoted in words that a page does not show leads to the page", () => {
  const files = siteOf({
    t: source(
      "T",
      `<p>So it is.</p>${UNSEEN}<p>See <bibl corresp="register.xml#w">Doe, Work, p. 4</bibl>.</p>`,
    ),
    register: source("Register", REGISTER),
  });
  const links = [...files.get("works/w.html")!.matchAll(/href="\.\.\/texts\/(t[^"]*)"/gu)].map(
    ([, to]) => to,
  );
  expect(links).toEqual(expect.arrayContaining(["t.html", expect.stringMatching(/^t\.html#cit-/u)]));
  expect(deadLinks(files, "https://example.org/")).toEqual([]);
});
