import {
  type DocumentReport,
  type Finding,
  type Summary,
  summaryIs,
  type ToldDocuments,
} from "../../report/index.ts";
import { Rows } from "./rows.ts";

/** Who knows what was found on documents, by their places. */
export interface Found {
  readonly pathOf: (place: number) => string;
  /** The places of the documents on which anything was found, in order. */
  readonly places: readonly number[];
  /** Gives what was found on a document as JSON; null where nothing was. */
  readonly jsonOf: (place: number) => Buffer | null;
}

/**
 * What a report says of documents. It is made whenever it is told: an object and a path for each of a hundred thousand would
 * be much to hold, and so would all findings, which are read as JSON when their turn comes.
 */
export class FoundDocuments extends Rows<DocumentReport> implements ToldDocuments {
  readonly found: Found;

  /** Takes how many documents there are, who knows what was found on them, and what it comes to. */
  constructor(length: number, found: Found, summary: Summary) {
    super(length, (place) => documentAt(place, found));
    this.found = found;
    summaryIs(this, summary);
  }

  get notable(): Iterable<DocumentReport> {
    const { places } = this.found;
    return new Rows(places.length, (nth) => documentAt(places[nth]!, this.found));
  }
}

function documentAt(place: number, { pathOf, jsonOf }: Found): DocumentReport {
  const json = jsonOf(place);
  const findings = json === null ? NOTHING_FOUND : (JSON.parse(json.toString()) as readonly Finding[]);
  return { path: pathOf(place), findings };
}

const NOTHING_FOUND: readonly Finding[] = [];
