import {
  element,
  type FrontMatter,
  type Html,
  type HtmlElement,
  isElement,
  siteElement,
  type Witness,
} from "../render/index.ts";
import { dataScript } from "./linked-data.ts";
import { type Shell, words } from "./page.ts";
import { shortened } from "./wording.ts";

/** What a text has of which its reader can choose. */
interface Choices {
  readonly hasReadings: boolean;
  readonly hasPictures: boolean;
  readonly witnesses: readonly Witness[];
}

/**
 * Makes the bar by which readers choose how a text is shown: as it was edited or as it is in the source, after which
 * witness, with the pictures of its pages. Null where the text has nothing to choose. The readings switch by style
 * alone; what needs a script is not seen without.
 */
export function displayBar(shell: Shell, front: FrontMatter, html: readonly Html[]): HtmlElement | null {
  const choices = choicesOf(front, html);
  if (!hasAny(choices)) return null;
  const { hasReadings, hasPictures, witnesses } = choices;
  const { openPicture, pictureElsewhere, pagePictures, close } = shell.settings.words;
  return element(
    "div",
    { class: "display", role: "group", "aria-label": words(shell, "display") },
    hasReadings ? readings(shell) : null,
    witnesses.length > 1 ? witnessChoice(shell, witnesses) : null,
    hasPictures ? pictureChoice(shell) : null,
    dataScript(
      "application/json",
      { hosts: shell.settings.pictureHosts, words: { openPicture, pictureElsewhere, pagePictures, close } },
      "site-display",
    ),
  );
}

/** The scripts that a page needs for its bar. */
export function displayScripts(shell: Shell, front: FrontMatter, html: readonly Html[]): readonly string[] {
  return shell.scripts.length > 0 && hasAny(choicesOf(front, html)) ? ["reading.js"] : [];
}

function hasAny({ hasReadings, hasPictures, witnesses }: Choices): boolean {
  return hasReadings || hasPictures || witnesses.length > 1;
}

function readings(shell: Shell): HtmlElement {
  const choice = (value: "edited" | "original", label: string): HtmlElement =>
    siteElement(
      "label",
      {},
      siteElement("input", {
        type: "radio",
        name: "site-reading",
        id: `site-reading-${value}`,
        value,
        checked: value === "edited",
      }),
      " ",
      label,
    );
  return siteElement(
    "fieldset",
    {},
    siteElement("legend", {}, words(shell, "reading")),
    choice("edited", words(shell, "readingEdited")),
    choice("original", words(shell, "readingOriginal")),
  );
}

function witnessChoice(shell: Shell, witnesses: readonly Witness[]): HtmlElement {
  const options = witnesses.map(({ id, siglum, name }) =>
    siteElement("option", { value: id }, name === null ? siglum : `${siglum}: ${shortened(name, 60)}`),
  );
  return element(
    "p",
    { class: "needs-script" },
    siteElement("label", { for: "site-witness" }, words(shell, "textOf")),
    " ",
    siteElement(
      "select",
      { id: "site-witness", autocomplete: "off" },
      siteElement("option", { value: "" }, words(shell, "theEditors")),
      ...options,
    ),
  );
}

function pictureChoice(shell: Shell): HtmlElement {
  const box = siteElement("input", { type: "checkbox", id: "site-pictures" });
  return element(
    "p",
    { class: "needs-script" },
    siteElement("label", {}, box, " ", words(shell, "pagePictures")),
  );
}

function choicesOf({ witnesses }: FrontMatter, html: readonly Html[]): Choices {
  return {
    hasReadings: holds(html, (each) => hasClass(each, READINGS), AS_IT_IS),
    hasPictures: holds(html, (each) => each.tag === "a" && hasClass(each, PICTURES)),
    witnesses: holds(html, (each) => hasClass(each, WITNESSED)) ? witnesses : [],
  };
}

const READINGS: readonly string[] = ["in-original", "tei-del", "tei-add"];
const PICTURES: readonly string[] = ["facs"];
const WITNESSED: readonly string[] = ["of-witness"];

function hasClass({ attributes }: HtmlElement, names: readonly string[]): boolean {
  const own = attributes.class?.split(" ") ?? [];
  return names.some((name) => own.includes(name));
}

/** What is transcribed line by line is shown as it is, deletions and all. */
const AS_IT_IS: readonly string[] = ["tei-sourceDoc"];

function holds(
  html: readonly Html[],
  fits: (html: HtmlElement) => boolean,
  without: readonly string[] = [],
): boolean {
  return html.some(
    (piece) =>
      isElement(piece) && !hasClass(piece, without) && (fits(piece) || holds(piece.children, fits, without)),
  );
}
