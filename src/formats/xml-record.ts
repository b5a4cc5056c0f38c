import { createRequire } from "node:module";

/**
 * Writes a record, such as a sitemap, as XML: objects are elements, arrays repeat an element, keys that begin with `@`
 * are attributes, `#text` is text. Values are escaped; two spaces indent. Never for documents: it knows no mixed content.
 */
export function writeXmlRecord(record: Readonly<Record<string, unknown>>): string {
  // Loading the package takes longer than writing a record, and most runs write none.
  const { XMLBuilder } = createRequire(import.meta.url)(
    "fast-xml-parser",
  ) as typeof import("fast-xml-parser");
  const builder = new XMLBuilder({
    attributeNamePrefix: "@",
    ignoreAttributes: false,
    format: true,
    indentBy: "  ",
    suppressEmptyNode: true,
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(record).trim()}\n`;
}
