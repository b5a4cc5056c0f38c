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

/** A letter as its header describes it in `correspDesc`. */
export interface LetterRecord {
  readonly document: string;
  /** Relative to the site. */
  readonly url: string;
  readonly actions: readonly LetterAction[];
}

/** Reads the descriptions of letters in the headers of a document (TEI P5, 2.4.6). */
export function findLetters(
  tree: Tree,
  document: string,
  url: string,
  { keyOfName }: Pointers,
): readonly LetterRecord[] {
  return [...tree.document.descendantElements("correspDesc")]
    .filter((description) => description.maybeAncestor("profileDesc") !== null)
    .map((description) => ({
      document,
      url,
      actions: [...description.descendantElements("correspAction")].map((action) =>
        actionOf(action, keyOfName),
      ),
    }))
    .filter(({ actions }) => actions.length > 0);
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
