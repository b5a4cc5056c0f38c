import { expect, it } from "vitest";
import { outdented } from "../../src/site/outdent.ts";

it.each([
  ["<p/>", "<p/>"],
  ["<a>\n    <b/>\n  </a>", "<a>\n  <b/>\n</a>"],
  ["<a>\n\t\t<b/>\n\t</a>", "<a>\n\t<b/>\n</a>"],
  ["<a>\r\n    <b/>\r\n\r\n  </a>", "<a>\r\n  <b/>\r\n\r\n</a>"],
  ["<a>\n  <b/>\n\t</a>", "<a>\n  <b/>\n\t</a>"],
  ["<a>\n  words\nand words</a>", "<a>\n  words\nand words</a>"],
  ["<a>\n  <![CDATA[\n  x]]>\n  </a>", "<a>\n  <![CDATA[\n  x]]>\n  </a>"],
])("%j loses what all its lines are indented by", (xml, expected) => {
  expect(outdented(xml)).toBe(expected);
});
