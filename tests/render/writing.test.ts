import { describe, expect, it } from "vitest";
import { element, writeHtml } from "../../src/render/index.ts";
import { safeImage, safeLink } from "../../src/render/link-scheme.ts";
import { safeDeclarations } from "../../src/render/style-declarations.ts";

describe("a link", () => {
  it.each([
    "https://example.org/",
    "http://x",
    "mailto:a@b.c",
    "tel:+1",
    "a/b.html",
    "../a",
    "#x",
    "?q",
    "//host/x",
  ])("may be %s", (link) => {
    expect(safeLink(link)).toBe(link);
  });

  it.each([
    "javascript:1",
    "JavaScript:1",
    " java\tscript:1",
    "\u0001javascript:1",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:x",
    "http://www..example.org/1",
    "https://.example.org",
    "",
  ])("may not be %j", (link) => expect(safeLink(link)).toBeNull());

  it("to an image is of the web", () => {
    expect(safeImage("a.png")).toBe("a.png");
    expect(safeImage("mailto:a@b.c")).toBeNull();
  });
});

describe("a style", () => {
  it("keeps what is for looks", () => {
    expect(safeDeclarations("color: red; font-style:italic ;; content: '; '")).toBe(
      "color: red; font-style: italic; content: '; '",
    );
  });

  it.each([
    "font: italic 400 1.2em/1.5 serif",
    "font-size: 250%",
    "line-height: 1.15",
    "font-weight: 700",
    "margin-left: -2em",
    "text-indent: -1.5cm",
    "width: 80%",
    "width: calc(100% - 2em)",
    "border: 1px solid rgb(255, 204, 0)",
    "border-radius: 50%",
    "text-shadow: 1px 1px 0 #999999",
    "color: #1e9999",
    "letter-spacing: 0.2em",
    "grid-template-columns: 1fr 20rem",
    "content: '9999px'",
    "width: calc(100% / 3)",
    "width: min(100%, 40rem)",
    "margin-left: calc((1em + 2px) * 2)",
    "height: 50svh",
    "font-style: oblique 10deg",
    "color: var(--ink)",
    "font-family: Univers 55",
    "--first-line-font-weight: 700",
    "--first-line-color: rgb(150,0,0)",
    "--first-line-color: light-dark(oklch(from rgb(150,0,0) min(l, 0.48) c h), oklch(from rgb(150,0,0) max(l, 0.75) c h))",
    "--first-line-letter-spacing: -1px",
    "--first-line-font-family: Univers 55",
  ])("keeps %s", (css) => expect(safeDeclarations(css)).toBe(css));

  it.each([
    "background: url(x)",
    "color: red} body {display:none",
    "width: expression(1)",
    "@import 'x'",
    "behavior: y",
    "color: \\75rl(x)",
    "position: fixed",
    'content: "',
    "x",
    "-webkit-transform: scale(9)",
    "zoom: 50",
    "font-size: 9999px",
    "font-size: 1e4em",
    "font: 4000px/1 serif",
    "line-height: 900",
    "margin-left: -999px",
    "text-indent: -100%",
    "box-shadow: 0 0 0 99em red",
    "letter-spacing: 10em",
    "height: 5000vh",
    "width: calc(90em * 90)",
    "--x: 999px",
    "--first-line-font-size: 999px",
    "--first-line-letter-spacing: -999px",
    "margin-top: -9999svh",
    "width: 9999dvw",
    "margin-left: -500cqw",
    "font-size: 900rcap",
    "width: 9999newunit",
    "width: calc(100px / 0.001)",
    "width: calc(100px / (1 - 0.999))",
    "width: calc(100px / 0)",
    "margin-left: calc(-90px - 90px - 90px)",
    "margin-left: calc(0px - (90px + 90px))",
    "margin-left: calc(1px - 90px * 2)",
    "margin-left: -webkit-calc(-90px + -90px)",
    "width: calc(3000px - 299em)",
    "width: max(1px, min(2000px, 9000px))",
    "font-size: clamp(1px, 999px, 9999px)",
    "line-height: calc(30 * 30)",
    "line-height: log(2, 1.00001)",
    "width: calc(1px",
    "margin-left: var(--x)",
    "width: calc(var(--x) * 2)",
    "width: attr(n px)",
  ])("leaves out %s", (css) => expect(safeDeclarations(css)).toBe(""));
});

it("a style with many sums, or a deep one, is read at once", () => {
  const deep = `width: calc${"(".repeat(100_000)}1px${")".repeat(100_000)}`;
  expect(safeDeclarations(deep)).toBe("");
  const many = `margin: ${"calc(1px) ".repeat(20_000).trim()}`;
  expect(safeDeclarations(many)).toBe(many);
});

describe("the writer", () => {
  it("escapes text and attributes", () => {
    expect(writeHtml(element("p", { title: '"<&>' }, '<b> & "c"'))).toBe(
      '<p title="&quot;&lt;&amp;&gt;">&lt;b&gt; &amp; "c"</p>\n',
    );
  });

  it("has no element and no attribute that runs", () => {
    expect(() => element("script", {})).toThrow(RangeError);
    expect(() => element("iframe", {})).toThrow(RangeError);
    expect(() => writeHtml(element("p", { onclick: "x" }))).toThrow(RangeError);
  });

  it("leaves out a link that is not safe", () => {
    expect(writeHtml(element("a", { href: "javascript:x" }, "a"))).toBe("<a>a</a>");
  });

  it("drops characters that HTML cannot hold", () => {
    expect(writeHtml(["a\u0000b\ud800c\u0007"])).toBe("ab\ufffdc");
  });
});
