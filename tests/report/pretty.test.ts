import { describe, expect, it } from "vitest";
import { type Finding, printReportAs } from "../../src/report/index.ts";
import { finding, report } from "./sample.ts";

const pretty = (...findings: readonly Finding[]) => printReportAs("pretty", report(...findings));

/** The line shown and the mark below it, without the margin. */
function shown(marked: string): string[] {
  const lines = pretty(finding(marked)).split("\n").slice(1, 3);
  return lines.map((line) => line.slice(line.indexOf("| ") + 2));
}

describe("for a person, a finding", () => {
  it("has its place, what is wrong, the line and the way out", () => {
    const one = finding('<p>\n  <ref target="⟦#nowhere⟧"/>', {
      message: "It leads to nothing",
      help: "Point elsewhere",
    });
    expect(pretty(one)).toBe(`tei/a.xml:2:16 error It leads to nothing [links/sample]
  2 |   <ref target="#nowhere"/>
    |                ^^^^^^^^
  help: Point elsewhere

1 document checked, 0 valid: 1 error, 0 warnings
`);
  });

  it("has colours where they are wanted", () => {
    const colored = printReportAs("pretty", report(finding("⟦<p>⟧")), { color: true });
    expect(colored).toContain("\u001b[31merror\u001b[39m");
    expect(colored).toContain("\u001b[31m^^^\u001b[39m");
  });

  it("is the last line alone where nothing was found", () => {
    expect(printReportAs("pretty", { documents: [{ path: "a.xml", findings: [] }] })).toBe(
      "1 document checked, 1 valid: 0 errors, 0 warnings\n",
    );
  });

  it("shows no line where the line is empty", () => {
    expect(pretty(finding("⟦⟧"))).toBe(
      "tei/a.xml:1:1 error Something is wrong [links/sample]\n\n1 document checked, 0 valid: 1 error, 0 warnings\n",
    );
  });

  it("says what stands in a document without obeying it", () => {
    const text = pretty(
      finding("a\u001b[31m⟦b\u0007\u202e⟧", { path: "a\u001b.xml", message: "Red: \u001b[31m\n\u009b" }),
    );
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/u);
    expect(text).toContain("a␛[31mb␇");
  });
});

describe("the mark stands under the stretch", () => {
  const marks = (title: string, marked: string, line: string, mark: string) =>
    it(title, () => expect(shown(marked)).toEqual([line, mark]));

  marks("in a plain line", "ab⟦cd⟧ef", "abcdef", "  ^^");
  marks("of no length", "ab⟦⟧cd", "abcd", "  ^");
  marks("at the end", "abcd⟦⟧", "abcd", "    ^");
  marks("to the end of its first line", "ab⟦cd\nef⟧", "abcd", "  ^^");
  marks("behind a tab", "\ta\t⟦b⟧", "    a   b", "        ^");
  marks("behind combining marks", "e\u0301e\u0301⟦x⟧", "e\u0301e\u0301x", "  ^");
  marks("behind wide signs", "漢字⟦x⟧", "漢字x", "    ^");
  marks("under wide signs", "x⟦漢字⟧", "x漢字", " ^^^^");
  marks("behind signs outside the first plane", "𝔸𝔹⟦x⟧", "𝔸𝔹x", "  ^");
  marks("behind a picture", "👩‍👩‍👧⟦x⟧", "👩‍👩‍👧x", "  ^");
});

describe("of a long line, a window is shown", () => {
  const long = "0123456789".repeat(40);
  const windowed = (start: number, end: number) =>
    shown(`${long.slice(0, start)}⟦${long.slice(start, end)}⟧${long.slice(end)}`) as [string, string];
  const marked = ([line, mark]: [string, string]) => line.slice(mark.indexOf("^"), mark.length);

  it.each([
    [0, 3],
    [5, 12],
    [200, 203],
    [390, 400],
    [399, 400],
  ])("around %i to %i", (start, end) => {
    const both = windowed(start, end);
    expect(both[0].length).toBeLessThanOrEqual(96);
    expect(both[0].length).toBeGreaterThan(90);
    expect(marked(both)).toBe(long.slice(start, end));
  });

  it("and the beginning of a stretch longer than the window", () => {
    const [line, mark] = windowed(100, 390);
    expect(line.startsWith("…") && line.endsWith("…")).toBe(true);
    expect(mark.length).toBe(line.length - 1);
  });
});
