import { describe, expect, it } from "vitest";
import { formatDate } from "../../src/xpath/format-date.ts";
import { compileExpression, lazyExpression } from "../../src/xpath/index.ts";
import { documentWith } from "../render/sample.ts";

const [DATE] = [
  ...documentWith('<date when="1893-05-21">May <hi>21</hi></date>').root.descendantElements("date"),
];

/** What an expression answers that may be XQuery. */
const answer = (source: string) => lazyExpression(source, { mayBeXQuery: true }).items(DATE!);

describe("an expression that may be XQuery", () => {
  it.each([
    ["let $a := 1 let $b := 2 return $a + $b", [3]],
    ["for $n in (3, 1, 2) where $n > 1 order by $n return $n", [2, 3]],
    ["switch (@when) case '1893-05-21' return 'then' default return 'else'", ["then"]],
    ["text{'[...]'}", ["[...]"]],
    ["('a', <b>{'x', text{'z'}}</b>)", ["a", "xz"]],
    ["element b {hi}", ["21"]],
    ["<ref type='next'/>", [""]],
    ["hi/string()", ["21"]],
  ])("is answered: %s", (source, expected) => {
    expect(answer(source)).toEqual(expected);
  });

  it("is no XPath where none is asked for", () => {
    expect(() => compileExpression("let $a := 1 let $b := 2 return $a")).toThrow(/not XPath/u);
    expect(() => compileExpression("for $a in", { mayBeXQuery: true })).toThrow(/not XPath/u);
  });
});

describe("format-date", () => {
  it.each([
    ["[D1o] [MNn] [Y]", null, "21st May 1893"],
    ["[FNn], [D01].[M01].[Y0001]", "de", "Sonntag, 21.05.1893"],
    ["[D]. [MN,*-3] [Y,2-2]", "de", "21. MAI 93"],
    ["[D1o] [MNn]", "it", "21º Maggio"],
    ["[D1o]", "de", "21."],
    ["[YI] [[[d]]]", null, "MDCCCXCIII [141]"],
    ["[F1]", "no-such-tag-at-all", "7"],
  ])("writes a date by a picture: %s in %s", (picture, language, expected) => {
    expect(formatDate(new Date("1893-05-21T00:00:00Z"), picture, language)).toBe(expected);
  });

  it("is a function of expressions, and finds fault with what is no picture or has no date", () => {
    expect(answer("format-date(@when, '[Y]-[M]')")).toEqual(["1893-5"]);
    expect(answer("format-date(xs:date(@when), '[MNn]', 'de', (), ())")).toEqual(["Mai"]);
    expect(answer("format-date((), '[Y]')")).toEqual([]);
    expect(() => answer("format-date(@when, '[Q]')")).toThrow(/FOFD1340/u);
    expect(() => answer("format-date(@when, '[H]')")).toThrow(/FOFD1350/u);
    expect(() => answer("format-date('1893', '[Y]')")).toThrow();
  });
});
