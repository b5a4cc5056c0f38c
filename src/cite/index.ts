export { bibtexName, worksBiblatex, worksBibtex } from "./bibtex.ts";
export { type CitableText, type CitableUnit, citableUnits } from "./citable-units.ts";
export type { CitationForm } from "./citation-reading.ts";
export { cmif } from "./cmif.ts";
export { concordance, concordanceCsv, concordanceText, type KeywordInContext } from "./concordance.ts";
export { type CslDate, type CslItem, type CslName, cslItem, cslName } from "./csl.ts";
export { type CslStyle, styledReferences } from "./csl-style.ts";
export { type CitedDocument, type CiteOptions, citeDocument, noRecords } from "./document-records.ts";
export { type EditionIndex, takenBy, wholeIndex } from "./edition-index.ts";
export { type Enrichment, type EnrichOptions, enrichDocument } from "./enrich.ts";
export {
  EXPLAINED_COLUMNS,
  type ExplainedCitation,
  type ExplainedQuotation,
  explainCitations,
  explainQuotations,
  QUOTATION_COLUMNS,
} from "./explain.ts";
export { listBiblDocument } from "./formats/bibl-struct.ts";
export { type MergedWorks, mergeWorks } from "./formats/merge-works.ts";
export { type ReadWorks, readWorks, type WorksFormat, worksFormatOf } from "./formats/read-works.ts";
export { type DistinctItems, distinctItems } from "./formats/same-work.ts";
export { worksCsv, worksJsonLd } from "./formats/works-table.ts";
export { graphIndex, graphJsonLd } from "./graph.ts";
export { graphMlIndex } from "./graphml.ts";
export { type Groups, HeldGroups } from "./groups.ts";
export {
  CITATIONS_CSV,
  citationsIndex,
  citationsJson,
  type EditionName,
  quotationsIndex,
  speechesIndex,
  worksJson,
} from "./indexes.ts";
export {
  CITATION_LANGUAGES,
  type CitationLanguage,
  type CitationLanguageAddition,
  withLanguages,
} from "./languages/index.ts";
export type { LetterAction, LetterRecord } from "./letters.ts";
export type { Locus } from "./locus.ts";
export { bibliographyEntry, type Manner } from "./manners.ts";
export {
  type CitedPassage,
  passagesIndex,
  passagesTable,
  QUOTATIONS_CSV,
  SPEECHES_CSV,
  type SpeechExchange,
} from "./passages.ts";
export type { QuotationPassage } from "./quotation-passage.ts";
export {
  type QuotationSource,
  type QuotationSources,
  sourceOfText,
  sourceOfTree,
} from "./quotation-source.ts";
export type { RowRecord } from "./record-maker.ts";
export {
  type CitationRecord,
  countWords,
  type DocumentRecords,
  type HeadwordRecord,
  type MentionRecord,
  type Place,
  type QuotationRecord,
  type SpeechRecord,
} from "./records.ts";
export {
  describeCitation,
  fullReference,
  plainReference,
  type Run,
} from "./reference.ts";
export { type EntryMentions, registerIndex, registerTable } from "./register-index.ts";
export { worksRis } from "./ris.ts";
