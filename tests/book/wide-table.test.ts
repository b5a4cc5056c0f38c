import { describe, expect, it } from "vitest";
import { withFolds } from "../../src/book/wide-table.ts";
import { element, type HtmlElement } from "../../src/render/index.ts";

const row = (tag: string, cells: readonly string[]): HtmlElement =>
  element("tr", {}, ...cells.map((text) => element(tag, {}, text)));

/** A table with the class it got, its rows with theirs, and the labels of the cells behind their text. */
function shown(...rows: readonly HtmlElement[]): string {
  const [table] = withFolds([element("table", {}, ...rows)]) as [HtmlElement];
  const cell = ({ attributes, children }: HtmlElement): string =>
    [children.join(""), attributes["data-label"], attributes.class].filter(Boolean).join("|");
  const lines = (table.children as HtmlElement[]).map((each) =>
    [each.attributes.class, ...(each.children as HtmlElement[]).map(cell)].filter(Boolean).join("; "),
  );
  return [table.attributes.class ?? "narrow", ...lines].join("\n");
}

const WORDS = "Regensburg Handschrift Signatur Schreiber Bemerkung".split(" ");

describe("a table in a book", () => {
  it("stays a table where its words have room", () => {
    expect(shown(row("th", ["a", "b"]), row("td", ["1", "2"]))).toBe("narrow\na; b\n1; 2");
  });

  it("is folded where it has none, and each cell has its head", () => {
    const table = shown(row("th", WORDS), row("td", ["a", "b", "", "d", "e"]));
    expect(table.split("\n")).toEqual([
      "wide",
      `heads; ${WORDS.join("; ")}`,
      "a|Regensburg; b|Handschrift; d|Schreiber; e|Bemerkung",
    ]);
  });

  it("has its rows in one line where no row has heads, or cells are joined", () => {
    const twice = [...WORDS, ...WORDS];
    expect(shown(row("td", twice)).split("\n")[0]).toBe("wider run-in");
    const joined = element("tr", {}, element("td", { colspan: "2" }, "x"));
    expect(shown(row("th", twice), joined).split("\n")).toEqual(["wider run-in", twice.join("; "), "x"]);
  });

  it("keeps a head that can be gone to, and breaks no word but a long one", () => {
    const heads = element(
      "tr",
      {},
      ...WORDS.map((text) => element("th", {}, element("a", { href: "#n" }, text))),
    );
    expect(shown(heads, row("td", WORDS))).not.toContain("heads");
    expect(shown(row("td", ["Donaudampfschifffahrtsgesellschaft", "b"]))).toBe(
      "narrow\nDonaudampfschifffahrtsgesellschaft|long; b",
    );
  });
});
