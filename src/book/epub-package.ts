import { createHash } from "node:crypto";
import { writeXmlRecord } from "../formats/index.ts";
import { type Html, isRightToLeft } from "../render/index.ts";
import { authorsOf, type Book, editorsOf, languagesOf } from "./book.ts";
import { wordsIn } from "./leaf.ts";

/** A file of the package with what the manifest says of it. */
export interface PackageItem {
  readonly id: string;
  readonly path: string;
  readonly mediaType: string;
  readonly properties: string | null;
  /** Its place in the order of reading; null for what is not read by itself. */
  readonly spine: "linear" | "auxiliary" | null;
}

/** What the metadata says of how a book can be read. */
export interface Access {
  readonly hasPages: boolean;
  readonly hasImages: boolean;
}

/** Writes the package document (EPUB 3.3, section 5), with the metadata of EPUB Accessibility 1.1. */
export function packageDocument(book: Book, items: readonly PackageItem[], access: Access): string {
  const languages = languagesOf(book);
  return writeXmlRecord({
    package: {
      "@xmlns": "http://www.idpf.org/2007/opf",
      "@version": "3.0",
      "@unique-identifier": "identifier",
      "@xml:lang": book.language,
      metadata: {
        "@xmlns:dc": "http://purl.org/dc/elements/1.1/",
        "dc:identifier": { "@id": "identifier", "#text": identifierOf(book.name) },
        "dc:title": titles(book),
        "dc:language": languages,
        "dc:creator": people(authorsOf(book), "creator"),
        "dc:contributor": people(editorsOf(book), "contributor"),
        ...publication(book),
        ...source(book, access),
        meta: [
          { "@property": "dcterms:modified", "#text": book.modified },
          ...titleTypes(book),
          ...roles(authorsOf(book), "creator", "aut"),
          ...roles(editorsOf(book), "contributor", "edt"),
          ...(access.hasPages && sourceOf(book) !== null
            ? [{ "@refines": "#source", "@property": "source-of", "#text": "pagination" }]
            : []),
          ...accessibility(book, access),
        ],
      },
      manifest: { item: items.map(manifestItem) },
      spine: {
        "@page-progression-direction": isRightToLeft(languages[0]!) ? "rtl" : undefined,
        itemref: items
          .filter(({ spine }) => spine !== null)
          .map(({ id, spine }) => ({ "@idref": id, "@linear": spine === "auxiliary" ? "no" : undefined })),
      },
    },
  });
}

/** The identifier of a book: a UUID made of its name (RFC 9562, section 5.5), the same from version to version. */
export function identifierOf(name: string): string {
  const hash = createHash("sha1").update("colophon/book/").update(name).digest("hex");
  const variant = ((Number.parseInt(hash.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `urn:uuid:${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-${variant}${hash.slice(18, 20)}-${hash.slice(20, 32)}`;
}

type Meta = Readonly<Record<string, unknown>>;

function titles({ title, subtitle }: Book): readonly Meta[] {
  const main = { "@id": "title", "#text": title };
  return subtitle === null ? [main] : [main, { "@id": "subtitle", "#text": subtitle }];
}

function titleTypes({ subtitle }: Book): readonly Meta[] {
  const type = (id: string, text: string): Meta => ({
    "@refines": `#${id}`,
    "@property": "title-type",
    "#text": text,
  });
  return subtitle === null ? [] : [type("title", "main"), type("subtitle", "subtitle")];
}

function people(names: readonly string[], id: string): readonly Meta[] {
  return names.map((name, at) => ({ "@id": `${id}-${at + 1}`, "#text": name }));
}

function roles(names: readonly string[], id: string, role: string): readonly Meta[] {
  return names.map((_, at) => ({
    "@refines": `#${id}-${at + 1}`,
    "@property": "role",
    "@scheme": "marc:relators",
    "#text": role,
  }));
}

/** Who published the texts, when, and what may be done with them, as far as the headers agree. */
function publication({ texts }: Book): Meta {
  const publishers = new Set(texts.flatMap(({ front }) => front.publishers));
  const dates = new Set(
    texts.flatMap(({ front }) => /^\d{4}(?:-\d{2}){0,2}$/u.exec(front.date ?? "")?.[0] ?? []),
  );
  const rights = new Set(
    texts.map(({ front }) => passagesIn(front.availability)).filter((text) => text !== ""),
  );
  return {
    ...(publishers.size > 0 ? { "dc:publisher": [...publishers] } : {}),
    ...(dates.size === 1 ? { "dc:date": [...dates] } : {}),
    ...(rights.size === 1 ? { "dc:rights": [...rights] } : {}),
  };
}

/** The source whose pages the page list is of. */
function source(book: Book, { hasPages }: Access): Meta {
  const text = sourceOf(book);
  return text === null || !hasPages ? {} : { "dc:source": { "@id": "source", "#text": text } };
}

function sourceOf({ texts }: Book): string | null {
  const said = new Set(texts.map(({ front }) => passagesIn(front.source)).filter((text) => text !== ""));
  return said.size === 0 ? null : [...said].join("; ");
}

/** The words of passages that stand below each other. */
function passagesIn(html: readonly Html[]): string {
  return html
    .map((passage) => wordsIn(passage))
    .filter((text) => text !== "")
    .join(" ");
}

/** How a book can be read (EPUB Accessibility 1.1, section 2.2); that it conforms to it only people can say. */
function accessibility({ words }: Book, { hasPages, hasImages }: Access): readonly Meta[] {
  const say = (name: string, text: string): Meta => ({ "@property": `schema:${name}`, "#text": text });
  const features = [
    "structuralNavigation",
    "tableOfContents",
    "readingOrder",
    "displayTransformability",
    "ARIA",
    ...(hasPages ? ["pageBreakMarkers", "pageNavigation"] : []),
    ...(hasImages ? ["alternativeText"] : []),
  ];
  return [
    say("accessMode", "textual"),
    ...(hasImages ? [say("accessMode", "visual"), say("accessModeSufficient", "textual,visual")] : []),
    say("accessModeSufficient", "textual"),
    ...features.map((feature) => say("accessibilityFeature", feature)),
    say("accessibilityHazard", hasImages ? "unknown" : "none"),
    say("accessibilitySummary", words.bookAccess),
  ];
}

function manifestItem({ id, path, mediaType, properties }: PackageItem): Meta {
  const href = path.split("/").map(encodeURIComponent).join("/");
  return { "@id": id, "@href": href, "@media-type": mediaType, "@properties": properties ?? undefined };
}
