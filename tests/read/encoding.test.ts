import { describe, expect, it } from "vitest";
import { readDocument } from "../../src/read/index.ts";
import { serializeBytes } from "../../src/tree/index.ts";

function read(bytes: Uint8Array): ReturnType<typeof readDocument> {
  return readDocument(bytes, { path: "a.xml" });
}

function declared(encoding: string, text: string): string {
  return `<?xml version="1.0" encoding="${encoding}"?><p>${text}</p>`;
}

function bigEndian(text: string): Buffer {
  return Buffer.from(text, "utf16le").swap16();
}

describe("a document is read", () => {
  it.each<[string, Buffer, string]>([
    ["UTF-8", Buffer.from("<p>Größe — 𝔄</p>"), "Größe — 𝔄"],
    ["UTF-8 with a byte order mark", Buffer.from("\ufeff<p>ä</p>"), "ä"],
    ["UTF-8, declared", Buffer.from(declared("utf-8", "ä")), "ä"],
    ["UTF-16, little-endian", Buffer.from("\ufeff<p>ä𝔄</p>", "utf16le"), "ä𝔄"],
    ["UTF-16, little-endian, declared", Buffer.from(`\ufeff${declared("UTF-16", "ä")}`, "utf16le"), "ä"],
    ["UTF-16, big-endian", bigEndian("\ufeff<p>ä𝔄</p>"), "ä𝔄"],
    [
      "ISO-8859-1, which is not windows-1252",
      Buffer.from(declared("ISO-8859-1", "ä\u0080\u009f"), "latin1"),
      "ä\u0080\u009f",
    ],
    ["US-ASCII", Buffer.from(declared("US-ASCII", "a")), "a"],
  ])("from %s, and given back byte by byte", (_, bytes, text) => {
    const { tree, findings } = read(bytes);
    expect(findings).toEqual([]);
    expect(tree!.root.text).toBe(text);
    expect(Buffer.compare(serializeBytes(tree!), bytes)).toBe(0);
  });

  it("without its byte order mark taking a column", () => {
    expect(read(Buffer.from("\ufeff<p/>")).tree!.root.position).toEqual({ line: 1, column: 1 });
  });

  it("when it is a view of a larger buffer", () => {
    const larger = Buffer.from("xx<p>ä</p>xx");
    expect(read(larger.subarray(2, larger.length - 2)).tree!.root.text).toBe("ä");
  });
});

describe("a document is refused", () => {
  it.each<[string, Buffer, string, string, [number, number]]>([
    [
      "in an encoding that is not read",
      Buffer.from(declared("windows-1252", "a")),
      "wellformed/encoding-unknown",
      "The document is declared to be in windows-1252; expected UTF-8, UTF-16, ISO-8859-1 or US-ASCII",
      [1, 31],
    ],
    [
      "with a byte that is not UTF-8",
      Buffer.from("<p>\nGröße</p>", "latin1"),
      "wellformed/bytes-malformed",
      "The bytes F6 are no character in UTF-8",
      [2, 3],
    ],
    [
      "with a character of UTF-8 cut short at the end",
      Buffer.from("<p>€</p>").subarray(0, 5),
      "wellformed/bytes-malformed",
      "The bytes E2 82 are no character in UTF-8",
      [1, 4],
    ],
    [
      "with a character beyond US-ASCII",
      Buffer.from(declared("US-ASCII", "ä"), "latin1"),
      "wellformed/bytes-malformed",
      "The bytes E4 are no character in US-ASCII",
      [1, 45],
    ],
    [
      "with half a unit of UTF-16",
      Buffer.concat([Buffer.from("\ufeff<p/>", "utf16le"), Buffer.from([10])]),
      "wellformed/bytes-malformed",
      "The bytes 0A are no character in UTF-16",
      [1, 5],
    ],
    [
      "in UTF-16 without a byte order mark",
      Buffer.from("<p/>", "utf16le"),
      "wellformed/encoding-unknown",
      "The document is declared to be in UTF-16 or UTF-32 without a byte order mark; expected UTF-8, UTF-16, ISO-8859-1 or US-ASCII",
      [1, 1],
    ],
    [
      "in UTF-16 that calls itself UTF-8",
      Buffer.from(`\ufeff${declared("UTF-8", "ä")}`, "utf16le"),
      "wellformed/encoding-contradicted",
      "The document declares the encoding UTF-8, but its first bytes are a byte order mark of UTF-16",
      [1, 31],
    ],
    [
      "in UTF-8 that calls itself UTF-16",
      Buffer.from(declared("UTF-16", "ä")),
      "wellformed/encoding-unknown",
      "The document is declared to be in UTF-16; expected UTF-8, UTF-16, ISO-8859-1 or US-ASCII",
      [1, 31],
    ],
    [
      "with a byte order mark of UTF-8 and another declaration",
      Buffer.from(`\ufeff${declared("ISO-8859-1", "ä")}`),
      "wellformed/encoding-contradicted",
      "The document declares the encoding ISO-8859-1, but its first bytes are a byte order mark of UTF-8",
      [1, 31],
    ],
    [
      "when it is empty",
      Buffer.alloc(0),
      "wellformed/root-missing",
      "Here stands the end of the document; expected the start tag of the outermost element",
      [1, 1],
    ],
  ])("%s", (_, bytes, code, message, [line, column]) => {
    const { tree, findings } = read(bytes);
    expect(tree).toBeNull();
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ code, message, line, column, path: "a.xml" });
  });

  it("at the first wrong byte, wherever it stands", () => {
    const text = "<p>aä€𝔄\n</p>".repeat(50);
    const bytes = Buffer.from(text);
    for (let at = 0; at < 200; at++) {
      const broken = Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff]), bytes.subarray(at)]);
      const whole = broken
        .subarray(0, at)
        .toString("utf8")
        .replace(/\ufffd+$/u, "");
      const [finding] = read(broken).findings;
      expect(finding?.code).toBe("wellformed/bytes-malformed");
      const line = whole.split("\n").length;
      expect([finding?.line, finding?.column]).toEqual([line, whole.length - whole.lastIndexOf("\n")]);
    }
  });
});
