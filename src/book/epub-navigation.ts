import { writeXmlRecord } from "../formats/index.ts";
import type { Book } from "./book.ts";
import type { ContentsEntry } from "./outline.ts";

/** A way to a part of the book that programs know by its kind. */
export interface Landmark {
  readonly kind: string;
  readonly title: string;
  readonly href: string;
}

/** What the navigation document leads to. */
export interface Navigation {
  readonly contents: readonly ContentsEntry[];
  readonly landmarks: readonly Landmark[];
  readonly pages: readonly { readonly label: string; readonly href: string }[];
}

/** Writes the navigation document: contents, landmarks, pages of the source (EPUB 3.3, section 7). */
export function navigationDocument(
  { language, words, title }: Book,
  { contents, landmarks, pages }: Navigation,
): string {
  const document = writeXmlRecord({
    html: {
      "@xmlns": "http://www.w3.org/1999/xhtml",
      "@xmlns:epub": "http://www.idpf.org/2007/ops",
      "@lang": language,
      "@xml:lang": language,
      head: { title, link: { "@rel": "stylesheet", "@type": "text/css", "@href": "style.css" } },
      body: {
        nav: [
          {
            "@epub:type": "toc",
            "@role": "doc-toc",
            "@id": "toc",
            "@class": "toc",
            h1: words.wholeText,
            ol: list(contents),
          },
          {
            "@epub:type": "landmarks",
            "@id": "landmarks",
            "@hidden": "hidden",
            h2: words.bookLandmarks,
            ol: {
              li: landmarks.map(({ kind, href, title: name }) => ({
                a: { "@epub:type": kind, "@href": href, "#text": name },
              })),
            },
          },
          ...(pages.length === 0
            ? []
            : [
                {
                  "@epub:type": "page-list",
                  "@role": "doc-pagelist",
                  "@id": "pages",
                  "@hidden": "hidden",
                  h2: words.bookPages,
                  ol: { li: pages.map(({ label, href }) => ({ a: { "@href": href, "#text": label } })) },
                },
              ]),
        ],
      },
    },
  });
  return document.replace("?>\n", "?>\n<!DOCTYPE html>\n");
}

function list(entries: readonly ContentsEntry[]): unknown {
  return {
    li: entries.map(({ title, href, below }) => ({
      a: { "@href": href, "#text": title },
      ...(below.length === 0 ? {} : { ol: list(below) }),
    })),
  };
}
