import { HashColumn } from "./document-source.ts";
import type { JoinedDocument } from "./made-document.ts";
import { PathList } from "./path-list.ts";
import { PathTable } from "./path-table.ts";
import { Rows, type Sequence } from "./rows.ts";

const HASH = 32;

/** Documents that others can point to, as they are sent to a thread: column by column, since each thread holds them all. */
export interface SentDocuments {
  readonly ids: string;
  readonly paths: string;
  readonly hashes: Uint8Array;
  /** What else there is of those that include anything, by their places. */
  readonly including: ReadonlyMap<number, Pick<JoinedDocument, "parts" | "isComplete">>;
}

/** Gives documents as they are sent. */
export function sentDocuments(documents: Sequence<JoinedDocument>): SentDocuments {
  const [ids, paths] = [new PathList(), new PathList()];
  const hashes = Buffer.alloc(documents.length * HASH);
  const including = new Map<number, Pick<JoinedDocument, "parts" | "isComplete">>();
  for (const { id, path, hash, parts, isComplete } of documents) {
    const place = ids.length;
    ids.push(id);
    paths.push(path);
    hashes.write(hash, place * HASH, "hex");
    if (parts.length > 0 || !isComplete) including.set(place, { parts, isComplete });
  }
  return { ids: ids.text, paths: paths.text, hashes, including };
}

/** Gives documents back as they were before they were sent, each when it is asked for. */
export function arrivedDocuments({ ids, paths, hashes, including }: SentDocuments): Rows<JoinedDocument> {
  const [idTable, pathTable, column] = [new PathTable(ids), new PathTable(paths), new HashColumn(hashes)];
  return new Rows(idTable.length, (nth) => ({
    id: idTable.at(nth),
    path: pathTable.at(nth),
    hash: column.at(nth),
    ...(including.get(nth) ?? WHOLE),
  }));
}

const WHOLE: Pick<JoinedDocument, "parts" | "isComplete"> = { parts: [], isComplete: true };
