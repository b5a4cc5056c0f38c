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
import { frameId, type Shell, words } from "./page.ts";
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
      frameId("display"),
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
        name: frameId("reading"),
        id: frameId(`reading-${value}`),
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
    siteElement("label", { for: frameId("witness") }, words(shell, "textOf")),
    " ",
    siteElement(
      "select",
      { id: frameId("witness"), autocomplete: "off" },
      siteElement("option", { value: "" }, words(shell, "theEditors")),
      ...options,
    ),
  );
}

function pictureChoice(shell: Shell): HtmlElement {
  const box = siteElement("input", { type: "checkbox", id: frameId("pictures") });
  return element(
    "p",
    { class: "needs-script" },
    siteElement("label", {}, box, " ", words(shell, "pagePictures")),
  );
}

function choicesOf({ witnesses }: FrontMatter, html: readonly Html[]): Choices {
  const found: Found = { readings: false, pictures: false, readingsOfWitnesses: false };
  look(html, true, found);
  return {
    hasReadings: found.readings,
    hasPictures: found.pictures,
    witnesses: found.readingsOfWitnesses ? witnesses : [],
  };
}

interface Found {
  readings: boolean;
  pictures: boolean;
  readingsOfWitnesses: boolean;
}

const READINGS = /(?:^| )(?:in-original|tei-del|tei-add)(?: |$)/u;
const PICTURES = /(?:^| )facs(?: |$)/u;
const WITNESSED = /(?:^| )of-witness(?: |$)/u;

/** What is transcribed line by line is shown as it is, deletions and all. */
const AS_IT_IS = /(?:^| )tei-sourceDoc(?: |$)/u;

function look(html: readonly Html[], hasReadings: boolean, found: Found): void {
  for (const piece of html) {
    if (!isElement(piece)) continue;
    const name = piece.attributes.class ?? "";
    const mayBeRead = hasReadings && !AS_IT_IS.test(name);
    if (mayBeRead && READINGS.test(name)) found.readings = true;
    if (piece.tag === "a" && PICTURES.test(name)) found.pictures = true;
    if (WITNESSED.test(name)) found.readingsOfWitnesses = true;
    look(piece.children, mayBeRead, found);
  }
}
