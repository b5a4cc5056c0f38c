export { type CsvCell, writeCsv } from "./csv.ts";
export { writeXmlRecord } from "./xml-record.ts";
