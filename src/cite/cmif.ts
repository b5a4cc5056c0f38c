import { writeXmlRecord } from "../formats/index.ts";
import { entryOf, type Registers } from "../resolve/index.ts";
import type { EditionName } from "./indexes.ts";
import type { LetterAction, LetterDate, LetterName, LetterRecord } from "./letters.ts";
import type { DocumentRecords } from "./records.ts";

type Element = Readonly<Record<string, unknown>>;

/**
 * Writes the letters of an edition in the Correspondence Metadata Interchange Format: a TEI header with a `correspDesc`
 * for each letter, as web services of letters harvest it. Null where the edition describes no letters.
 */
export function cmif(
  edition: EditionName | null,
  siteUrl: string | null,
  registers: Registers,
  documents: readonly DocumentRecords[],
): string | null {
  const letters = documents.flatMap((each) => each.letters);
  if (letters.length === 0) return null;
  const title = edition?.title ?? "Letters";
  const address = siteUrl === null ? {} : { "@ref": siteUrl };
  return writeXmlRecord({
    TEI: {
      "@xmlns": "http://www.tei-c.org/ns/1.0",
      teiHeader: {
        fileDesc: {
          titleStmt: { title, editor: title },
          publicationStmt: {
            publisher: siteUrl === null ? title : { ref: { "@target": siteUrl, "#text": title } },
            ...(siteUrl === null ? {} : { idno: { "@type": "url", "#text": `${siteUrl}cmif.xml` } }),
          },
          sourceDesc: { bibl: { "@type": "online", "@xml:id": "edition", ...address, "#text": title } },
        },
        profileDesc: { correspDesc: letters.map((letter) => described(letter, siteUrl, registers)) },
      },
      text: { body: { p: "" } },
    },
  });
}

function described({ url, actions }: LetterRecord, siteUrl: string | null, registers: Registers): Element {
  return {
    "@source": "#edition",
    "@ref": siteUrl === null ? url : new URL(url.split("/").map(encodeURIComponent).join("/"), siteUrl).href,
    correspAction: actions.filter(isExchanged).map((action) => acted(action, registers)),
  };
}

/** CMIF knows letters that are sent and letters that are received; forwarding and the like say nothing to it. */
function isExchanged({ type }: LetterAction): boolean {
  return type === "sent" || type === "received";
}

function acted({ type, names, places, dates }: LetterAction, registers: Registers): Element {
  const of = (element: LetterName["element"], all: readonly LetterName[]): Element => {
    const own = all.filter((each) => each.element === element).map((each) => named(each, registers));
    return own.length === 0 ? {} : { [element]: own };
  };
  return {
    "@type": type,
    ...of("persName", names),
    ...of("orgName", names),
    ...of("placeName", places),
    ...(dates.length === 0 ? {} : { date: dates.map(dated) }),
  };
}

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
