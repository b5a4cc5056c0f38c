import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Encoded, encodeKind, TEXT_KINDS } from "../../src/encode/index.ts";
import { readString } from "../../src/read/index.ts";

const SOURCES = new Map(
  readFileSync(join(import.meta.dirname, "kinds.sources"), "utf8")
    .split(/^# (?=(?:trial|parliament|interview|play|letter|essay)$)/mu)
    .slice(1)
    .map((part) => [part.slice(0, part.indexOf("\n")), part.slice(part.indexOf("\n") + 1)]),
);

const REGISTERS = {
  people: [
    { pointer: "register.xml#larkin", names: ["Thomas Larkin", "Larkin"] },
    { pointer: "register.xml#weiss-m", names: ["Marta Weiss"] },
    { pointer: "register.xml#weiss-p", names: ["Paul Weiss"] },
  ],
  places: [],
  organisations: [],
};

function encoded(name: string): Encoded {
  return encodeKind(SOURCES.get(name)!, TEXT_KINDS.get(name)!, { registers: REGISTERS });
}

function bodyOf({ xml }: Encoded): string {
  return xml.slice(xml.indexOf("<body>"), xml.indexOf("</body>")).replace(/\s*\n\s*/gu, "");
}

describe("a kind of text", () => {
  it.each([
    [
      "trial",
      '<head>MORNING SESSION</head><stage>(The witness enters.)</stage><sp xml:id="sp-1"><speaker>THE PRESIDENT</speaker><p>Where did you stand?</p></sp>',
    ],
    [
      "trial",
      '<sp xml:id="sp-2" who="register.xml#larkin"><speaker>WITNESS LARKIN</speaker><p>By the mill.</p></sp>',
    ],
    ["trial", "<speaker>Q</speaker><p>Alone?</p>"],
    [
      "parliament",
      'who="register.xml#larkin"><speaker>Mr. Larkin (Northfield)</speaker><p>The bridge must be mended.</p>',
    ],
    ["parliament", "<stage>(Applause.)</stage>"],
    [
      "interview",
      'who="register.xml#weiss-m"><seg type="label">Marta Weiss:</seg> In the spring. [laughs]</u>',
    ],
    ["interview", "<stage>[pause]</stage>"],
    ["play", "<head>ACT I</head><stage>Enter Larkin and Weiss.</stage>"],
    ["play", '<sp xml:id="sp-2"><speaker>WEISS</speaker><p>No one, since the flood.</p></sp>'],
    ["letter", "<opener><dateline>Northfield, 3 May 1871</dateline><salute>Dear Marta,</salute></opener>"],
    [
      "letter",
      'The bridge is <hi rend="italic">gone</hi>.</p><closer><signed>Yours ever,</signed><signed>Tom</signed></closer>',
    ],
    [
      "essay",
      'The bridge fell.<note xml:id="note-1" n="1">Larkin, <hi rend="italic">The Bridge</hi>, p. 3.</note> Nobody had mended it,<note xml:id="note-2" n="2">Ibid.</note>',
    ],
    ["essay", '<quote xml:id="quo-1"><p xml:id="p-2">All bridges fall in their own time.</p></quote>'],
    ["essay", '<quote xml:id="quo-2"><p xml:id="p-3">So said the mayor.</p></quote>'],
    ["essay", "the old one.[9]</p>"],
  ])("is marked: %s: %s", (name, expected) => {
    expect(bodyOf(encoded(name))).toContain(expected);
  });

  it.each([...TEXT_KINDS.keys()])("loses no word: %s", (name) => {
    const { xml } = encoded(name);
    const { tree } = readString(xml, { path: `${name}.xml` });
    const words = (text: string): string[] => (text.match(/[\p{L}]+/gu) ?? []).sort();
    const body = tree!.document.descendantElements("body").next().value!;
    const written = [...body.descendants()].filter((node) => node.isText).map((node) => node.text);
    expect(words(written.join(" "))).toEqual(words(SOURCES.get(name)!));
  });

  it("is told with every mark and why; several people are candidates, and none is chosen", () => {
    const { review } = encoded("play");
    expect(review.map(({ line, decision, reason }) => [line, decision, reason])).toEqual([
      [1, "encoded as head", "an act or a scene"],
      [3, "encoded as stage", "who comes and goes"],
      [5, "encoded as sp", "a name in capitals; LARKIN is register.xml#larkin"],
      [7, "encoded as sp", "a name in capitals; WEISS may be register.xml#weiss-m or register.xml#weiss-p"],
    ]);
  });

  it("says which note nothing calls", () => {
    expect(encoded("essay").review).toContainEqual(
      expect.objectContaining({ line: 13, reason: "its number stands nowhere in the text" }),
    );
  });
});
