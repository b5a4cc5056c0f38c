import { lookUp } from "../tree/index.ts";

/**
 * The renditions of TEI simplePrint (TEI Guidelines, 1.3.1.1.3 and the customisation's `@rendition`), which its documents point
 * to as `simple:bold` and which no header declares: each as the CSS that it stands for.
 */
const RENDITIONS: Readonly<Record<string, string>> = {
  allcaps: "text-transform: uppercase",
  bold: "font-weight: bold",
  bottombraced: "border-bottom: 1px dotted; padding-bottom: 0.2em",
  boxed: "border: 1px solid; padding: 0.2em",
  center: "text-align: center; text-indent: 0",
  centre: "text-align: center; text-indent: 0",
  cursive: "font-family: cursive",
  doublestrikethrough: "text-decoration: line-through double",
  doubleunderline: "text-decoration: underline double",
  italic: "font-style: italic",
  larger: "font-size: 1.2em",
  left: "text-align: left",
  leftbraced: "border-left: 1px dotted; padding-left: 0.4em",
  letterspace: "letter-spacing: 0.12em",
  literal: "font-family: monospace",
  normalstyle: "font-style: normal",
  normalweight: "font-weight: normal",
  right: "text-align: right",
  rightbraced: "border-right: 1px dotted; padding-right: 0.4em",
  smallcaps: "font-variant: small-caps",
  smaller: "font-size: 0.88em",
  strikethrough: "text-decoration: line-through",
  subscript: "vertical-align: sub; font-size: 0.75em",
  superscript: "vertical-align: super; font-size: 0.75em",
  topbraced: "border-top: 1px dotted; padding-top: 0.2em",
  typewriter: "font-family: monospace",
  underline: "text-decoration: underline",
  wavyunderline: "text-decoration: underline wavy",
};

/** Gives the CSS of a pointer to a rendition of TEI simplePrint; null for any other pointer. */
export function simpleRendition(pointer: string): string | null {
  return pointer.startsWith("simple:")
    ? (lookUp(RENDITIONS, pointer.slice("simple:".length).toLowerCase()) ?? null)
    : null;
}
