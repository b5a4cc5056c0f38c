import { fileAtAddress, pageOf, pageOfDocument, parted } from "../resolve/index.ts";
import { addressOf } from "../site/index.ts";
import type { Book, BookText } from "./book.ts";
import type { Ways } from "./leaf.ts";
import { citedWorks, workId } from "./works.ts";

/** Says where an address below the site's folder stands in a book; null for what is not in it. */
export type Place = (address: string) => string | null;

/** Finds places in a book: `at` says where an id of a text stands, or the text begins; the works stand in `worksFile`. */
export function placeIn(
  book: Book,
  at: (text: BookText, id: string | null) => string | null,
  worksFile: string,
): Place {
  const texts = new Map(book.texts.map((text) => [pageOfDocument(text.id), text]));
  const works = new Map(citedWorks(book).map(({ work }) => [pageOf("work", work.key), workId(work.key)]));
  return (address) => {
    const [page, id] = parted(address);
    const text = texts.get(page);
    if (text !== undefined) return at(text, id ?? null);
    const work = works.get(page);
    return work === undefined ? null : `${worksFile}#${encodeURIComponent(work)}`;
  };
}

/** How the links and pictures of a text are written in a file of the book, whose files lie all in one folder. */
export function waysFrom(
  text: BookText,
  own: string,
  place: Place,
  image: (path: string) => string | null,
): Ways {
  const page = pageOfDocument(text.id);
  return {
    link: (href) => {
      if (/^(?:https?|mailto|tel):/iu.test(href)) return href;
      const address = addressOf(page, href);
      const found = address === null ? null : place(address);
      if (found === null) return null;
      return found.startsWith(`${own}#`) ? found.slice(own.length) : found;
    },
    image: (src) => {
      const address = addressOf(page, src);
      return address?.startsWith("images/") === true
        ? image(fileAtAddress(address.slice("images/".length)))
        : null;
    },
  };
}
