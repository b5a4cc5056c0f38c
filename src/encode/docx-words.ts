import type { DocxElement, DocxNoteReference, DocxRun } from "./docx-element.ts";
import { joined, noteCall, type Run, type Words } from "./words.ts";

/** Who is told of what stands among words and is none. */
export interface DocxAsides {
  /** Gives the key of a note; called in the order of the text. */
  note(reference: DocxNoteReference): string | null;
  leftOut(what: string, reason: string): void;
  comment(id: string): void;
}

type Style = Pick<Run, "rend" | "target">;

/** Reads the content of a paragraph. */
export function docxWords(children: readonly DocxElement[], asides: DocxAsides): Words {
  return joined(read(children, { rend: [], target: null }, asides));
}

function read(children: readonly DocxElement[], style: Style, asides: DocxAsides): Run[] {
  return children.flatMap((child) => readElement(child, style, asides));
}

function readElement(element: DocxElement, style: Style, asides: DocxAsides): Run[] {
  switch (element.type) {
    case "text":
      return [run(element.value, style)];
    case "tab":
      return [run("\t", style)];
    case "break":
      return [run(element.breakType === "line" ? "\u2028" : "\n", style)];
    case "checkbox":
      return [run(element.checked ? "☒" : "☐", style)];
    case "run":
      return read(element.children, { ...style, rend: rendOf(element, style.rend) }, asides);
    case "hyperlink":
      return read(element.children, { ...style, target: element.href ?? style.target }, asides);
    case "noteReference":
      return calls(asides.note(element));
    case "commentReference":
      asides.comment(element.commentId);
      return [];
    case "image":
      asides.leftOut(element.altText ?? "image", "an image; put it in as a figure where it matters");
      return [];
    case "paragraph":
      return [...read(element.children, style, asides), run("\u2028", style)];
    case "table":
    case "bookmarkStart":
      return [];
    default:
      return element satisfies never;
  }
}

function calls(key: string | null): Run[] {
  return key === null ? [] : [noteCall(key)];
}

function run(text: string, { rend, target }: Style): Run {
  return { text, rend, target, note: null };
}

/** The sign by which a note is called is raised, which says nothing more about the note. */
function rendOf(run: DocxRun, before: readonly string[]): readonly string[] {
  const style = run.styleName?.toLowerCase() ?? "";
  const found = [
    ...(run.isBold || style === "strong" ? ["bold"] : []),
    ...(run.isItalic || style === "emphasis" ? ["italic"] : []),
    ...(run.isUnderline && style !== "hyperlink" && style !== "internet link" ? ["underline"] : []),
    ...(run.isStrikethrough ? ["strikethrough"] : []),
    ...(run.isSmallCaps ? ["smallcaps"] : []),
    ...(run.verticalAlignment === "baseline" ? [] : [run.verticalAlignment]),
  ];
  return [...new Set([...before, ...found])].sort();
}
