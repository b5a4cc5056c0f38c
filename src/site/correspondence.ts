import type { LetterAction, LetterRecord } from "../cite/index.ts";
import { edtfInWords, element, type Html, type HtmlElement, type WordKey } from "../render/index.ts";
import { type Entry, pageOfDocument, RECEIVED, SENT } from "../resolve/index.ts";
import { pageLink, type Shell, words } from "./page.ts";
import { documentIn, type Listing } from "./records.ts";

/** Lists the letters that an entry of a register sent and received, in the order of time, for the page at an address. */
export function correspondence(
  path: string,
  { kind, key }: Entry,
  shell: Shell,
  { documents, joined }: Listing,
): readonly Html[] {
  const letters = [...joined.correspondence(key)].sort((one, other) => compare(dayOf(one), dayOf(other)));
  const list = (type: RegExp, heading: WordKey): readonly Html[] => {
    const own = letters.filter(({ actions }) =>
      actions.some((action) => type.test(action.type) && names(action, key)),
    );
    if (own.length === 0) return [];
    return [
      element("h2", {}, words(shell, heading, { n: own.length })),
      element("ol", { class: "letters" }, ...own.map((letter) => item(path, letter, shell, documents))),
    ];
  };
  const isPlace = kind === "place";
  return [
    ...list(SENT, isPlace ? "lettersFrom" : "lettersSent"),
    ...list(RECEIVED, isPlace ? "lettersTo" : "lettersReceived"),
  ];
}

function names({ names, places }: LetterAction, key: string): boolean {
  return [...names, ...places].some((each) => each.key === key);
}

function item(
  path: string,
  letter: LetterRecord,
  shell: Shell,
  documents: Listing["documents"],
): HtmlElement {
  const { document, isListed } = letter;
  const front = documentIn(documents, document)?.front;
  const title = (isListed ? betweenWhom(letter) : null) ?? front?.title ?? document;
  const date = isListed ? dayInWords(letter, shell) : (front?.letter?.date ?? null);
  const isSaid = date === null || title.includes(date);
  const link = pageLink(path, pageOfDocument(document), title);
  return element(
    "li",
    { lang: front?.language },
    link,
    ...(isSaid ? [] : [" ", element("span", { class: "small" }, date)]),
  );
}

/** Who sent a letter of a list and who received it, since all of them stand in one document; null where neither is named. */
function betweenWhom({ actions }: LetterRecord): string | null {
  const ends = [SENT, RECEIVED].map((type) =>
    actions
      .filter((action) => type.test(action.type))
      .flatMap((action) => action.names.map(({ text }) => text))
      .join(", "),
  );
  return ends.some((end) => end !== "") ? ends.map((end) => end || "?").join(" – ") : null;
}

function dayInWords(letter: LetterRecord, { settings }: Shell): string | null {
  const day = dayOf(letter);
  if (day !== "") return edtfInWords(day, settings.words);
  return letter.actions.flatMap(({ dates }) => dates).find(({ text }) => text !== "")?.text ?? null;
}

/** The day on which a letter was sent, else received, as its description says it for programs; empty where it says none. */
function dayOf({ actions }: LetterRecord): string {
  const dates = [...actions].sort(
    (one, other) => Number(SENT.test(other.type)) - Number(SENT.test(one.type)),
  );
  const found = dates
    .flatMap((action) => action.dates)
    .map(
      ({ attributes: { when, from, notBefore, to, notAfter } }) =>
        when ?? from ?? notBefore ?? to ?? notAfter,
    );
  return found.find((day) => day !== undefined) ?? "";
}

/** Letters of which no day is known stand behind the others. */
function compare(one: string, other: string): number {
  if (one === other) return 0;
  if (one === "" || other === "") return one === "" ? 1 : -1;
  return one < other ? -1 : 1;
}
