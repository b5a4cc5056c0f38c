import { expect, it } from "vitest";
import { siteOf, source } from "./small-site.ts";

const ODD = `<elementSpec ident="thesis" ns="https://example.org/own"><classes><memberOf key="model.pLike"/></classes></elementSpec>
<elementSpec ident="reply" ns="https://example.org/own"><classes><memberOf key="model.divPart"/></classes></elementSpec>
<elementSpec ident="verse" ns="https://example.org/own"><classes><memberOf key="model.lLike"/></classes></elementSpec>
<elementSpec ident="motto" ns="https://example.org/own"><classes><memberOf key="model.phrase"/></classes><model behaviour="paragraph"/></elementSpec>
<elementSpec ident="mark" ns="https://example.org/own"><classes><memberOf key="model.phrase"/></classes></elementSpec>
<elementSpec ident="opener"><model behaviour="paragraph"/></elementSpec>`;

/** What has a permalink in a text, by its class. */
function permalinks(text: string): readonly string[] {
  const page = siteOf({ t: source("T", text) }, {}, undefined, ODD).get("texts/t.html")!;
  const links = [...page.matchAll(/<a class="permalink" href="#([^"]+)"/gu)];
  return links.map(([, id]) => new RegExp(`<\\w+ id="${id}" class="([^"]+)"`, "u").exec(page)?.[1] ?? "none");
}

const OWN = '<div xmlns:o="https://example.org/own">';

it("stand at elements of the edition's own by their classes, by what they hold, and by their models", () => {
  expect(
    permalinks(`${OWN}<opener>To you</opener><p>One.</p><o:thesis>Two.</o:thesis>
<o:reply who="#a">Three.</o:reply><o:reply xml:id="r"><speaker>A.</speaker>Four.</o:reply><o:motto>Five.</o:motto></div>`),
  ).toEqual(["tei-opener", "tei-p", "tei-thesis", "tei-reply", "tei-reply", "tei-motto"]);
});

it("stand at no line, no phrase and nothing that only holds passages", () => {
  const text = `${OWN}<o:reply><p>One.</p></o:reply><o:verse>two</o:verse><p>a <o:mark>word</o:mark></p></div>`;
  expect(permalinks(text)).toEqual(["tei-p", "tei-p"]);
});

it("are those of TEI's passages as they were, whatever of the edition's own says the same before them", () => {
  const id = (text: string): string | undefined =>
    /<p id="([^"]+)" class="tei-p">/u.exec(
      siteOf({ t: source("T", text) }, {}, undefined, ODD).get("texts/t.html")!,
    )?.[1];
  expect(id(`${OWN}<o:thesis>Same.</o:thesis><p>Same.</p></div>`)).toBe(id("<div><p>Same.</p></div>"));
});
