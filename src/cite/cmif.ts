import { createHash } from "node:crypto";
import { writeXmlRecord } from "../formats/index.ts";
import { entryOf, linkTo, RECEIVED, type Registers, SENT } from "../resolve/index.ts";
import type { EditionName } from "./indexes.ts";
import {
  type LetterAction,
  type LetterDate,
  type LetterName,
  type LetterPublication,
  type LetterRecord,
  ownLetters,
} from "./letters.ts";
import type { DocumentRecords } from "./records.ts";

type Element = Readonly<Record<string, unknown>>;

/**
 * Writes the letters of an edition in the Correspondence Metadata Interchange Format: a TEI header with a `correspDesc`
 * for each letter, as web services of letters harvest it. Who edits and publishes them, the day and the licence are those
 * of the letters' own headers: none is supplied. Null where the edition describes no letters.
 */
export function cmif(
  edition: EditionName | null,
  siteUrl: string | null,
  registers: Registers,
  documents: readonly Pick<DocumentRecords, "letters">[],
): string | null {
  const letters = ownLetters(documents.flatMap((each) => each.letters));
  if (letters.length === 0) return null;
  const title = edition?.title ?? "Letters";
  const id = uuidOf(siteUrl ?? title);
  const address = siteUrl === null ? {} : { "@ref": siteUrl };
  return writeXmlRecord({
    TEI: {
      "@xmlns": "http://www.tei-c.org/ns/1.0",
      teiHeader: {
        fileDesc: {
          ...published(letters, title, siteUrl),
          sourceDesc: { bibl: { "@type": "online", "@xml:id": id, ...address, "#text": title } },
        },
        profileDesc: { correspDesc: letters.map((letter) => described(letter, id, siteUrl, registers)) },
      },
      text: { body: { p: "" } },
    },
  });
}

function published(letters: readonly LetterRecord[], title: string, siteUrl: string | null): Element {
  const said = letters.map(({ publication }) => publication);
  const editors = [...new Set(said.flatMap((each) => each.editors))];
  const named = [...new Set(said.flatMap(({ publishers }) => publishers))];
  const publishers = named.length === 0 ? [title] : named;
  const day = said
    .flatMap(({ date }) => date ?? [])
    .sort()
    .at(-1);
  return {
    titleStmt: { title, editor: editors.length === 0 ? publishers : editors },
    publicationStmt: {
      publisher:
        siteUrl === null
          ? publishers
          : publishers.map((each) => ({ ref: { "@target": siteUrl, "#text": each } })),
      ...(siteUrl === null ? {} : { idno: { "@type": "url", "#text": `${siteUrl}cmif.xml` } }),
      ...(day === undefined ? {} : { date: { "@when": day } }),
      availability: available(said),
    },
  };
}

/** The licence that all letters are under; where they differ, or name none, each one's own page says what is allowed. */
function available(said: readonly LetterPublication[]): Element {
  const [first] = said;
  const licence = first?.licence ?? null;
  if (licence === null || said.some((each) => each.licence?.target !== licence.target))
    return { "@status": "unknown", p: "No one licence is stated for all letters." };
  return { licence: { "@target": licence.target, "#text": licence.text || licence.target } };
}

/** The same edition has the same id, of the form that UUIDs have; a letter leads, as an `xml:id` asks. */
function uuidOf(name: string): string {
  const digits = createHash("sha256").update(name).digest("hex");
  return [
    `e${digits.slice(0, 7)}`,
    digits.slice(7, 11),
    `8${digits.slice(11, 14)}`,
    `a${digits.slice(14, 17)}`,
  ]
    .concat(digits.slice(17, 29))
    .join("-");
}

function described(
  { url, actions }: LetterRecord,
  id: string,
  siteUrl: string | null,
  registers: Registers,
): Element {
  const acted = [...exchanged(actions, SENT, "sent"), ...exchanged(actions, RECEIVED, "received")];
  const missing = ["sent", "received"].filter((type) => acted.every((action) => action.type !== type));
  return {
    "@source": `#${id}`,
    "@ref": siteUrl === null ? url : new URL(linkTo(url), siteUrl).href,
    correspAction: [
      ...acted.map((action) => actedOut(action, registers)),
      ...missing.map((type) => ({ "@type": type, persName: UNKNOWN })),
    ].sort((one, other) => Number(other["@type"] === "sent") - Number(one["@type"] === "sent")),
  };
}

/** What the format asks for where nobody knows who wrote or who was written to. */
const UNKNOWN = "Unknown";

/**
 * CMIF knows letters that are sent and letters that are received; forwarding and the like say nothing to it. Where other words than
 * its own say the same once more, as of a letter that was written and sent, they say what is missing.
 */
function exchanged(actions: readonly LetterAction[], said: RegExp, type: string): readonly LetterAction[] {
  const all = actions.filter((action) => said.test(action.type));
  const exact = all.filter((action) => action.type === type);
  const [first, ...others] = exact.length > 0 ? exact : all.slice(0, 1);
  if (first === undefined) return [];
  const further = all.filter((action) => action !== first && !others.includes(action));
  const filled = <T>(own: readonly T[], of: (action: LetterAction) => readonly T[]): readonly T[] =>
    own.length > 0 ? own : (further.map(of).find((each) => each.length > 0) ?? []);
  const names = filled(first.names, (action) => action.names);
  const places = filled(first.places, (action) => action.places);
  const dates = filled(first.dates, (action) => action.dates);
  return [{ ...first, type, names, places, dates }, ...others];
}

function actedOut({ type, names, places, dates }: LetterAction, registers: Registers): Element {
  const of = (element: LetterName["element"], all: readonly LetterName[]): Element => {
    const own = all.filter((each) => each.element === element).map((each) => named(each, registers));
    return own.length === 0 ? {} : { [element]: own };
  };
  // A date that says nothing for programs cannot be searched for.
  const days = dates.filter(({ attributes }) => WHEN.some((name) => name in attributes)).map(dated);
  return {
    "@type": type,
    ...(names.length === 0 ? { persName: UNKNOWN } : {}),
    ...of("persName", names),
    ...of("orgName", names),
    ...of("placeName", places),
    ...(days.length === 0 ? {} : { date: days }),
  };
}

const WHEN: readonly string[] = ["when", "from", "to", "notBefore", "notAfter"];

function named({ text, key, ref }: LetterName, registers: Registers): Element {
  const found = key === null ? null : entryOf(registers, key);
  const entry = found === null || found.kind === "work" ? null : found;
  const address = ref ?? entry?.ref ?? null;
  return { ...(address === null ? {} : { "@ref": address }), "#text": entry?.name ?? text };
}

function dated({ attributes, text }: LetterDate): Element {
  const said = Object.entries(attributes).map(([name, value]) => [`@${name}`, value] as const);
  return { ...Object.fromEntries(said), "#text": text };
}
