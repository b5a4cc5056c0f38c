import type { Finding } from "../../report/index.ts";
import { Spool } from "./spool.ts";

/**
 * What was found on documents, which is on the disk until it is told: of very many documents it is much, and each finding takes
 * several times as much in memory as what it says.
 */
export class FindingsSpool {
  readonly #spool = new Spool();

  /** Adds what was found on a document, and gives the number by which it is had again. Throws where the disk cannot take it. */
  add(findings: readonly Finding[]): number {
    return this.#spool.add(Buffer.from(JSON.stringify(findings)));
  }

  at(number: number): readonly Finding[] {
    return JSON.parse(this.jsonAt(number).toString()) as readonly Finding[];
  }

  /** Gives findings as the JSON in which they are written down. */
  jsonAt(number: number): Buffer {
    return this.#spool.piece(number);
  }
}
