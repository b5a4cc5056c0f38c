import { createRequire } from "node:module";

// The package's types are found by no resolver of modules that wants extensions, so it comes without.
const {
  Document,
  EndnoteReferenceRun,
  ExternalHyperlink,
  FootnoteReferenceRun,
  HeadingLevel,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} = createRequire(import.meta.url)("docx");

const plain = (text: string): unknown => new Paragraph({ children: [new TextRun(text)] });
const item = (text: string, level: number): unknown =>
  new Paragraph({ text, numbering: { reference: "numbers", level } });
const cell = (text: string, columnSpan = 1): unknown =>
  new TableCell({ children: [plain(text)], columnSpan });

/** Makes a DOCX with everything that is read of one: headings, emphasis, notes, quotations, lists, a table, a link. */
export async function essayDocx(): Promise<Uint8Array> {
  return await Packer.toBuffer(
    new Document({
      numbering: {
        config: [
          {
            reference: "numbers",
            levels: [0, 1].map((level) => ({ level, format: LevelFormat.DECIMAL, text: `%${level + 1}.` })),
          },
        ],
      },
      styles: { paragraphStyles: [{ id: "Quote", name: "Quote" }] },
      footnotes: {
        1: {
          children: [
            new Paragraph({
              children: [
                new TextRun("Larkin, "),
                new TextRun({ text: "The Bridge", italics: true }),
                new TextRun(", p. 3."),
              ],
            }),
          ],
        },
        2: { children: [plain("Ibid., p. 4."), plain("A second paragraph.")] },
      },
      endnotes: { 1: { children: [plain("At the end.")] } },
      sections: [
        {
          children: [
            new Paragraph({ text: "On the flood", heading: HeadingLevel.TITLE }),
            new Paragraph({ text: "The bridge", heading: HeadingLevel.HEADING_1 }),
            new Paragraph({
              children: [
                new TextRun("The bridge "),
                new TextRun({ text: "fell", italics: true }),
                new TextRun("."),
                new FootnoteReferenceRun(1),
                new TextRun(" Nobody had mended it,"),
                new FootnoteReferenceRun(2),
                new TextRun(" says "),
                new ExternalHyperlink({
                  children: [new TextRun("the town")],
                  link: "https://example.org/town",
                }),
                new TextRun("."),
                new EndnoteReferenceRun(1),
              ],
            }),
            new Paragraph({ text: "All bridges fall.", style: "Quote" }),
            new Paragraph({ text: "So said the mayor.", indent: { left: 720 } }),
            new Paragraph({ text: "Causes", heading: HeadingLevel.HEADING_2 }),
            item("rain", 0),
            item("of spring", 1),
            item("neglect", 0),
            new Table({
              rows: [
                new TableRow({ tableHeader: true, children: [cell("Year"), cell("Cost")] }),
                new TableRow({ children: [cell("1870 and after", 2)] }),
              ],
            }),
            new Paragraph({
              children: [
                new TextRun({ text: "Line one", bold: true }),
                new TextRun({ text: "line two", break: 1, smallCaps: true }),
              ],
            }),
          ],
        },
      ],
    }),
  );
}
