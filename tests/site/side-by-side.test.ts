import { describe, expect, it } from "vitest";
import { siteOf, source } from "./small-site.ts";

/** The elements of the class `side-by-side` on the page of a text with these divisions, each as its classes and what stands in it. */
function besides(body: string): readonly string[] {
  const page = siteOf({ t: source("T", body) }).get("texts/t.html")!;
  const found = [...page.matchAll(/<div class="(side-by-side[^"]*)">(.*?)<\/div>/gsu)];
  return found.map(
    ([, name, content]) =>
      `${name}: ${content!
        .replace(/<[^>]*>/gu, " ")
        .replace(/\s+/gu, " ")
        .trim()}`,
  );
}

const text = '<div type="edition"><head>Text</head><p>a</p><p>b</p></div>';
const translation = '<div type="translation"><head>In English</head><p>c</p><p>d</p></div>';

describe("a text and its translation", () => {
  it.each([
    [
      "stand beside each other, part by part where they have as many",
      text + translation,
      ["side-by-side aligned: Text a b In English c d"],
    ],
    [
      "stand whole beside each other else",
      `${text}<div type="apparatus"><p>x</p></div>${translation}<div type="commentary"><p>y</p></div>`,
      ["side-by-side: Text a b Apparatus x In English c d"],
    ],
    ["stand below each other where there are several", `${text}${translation}${translation}`, []],
    ["are what their types say", `<div type="chapter"><p>a</p></div>${translation}`, []],
  ])("%s", (_, body, expected) => {
    expect(besides(body)).toEqual(expected);
  });
});
