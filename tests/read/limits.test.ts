import { describe, expect, it } from "vitest";
import {
  DEFAULT_LIMITS,
  type Limits,
  type ReadResult,
  readBytes,
  readDocument,
  readString,
} from "../../src/read/index.ts";

function read(source: string, limits: Partial<Limits> = {}): ReadResult {
  return readString(source, { path: "a.xml", limits });
}

function code(result: ReadResult): string | undefined {
  return result.findings[0]?.code;
}

function* piecesOf(bytes: Buffer, length: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

function nested(levels: number): string {
  return "<a>".repeat(levels) + "</a>".repeat(levels);
}

function attributes(count: number): string {
  return `<a ${Array.from({ length: count }, (_, at) => `a${at}="1"`).join(" ")}/>`;
}

describe("nesting", () => {
  it("is refused beyond the limit, at the tag that passes it", () => {
    const result = read(nested(40_000));
    expect(result.findings[0]).toMatchObject({
      code: "wellformed/nesting-too-deep",
      message: "Elements are nested too deep: the limit is 512",
      help: "If the document is meant to be so, raise limits.nesting in the configuration.",
      column: 512 * 3 + 1,
    });
  });

  it("is read up to the limit", () => {
    expect(code(read(nested(DEFAULT_LIMITS.nesting)))).toBeUndefined();
    expect(code(read(nested(DEFAULT_LIMITS.nesting + 1)))).toBe("wellformed/nesting-too-deep");
  });

  it("is read as deep as is asked", () => {
    expect(read(nested(320_000), { nesting: 320_000 }).tree).not.toBeNull();
  });

  it("counts through entities", () => {
    const entities = Array.from({ length: 30 }, (_, at) => `<!ENTITY e${at} "<a>&e${at + 1};</a>">`).join("");
    const source = `<!DOCTYPE a [${entities}<!ENTITY e30 "x">]><a>&e0;</a>`;
    expect(code(read(source, { nesting: 31 }))).toBeUndefined();
    expect(code(read(source, { nesting: 30 }))).toBe("wellformed/nesting-too-deep");
  });

  it("does not reach the stack: views, paths and languages of deep trees, groups and entities are read in loops", () => {
    const { tree } = read(nested(40_000), { nesting: 40_000 });
    const deepest = tree!.node(tree!.size - 1);
    expect(deepest.path.length).toBe(80_000);
    expect(deepest.language).toBeNull();
    const groups = `<!DOCTYPE a [<!ELEMENT a ${"(".repeat(50_000)}b${")".repeat(50_000)}>]><a/>`;
    expect(code(read(groups))).toBeUndefined();
    const chain = Array.from({ length: 20_000 }, (_, at) => `<!ENTITY e${at} "&e${at + 1};">`).join("");
    const entities = `<!DOCTYPE a [${chain}<!ENTITY e20000 "x">]><a n="&e0;">&e0;</a>`;
    const chained = read(entities).tree!.root;
    expect([chained.text, chained.get("n")]).toEqual(["x", "x"]);
  });
});

describe("attributes", () => {
  it("are refused beyond the limit", () => {
    expect(code(read(attributes(1000)))).toBeUndefined();
    expect(code(read(attributes(1001)))).toBe("wellformed/attributes-too-many");
    expect(code(read(attributes(200_000)))).toBe("wellformed/attributes-too-many");
  });

  it("are read as many as are asked for", () => {
    const { tree } = read(attributes(200_000), { attributes: 200_000 });
    expect([...tree!.root.attributes()]).toHaveLength(200_000);
  });

  it("are counted with declared ones", () => {
    const list = Array.from({ length: 5 }, (_, at) => `b${at} CDATA "x"`).join(" ");
    const source = `<!DOCTYPE a [<!ATTLIST a ${list}>]><a c="1"/>`;
    expect(code(read(source, { attributes: 6 }))).toBeUndefined();
    expect(code(read(source, { attributes: 5 }))).toBe("wellformed/attributes-too-many");
  });

  it("with names made to collide are still told apart", () => {
    const pairs = ["Aa", "BB"];
    const names = Array.from({ length: 1 << 14 }, (_, bits) =>
      Array.from({ length: 14 }, (_, at) => pairs[(bits >> at) & 1]).join(""),
    );
    const source = `<a ${names.map((name) => `${name}=""`).join(" ")}/>`;
    const { tree } = read(source, { attributes: 1 << 14 });
    expect([...tree!.root.attributes()]).toHaveLength(1 << 14);
    expect(code(read(`<a ${names[0]}="" ${names[1]}="" ${names[0]}=""/>`))).toBe(
      "wellformed/attribute-repeated",
    );
  });
});

describe("entities", () => {
  const laughs = (levels: number): string =>
    `<!DOCTYPE a [<!ENTITY l0 "ha">${Array.from(
      { length: levels },
      (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`,
    ).join("")}]>`;

  it.each([
    ["in text", `${laughs(9)}<a>&l9;</a>`],
    ["in an attribute", `${laughs(9)}<a n="&l9;"/>`],
    ["in the default of an attribute", `${laughs(9).replace("]>", '<!ATTLIST a n CDATA "&l9;">]>')}<a/>`],
    ["of nothing at all", `${laughs(9).replace('"ha"', '""')}<a>&l9;</a>`],
    ["of elements", `${laughs(9).replace('"ha"', '"<b/>"')}<a>&l9;</a>`],
  ])("that laugh a billion times are refused: %s", (_, source) => {
    expect(code(read(source))).toMatch(/^wellformed\/expansion-/u);
  });

  it("that are long and often referred to are refused by amount", () => {
    const source = `<!DOCTYPE a [<!ENTITY e "${"x".repeat(200_000)}">]><a>${"&e;".repeat(200_000)}</a>`;
    expect(code(read(source))).toBe("wellformed/expansion-too-large");
    expect(code(read(source.replace(/(?:&e;)+/u, "&e;&e;&e;")))).toBeUndefined();
  });

  it("that are out of proportion to the document are refused by factor", () => {
    const source = `${laughs(5)}<a>&l5;</a>`;
    expect(read(source).findings[0]).toMatchObject({
      code: "wellformed/expansion-out-of-proportion",
      message: "Entities blow the document up out of proportion: the limit is 100",
    });
    expect(read(source, { expansionFactor: 10_000 }).tree!.root.text.length).toBe(200_000);
    expect(code(read(`${laughs(5)}<a>&l4;</a>`))).toBeUndefined();
  });

  it("among parameters are counted as well", () => {
    const chain = Array.from(
      { length: 8 },
      (_, at) => `<!ENTITY % p${at + 1} "${`&#37;p${at};`.repeat(10)}">`,
    );
    const source = `<!DOCTYPE a [<!ENTITY % p0 "<!-- ha -->">${chain.join("")}%p8;]><a/>`;
    expect(code(read(source))).toMatch(/^wellformed\/expansion-/u);
  });
});

describe("the size of a document", () => {
  it("has a limit, which can be lowered", () => {
    const [finding] = read("<a>12345</a>", { documentSize: 11 }).findings;
    expect(finding).toMatchObject({ code: "wellformed/document-too-large", line: 1, column: 1 });
    expect(code(read("<a>12345</a>", { documentSize: 12 }))).toBeUndefined();
  });

  it("is counted in UTF-16 units, and seen before a document is decoded where it can be", () => {
    const bytes = Buffer.from("<a>€€€€€</a>");
    const readBytes = (documentSize: number): ReadResult =>
      readDocument(bytes, { path: "a.xml", limits: { documentSize } });
    expect(code(readBytes(12))).toBeUndefined();
    expect(code(readBytes(11))).toBe("wellformed/document-too-large");
    expect(code(readBytes(2))).toBe("wellformed/document-too-large");
  });

  it.each<[string, string, (text: string) => Buffer]>([
    ["ASCII", "<a>12345</a>", Buffer.from],
    ["characters of four bytes", "<a>𝄞𝄞</a>", Buffer.from],
    ["a byte order mark", "\ufeff<a>ä</a>", Buffer.from],
    ["UTF-16", "\ufeff<a>€𝄞</a>", (text) => Buffer.from(text, "utf16le")],
    ["UTF-16, the other way round", "\ufeff<a>€𝄞</a>", (text) => Buffer.from(text, "utf16le").swap16()],
    ["ISO-8859-1", '<?xml version="1.0" encoding="latin1"?><a>ää</a>', (text) => Buffer.from(text, "latin1")],
  ])("is told from the bytes on the disk as from the text: %s", (_, text, encoded) => {
    const bytes = encoded(text);
    const units = text.length;
    for (const length of [1, 3, 4096]) {
      const read = (documentSize: number, all: () => Buffer): ReadResult =>
        readBytes(
          {
            size: bytes.length,
            get bytes() {
              return all();
            },
            pieces: () => piecesOf(bytes, length),
          },
          { path: "a.xml", limits: { documentSize } },
        );
      expect(read(units, () => bytes).findings).toEqual([]);
      const refused = read(units - 1, () => expect.unreachable("All bytes were asked for"));
      expect(code(refused)).toBe("wellformed/document-too-large");
      expect(read(units - 1, () => bytes)).toEqual(
        readDocument(bytes, { path: "a.xml", limits: { documentSize: units - 1 } }),
      );
    }
  });

  it("is not the matter with what is in no encoding", () => {
    const bytes = Buffer.from('<?xml version="1.0" encoding="ebcdic"?><a/>');
    const { findings } = readBytes({ bytes }, { path: "a.xml", limits: { documentSize: 20 } });
    expect(findings).toMatchObject([{ code: "wellformed/encoding-unknown" }]);
  });
});
