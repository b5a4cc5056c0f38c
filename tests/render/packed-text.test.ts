import { expect, it } from "vitest";
import type { EndMatter, Html, HtmlElement } from "../../src/render/html.ts";
import { packText, unpackText } from "../../src/render/index.ts";

const make = (tag: string, attributes: Record<string, string> = {}, ...children: Html[]): HtmlElement => ({
  tag,
  attributes,
  children,
});

/** What becomes of the pieces of a text that is packed, put away and taken out again. */
function kept(...html: Html[]): readonly Html[] {
  const packed = packText({ html, notes: [make("section", { id: "n" }, ...html)], outline: [], css: "" });
  const text = unpackText(structuredClone(packed));
  expect(text.notes).toEqual([make("section", { id: "n" }, ...text.html)]);
  return text.html;
}

const NOTE: EndMatter = {
  endMatter: "note",
  shown: ["x"],
  body: [make("p", { id: "q" }, "y")],
  title: null,
  label: "*",
  standsApart: false,
  id: null,
  inLink: false,
};

it.each<readonly [string, readonly Html[]]>([
  ["nothing", []],
  ["texts, empty ones too", ["a", "", "b", "\ufeffc", "\0"]],
  ["signs of several units, also where two pieces share one", ["😀é漢", "\ud83d", "\ude00", "e", "\u0301"]],
  ["elements of one kind", [make("p", { class: "k" }, "a"), make("p", { class: "k" }, "b"), make("p")]],
  ["attributes in another order", [make("p", { id: "é", class: "k" }), make("p", { class: "k", id: "😀" })]],
  ["attributes without a value", [make("a", { href: "", title: "", class: "" }), make("a", { href: "x" })]],
  [
    "names that are those of attributes and values",
    [make("p", { class: "id" }, "a"), make("p", { id: "class" }, "b"), make("p", { id: "", class: "id" })],
  ],
  ["names that every object knows", [make("p", { constructor: "c", toString: "", valueOf: "v" }, "a")]],
  ["elements within each other", [make("div", { id: "1" }, make("p", {}, "a", make("i", {}, "b")), "c")]],
  ["what stands at the end of a page", ["a", NOTE, make("p", { id: "r" }, NOTE, "b")]],
])("a text is packed with %s", (_, html) => {
  expect(kept(...html)).toEqual(html);
});

it("a text is packed with half a sign as a page is written with it, and what follows stays in its place", () => {
  expect(kept("a\ud83d", make("p", { id: "i" }, "b"), "\udc00c")).toEqual([
    "a\ufffd",
    make("p", { id: "i" }, "b"),
    "\ufffdc",
  ]);
});
