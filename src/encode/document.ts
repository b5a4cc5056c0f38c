import { escapeText, type Markup, writeMarkup } from "./markup.ts";

/** Puts a header, as text, and a body together to a document. */
export function teiDocument(header: string, body: Markup, language: string): string {
  const indented = header
    .replace(/^\s*<\?xml[^>]*\?>\s*/u, "")
    .trim()
    .replace(/ xmlns="http:\/\/www\.tei-c\.org\/ns\/1\.0"/u, "");
  const lines = indented.split("\n").map((line) => (line === "" ? "" : `  ${line}`));
  return [
    `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="${escapeText(language)}">`,
    ...lines,
    "  <text>",
    writeMarkup(body, "    "),
    "  </text>",
    "</TEI>",
    "",
  ].join("\n");
}
