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
    expect(formatDate({ year: 1893, month: 5, day: 21 }, picture, language)).toBe(expected);
  });

  it.each([
    ["[Y,2-2]", "05"],
    ["[Y,*-2]", "05"],
    ["[D,2].[M,2].[Y,2]", "07.03.1905"],
    ["[M1,2-2] [D01,1]", "03 07"],
    ["[d,3]", "066"],
    ["[D1o] [MNn,3-3]", "7th Mar"],
  ])("is as wide at least as the picture says: %s", (picture, expected) => {
    expect(formatDate({ year: 1905, month: 3, day: 7 }, picture, null)).toBe(expected);
  });

  it.each([
    ["0050-05-21", "[D] [MNn] [Y]", "21 May 50"],
    ["0050-05-21", "[d] [FNn]", "141 Saturday"],
    ["1893-05-21+02:00", "[Y]-[M01]-[D01] [F]", "1893-05-21 sunday"],
    ["1893-05-21-11:00", "[D]", "21"],
    ["-0044-03-15", "[D1o] [MNn] [Y]", "15th March 44"],
  ])("writes the day that is told, of any year and in any time zone: %s by %s", (date, picture, expected) => {
    expect(answer(`format-date(xs:date('${date}'), '${picture}')`)).toEqual([expected]);
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
