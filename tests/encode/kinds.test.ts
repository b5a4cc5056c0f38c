import { describe, expect, it } from "vitest";
import {
  type Encoded,
  encodeManuscript,
  type ReviewItem,
  readMarkdown,
  TEXT_KINDS,
} from "../../src/encode/index.ts";
import { casesOf } from "../cases.ts";
import { bodyOf, REGISTERS } from "./kind-registers.ts";

function encoded(name: string, source: string): Encoded {
  const kind = TEXT_KINDS.get(name)!;
  return encodeManuscript(readMarkdown(source, kind), kind, { registers: REGISTERS });
}

function doubtsOf({ review }: Encoded): readonly (readonly [number, string, string])[] {
  return review
    .filter(({ isCertain }) => isCertain !== true)
    .map(({ line, decision, reason }: ReviewItem) => [line, decision, reason]);
}

describe.each([...TEXT_KINDS.keys()])("a text of the kind %s", (name) => {
  it.each(casesOf(import.meta.dirname, `kinds/${name}.cases`))("$title", ({ input, expected }) => {
    expect(bodyOf(encoded(name, input))).toBe(expected);
  });
});

describe("the review list", () => {
  it("tells every mark and why, and which are doubtful; of several people none is chosen", () => {
    const play = encoded(
      "play",
      "ACT I\n\nEnter Weiss.\n\nLARKIN. Who comes?\n\nWEISS. I.\n\nWEISS. I am.\n",
    );
    expect(play.review.map(({ line, column, decision }) => [line, column, decision])).toEqual([
      [1, 1, "encoded as head"],
      [3, 1, "encoded as stage"],
      [5, 1, "encoded as sp"],
      [7, 1, "encoded as sp"],
      [9, 1, "encoded as sp"],
    ]);
    const why = "a name in capitals; WEISS may be register.xml#weiss-m or register.xml#weiss-p";
    expect(doubtsOf(play)).toEqual([
      [7, "encoded as sp", why],
      [9, "encoded as sp", why],
    ]);
  });

  it("gives candidates for what names somebody in part, and by initials", () => {
    const { xml, review } = encoded("interview", "Paul Larkin: Yes?\n\nMW: No.\n");
    expect(xml).not.toContain("who=");
    expect(review.map(({ reason }) => reason)).toEqual([
      expect.stringContaining("Paul Larkin may be register.xml#weiss-p or register.xml#larkin"),
      expect.stringContaining("MW may be register.xml#weiss-m"),
    ]);
  });

  it("has nothing to ask where the source itself says who is meant", () => {
    const made = encoded("essay", "Then [Paul](#weiss-p) went to [the town](register.xml#northfield).");
    expect(bodyOf(made)).toContain(
      'Then <persName ref="register.xml#weiss-p">Paul</persName> went to <placeName ref="register.xml#northfield">the town</placeName>.',
    );
    expect(doubtsOf(made)).toEqual([]);
  });

  it("says what two entries of the registers are both called, and points to neither", () => {
    const both = [
      { pointer: "r.xml#mill", names: ["Mill"] },
      { pointer: "r.xml#mill-john", names: ["John Mill", "Mill"] },
    ];
    const kind = TEXT_KINDS.get("essay")!;
    const manuscript = readMarkdown("Then John Mill came, and Mill went.", kind);
    const made = encodeManuscript(manuscript, kind, {
      registers: { people: both, places: [], organisations: [] },
    });
    expect(bodyOf(made)).toContain(
      'Then <persName ref="r.xml#mill-john">John Mill</persName> came, and <persName>Mill</persName> went.',
    );
    expect(doubtsOf(made)).toEqual([
      [1, "encoded as persName", "the registers have several of this name: r.xml#mill or r.xml#mill-john"],
    ]);
  });

  it.each([
    ["a note that nothing calls", "One.\n\n[7] Two.", 3, "its number stands nowhere in the text"],
    ["a call of no note", "One.[^x]", 1, "it calls a note, and there is none of that name"],
    ["a paragraph that goes on", "A B: One.\n\nTwo.", 3, "no label opens it"],
    ["indented lines", "One.\n\n    Two.\n\nThree.", 3, "indented lines"],
    ["a label that stands once", "Mr. Ames: One.", 1, "this label opens no other line"],
  ])("asks about %s", (_what, source, line, reason) => {
    expect(doubtsOf(encoded("trial", source))).toContainEqual([
      line,
      expect.any(String),
      expect.stringContaining(reason),
    ]);
  });
});

describe("a speech", () => {
  it("goes on behind a direction, with lists and quotations in their order", () => {
    const body = bodyOf(
      encoded("trial", "AMES: I say:\n\n(Noise.)\n\n> Order!\n\nSo.\n\n(Silence.)\n\nCOLE: No."),
    );
    expect(body.replace(/ xml:id="[^"]*"|\s*\n\s*/gu, "")).toBe(
      "<div><sp><speaker>AMES</speaker><p>I say:</p><stage>(Noise.)</stage><quote><p>Order!</p></quote><p>So.</p></sp><stage>(Silence.)</stage><sp><speaker>COLE</speaker><p>No.</p></sp></div>",
    );
  });
});

describe("no speech is", () => {
  it.each([
    ["a sentence that ends with a colon", "trial", "He said this: nothing."],
    ["a small word and a colon", "interview", "note: the tape ends."],
    ["a line of verse in capitals", "play", "LARKIN. I read:\nGONE\nFOR EVER\n\nLARKIN. So."],
    [
      "a name with a point where labels have colons",
      "play",
      "LARKIN: So.\n\nHam. and eggs.\n\nHam. and salt.",
    ],
    ["a word in italics", "interview", "*Well* he came."],
  ])("%s", (_what, kind, source) => {
    const speakers = [
      ...bodyOf(encoded(kind, source)).matchAll(/<speaker[^>]*>([^<]*)|type="label">([^<]*)/gu),
    ];
    expect(speakers.map(([, name, label]) => name ?? label).filter((name) => name !== "LARKIN")).toEqual([]);
  });
});

describe("front matter", () => {
  it("becomes the header, every key of it", () => {
    const source = [
      "---",
      'title: "The bridge"',
      "subtitle: A letter",
      "author:",
      "  - Marta Weiss",
      "  - Paul Weiss",
      "date: 1871-05-03",
      "lang: de",
      "keywords: [bridges, floods]",
      "shelfmark: NA 12/3",
      "---",
      "Liebe Marta,",
      "",
      "die Brücke ist fort.",
    ].join("\n");
    const made = encoded("letter", source);
    const { xml, review } = made;
    const header = xml.slice(0, xml.indexOf("<text>")).replace(/>\s+</gu, "><");
    expect(xml).toContain('xml:lang="de"');
    for (const part of [
      '<title type="main">The bridge</title><title type="sub">A letter</title><author>Marta Weiss</author><author>Paul Weiss</author>',
      '<note type="shelfmark">NA 12/3</note>',
      '<creation><date when="1871-05-03">1871-05-03</date></creation>',
      '<language ident="de">de</language>',
      "<keywords><term>bridges</term><term>floods</term></keywords>",
    ])
      expect(header).toContain(part);
    expect(bodyOf(made)).not.toContain("shelfmark");
    expect(review.find(({ decision }) => decision === "encoded as salute")).toMatchObject({
      line: 12,
      column: 1,
    });
  });
});

describe("a note that never comes to its end", () => {
  it("is looked at in no time, though it opens with many capitals", () => {
    const source = `One[^1].\n\n[^1]: ${"A".repeat(200)} ‘some words here’, Foo 12.`;
    const from = performance.now();
    expect(bodyOf(encoded("essay", source))).toContain("some words here");
    expect(performance.now() - from).toBeLessThan(1000);
  });
});
