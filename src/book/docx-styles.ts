import { isRightToLeft } from "../render/index.ts";

/** How the words of a style are set; sizes in half points. */
interface RunStyle {
  readonly font?: string;
  readonly size?: number;
  readonly italics?: boolean;
  readonly smallCaps?: boolean;
  readonly color?: string;
  readonly underline?: Record<string, never>;
  readonly language?: { readonly value: string; readonly bidirectional?: string };
  readonly rightToLeft?: boolean;
}

/** How its paragraphs are set; distances in twentieths of a point. */
interface BlockStyle {
  readonly alignment?: "right" | "center";
  readonly keepNext?: boolean;
  readonly indent?: Readonly<Partial<Record<"left" | "right" | "firstLine" | "hanging", number>>>;
  readonly spacing?: Readonly<Partial<Record<"before" | "after" | "line", number>>> & {
    /** Said always with a distance of lines: LibreOffice takes one without it for exact, and larger lines overlap. */
    readonly lineRule?: "auto";
  };
  readonly bidirectional?: boolean;
}

interface Style {
  readonly run?: RunStyle;
  readonly paragraph?: BlockStyle;
}

interface NamedStyle extends Style {
  readonly id: string;
  readonly name: string;
  readonly basedOn: string;
  readonly next?: string;
  readonly quickFormat: boolean;
}

/** The styles of a document: those that every document has, and our own. */
export interface DocxStyles {
  readonly default: Readonly<Record<string, Style>>;
  readonly paragraphStyles: readonly NamedStyle[];
}

/** Half points, the unit of sizes of type in Office Open XML. */
const points = (size: number): number => Math.round(size * 2);
/** Twentieths of a point, the unit of its distances, from millimetres. */
const millimetres = (length: number): number => Math.round((length / 25.4) * 1440);

const FONT = "Georgia";
const SOFT = "5A5248";

/** The styles of a file for a word processor: what a text is made of has a style by name, so that it can be set otherwise at once. */
export function docxStyles(language: string): DocxStyles {
  const isTurned = isRightToLeft(language);
  const spacing = { line: 312, lineRule: "auto", after: 0 } as const;
  return {
    default: {
      document: {
        run: {
          font: FONT,
          size: points(11),
          language: { value: language, ...(isTurned ? { bidirectional: language } : {}) },
          ...(isTurned ? { rightToLeft: true } : {}),
        },
        paragraph: { spacing, ...(isTurned ? { bidirectional: true } : {}) },
      },
      title: {
        run: { size: points(24), font: FONT },
        paragraph: { spacing: { before: 480, after: 120 }, keepNext: true },
      },
      ...headings(),
      footnoteText: {
        run: { size: points(9), font: FONT },
        paragraph: { spacing: { line: 264, lineRule: "auto", after: 40 } },
      },
      hyperlink: { run: { color: "7C2A1C", underline: {} } },
    },
    paragraphStyles: [...TEXT_STYLES, ...AROUND_STYLES],
  };
}

function headings(): Readonly<Record<string, Style>> {
  const sizes = [17, 13.5, 12, 11, 11, 11];
  const made = sizes.map((size, at): [string, Style] => [
    `heading${at + 1}`,
    {
      run: { size: points(size), font: FONT, italics: at > 1, color: "23201B" },
      paragraph: {
        spacing: { before: at === 0 ? 480 : 320, after: 140, line: 276, lineRule: "auto" },
        keepNext: true,
      },
    },
  ]);
  return Object.fromEntries(made);
}

function style(id: string, name: string, more: Style & { readonly next?: string }): NamedStyle {
  return { id, name, basedOn: "Normal", quickFormat: true, ...more };
}

const TEXT_STYLES: readonly NamedStyle[] = [
  style("TextIndented", "Text, indented", { paragraph: { indent: { firstLine: millimetres(5) } } }),
  style("Quotation", "Quotation", {
    run: { size: points(10.5) },
    paragraph: {
      indent: { left: millimetres(8), right: millimetres(4) },
      spacing: { before: 120, after: 60, line: 290, lineRule: "auto" },
    },
  }),
  style("Citation", "Citation", {
    run: { size: points(9.5), color: SOFT },
    paragraph: {
      indent: { left: millimetres(8) },
      spacing: { before: 40, after: 200, line: 264, lineRule: "auto" },
    },
  }),
  style("Speaker", "Speaker", {
    next: "Speech",
    run: { smallCaps: true, color: SOFT },
    paragraph: { keepNext: true, spacing: { before: 140 } },
  }),
  style("Speech", "Speech", { paragraph: { indent: { left: millimetres(6) }, spacing: { after: 40 } } }),
  style("Stage", "Stage direction", {
    run: { italics: true, color: SOFT },
    paragraph: { indent: { left: millimetres(6) }, spacing: { before: 60, after: 60 } },
  }),
  style("Verse", "Verse", { paragraph: { indent: { left: millimetres(14), hanging: millimetres(8) } } }),
  style("VerseOpening", "Verse, first of a stanza", {
    next: "Verse",
    paragraph: { indent: { left: millimetres(14), hanging: millimetres(8) }, spacing: { before: 160 } },
  }),
];

const AROUND_STYLES: readonly NamedStyle[] = [
  style("Author", "Author", { run: { color: SOFT }, paragraph: { spacing: { after: 60 } } }),
  style("SubtitleText", "Subtitle text", { run: { italics: true }, paragraph: { spacing: { after: 360 } } }),
  style("AtTheEnd", "At the end of the line", {
    paragraph: { alignment: "right", spacing: { before: 60, after: 60 } },
  }),
  style("Caption", "caption", {
    run: { size: points(9.5), italics: true },
    paragraph: { spacing: { before: 60, after: 160 } },
  }),
  style("Meaning", "Meaning", { paragraph: { indent: { left: millimetres(8) }, spacing: { after: 60 } } }),
  style("ListText", "List text", { paragraph: { indent: { left: millimetres(7) }, spacing: { after: 40 } } }),
  style("Code", "Code", { run: { font: "Courier New", size: points(9.5) } }),
  style("RunningHead", "Running head", {
    run: { size: points(9), color: SOFT },
    paragraph: { alignment: "center" },
  }),
];
