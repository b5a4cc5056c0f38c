export { type CsvCell, writeCsv } from "./csv.ts";
export { writeXmlRecord } from "./xml-record.ts";
export { type OpenZip, openZip, unzip, type ZipEntry, ZipError } from "./zip-reader.ts";
export { SMALL_FILE, writeZip, ZipWriter } from "./zip-writer.ts";
