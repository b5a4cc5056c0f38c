import type { JoinedDocument } from "./made-document.ts";
import { Rows, type Sequence } from "./rows.ts";
import { readPiece, type Spool, type WrittenPieces } from "./spool.ts";

/**
 * Documents that others can point to, as they are sent to a thread: on the disk, since each thread would hold them all and asks
 * for few.
 */
export interface SentDocuments {
  readonly length: number;
  readonly pieces: WrittenPieces;
}

/** So many documents lie in one piece: whoever asks for one reads it, and whoever goes through all reads each piece once. */
const TOGETHER = 16;

/** So many pieces are at hand: nearly all pointers of a document lead into itself or into a few registers. */
const FEW = 8;

/** Writes documents down to be sent, in a spool that stays open as long as threads may read them. */
export function sentDocuments(documents: Sequence<JoinedDocument>, spool: Spool): SentDocuments {
  let together: JoinedDocument[] = [];
  const write = (): void => {
    spool.add(Buffer.from(JSON.stringify(together)));
    together = [];
  };
  for (const { id, path, hash, hasText, parts, isComplete } of documents) {
    together.push({ id, path, hash, hasText, parts, isComplete });
    if (together.length === TOGETHER) write();
  }
  if (together.length > 0) write();
  return { length: documents.length, pieces: spool.written() };
}

/** Gives documents back as they were before they were sent, each read when it is asked for. */
export function arrivedDocuments({ length, pieces }: SentDocuments): Rows<JoinedDocument> {
  const recent = new Map<number, readonly JoinedDocument[]>();
  const piece = (number: number): readonly JoinedDocument[] => {
    const known = recent.get(number);
    if (known !== undefined) return known;
    const read = JSON.parse(readPiece(pieces, number).toString()) as readonly JoinedDocument[];
    if (recent.size === FEW) recent.delete(recent.keys().next().value!);
    recent.set(number, read);
    return read;
  };
  return new Rows(length, (nth) => piece(Math.floor(nth / TOGETHER))[nth % TOGETHER]!);
}
