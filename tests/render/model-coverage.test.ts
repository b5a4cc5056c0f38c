import { describe, expect, it } from "vitest";
import { coverModels, explainModels } from "../../src/render/index.ts";
import { documentWith, models, odd, tree } from "./sample.ts";

const USING = models(
  odd(`<elementSpec ident="emph">
<model predicate="@rend = 'x'" behaviour="inline"/>
<model behaviour="inline"/>
<model predicate="@rend = 'y'" behaviour="omit"/>
<model output="latex" behaviour="block"/>
</elementSpec>
<elementSpec ident="seg"><model behaviour="blink"><param name="content" value="error()"/></model></elementSpec>
<elementSpec ident="hi"><model predicate="@rend eq" behaviour="inline"/></elementSpec>`),
);
const DOCUMENT = documentWith(
  '<p>a <emph>b</emph> <emph rend="y">c</emph>\n<seg>d</seg><x xmlns="urn:x"/></p>\n<note type="editorial">e</note>',
);

describe("coverage", () => {
  const { models: uses, undecided, failed, documents } = coverModels([DOCUMENT], USING);
  const at = (line: number) => uses.find(({ place }) => place.path !== "the ODD" || place.line === line)!;
  const own = uses.filter(({ place }) => place.ident === "emph").slice(0, 4);

  it("counts the elements each model showed, and names the one that came first", () => {
    expect(documents).toBe(1);
    expect(at(2)).toMatchObject({ fired: 0, instead: [] });
    expect(own.map(({ fired }) => fired)).toEqual([0, 4, 0, 0]);
    expect(own[2]!.instead).toMatchObject([{ place: { line: 3 }, count: 2 }]);
  });

  it("says which can never be used, and why", () => {
    expect(own[2]!.never).toBe("the model at line 3 comes first and always holds");
    expect(own[3]!.never).toBe("it is for “latex”, a form that is not made here");
    expect(uses.find(({ behaviour }) => behaviour === "blink")!.never).toContain("no behaviour “blink”");
  });

  it("names the elements that no model speaks of", () => {
    expect(undecided).toEqual([{ name: "x", count: 2, path: "tei/sample.xml", line: 2, column: 13 }]);
  });

  it("lists behaviours that nobody knows, the expressions that are none, and those that fail", () => {
    expect(failed.map(({ expression, count }) => [expression, count])).toEqual([
      ["blink", 0],
      ["@rend eq", 0],
      ["content", 2],
    ]);
  });
});

describe("an explanation", () => {
  it("names the model that was used, and what became of the others", () => {
    const [web] = explainModels(DOCUMENT, USING, 1, null).filter(({ element }) => element === "emph");
    expect(web!.asked!.slice(0, 3).map(({ outcome }) => outcome)).toEqual([
      "does not hold",
      "used",
      "does not hold",
    ]);
  });

  it("is of the innermost element at a column", () => {
    expect(explainModels(DOCUMENT, USING, 2, 7).map(({ element, output }) => [element, output])).toEqual([
      ["seg", "web"],
      ["seg", "plain"],
    ]);
  });

  it("says what hides an element", () => {
    const hidden = tree(
      '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>\n<fw>\n<hi>x</hi></fw></body></text></TEI>',
    );
    const [web] = explainModels(hidden, USING, 3, null);
    expect(web).toMatchObject({ asked: null, hiddenBy: "/TEI/text/body/fw" });
  });
});
