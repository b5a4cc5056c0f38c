import { dressed, type WebPassage } from "./dress.ts";
import { type FacsimilePicture, facsimileOf, type Region } from "./facsimile.ts";
import { element, type Html, type HtmlAttributes, isElement, mayHoldWords } from "./html.ts";
import { safeImage } from "./link-scheme.ts";
import { say } from "./words.ts";

/** Blocks whose picture is worth a link of its own, where they have one. */
const PICTURED: ReadonlySet<string> = new Set(
  "div div1 div2 div3 div4 div5 div6 div7 p ab l lg head sp u list table entry msPart zone line".split(" "),
);

/** Makes the sign of a page or column of the source, a link where it has a picture: `[12]`. */
export function breakSign(passage: WebPassage, label: string, what: string): Html {
  const link = passage.scope.inLink ? null : linkTo(passage);
  return link === null
    ? dressed(passage, "span", { class: breakClass(label), title: what }, inBrackets(label))
    : dressed(
        passage,
        "a",
        { class: `${breakClass(label)} facs`, ...link, title: facsimileWords(passage, what) },
        inBrackets(label),
      );
}

/** Editors write the number of a leaf that has none on it in brackets, and it needs no others. */
function inBrackets(label: string): string {
  return /^\[[^[\]]*\]$/u.test(label) ? label : `[${label}]`;
}

/** So many letters of a page's number fit into the margin of the theme: `CLXXXVI` and `f. 112v` do, `frontispiece` does not. */
const LONGEST_NUMBER = 8;

function breakClass(label: string): string {
  return label.length > LONGEST_NUMBER ? "break worded" : "break";
}

/** Makes the sign of a page that has a picture and no number, a link to the picture; null where it has none either. */
export function pictureSign(passage: WebPassage): Html | null {
  const link = passage.scope.inLink ? null : linkTo(passage);
  const title = passage.context.wording.words.pagePicture;
  return link === null
    ? null
    : dressed(passage, "a", { class: "break facs unnumbered", ...link, title }, "[facs.]");
}

/** Gives a block the link to its picture, before all that is in it; a passage without one is as it was. */
export function withFacsimile(passage: WebPassage, made: readonly Html[]): readonly Html[] {
  const { node, isBlock, scope } = passage;
  const only = made[0];
  if (!isBlock || scope.inLink || made.length !== 1) return made;
  if (only === undefined || !isElement(only) || !mayHoldWords(only.tag)) return made;
  if (node.isTei("surface") && node.parent?.isTei("sourceDoc", "surfaceGrp") === true)
    return [{ ...only, children: [surfaceSign(passage), ...only.children] }];
  if (!PICTURED.has(node.local)) return made;
  const link = linkTo(passage);
  if (link === null) return made;
  const { words } = passage.context.wording;
  const label = node.get("n") ?? node.get("xml:id");
  const name = label === null ? words.pagePicture : say(words, "facsimileOf", { what: label });
  const sign = element("a", { class: "facs of-passage", ...link, "aria-label": name, title: name });
  return [{ ...only, children: [sign, ...only.children] }];
}

/** A surface of the source is opened by its sign, as a page is: its name, or its count. */
function surfaceSign(passage: WebPassage): Html {
  const { node, context } = passage;
  const before = [...(node.parent?.elements("surface") ?? [])].findIndex(({ row }) => row === node.row);
  const label = node.get("n") ?? String(before + 1);
  const what = say(context.wording.words, "surface", { label });
  const link = linkTo(passage);
  return link === null
    ? element("span", { class: breakClass(label), title: what }, inBrackets(label))
    : element(
        "a",
        { class: `${breakClass(label)} facs`, ...link, title: facsimileWords(passage, what) },
        inBrackets(label),
      );
}

function facsimileWords(passage: WebPassage, what: string): string {
  return say(passage.context.wording.words, "facsimileOf", { what });
}

function linkTo({ node, context }: WebPassage): HtmlAttributes | null {
  const found = facsimileOf(node);
  const href = found === null ? null : context.link(node, found.address);
  if (found === null || href === null || safeImage(href) === null) return null;
  return { href, "data-facs": pictureElsewhere(found), "data-region": regionWords(found.region) };
}

/** The picture to be shown, where that is another than the one that is linked to: such a one is never in the edition's folder. */
function pictureElsewhere({ address, picture }: FacsimilePicture): string | null {
  return picture === address ? null : safeImage(picture);
}

function regionWords(region: Region | null): string | null {
  if (region === null) return null;
  const { x, y, width, height, extent } = region;
  return [x, y, width, height, extent?.width ?? 0, extent?.height ?? 0].join(" ");
}
