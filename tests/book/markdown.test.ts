import { describe, expect, it } from "vitest";
import { markdown } from "../../src/book/index.ts";
import { casesOf } from "../cases.ts";
import { bookWith } from "./sample.ts";

describe("Markdown", () => {
  for (const { title, input, expected } of casesOf(import.meta.dirname, "markdown.cases")) {
    it(title, () => {
      const book = bookWith(input, "markdown");
      const [head, ...rest] = markdown(book, book.texts[0]!).split("\n\n");
      expect(head).toMatch(/^# /u);
      expect(rest.join("\n\n").trim()).toBe(expected);
    });
  }
});
