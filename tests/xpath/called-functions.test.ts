import { describe, expect, it } from "vitest";
import { XmlAttribute, type XmlNode } from "../../src/tree/index.ts";
import {
  type CalledFunctions,
  ExpressionError,
  FunctionFailure,
  lazyExpression,
} from "../../src/xpath/index.ts";
import { documentWith } from "../render/sample.ts";

const DOCUMENT = documentWith('<p xml:id="p" n="1" type="a">one <hi>two</hi> <hi>three</hi></p>');
const P = DOCUMENT.root.element("text").element("body").element("p");

/** What an expression that may call these functions gives of the paragraph, as XQuery where it is no XPath. */
function items(source: string, called: CalledFunctions): readonly unknown[] {
  return lazyExpression(source, { called, mayBeXQuery: true }).items(P);
}

/** What a function is given where an expression calls it. */
function given(call: string): readonly unknown[] {
  let args: readonly unknown[] = [];
  items(call, {
    "ec:f": (...all: readonly unknown[]) => {
      args = all;
      return null;
    },
  });
  return args;
}

describe("a function of the edition's own", () => {
  it("is given single items as they are, and of others arrays", () => {
    expect(given("ec:f()")).toEqual([]);
    expect(given("ec:f('a', 1, true(), (), ('b', 2))")).toEqual(["a", 1, true, [], ["b", 2]]);
    expect(given("ec:f(xs:date('2001-02-03'))")).toEqual([expect.stringContaining("2001-02-03")]);
  });

  it("is called where the expression has what is no XQuery, and where it has what is no XPath", () => {
    const called = { "ec:f": (word: string) => `<${word}>` };
    expect(items("concat(ec:f('a'), ' & ')", called)).toEqual(["<a> & "]);
    expect(items("for $word in ('b', 'a') order by $word return ec:f($word)", called)).toEqual([
      "<a>",
      "<b>",
    ]);
  });

  it("is given nodes and attributes of the document, by whatever path", () => {
    const [node, attribute, id, none, hits] = given("ec:f(., @type, @xml:id, @rend, hi | @n)") as [
      XmlNode,
      XmlAttribute,
      XmlAttribute,
      unknown,
      (XmlNode | XmlAttribute)[],
    ];
    expect(node.row).toBe(P.row);
    expect([attribute.value, id.value]).toEqual(["a", "p"]);
    expect(none).toEqual([]);
    expect(hits.map((each) => (each instanceof XmlAttribute ? each.value : each.text))).toEqual([
      "1",
      "two",
      "three",
    ]);
  });

  it("gives strings, numbers, booleans and nodes, one or several, or nothing", () => {
    const result = (value: unknown): readonly unknown[] =>
      items("ec:f(.)", { "ec:f": () => value as string });
    expect(result("a")).toEqual(["a"]);
    expect(result([1, true, "b"])).toEqual([1, true, "b"]);
    expect(result(null)).toEqual([]);
    expect(result(undefined)).toEqual([]);
    const [same, attribute] = items("ec:f(., @n)", { "ec:f": (...all: never[]) => all });
    expect((same as XmlNode).row).toBe(P.row);
    expect((attribute as XmlAttribute).value).toBe("1");
  });

  it("may be called from anywhere in an expression, with several numbers of arguments", () => {
    const called: CalledFunctions = {
      "ec:join": (...all: readonly string[]) => all.join("+"),
      "g:len": (text: XmlNode) => text.text.length,
    };
    expect(items("hi[g:len(.) gt 3]/string()", called)).toEqual(["three"]);
    expect(items("for $x in hi return ec:join('a', string($x))", called)).toEqual(["a+two", "a+three"]);
    expect(
      items("let $a := 'x' let $b := ec:join($a) order by $b return ec:join($a, $b, 'y')", called),
    ).toEqual(["x+x+y"]);
    expect(lazyExpression("g:len(.) gt 3", { called }).boolean(P)).toBe(true);
    expect(lazyExpression("ec:join(ec:join('a', 'b'), 'c')", { called }).string(P)).toBe("a+b+c");
  });

  it("is that of whoever asks: two may have the same name", () => {
    const one = lazyExpression("ec:f(@n)", { called: { "ec:f": () => "one" } });
    const other = lazyExpression("ec:f(@n)", { called: { "ec:f": () => "other" } });
    expect([one.string(P), other.string(P), one.string(P)]).toEqual(["one", "other", "one"]);
  });

  it("is not called before the expression is asked", () => {
    const f = (): never => {
      throw new Error("called");
    };
    expect(() => lazyExpression("ec:f('a')", { called: { "ec:f": f } })).not.toThrow();
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("no label for x");
      },
      "The function ec:f() of the configuration failed: no label for x",
    ],
    ["gives a promise", async () => "a", "it gives a promise, which is no node, string, number or boolean"],
    ["gives an object", () => ({}), "it gives an object, which is no node"],
  ])("says which it is where it fails: it %s", (_what, f, message) => {
    const ask = (): unknown => items("concat('a', ec:f(@n))", { "ec:f": f as () => string });
    expect(ask).toThrow(FunctionFailure);
    expect(ask).toThrow(message);
  });

  it("is not there where it is not declared", () => {
    expect(() => lazyExpression("ec:g(.)", { called: { "ec:f": () => "a" } })).toThrow(ExpressionError);
  });
});
