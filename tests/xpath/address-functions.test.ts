import { describe, expect, it } from "vitest";
import { readString } from "../../src/read/index.ts";
import { compileExpression, type TreeNode } from "../../src/xpath/index.ts";

const SOURCE =
  '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text xml:base="parts/"><p xml:id="a" n="1" xml:base="b.xml">x</p></text></TEI>';

/** Asks about the paragraph of a document that stands at a path. */
function ask(expression: string, path = "tei/a letter.xml"): unknown {
  const { tree } = readString(SOURCE, { path });
  const node: TreeNode = tree!.maybeById("a")!;
  return compileExpression(expression).items(node)[0] ?? null;
}

describe("the address of a document in an expression", () => {
  it.each([
    ["document-uri(/)", "file:///tei/a%20letter.xml"],
    ["document-uri()", null],
    ["/document-uri()", "file:///tei/a%20letter.xml"],
    ["document-uri(.)", null],
    ["document-uri(@n)", null],
    ["base-uri(/)", "file:///tei/a%20letter.xml"],
    ["base-uri(/TEI)", "file:///tei/a%20letter.xml"],
    ["base-uri(//text)", "file:///tei/parts/"],
    ["base-uri(.)", "file:///tei/parts/b.xml"],
    ["base-uri(@n)", "file:///tei/parts/b.xml"],
    ["base-uri()", "file:///tei/parts/b.xml"],
    ["//text/base-uri()", "file:///tei/parts/"],
    ["/TEI/fn:base-uri( )", "file:///tei/a%20letter.xml"],
    ["concat('base-uri()', '')", "base-uri()"],
    ["base-uri(//nothing)", null],
    ["fn:base-uri(/)", "file:///tei/a%20letter.xml"],
    ["tokenize(base-uri(/), '/')[last()]", "a%20letter.xml"],
    ["resolve-uri('../b.xml', document-uri(/))", "file:///b.xml"],
    ["resolve-uri((), 'file:///a')", null],
  ])("%s", (expression, expected) => {
    expect(ask(expression)).toBe(expected);
  });

  it("is that of the file as the edition names it, whatever signs are in its name", () => {
    expect(ask("base-uri(/)", "/home/ann/50%#1.xml")).toBe("file:///home/ann/50%25%231.xml");
    expect(ask("base-uri(/)", "a.xml")).toBe("file:///a.xml");
  });

  it("cannot be worked out of what is no address", () => {
    expect(() => ask("resolve-uri('http://[', 'file:///a')")).toThrow(/FORG0002/u);
  });
});
