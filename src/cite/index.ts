export type { CitationForm } from "./citation-reading.ts";
export { CITATION_LANGUAGES, type CitationLanguage } from "./citation-words.ts";
export { type CitedDocument, type CiteOptions, citeDocument, type RowRecord } from "./document-records.ts";
export type { Locus } from "./locus.ts";
export {
  type CitationRecord,
  countWords,
  type DocumentRecords,
  type MentionRecord,
  type Place,
  type QuotationRecord,
  type SpeechRecord,
} from "./records.ts";
