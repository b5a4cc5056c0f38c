import { onceForNode, type XmlNode } from "../tree/index.ts";

/*
 * The parts of a text that are called by their kind and number where they have no head, as they are cited: chapters, psalms,
 * acts. Which these are the default models say as well (`is-named-part`), of which the headings are made.
 */

/** Kinds of parts whose parts in turn are cited by numbers, as the verses of a chapter are. */
const CHAPTER =
  /^(?:chapter|psalm|surah?|canto|kapitel|gesang|sure|chapitre|psaume|chant|cap[ií]tulo|capitolo|caput|hoofdstuk)$/u;

const OTHER_PART =
  /^(?:book|act|scene|poem|sonnet|letter|hymn|buch|akt|aufzug|szene|auftritt|gedicht|brief|livre|acte|sc[eè]ne|lettre|libro|atto|scena|acto|escena|carta|liber)$/u;

const NUMBER = /^(?:[0-9]{1,4}|[ivxlcdm]{1,8}|[IVXLCDM]{1,8})$/u;

/** A first line that is the heading in all but name: “IV.”, “Part 12”. */
const OWN_NUMBER = /^(?:[^ ]{1,12} )?[0-9ivxlcdm]{1,8}\.?$/u;

const BREAKS: readonly string[] = "pb cb lb gb milestone fw anchor index".split(" ");

/** Whether a division without a head is called by its kind and number. */
export const isNamedPart: (division: XmlNode) => boolean = onceForNode((division) => {
  const kind = (division.get("type") ?? "").toLowerCase();
  const number = division.get("n") ?? "";
  if (kind === "textpart" || !NUMBER.test(number) || !(isChapter(division) || OTHER_PART.test(kind)))
    return false;
  // The letter C of a dictionary is no hundredth letter.
  if (kind === "letter" && /^[a-z]$/iu.test(number)) return false;
  const first = firstChild(division);
  if (first === null) return true;
  if (first.isTei("head", "label") || (first.isTei("ab") && first.get("type")?.startsWith("head") === true))
    return false;
  const line = first.isTei("p", "ab") ? first.text.trim().replace(/\s+/gu, " ").toLowerCase() : "";
  return !OWN_NUMBER.test(line) && !line.startsWith(kind);
});

function firstChild(division: XmlNode): XmlNode | null {
  for (const child of division.elements()) if (!child.isTei(...BREAKS)) return child;
  return null;
}

function isChapter(division: XmlNode | null): boolean {
  const type = division?.get("type") ?? "";
  return CHAPTER.test((type === "textpart" ? (division?.get("subtype") ?? "") : type).toLowerCase());
}

/**
 * The number that a section of a chapter is cited by, as in editions of classical prose, where a paragraph with a number is made
 * of segments with numbers, and the verses of scripture: the theme sets it before the section. The first of a chapter that is a
 * paragraph has that of the chapter with it.
 */
export function sectionNumber(node: XmlNode): string | null {
  const { parent } = node;
  if (!node.isTei("seg") || parent?.isTei("p", "ab") !== true) return null;
  const number = (node.get("n") ?? "").replace(/^.*[.:]/u, "");
  if (!COUNT.test(number)) return null;
  if (node.get("type") === "verse") return number;
  const chapter = parent.get("n") ?? "";
  if (!COUNT.test(chapter)) return isChapter(parent.parent) ? number : null;
  return parent.maybeElement("seg")?.row === node.row ? `${chapter}.${number}` : number;
}

/** A number that counts, with a letter at most behind it. */
const COUNT = /^\d{1,4}[a-z]?$/u;
