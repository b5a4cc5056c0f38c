import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JsonReader } from "../../src/formats/index.ts";

/** Reads a text, cut into pieces of so many bytes, by its members down to a depth, and what is below whole. */
function read(text: string, size: number, depth: number): unknown {
  const bytes = Buffer.from(text);
  const pieces = function* (): Generator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  };
  const reader = new JsonReader(pieces());
  const value = readValue(reader, depth);
  reader.end();
  return value;
}

function readValue(reader: JsonReader, depth: number): unknown {
  const kind = reader.kind();
  if (kind === "string") return reader.string();
  if (kind === "other" || depth === 0) return reader.value();
  if (kind === "list") return Array.from(reader.items(), () => readValue(reader, depth - 1));
  return Object.fromEntries(Array.from(reader.names(), (name) => [name, readValue(reader, depth - 1)]));
}

/** What comes of a text, or that it is no JSON. */
function outcome(parse: () => unknown): unknown {
  try {
    return { value: parse() };
  } catch (error) {
    if (error instanceof SyntaxError) return "no JSON";
    throw error;
  }
}

const SIZE = fc.integer({ min: 1, max: 40 });
const DEPTH = fc.integer({ min: 0, max: 4 });

describe("a reader of JSON", () => {
  it("reads what JSON.parse does, wherever the pieces are cut", () => {
    const texts = fc.tuple(fc.jsonValue({ noUnicodeString: false }), fc.integer({ min: 0, max: 3 }));
    fc.assert(
      fc.property(texts, SIZE, DEPTH, ([value, indent], size, depth) => {
        const text = JSON.stringify(value, null, indent);
        expect(read(text, size, depth)).toEqual(JSON.parse(text));
      }),
    );
  });

  it("refuses what JSON.parse refuses, and nothing else", () => {
    const signs = fc.string({
      unit: fc.constantFrom(...'{}[]:,"\\ntruefals-1.e \t\n\u0001é'),
      maxLength: 12,
    });
    const broken = fc.tuple(fc.json(), fc.nat(), fc.nat({ max: 3 }), signs).map(([text, at, gone, put]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + put + text.slice(place + gone);
    });
    fc.assert(
      fc.property(fc.oneof(signs, broken), SIZE, DEPTH, (text, size, depth) => {
        expect(outcome(() => read(text, size, depth))).toEqual(outcome(() => JSON.parse(text)));
      }),
      { numRuns: 3000 },
    );
  });
});
