import { expect, it } from "vitest";
import { siteOf, source } from "./small-site.ts";

const EVENTS = source(
  "Events",
  `<listEvent><event xml:id="fire" when="1881-12-08"><label>A fire</label></event>
  <event xml:id="undated"><label>A ball</label></event>
  <event xml:id="congress" from="1814-09-18" to="1815-06-09"><eventName>Congress</eventName></event>
  <event xml:id="ides" when="-0044-03-15"><label>Ides</label></event></listEvent>`,
);
const OBJECTS = source(
  "Objects",
  `<listObject><object xml:id="cup"><objectIdentifier><objectName>Silver cup</objectName></objectIdentifier></object></listObject>`,
);
const TEXT = source(
  "Letter",
  `<p xml:id="p1">After the <rs type="event" ref="events.xml#congress">great congress</rs> I saw <objectName ref="objects.xml#cup">the cup</objectName>.</p>`,
);

const SITE = siteOf({ letter: TEXT, events: EVENTS, objects: OBJECTS });

it("events have pages, with their time in words and where they are named", () => {
  const page = SITE.get("events/congress.html");
  expect(page).toContain('<p class="facts">18 September 1814–9 June 1815</p>');
  expect(page).toContain("After the <mark>great congress</mark> I saw the cup.");
  expect(SITE.get("texts/letter.html")).toContain('href="../events/congress.html"');
});

it("objects have pages, and where they are named", () => {
  expect(SITE.get("objects/cup.html")).toContain("I saw <mark>the cup</mark>.");
  expect(SITE.get("objects/index.html")).toContain('<a href="cup.html">Silver cup</a>');
});

it("pages of entries tell what the register does, and lead to other entries", () => {
  const list = `<listPlace><place xml:id="wien"><placeName>Wien</placeName><location><geo>48.2 16.3</geo></location></place></listPlace>
    <listPerson><person xml:id="eva"><persName>Eva</persName><birth when="1801-05-02"><placeName ref="#wien">Wien</placeName></birth><residence><placeName key="unknown">Graz</placeName></residence></person></listPerson>`;
  const site = siteOf({ letter: TEXT, register: source("Register", list) });
  const eva = site.get("people/eva.html")!;
  expect(eva).toMatch(/<dt>Born<\/dt>\s*<dd>2 May 1801, <a href="\.\.\/places\/wien\.html">Wien<\/a><\/dd>/u);
  expect(eva).toMatch(/<dt>Residence<\/dt>\s*<dd>Graz<\/dd>/u);
  expect(site.get("places/wien.html")).toContain(">48.2, 16.3</a>");
});

it("events are listed in the order of time", () => {
  const listed = [...SITE.get("events/index.html")!.matchAll(/<a href="(?<key>\w+)\.html">/gu)];
  expect(listed.map(({ groups }) => groups!.key)).toEqual(["ides", "congress", "fire", "undated"]);
});

it("pages of people and places tell which events they had a part in, in the order of time, and events of whom", () => {
  const lists = `<listPlace><place xml:id="wien"><placeName>Wien</placeName></place></listPlace>
    <listPerson><person xml:id="eva"><persName>Eva</persName></person></listPerson>
    <listEvent><event xml:id="ball"><label>Ball</label><desc><persName ref="#eva">Eva</persName> danced.</desc></event>
    <event xml:id="fire" when="1881-12-08" where="#wien"><label>Fire</label><listPerson><person sameAs="#eva"/></listPerson></event>
    <event xml:id="congress" from="1814-09-18" to="1815-06-09" where="#wien"><label>Congress</label><desc>Without <persName ref="#eva">Eva</persName>.</desc></event></listEvent>`;
  const site = siteOf({ letter: TEXT, register: source("Register", lists) });
  const told = (page: string): string | undefined =>
    /<dt>Events<\/dt>[\s\S]*?<\/dl>/u.exec(site.get(page)!)?.[0];
  expect(told("people/eva.html")).toBe(`<dt>Events</dt>
<dd>18 September 1814–9 June 1815, <a href="../events/congress.html">Congress</a></dd>
<dd>8 December 1881, <a href="../events/fire.html">Fire</a></dd>
<dd><a href="../events/ball.html">Ball</a></dd>
</dl>`);
  expect(told("places/wien.html")?.match(/events\/\w+/gu)).toEqual(["events/congress", "events/fire"]);
  expect(site.get("events/fire.html")).toContain('<a href="../places/wien.html">Wien</a>');
  expect(site.get("events/fire.html")).toContain('<a href="../people/eva.html">Eva</a>');
});

it("The page of a person says how they are related to others, and leads to these", () => {
  const register = `<standOff><listPerson><person xml:id="ann"><persName>Ann</persName></person><person xml:id="bob"><persName>Bob</persName></person>
    <listRelation><relation name="spouse" mutual="#ann #bob"/><relation name="parent" active="#ann" passive="#bob"/></listRelation></listPerson></standOff>`;
  const text = source("T", '<p><persName ref="#ann">A</persName> <persName ref="#bob">B</persName></p>');
  const files = siteOf({ a: text.replace("<text>", `${register}<text>`) });
  expect(files.get("people/ann.html")).toMatch(
    /<dt>Relations<\/dt>\s*<dd>spouse: <a href="bob.html">Bob<\/a><\/dd>\s*<dd>parent – <a href="bob.html">Bob<\/a>/u,
  );
  expect(files.get("people/bob.html")).toContain('<dd><a href="ann.html">Ann</a> – parent</dd>');
});
