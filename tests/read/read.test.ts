import { describe, expect, it } from "vitest";
import { readString } from "../../src/read/index.ts";
import { textCases } from "./cases.ts";
import { report } from "./report.ts";

for (const file of ["findings.txt", "trees.txt"]) {
  describe(`the cases of ${file}`, () => {
    it.each(textCases(file))("$title", ({ source, expected }) => {
      expect(report(readString(source, { path: "case.xml" }))).toBe(expected);
    });
  });
}

describe("line ends", () => {
  const text = (source: string): string => readString(source, { path: "a.xml" }).tree!.root.text;

  it("are LF in texts, sections, comments and instructions, however they were written", () => {
    const { tree } = readString("<p>a\r\nb\rc<![CDATA[d\r\n]]><!--\r\n--><?a b\r\nc?></p>", {
      path: "a.xml",
    });
    expect([...tree!.root.children()].map((node) => node.text)).toEqual(["a\nb\ncd\n", "\n", "b\nc"]);
  });

  it("are one space in the value of an attribute", () => {
    expect(readString('<p n="a\r\nb\rc"/>', { path: "a.xml" }).tree!.root.get("n")).toBe("a b c");
  });

  it("stay what a reference says they are", () => {
    expect(text("<p>a&#13;b</p>")).toBe("a\rb");
    expect(text('<!DOCTYPE p [<!ENTITY e "a&#13;b\r\nc">]><p>&e;</p>')).toBe("a\rb\nc");
  });

  it("count as one in a finding's line", () => {
    const [finding] = readString("<p>\r\n\r\n</q>", { path: "a.xml" }).findings;
    expect([finding?.line, finding?.column, finding?.excerpt]).toEqual([3, 1, "</q>"]);
  });
});

describe("characters", () => {
  const code = (source: string): string | undefined =>
    readString(source, { path: "a.xml" }).findings[0]?.code;

  it.each([
    ["a text", "<p>a\u0001</p>"],
    ["a value", '<p n="a\u000c"/>'],
    ["a comment", "<p><!-- \u0000 --></p>"],
    ["an instruction", "<p><?a \ufffe?></p>"],
    ["a section", "<p><![CDATA[\uffff]]></p>"],
    ["an entity", '<!DOCTYPE p [<!ENTITY a "\u0002">]><p/>'],
    ["half a pair", "<p>\ud835</p>"],
    ["the other half", "<p>\udd04</p>"],
  ])("that XML forbids are refused in %s", (_, source) => {
    expect(code(source)).toBe("wellformed/character-forbidden");
  });

  it("that XML allows are taken, control characters from U+007F on among them", () => {
    expect(code("<p>\u007f\u0085\ue000\ufffd\u{10ffff}</p>")).toBeUndefined();
  });
});

describe("what was read", () => {
  it("is the same object for the same node, and never for another", () => {
    const { tree } = readString("<a><b/><b/></a>", { path: "a.xml" });
    const [first, second] = [...tree!.root.children()];
    expect(tree!.root.firstChild).toBe(first);
    expect(first).not.toBe(second);
  });

  it("says which attributes are IDs: xml:id, and what the document type declares", () => {
    const source = '<!DOCTYPE a [<!ATTLIST b key ID #IMPLIED>]><a xml:id="one"><b key=" two "/></a>';
    const { tree } = readString(source, { path: "a.xml" });
    expect(tree!.maybeById("one")?.local).toBe("a");
    expect(tree!.maybeById("two")?.local).toBe("b");
    expect(tree!.maybeById("three")).toBeNull();
  });

  it("keeps what the document type says", () => {
    const source =
      '<!DOCTYPE TEI.2 PUBLIC "-//TEI//  DTD" "tei2.dtd" [<!NOTATION n SYSTEM "s"><?a b?>]><TEI.2/>';
    const { doctype } = readString(source, { path: "a.xml" }).tree!;
    expect(doctype).toEqual({
      name: "TEI.2",
      publicId: "-//TEI// DTD",
      systemId: "tei2.dtd",
      internalSubset: '<!NOTATION n SYSTEM "s"><?a b?>',
      notations: [{ name: "n", publicId: null, systemId: "s" }],
      instructions: [{ target: "a", data: "b" }],
      start: 0,
      end: source.indexOf("<TEI.2"),
    });
  });
});
