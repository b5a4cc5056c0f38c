export { writeXmlRecord } from "./xml-record.ts";
