import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { colophon, folderOf, tei } from "../cli/run.ts";
import { zipContents } from "./zip-contents.ts";

const ODD = `<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:pb="http://teipublisher.com/1.0"><teiHeader/><text><body>
<schemaSpec ident="own" start="TEI"><elementSpec ident="persName" mode="change"><model behaviour="inline">
<param name="label" value="@key"/><pb:template xmlns=""><pb-popover><span slot="default">[[content]]</span><span slot="alternate">[[label]]</span></pb-popover></pb:template>
</model></elementSpec></schemaSpec></body></text></TEI>`;

it("what a popover shows on demand is a footnote of a book, in each of its forms", {
  timeout: 60_000,
}, async () => {
  const folder = folderOf({
    "colophon.config.json": JSON.stringify({ id: "e", title: "E", odd: "odd/own.odd" }),
    "odd/own.odd": ODD,
    "tei/a.xml": tei(
      '<p>By <persName key="Nansen, F.">Nansen</persName>, of <persName key="Nansen, F.">Nansen</persName>.</p>',
    ),
  });
  const built = colophon(folder, ["build", "--outputs", "epub,markdown,docx"], {
    SOURCE_DATE_EPOCH: "1000000000",
  });
  expect(built.code).toBe(0);
  const markdown = readFileSync(join(folder, "out/markdown/a.md"), "utf8");
  expect(markdown).toContain("By Nansen[^1], of Nansen.\n\n[^1]: Nansen, F.\n");
  const docx = await zipContents(join(folder, "out/docx/a.docx"));
  expect(docx.get("word/document.xml")!.match(/<w:footnoteReference /gu)).toHaveLength(1);
  expect(docx.get("word/footnotes.xml")).toContain("Nansen, F.");
  const epub = await zipContents(join(folder, "out/epub/e.epub"));
  expect(epub.get("EPUB/text-001.xhtml")).toMatch(
    /<aside id="note-1" class="note" epub:type="footnote" role="doc-footnote">.*Nansen, F\.<\/aside>/u,
  );
});
