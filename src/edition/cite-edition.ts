import {
  CITATION_LANGUAGES,
  type CitationLanguage,
  type CitedDocument,
  type CiteOptions,
  citeDocument,
  noRecords,
  type QuotationSources,
} from "../cite/index.ts";
import { type CompiledModels, passageKind } from "../render/index.ts";
import { programFailed } from "../report/index.ts";
import { indexWorks, type Registers } from "../resolve/index.ts";
import { contentId } from "../site/index.ts";
import type { XmlNode } from "../tree/index.ts";
import type { Edition } from "./read-edition.ts";
import type { EditionDocument } from "./source.ts";
import { unwatched, type Watch } from "./watch.ts";

/** How citations are found. */
export interface CiteSetup {
  /** How citations are written in each language; those that the program knows where absent. */
  readonly languages?: readonly CitationLanguage[];
  /** Gives the texts that quotations are held against; they are held against none where absent. */
  readonly sources?: (registers: Registers) => QuotationSources;
  /** The models of the edition, which know which of its own elements are speeches; none of them are where absent. */
  readonly models?: CompiledModels;
  readonly watch?: Watch;
}

/** Finds the citations, quotations and speeches of each document, and resolves them. */
export function citeEdition(
  { documents, registers, scope }: Edition,
  { languages = CITATION_LANGUAGES, sources, models, watch = unwatched }: CiteSetup = {},
): readonly CitedDocument[] {
  const works = indexWorks(registers);
  const texts = sources === undefined ? {} : { sources: sources(registers) };
  const passages = passagesBy(models ?? null);
  return documents.map((document) => {
    const cited = watch("cite", document.path, () =>
      citeOne(document, { registers, scope, works, languages, ...texts, ...passages }),
    );
    // Whoever asks next makes views of his own; those of all documents together would not fit into memory.
    document.tree.releaseViews();
    return cited;
  });
}

/** Tells the passages of a text as its page does: by the models of the edition, without which none of its own elements is one. */
export function passagesBy(models: CompiledModels | null): Pick<CiteOptions, "isSpeech" | "passageId"> {
  const isSpeech = (node: XmlNode): boolean => models !== null && passageKind(models, node) === "speech";
  return { ...(models === null ? {} : { isSpeech }), passageId: (node) => contentId(node, models) };
}

/** Finds the citations, quotations and speeches of one document; a fault of the program is a finding of the document. */
export function citeOne(
  { id, path, tree }: EditionDocument,
  options: Omit<CiteOptions, "id">,
): CitedDocument {
  try {
    return citeDocument(tree, { id, ...options });
  } catch (error) {
    return { records: noRecords(id), rows: new Map(), findings: [programFailed("citations", path, error)] };
  }
}
