import { type LongReport, type Summary, summarize, type ToldDocuments } from "../../report/index.ts";
import { type Found, FoundDocuments } from "./found-documents.ts";
import { PathList } from "./path-list.ts";
import { PathTable } from "./path-table.ts";

/** What is not of one document. */
interface Heading extends Omit<LongReport, "documents"> {
  readonly summary: Summary;
}

/** What was found on documents, as JSON, by their places. */
type Pieces = readonly (readonly [place: number, findings: Uint8Array])[];

/** So many of them are written at once. */
const TOGETHER = 500;

/**
 * Packs a report of documents of an edition, piece by piece: of most there is nothing to say, and to read an object of each
 * takes long. First comes what is not of one document, then what was found on them, and at last their paths.
 */
export function* packReport({ documents, ...rest }: LongReport): Generator<unknown> {
  yield { ...rest, summary: summarize({ documents }) } satisfies Heading;
  const { pathOf, places, jsonOf } = foundIn(documents);
  for (let at = 0; at < places.length; at += TOGETHER)
    yield places.slice(at, at + TOGETHER).map((place) => [place, jsonOf(place)]);
  const paths = new PathList();
  for (let place = 0; place < documents.length; place++) paths.push(pathOf(place));
  yield paths.text;
}

function foundIn(documents: ToldDocuments): Found {
  if (documents instanceof FoundDocuments) return documents.found;
  const all = [...documents];
  return {
    pathOf: (place) => all[place]!.path,
    places: all.flatMap(({ findings }, place) => (findings.length > 0 ? [place] : [])),
    jsonOf: (place) => Buffer.from(JSON.stringify(all[place]!.findings)),
  };
}

/** Gives a report as it was before it was packed. */
export function unpackReport(pieces: readonly unknown[]): LongReport {
  const [heading, ...some] = pieces as readonly [Heading, ...Pieces[], string];
  const { summary, ...rest } = heading;
  const found = new Map((some.slice(0, -1) as Pieces[]).flat());
  const paths = new PathTable(some.at(-1) as string);
  const jsonOf = (place: number): Buffer | null => {
    const json = found.get(place);
    return json === undefined ? null : Buffer.from(json.buffer, json.byteOffset, json.length);
  };
  const known = { pathOf: (place: number) => paths.at(place), places: [...found.keys()], jsonOf };
  return { documents: new FoundDocuments(paths.length, known, summary), ...rest };
}
