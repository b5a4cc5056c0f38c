import { catalogue, type Finding, type SourcePlace } from "../report/index.ts";
import { type EditionMetadata, isDay } from "./metadata.ts";
import type { Preset } from "./preset.ts";

/** Checks what the edition says of itself: what every archive must know, then what DataCite asks beyond. */
export function checkMetadata(metadata: EditionMetadata, preset: Preset, place: SourcePlace): Finding[] {
  const { title, creators, licences, isRightsUnknown, embargo, publisher, year, date, doi } = metadata;
  const missing = (what: string, where: string): Finding => catalogue.metadataMissing(place, { what, where });
  const incomplete = (what: string, where: string): Finding =>
    catalogue.recordIncomplete(place, { what, where });
  return [
    ...(title === null ? [missing("title", "Write “title” in the configuration.")] : []),
    ...(creators.length === 0 ? [missing("author or editor", CREATORS)] : []),
    ...(licences.length === 0 && !isRightsUnknown ? [missing("licence", LICENCE)] : []),
    ...(embargo !== null && !isDay(embargo) ? [catalogue.embargoUnclear(place, { embargo })] : []),
    ...(publisher === null ? [incomplete("publisher", PUBLISHER)] : []),
    ...(year === null && date === null ? [missing("date", DATE)] : []),
    ...(year === null && date !== null ? [incomplete("year of publication", YEAR)] : []),
    ...(doi === null && preset !== "zenodo" ? [incomplete("DOI", DOI)] : []),
  ];
}

const CREATORS =
  "Write <author> or <editor> in the titleStmt of the documents, or “archive.creators” in the configuration.";
const LICENCE =
  'Write <licence target="…"> in the header\'s availability, or “archive.licence” in the configuration; where the rights are ' +
  'not known, say so: <availability status="unknown">, or archive.rights: “unknown”.';
const PUBLISHER =
  "Write <publisher> in the header's publicationStmt, or “archive.publisher” in the configuration.";
const YEAR =
  'Write <date when="…"> in the header\'s publicationStmt, or “archive.year” in the configuration.';
const DATE =
  'Write <date when="…"> in the header\'s publicationStmt, or “archive.year” in the configuration; a commit of the sources, a ' +
  '<change when="…"> in the revisionDesc or SOURCE_DATE_EPOCH dates the package as well.';
const DOI =
  "“colophon deposit” reserves one, and writes it into the package; or write “archive.doi” in the configuration. Until then " +
  "the record names the sources by their SWHID.";
