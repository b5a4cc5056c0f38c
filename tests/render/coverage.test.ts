import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Output, plainContext, renderHtml, renderText, writeHtml } from "../../src/render/index.ts";
import { renderElement } from "../../src/render/render.ts";
import { models, tree } from "./sample.ts";

/** All elements of TEI P5 (4.9 to 4.12), each with a way down to it that the schema allows: facts, derived from its ODD. */
const ROWS = readFileSync(join(import.meta.dirname, "elements.tsv"), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split("\t") as [string, string]);

const DEFAULTS = models();

/** A document that holds an element in its context, with a word in it. */
function documentOf(context: string): string {
  const names = context.split("/");
  const open = names.map((name, at) =>
    at === 0 ? `<${name} xmlns="http://www.tei-c.org/ns/1.0">` : `<${name}>`,
  );
  return `${open.join("")}word${names
    .toReversed()
    .map((name) => `</${name}>`)
    .join("")}`;
}

describe("every element of TEI P5", () => {
  it("is known", () => expect(ROWS.length).toBeGreaterThanOrEqual(588));

  it.each(ROWS)("has a decision for pages and reading texts: %s", (element, context) => {
    const document = tree(documentOf(context));
    const asked = [...document.root.tree.node(0).descendantElements(element)][0]!;
    const undecided: string[] = [];
    const by: Partial<Record<Output, string[]>> = {};
    const seen = plainContext({
      decided: (node, rules, output) => {
        if (node === asked) by[output] = rules.map(({ behaviour }) => behaviour);
        if (rules.some(({ place }) => place === null)) undecided.push(node.local);
      },
    });
    writeHtml(renderElement(asked, DEFAULTS, seen));
    renderHtml(document, DEFAULTS, seen);
    renderText(document, DEFAULTS, seen);
    expect(undecided).toEqual([]);
    expect(by.web).toHaveLength(1);
  });

  it("is there once, in the order of the alphabet", () => {
    const names = ROWS.map(([name]) => name);
    expect(names).toEqual([...new Set(names)].sort());
  });
});
