import { describe, expect, it } from "vitest";
import { plainContext, renderHtml, writeHtml } from "../../src/render/index.ts";
import { documentWith, models, odd } from "./sample.ts";

/** What a body becomes by a model of one element. */
function shown(element: string, model: string, body: string): string {
  const using = models(odd(`<elementSpec ident="${element}">${model}</elementSpec>`));
  const { html } = renderHtml(documentWith(body), using, plainContext());
  return writeHtml(html);
}

describe("a parameter of a behaviour", () => {
  it("title: is the caption of a figure, once", () => {
    const model = '<model behaviour="figure"><param name="title" value="figDesc"/></model>';
    const made = shown("figure", model, "<figure><figDesc>A house</figDesc><p>Words</p></figure>");
    expect(made.match(/A house/gu)).toHaveLength(1);
    expect(made).toMatch(/<figcaption>.*A house/su);
  });

  it.each([
    ["'200px'", "'100px'", "0.5", 'width="100" height="50"'],
    ["'15px'", "'5px'", "0.5", 'width="8" height="3"'],
    ["'3cm'", "()", "0.5", 'style="width: 1.5cm"'],
    ["()", "()", "0.25", 'style="width: 25%"'],
    ["'20'", "()", "'large'", 'width="20"'],
  ])("scale: %s by %s, times %s", (width, height, scale, expected) => {
    const sizes = { width, height, scale };
    const params = Object.entries({ url: "@url", ...sizes }).map(
      ([name, value]) => `<param name="${name}" value="${value}"/>`,
    );
    const model = `<model behaviour="graphic">${params.join("")}</model>`;
    expect(shown("graphic", model, '<figure><graphic url="a.png"/></figure>')).toContain(expected);
  });

  it("content: of a heading is what contents call it as well", () => {
    const model =
      '<model behaviour="heading"><param name="level" value="1"/><param name="content" value="(../@n, \'. \', node())"/></model>';
    const body = '<divGen type="toc"/><div n="3"><head>Top</head><p>x</p></div>';
    expect(shown("head", model, body)).toContain('<li><a href="#section-1">3. Top</a></li>');
  });

  it("alternate: is called the source's only where it is", () => {
    const model = (first: string, second: string): string =>
      `<model behaviour="alternate"><param name="default" value="${first}"/><param name="alternate" value="${second}"/></model>`;
    const body = "<p><choice><orig>olde</orig><reg>old</reg></choice></p>";
    expect(shown("choice", model("reg[1]", "orig[1]"), body)).toContain('title="The source has: olde"');
    expect(shown("choice", model("orig[1]", "reg[1]"), body)).toContain('title="old"');
    expect(shown("abbr", model(".", "'Mister'"), "<p><abbr>Mr</abbr></p>")).toContain('title="Mister"');
  });
});
