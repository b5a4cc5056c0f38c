import { isListOfLetters, namedBodies, pointersIn } from "../resolve/index.ts";
import type { Tree, XmlNode } from "../tree/index.ts";
import type { Pointers } from "./citations.ts";

/** Someone or some place that a letter's description names. */
export interface LetterName {
  readonly element: "persName" | "orgName" | "placeName";
  readonly text: string;
  /** The entry of the registers, or null. */
  readonly key: string | null;
  /** The address that stands for it in authority files, as the description gives it; else null. */
  readonly ref: string | null;
}

/** A day of a letter: the attributes that say it for programs, and its words. */
export interface LetterDate {
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

/** What was done with a letter: sent, received. */
export interface LetterAction {
  readonly type: string;
  readonly names: readonly LetterName[];
  readonly places: readonly LetterName[];
  readonly dates: readonly LetterDate[];
}

/** What a header says of its own publication, and a list of letters has to say of itself. */
export interface LetterPublication {
  readonly editors: readonly string[];
  readonly publishers: readonly string[];
  /** The day, month or year of publication, or else of the last change; null where none is said for programs. */
  readonly date: string | null;
  readonly licence: { readonly target: string; readonly text: string } | null;
}

/** A letter as its header describes it in `correspDesc`. */
export interface LetterRecord {
  readonly publication: LetterPublication;
  readonly document: string;
  /** Relative to the site. */
  readonly url: string;
  readonly actions: readonly LetterAction[];
  /** Whether its document is a list of letters that are published elsewhere, and is no letter. */
  readonly isListed: boolean;
}

/** The letters that are told: those of an edition itself, and of its lists of letters only where it has none. */
export function ownLetters(letters: readonly LetterRecord[]): readonly LetterRecord[] {
  const own = letters.filter(({ isListed }) => !isListed);
  return own.length === 0 ? letters : own;
}

/** Reads the descriptions of letters in the headers of a document (TEI P5, 2.4.6). */
export function findLetters(
  tree: Tree,
  document: string,
  url: string,
  { keyOfName }: Pointers,
): readonly LetterRecord[] {
  const isListed = isListOfLetters(tree);
  return [...tree.document.descendantElements("correspDesc")]
    .filter((description) => description.maybeAncestor("profileDesc") !== null)
    .map((description) => ({
      publication: publicationOf(description),
      document,
      url,
      actions: [...description.descendantElements("correspAction")].map((action) =>
        actionOf(action, keyOfName),
      ),
      isListed,
    }))
    .filter(({ actions }) => actions.length > 0);
}

function publicationOf(description: XmlNode): LetterPublication {
  const header = description.maybeAncestor("teiHeader");
  const file = header?.maybeElement("fileDesc") ?? null;
  const published = file?.maybeElement("publicationStmt") ?? null;
  const texts = (above: XmlNode | null, local: string): string[] =>
    [...(above?.descendantElements(local) ?? [])]
      .flatMap((each) => namedBodies(each))
      .map(({ text }) => oneLine(text))
      .filter((text) => text !== "");
  return {
    editors: texts(file?.maybeElement("titleStmt") ?? null, "editor"),
    publishers: texts(published, "publisher"),
    date: lastDay(published, "date") ?? lastDay(header?.maybeElement("revisionDesc") ?? null, "change"),
    licence: licenceIn(published),
  };
}

/** The latest day that elements give for programs. */
function lastDay(above: XmlNode | null, local: string): string | null {
  const days = [...(above?.descendantElements(local) ?? [])].map((at) => at.get("when") ?? oneLine(at.text));
  return (
    days
      .filter((day) => /^\d{4}(?:-\d\d){0,2}$/u.test(day))
      .sort()
      .at(-1) ?? null
  );
}

function licenceIn(published: XmlNode | null): LetterPublication["licence"] {
  for (const licence of published?.descendantElements("licence") ?? []) {
    const target = pointersIn(licence.get("target") ?? "").find((each) => /^https?:/u.test(each));
    if (target !== undefined) return { target, text: oneLine(licence.text) };
  }
  return null;
}

function actionOf(action: XmlNode, keyOfName: Pointers["keyOfName"]): LetterAction {
  const named = (element: LetterName["element"], ...locals: readonly string[]): LetterName[] =>
    [...action.descendantElements(...locals)].filter(isOutermost).map((node) => ({
      element,
      text: oneLine(node.text),
      key: keyOfName(node),
      ref: (node.get("ref") ?? "").split(/\s+/u).find((each) => /^https?:/u.test(each)) ?? null,
    }));
  return {
    type: action.get("type") ?? "",
    names: [...named("persName", "persName", "name", "rs"), ...named("orgName", "orgName")],
    places: named("placeName", "placeName", "settlement"),
    dates: [...action.descendantElements("date")].map(dateOf),
  };
}

const NAMES: readonly string[] = ["persName", "orgName", "placeName", "settlement", "name", "rs"];

/** A name within a name is part of it; `name` and `rs` of a place are no person. */
function isOutermost(node: XmlNode): boolean {
  return node.maybeAncestor(...NAMES) === null && node.get("type") !== "place";
}

const SAYS_WHEN: readonly string[] = ["when", "from", "to", "notBefore", "notAfter", "cert"];

function dateOf(date: XmlNode): LetterDate {
  const said = SAYS_WHEN.flatMap((name) => {
    const value = date.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return { attributes: Object.fromEntries(said), text: oneLine(date.text) };
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}
