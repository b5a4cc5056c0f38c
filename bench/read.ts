import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { XmlDocument } from "libxml2-wasm";
import { SaxesParser } from "saxes";
import { readDocument } from "../src/read/index.ts";
import { shared } from "../tests/shared.ts";

/**
 * How many megabytes a second are read, of the plays of ../shared/corpora/gerdracor: our reader, which makes a tree;
 * saxes with namespaces, which only reports what it meets; libxml2 compiled to WebAssembly, which makes a tree. All three
 * begin with bytes. The rounds of the three take turns, so that whatever slows the machine slows all of them; a ratio is that of one round.
 */
const ROUNDS = 15;

interface Reader {
  readonly name: string;
  readonly read: (bytes: Uint8Array) => void;
}

const READERS: readonly Reader[] = [
  { name: "colophon", read: readOurs },
  { name: "saxes", read: readSaxes },
  { name: "libxml2-wasm", read: readLibxml2 },
];

function readOurs(bytes: Uint8Array): void {
  const { tree, findings } = readDocument(bytes, { path: "bench.xml" });
  if (tree === null) throw new Error(findings[0]?.message);
}

function readSaxes(bytes: Uint8Array): void {
  const parser = new SaxesParser({ xmlns: true, position: true });
  let nodes = 0;
  const count = (): void => {
    nodes++;
  };
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", count);
  parser.on("closetag", count);
  parser.on("text", count);
  parser.on("comment", count);
  parser.on("processinginstruction", count);
  parser.write(new TextDecoder().decode(bytes)).close();
  if (nodes === 0) throw new Error("nothing was read");
}

function readLibxml2(bytes: Uint8Array): void {
  XmlDocument.fromBuffer(bytes).dispose();
}

function corpus(): Uint8Array[] {
  const folder = shared("corpora/gerdracor");
  if (folder === null) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".xml"));
  return names.sort().map((name) => new Uint8Array(readFileSync(join(folder, name))));
}

function measure(documents: readonly Uint8Array[], { read }: Reader): number {
  const start = performance.now();
  for (const bytes of documents) read(bytes);
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

const documents = corpus();
const megabytes = documents.reduce((sum, bytes) => sum + bytes.length, 0) / 1e6;
if (documents.length > 0) {
  const times = new Map(READERS.map(({ name }) => [name, [] as number[]]));
  for (const reader of READERS) measure(documents, reader);
  for (let round = 0; round < ROUNDS; round++) {
    for (const reader of READERS) times.get(reader.name)?.push(measure(documents, reader));
  }
  const ours = times.get("colophon") ?? [];
  console.log(`${documents.length} documents, ${megabytes.toFixed(1)} MB, medians of ${ROUNDS} rounds`);
  for (const [name, rounds] of times) {
    const speed = median(rounds.map((time) => megabytes / (time / 1000)));
    const ratio = median(rounds.map((time, round) => time / ours[round]!));
    console.log(
      `${name.padEnd(14)}${speed.toFixed(1).padStart(8)} MB/s${ratio.toFixed(2).padStart(8)} times our time`,
    );
  }
}
