import { describe, expect, it } from "vitest";
import { type Included, includeParts, Library, type Limits, readDocument } from "../../src/read/index.ts";
import { NodeKind, serialize, type Tree, type XmlNode } from "../../src/tree/index.ts";
import { casesOf } from "../cases.ts";

const XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"';

/** Reads `main.xml` of some files and includes the others in it; what lies above is outside the project. */
function include(
  files: Readonly<Record<string, string | Uint8Array>>,
  limits: Partial<Limits> = {},
): Included {
  const library = new Library((path) => {
    if (path.startsWith("../")) return { kind: "outside" };
    const content = files[path];
    return content === undefined
      ? { kind: "missing" }
      : { kind: "file", document: { bytes: Buffer.from(content as string) } };
  }, limits);
  const main = readDocument(Buffer.from(files["main.xml"] as string), { path: "main.xml" });
  library.add("main.xml", main);
  return includeParts(main.tree!, library);
}

/** The files of a case: each begins behind a line `-- path`. */
function filesOf(input: string): Record<string, string> {
  const parts = input.split(/^-- (.+)\n/mu).slice(1);
  return Object.fromEntries(
    parts.flatMap((path, at) => (at % 2 === 0 ? [[path, parts[at + 1]!.trimEnd()]] : [])),
  );
}

function told({ tree, findings }: Included): string {
  const lines = findings.flatMap((one) => [
    `${one.path}:${one.line}:${one.column}-${one.endLine}:${one.endColumn} ${one.code}`,
    one.message,
    ...(one.help === null ? [] : [`help: ${one.help}`]),
  ]);
  return [...lines, ...(tree === null ? [] : [...tree.document.descendants()].map(line))].join("\n");
}

function line(node: XmlNode): string {
  const { path } = node.tree.partAt(node.start);
  const { line: at, column } = node.position;
  const place = `${path}:${at}:${column}`;
  if (node.isElement) return `${place} <${node.name.qualified}${attributes(node)}>`;
  const kind = node.isText ? "text" : node.kind === NodeKind.comment ? "comment" : "instruction";
  return `${place} ${kind} ${JSON.stringify(node.text)}`;
}

function attributes(node: XmlNode): string {
  const said = [...node.attributesAndNamespaces()].filter(
    ({ value, isDefault }) => isDefault || value !== "http://www.w3.org/2001/XInclude",
  );
  const own = said.filter(({ name, isDefault }) => isDefault || !name.qualified.startsWith("xmlns"));
  return own.map(({ name, value }) => ` ${name.qualified}="${value}"`).join("");
}

describe("XInclude", () => {
  it.each(casesOf(import.meta.dirname, "xinclude.cases"))("$title", ({ input, expected }) => {
    expect(told(include(filesOf(input)))).toBe(expected);
  });

  it("reads text in the encoding that is named, or that its mark says", () => {
    const main = (encoding: string) => `<a ${XI}><xi:include href="t" parse="text"${encoding}/></a>`;
    const text = (encoding: string, bytes: Uint8Array) =>
      include({ "main.xml": main(encoding), t: bytes }).tree?.root.text;
    expect(text("", Buffer.from("é"))).toBe("é");
    expect(text(' encoding="iso-8859-1"', Buffer.from([0xe9]))).toBe("é");
    expect(text(' encoding="windows-1251"', Buffer.from([0xcf]))).toBe("П");
    expect(text("", Buffer.from("\ufeffé", "utf16le"))).toBe("é");
    expect(text("", Buffer.from("\ufeffé"))).toBe("é");
    expect(text("", Buffer.from("a\r\nb\rc"))).toBe("a\nb\nc");
    const { findings } = include({ "main.xml": main(""), t: Buffer.from([0xe9]) });
    expect(findings.map(({ code }) => code)).toEqual(["wellformed/include-unreadable"]);
    expect(include({ "main.xml": main(""), t: "a\u0001" }).findings).toHaveLength(1);
  });

  it("gives a document without inclusions back as it is", () => {
    const library = new Library(() => ({ kind: "missing" }), {});
    const tree = readDocument(Buffer.from("<a/>"), { path: "a.xml" }).tree as Tree;
    expect(includeParts(tree, library).tree).toBe(tree);
  });

  it("says which files were put in, and whether all of each", () => {
    const { parts } = include({
      "main.xml": `<a ${XI}><xi:include href="one.xml"/><xi:include href="two.xml" xpointer="x"/></a>`,
      "one.xml": "<b/>",
      "two.xml": '<c><d xml:id="x"/></c>',
    });
    expect(parts.map(({ tree, isWhole }) => [tree.path, isWhole])).toEqual([
      ["one.xml", true],
      ["two.xml", false],
    ]);
  });

  it("writes the document out with what it includes", () => {
    const { tree } = include({
      "main.xml": `<a xmlns="urn:a" ${XI}><xi:include href="one.xml"/></a>`,
      "one.xml": "<b>x</b>",
    });
    expect(serialize(tree!)).toBe(`<a xmlns="urn:a" ${XI}><b xml:base="one.xml" xmlns="">x</b></a>\n`);
  });

  it("finds ids over all files, each with the path to its element", () => {
    const { tree } = include({
      "main.xml": `<a ${XI}><b/><xi:include href="one.xml"/></a>`,
      "one.xml": '<b><c xml:id="c"/></b>',
    });
    expect(tree!.maybeById("c")?.path).toBe("/a/b[2]/c");
    expect(tree!.lines.position(tree!.maybeById("c")!.end)).toEqual({ line: 1, column: 19 });
  });
});

describe("the limits of inclusion", () => {
  const codes = (files: Record<string, string>, limits: Partial<Limits> = {}) =>
    include(files, limits).findings.map(({ code }) => code);

  it("are told once, however often a bomb is asked for", () => {
    const files: Record<string, string> = { "9.xml": `<z>${"z".repeat(2000)}</z>` };
    for (let at = 0; at < 9; at++) {
      files[`${at}.xml`] = `<a ${XI}>${`<xi:include href="${at + 1}.xml"/>`.repeat(10)}</a>`;
    }
    const bomb = { ...files, "main.xml": `<a ${XI}><xi:include href="0.xml"/></a>` };
    expect(codes(bomb)).toEqual(["wellformed/inclusion-out-of-proportion"]);
    expect(codes(bomb, { expansionFactor: 1e12, inclusion: 1e6 })).toEqual([
      "wellformed/inclusion-too-large",
    ]);
  });

  it("keep a chain of files from going too deep", () => {
    const files: Record<string, string> = { "main.xml": `<a ${XI}><xi:include href="1.xml"/></a>` };
    for (let at = 1; at < 100; at++) files[`${at}.xml`] = `<a ${XI}><xi:include href="${at + 1}.xml"/></a>`;
    files["100.xml"] = "<z/>";
    expect(codes(files)).toEqual(["wellformed/inclusion-too-deep"]);
    expect(codes(files, { inclusionDepth: 100 })).toEqual([]);
    expect(codes(files, { inclusionDepth: 100, nesting: 60 })).toEqual(["wellformed/nesting-too-deep"]);
  });
});
