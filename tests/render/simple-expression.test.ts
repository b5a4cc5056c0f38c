import { describe, expect, it } from "vitest";
import { answered } from "../../src/render/simple-expression.ts";
import { compileExpression } from "../../src/xpath/index.ts";
import { documentWith } from "./sample.ts";

const DOCUMENT = documentWith(
  '<sp who="#a"><speaker n="">A</speaker><p xml:id="p" rend="x">b<x xmlns="urn:x" y="1"/></p></sp>',
);
const NODES = [...DOCUMENT.root.descendantElements()];

describe("a question answered without the engine", () => {
  it.each([
    "'line'",
    "''",
    " 'a b' ",
    "@rend",
    "@n",
    "@y",
    "../@who",
    "../@rend",
    "parent::sp",
    "parent::p or parent::sp",
    "parent::TEI",
  ])("has the engine's answer: %s", (source) => {
    const expression = compileExpression(source);
    const question = answered(expression);
    expect(question).not.toBe(expression);
    for (const node of NODES) {
      expect(question.boolean(node)).toBe(expression.boolean(node));
      expect(question.string(node)).toBe(expression.string(node));
      expect(question.items(node)).toEqual(expression.items(node));
    }
  });

  it.each(["@a and @b", "../../@who", "'a' || 'b'", "parent::*", "'it''s'", "@xml:id", "parent::p and @n"])(
    "is left to the engine: %s",
    (source) => {
      const expression = compileExpression(source);
      expect(answered(expression)).toBe(expression);
    },
  );
});
