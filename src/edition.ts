import { type Edition, type EditionDocument, unwatched, type Watch } from "./checking.ts";
import {
  CITATION_LANGUAGES,
  type CitationLanguage,
  type CitedDocument,
  type CiteOptions,
  citeDocument,
} from "./cite/index.ts";
import { programFailed } from "./report/index.ts";
import { indexWorks } from "./resolve/index.ts";

export * from "./checking.ts";

/** Finds the citations, quotations and speeches of each document, and resolves them. */
export function citeEdition(
  { documents, registers, scope }: Edition,
  watch: Watch = unwatched,
  languages: readonly CitationLanguage[] = CITATION_LANGUAGES,
  sources: CiteOptions["sources"] = undefined,
): readonly CitedDocument[] {
  const works = indexWorks(registers);
  const texts = sources === undefined ? {} : { sources };
  return documents.map((document) => {
    const cited = watch("cite", document.path, () =>
      citeOne(document, { registers, scope, works, languages, ...texts }),
    );
    // Whoever asks next makes views of his own; those of all documents together would not fit into memory.
    document.tree.releaseViews();
    return cited;
  });
}

/** Finds the citations, quotations and speeches of one document; a fault of the program is a finding of the document. */
export function citeOne(
  { id, path, tree }: EditionDocument,
  options: Omit<CiteOptions, "id">,
): CitedDocument {
  try {
    return citeDocument(tree, { id, ...options });
  } catch (error) {
    const records = { document: id, citations: [], quotations: [], speeches: [], mentions: [] };
    return { records, rows: new Map(), findings: [programFailed("citations", path, error)] };
  }
}
