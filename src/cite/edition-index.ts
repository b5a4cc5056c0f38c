import { type CsvCell, csvHeader, csvRows, jsonMembers, jsonWithList } from "../formats/index.ts";
import { type Groups, HeldGroups } from "./groups.ts";
import type { DocumentRecords } from "./records.ts";

/**
 * An index of an edition: what it takes of each document goes into groups, one document after the other, and it is written
 * from them, piece by piece, when all are there. The records of all documents at once may be more than fits into memory.
 */
export interface EditionIndex {
  /** The name of its file. */
  readonly name: string;
  /** What it gathers, where another index is written from the same; both have it put into groups once. */
  readonly gathers?: string;
  readonly add: (records: DocumentRecords, groups: Groups) => void;
  readonly write: (groups: Groups) => Iterable<string>;
  /** What it takes of a document, where it does not put all of that into groups. */
  readonly taken?: (records: DocumentRecords) => readonly unknown[];
}

/** Says what an index takes of a document: where that is as it was, and the same of all others, so is the index. */
export function takenBy(
  { add, taken }: Pick<EditionIndex, "add" | "taken">,
  records: DocumentRecords,
): string {
  const put: unknown[] = [];
  if (taken !== undefined) put.push(...taken(records));
  else add(records, { add: (key, value) => put.push([key, value]), get: () => [] });
  return JSON.stringify(put);
}

/** Writes an index of documents that are all at hand. */
export function wholeIndex(index: EditionIndex, documents: Iterable<DocumentRecords>): string {
  const groups = new HeldGroups();
  for (const records of documents) index.add(records, groups);
  return [...index.write(groups)].join("");
}

/** An index that is written of texts, one of each document, in their order. */
export function textIndex(
  name: string,
  textOf: (records: DocumentRecords) => string,
  write: (texts: Iterable<string>) => Iterable<string>,
): EditionIndex {
  return {
    name,
    add: (records, groups) => {
      const text = textOf(records);
      if (text !== "") groups.add(name, text);
    },
    write: (groups) => write(groups.get(name) as Iterable<string>),
  };
}

/** An index in JSON that lists something of each document. */
export function jsonIndex(
  name: string,
  head: Readonly<Record<string, unknown>>,
  list: string,
  membersOf: (records: DocumentRecords) => readonly object[],
): EditionIndex {
  const textOf = (records: DocumentRecords): string => jsonMembers(membersOf(records));
  return textIndex(name, textOf, (texts) => jsonWithList(head, list, texts));
}

/** An index in CSV with rows of each document. */
export function csvIndex(
  name: string,
  header: string,
  rowsOf: (records: DocumentRecords) => readonly (readonly CsvCell[])[],
): EditionIndex {
  const textOf = (records: DocumentRecords): string => csvRows(rowsOf(records));
  return textIndex(name, textOf, function* (texts) {
    yield csvHeader(header.split(" "));
    yield* texts;
  });
}
