import { expect, it } from "vitest";
import { siteOf, source } from "./small-site.ts";

const EVENTS = `<standOff><listEvent>
  <event type="print" when="1508"><desc/></event>
  <event type="premiere" when="1772-03-13"><desc>Court theatre, <placeName ref="#b">Brunswick</placeName></desc></event>
  <event type="written"><desc/></event>
  <event type="second_night" when="1780"><desc>In 1780, again.</desc></event>
  <event notBefore="1790"><label>Third night</label></event>
</listEvent></standOff>`;

function eventsOn(page: string): string[] {
  const list = /<h3>Events<\/h3>\s*<dl>(.*?)<\/dl>/su.exec(page)?.[1] ?? "";
  return [...list.matchAll(/<dt>(.*?)<\/dt>\s*<dd>(.*?)<\/dd>/gsu)].map(
    ([, name, text]) => `${name}: ${text!.replace(/<[^>]+>/gu, "").trim()}`,
  );
}

it("events that stand beside a text are told where its making is, those that say nothing left out", () => {
  const files = siteOf({ t: source("T", "<p>So.</p>").replace("<text>", `${EVENTS}<text>`) });
  expect(eventsOn(files.get("texts/t.html")!)).toEqual([
    "printed: 1508",
    "first performed: 13 March 1772: Court theatre, Brunswick",
    "second night: In 1780, again.",
    "Third night: not before 1790",
  ]);
});

it("a text without events has no such heading", () => {
  const empty = `<standOff><listEvent><event type="written"><desc/></event></listEvent></standOff>`;
  const files = siteOf({ t: source("T", "<p>So.</p>").replace("<text>", `${empty}<text>`) });
  expect(files.get("texts/t.html")).not.toContain("<h3>Events</h3>");
});
