import { describe, expect, it } from "vitest";
import { readString } from "../../src/read/index.ts";
import type { Tree } from "../../src/tree/index.ts";
import { compileExpression, ExpressionError, type TreeNode, type Variables } from "../../src/xpath/index.ts";

const DOCUMENT = read(`<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><text>
<p xml:id="a" n="1">One <hi>two</hi> three</p>
<p xml:id="b" n="2"><choice><sic>x</sic><corr>y</corr></choice></p>
<svg xmlns="http://www.w3.org/2000/svg"/></text><!-- end --></TEI>`);

function read(source: string): Tree {
  const { tree } = readString(source, { path: "test.xml" });
  if (tree === null) throw new Error("the test's document is broken");
  return tree;
}

function byId(id: string): TreeNode {
  const node = DOCUMENT.maybeById(id);
  if (node === null) throw new Error(`no ${id}`);
  return node;
}

function ask(source: string, context = byId("b"), variables?: Variables): unknown {
  return compileExpression(source)
    .items(context, variables)
    .map((item) =>
      typeof item === "object"
        ? "path" in item
          ? item.path
          : `@${item.name.qualified}=${item.value}`
        : item,
    );
}

describe("an expression", () => {
  it.each([
    ["count(//p)", [2]],
    ["choice/corr", ["/TEI/text/p[2]/choice/corr"]],
    ["tei:choice/tei:sic/following-sibling::*", ["/TEI/text/p[2]/choice/corr"]],
    ["@n", ["@n=2"]],
    ["@xml:id = 'b'", [true]],
    ["preceding-sibling::p/@n/number()", [1]],
    ["//*[local-name() = 'svg']/namespace-uri()", ["http://www.w3.org/2000/svg"]],
    ["ancestor::*/name()", ["TEI", "text"]],
    ["(//corr | //hi)/name()", ["hi", "corr"]],
    ["string-join(//p/@n, '+')", ["1+2"]],
    ["for $i in 1 to 3 return $i * 2", [2, 4, 6]],
    ["id('a')/@n", ["@n=1"]],
    ["id(('b', 'a nothing'))/@n", ["@n=1", "@n=2"]],
    ["//comment()/normalize-space()", ["end"]],
    ["lang('en')", [true]],
    ["xs:integer(@n) gt 1", [true]],
    ["let $n := @n return //p[@n = $n]/choice/sic/string()", ["x"]],
  ])("%s", (source, expected) => {
    expect(ask(source)).toEqual(expected);
  });

  it("takes variables: values, nodes and sequences of them", () => {
    expect(ask("$n + 1", byId("a"), { n: 2 })).toEqual([3]);
    expect(ask("count($some), $some[2]/@n", byId("a"), { some: ["x", byId("b")] })).toEqual([2, "@n=2"]);
  });

  it("knows the node a question is about as current()", () => {
    const expression = compileExpression("//p[@n = current()/@n]/@n");
    expect(expression.string(byId("a"))).toBe("1");
    expect(expression.string(byId("a"), {}, byId("b"))).toBe("2");
  });

  it("can be asked of an attribute", () => {
    const [attribute] = compileExpression("@n").nodes(byId("a"));
    expect(compileExpression("../hi").string(attribute!)).toBe("two");
    expect(compileExpression(". = '1'").boolean(attribute!)).toBe(true);
  });

  it("gives the same nodes each time", () => {
    const one = compileExpression("//corr").nodes(byId("a"))[0];
    const other = compileExpression("..//corr").nodes(byId("b"))[0];
    expect(one).toBe(other);
  });

  it("can be told another namespace for names without a prefix, and prefixes", () => {
    const options = { defaultElementNamespace: "", namespaces: { s: "http://www.w3.org/2000/svg" } };
    expect(compileExpression("count(//p)", options).number(byId("a"))).toBe(0);
    expect(compileExpression("count(//s:svg)", options).number(byId("a"))).toBe(1);
  });

  it("answers as a string, a number, a truth", () => {
    expect(compileExpression("hi").string(byId("a"))).toBe("two");
    expect(compileExpression("@n").number(byId("b"))).toBe(2);
    expect(compileExpression("none").boolean(byId("b"))).toBe(false);
  });
});

describe("an expression that is wrong", () => {
  it.each([
    ["1 +", "XPST0003: this is not XPath"],
    ["nothing-such(1, 2)", "there is no function nothing-such that takes 2 arguments"],
    ["no:prefix", "XPST0081"],
    ["a b", "this is not XPath, from sign 3"],
  ])("%s says why when it is compiled", (source, reason) => {
    expect(() => compileExpression(source)).toThrow(ExpressionError);
    expect(() => compileExpression(source)).toThrow(reason);
  });

  it("says so when it is asked, where it cannot know before", () => {
    expect(() => compileExpression("$x").string(byId("a"))).toThrow(/XPST0008.* in the expression \$x/u);
    expect(() => compileExpression("sum(//hi)").number(byId("a"))).toThrow(ExpressionError);
    expect(() => compileExpression("1").nodes(byId("a"))).toThrow(ExpressionError);
  });
});
