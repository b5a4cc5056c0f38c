import {
  citationFile,
  crateMetadata,
  cratePreview,
  dataciteRecord,
  directorySwhids,
  type FileRecord,
  metsRecord,
  type PackageDescription,
  premisRecord,
  type RecordFile,
  readme,
  swhidTable,
} from "../../archive/index.ts";

/** Makes the records about the edition: README, citation, DataCite, PREMIS, SWHIDs, and METS where it is asked for. */
export function* editionRecords(
  description: PackageDescription,
  records: readonly FileRecord[],
  mets: boolean,
): Generator<RecordFile> {
  const swhid = directorySwhids(records).get("") ?? "";
  const citation = citationFile(description);
  const datacite = dataciteRecord(description, swhid);
  const named = [
    CRATE,
    ...(citation === null ? [] : ["CITATION.cff"]),
    ...(datacite === null ? [] : ["datacite.xml"]),
    "premis.xml",
    "swhids.tsv",
    ...(mets ? ["mets.xml"] : []),
  ];
  yield { path: "README.txt", text: [readme(description, named)] };
  if (citation !== null) yield { path: "CITATION.cff", text: [citation] };
  if (datacite !== null) yield { path: "datacite.xml", text: [datacite] };
  yield { path: "premis.xml", text: [premisRecord(description, records)] };
  yield { path: "swhids.tsv", text: swhidTable(records) };
  if (mets) yield { path: "mets.xml", text: metsRecord(description, records) };
}

const CRATE = "ro-crate-metadata.json";

/** Makes the crate's metadata and its preview, of the files and of the records about them. */
export function* crateRecords(
  description: PackageDescription,
  records: readonly FileRecord[],
): Generator<RecordFile> {
  yield { path: CRATE, text: crateMetadata(description, records) };
  yield { path: "ro-crate-preview.html", text: cratePreview(description, records) };
}
