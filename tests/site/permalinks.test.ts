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

it("stand at the speeches of the record, also where an element of the edition's own says by its class and @who that it is one", () => {
  const text = `${OWN}<o:reply who="#a">Three.</o:reply><o:reply>No speech.</o:reply><o:mark who="#a">a mark</o:mark><o:thesis who="#a">Two.</o:thesis></div>`;
  const files = siteOf({ t: source("T", text) }, {}, undefined, ODD);
  const { speeches } = JSON.parse(files.get("texts/t.json")!) as { speeches: { id: string; text: string }[] };
  expect(speeches.map((speech) => speech.text)).toEqual(["Three.", "Two."]);
  for (const { id } of speeches) expect(files.get("texts/t.html")).toContain(`href="#${id}"`);
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

it("stand before the caption of a figure, which is its last", () => {
  const own =
    '<elementSpec ident="ab"><model behaviour="figure"><param name="title" value="head"/></model></elementSpec>';
  const text = "<ab><seg>A</seg><head>B</head></ab>";
  const page = siteOf({ t: source("T", text) }, {}, undefined, own).get("texts/t.html")!;
  expect(page).toMatch(/<a class="permalink"[^>]*><\/a><figcaption>/u);
});

it("stand in nothing that holds items or rows alone", () => {
  const odd = ["list", "listItem", "table", "row", "cell", "graphic"].map(
    (name) => `<model predicate="@type = '${name}'" behaviour="${name}"/>`,
  );
  const text = `<ab type="list"><ab type="listItem">a</ab></ab><ab type="table"><ab type="row"><ab type="cell">b</ab></ab></ab>`;
  const own = `<elementSpec ident="ab">${odd.join("")}</elementSpec>`;
  const page = siteOf({ t: source("T", text) }, {}, undefined, own).get("texts/t.html")!;
  expect(page.match(/<a class="permalink"[^>]*><\/a><\/(\w+)>/gu)?.map((end) => end.slice(-6))).toEqual(
    ["</li>", "</td>"].map((tag) => expect.stringContaining(tag)),
  );
});

/** A passage of each kind, short and long; the word NEAR stands in its sentence. */
const KINDS = {
  paragraph: "<p>What is to be kept.</p>",
  "paragraph that is given a note": "<p>It is kept<note>NEAR they say</note> here.</p>",
  block: "<ab>Kept</ab>",
  stanza: "<lg><l>One line</l><l>and another</l></lg>",
  speech: '<sp who="#a"><speaker>A</speaker><p>Kept.</p></sp>',
  "long speech": '<sp who="#a"><p>This is to be kept, whatever they may say of it.</p></sp>',
  utterance: '<u who="#b">kept</u>',
  "block quotation": "<quote>Kept words</quote>",
  "quotation with its citation": "<cit><quote>Cited words</quote><bibl>A book</bibl></cit>",
  "quotation alone in its paragraph": "<p><q>Kept alone</q></p>",
  "quotation in a sentence": "<p>NEAR he heard <q>kept within</q> again.</p>",
  "long quotation in a sentence": "<p>NEAR he heard <quote>that which is to be kept for all</quote>.</p>",
  "dialogue in a sentence": '<p>NEAR <said who="#a">come</said>, <said who="#b">come</said></p>',
  "quotation within another": "<p><said>Who <said>calls out</said> there?</said></p>",
  thought: '<p>NEAR he thought <said direct="false">it was late</said>.</p>',
};

/** What comes to stand before and behind it, and the word near it. */
const CHANGES: readonly (readonly [before: string, near: string, behind: string])[] = [
  ["<p>A paragraph before it.</p>", "So", ""],
  ["<p>A paragraph, written anew.</p>", "So", ""],
  ['<sp who="#a"><p>A speech before it.</p></sp>', "So", "<p>One behind it.</p>"],
  ["<quote>A quotation before it</quote>", "So", '<u who="#c">and an utterance</u>'],
  ["<p>He says <q>No</q> and <q>yes</q>.</p>", "Then", "<stage>Exeunt.</stage>"],
];

it.each(Object.entries(KINDS))("stay at a %s when what is around it changes", (_kind, passage) => {
  const ids = ([before, near, behind]: (typeof CHANGES)[number]): string[] => {
    const text = `<div><head>One</head>${before}${passage.replace("NEAR", near)}${behind}</div>`;
    const page = siteOf({ t: source("T", text) }).get("texts/t.html")!;
    return [...page.matchAll(/<a class="permalink[^"]*" href="#([^"]+)"/gu)].map(([, id]) => id!);
  };
  // A paragraph in which a word changes is another one.
  const isKept = (id: string): boolean => !(id.startsWith("p-") && passage.startsWith("<p>NEAR"));
  const kept = ids(["", "So", ""]).filter(isKept);
  expect(kept).not.toEqual([]);
  for (const change of CHANGES) expect(ids(change)).toEqual(expect.arrayContaining(kept));
});
