import type { DocumentSummary, PageOrigin, Shell } from "../../site/index.ts";
import { keyOf } from "../cache/document-cache.ts";
import { programBuild } from "../version.ts";
import type { MadeDocument, MadePage } from "./made-document.ts";

/** What the page of a document is made from that pages which join documents may say of it. */
type DocumentOrigin = Pick<MadeDocument, "pageKey"> &
  Pick<MadePage, "dead" | "moved"> & { readonly summary: DocumentSummary };

/** Gives the keys of pages that join documents: by what they say, besides what all pages have in common. */
export class JoinedKeys {
  readonly #common: string;

  /** Takes what all pages have in common; which texts stand beside each other is of no matter. */
  constructor(shell: Shell) {
    this.#common = keyOf(programBuild(), { ...shell, order: [], translations: [] });
  }

  /** The key of what a document has a part in pages with; its summary has the title that tells it from others. */
  document({ pageKey, dead, moved, summary }: DocumentOrigin): string {
    return keyOf(pageKey, dead, moved, summary.front.title);
  }

  /** The key of a page, by those of the documents that it says something of. */
  page(
    path: string,
    { facts }: Pick<PageOrigin, "facts">,
    documents: readonly (string | undefined)[],
  ): string {
    return keyOf("joined", path, this.#common, facts, documents);
  }

  /** The key of pages that are {@link MadeWith} a document, by its own. */
  own(document: string): string {
    return keyOf("own pages", this.#common, document);
  }
}

/** The pages that one document alone has a part in, made with its own page: by their paths, each with its key. */
export type MadeWith = ReadonlyMap<string, { readonly key: string; readonly bytes: Uint8Array }>;
