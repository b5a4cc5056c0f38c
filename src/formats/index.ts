export { type CsvCell, csvHeader, csvRows, writeCsv } from "./csv.ts";
export { jsonMembers, jsonWithList } from "./json-list.ts";
export { type JsonKind, JsonReader } from "./json-reader.ts";
export { parsedJson } from "./parsed-json.ts";
export { writeXmlRecord } from "./xml-record.ts";
export {
  writeZipHeader,
  type ZipMember,
  zipDirectory,
  zipHeaders,
  zipMemberLength,
} from "./zip-layout.ts";
export { type OpenZip, openZip, unzip, type ZipEntry, ZipError, type ZipSource } from "./zip-reader.ts";
export { writeZip } from "./zip-writer.ts";
