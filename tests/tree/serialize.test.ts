import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readDocument } from "../../src/read/index.ts";
import {
  applyEdits,
  NodeKind,
  serialize,
  serializeBytes,
  serializeNode,
  type Tree,
  type XmlNode,
} from "../../src/tree/index.ts";
import { shared } from "../shared.ts";
import { tree } from "./documents.ts";

function node(source: string, local: string): XmlNode {
  for (const element of tree(source).document.descendantElements(local)) return element;
  throw new Error(`no ${local}`);
}

describe("an unchanged document", () => {
  it("is given back as it was written, declarations, spaces and quotation marks too", () => {
    const source =
      "\ufeff<?xml version='1.0'?>\r\n<!DOCTYPE p [<!ENTITY e 'x'>]>\n<p  n = 'a'>&e;<![CDATA[<]]></p >\n";
    expect(serialize(tree(source))).toBe(source);
  });
});

describe("a part of a document", () => {
  const part = (source: string, local: string): string => serializeNode(node(source, local));

  it("is well-formed by itself: it declares the namespaces it stands in", () => {
    const source = '<TEI xmlns="t" xmlns:x="u"><p xmlns:y="v"><hi x:a="1"/></p></TEI>';
    expect(part(source, "hi")).toBe('<hi xmlns="t" xmlns:x="u" xmlns:y="v" x:a="1"/>');
    expect(part(source, "p")).toBe('<p xmlns="t" xmlns:x="u" xmlns:y="v"><hi x:a="1"/></p>');
  });

  it("does not declare what its own element declares otherwise, nor what was undeclared above", () => {
    const source = '<a xmlns="1" xmlns:x="2"><b xmlns=""><c xmlns:x="3"/></b></a>';
    expect(part(source, "c")).toBe('<c xmlns:x="3"/>');
    expect(part(source, "b")).toBe('<b xmlns:x="2" xmlns=""><c xmlns:x="3"/></b>');
  });

  it("has no need of the document type: entities, sections and defaults are written out", () => {
    const source =
      '<!DOCTYPE a [<!ENTITY e "<c/>&amp;"><!ATTLIST b n CDATA "1">]><a><b>&e;<![CDATA[<x>]]></b></a>';
    expect(part(source, "b")).toBe('<b n="1"><c/>&amp;&lt;x></b>');
  });

  it("reads back as the same characters", () => {
    const source = '<a><b n="&lt;&amp;&quot;&#9;&#10;&#13;\'>">&#13;&lt;&amp;]]&gt;"</b></a>';
    expect(part(source, "b")).toBe('<b n="&lt;&amp;&quot;&#9;&#10;&#13;\'>">&#13;&lt;&amp;]]&gt;"</b>');
  });

  it("may be a text, a comment, an instruction or the whole", () => {
    const document = tree("<?a b?><p>x &lt; y<!--c--><?d?></p><!--e-->").document;
    const [text, comment, instruction] = [...document.element("p").children()];
    expect(serializeNode(text!)).toBe("x &lt; y");
    expect(serializeNode(comment!)).toBe("<!--c-->");
    expect(serializeNode(instruction!)).toBe("<?d?>");
    expect(serializeNode(document)).toBe("<?a b?><p>x &lt; y<!--c--><?d?></p><!--e-->");
  });

  it("does not hold what stands behind it", () => {
    expect(part("<a><b><c/></b><d/>x</a>", "b")).toBe("<b><c/></b>");
  });
});

/** What a tree says, apart from where it stands: kinds, names, attributes, texts, depths. */
function content(one: Tree): unknown[] {
  const { parent } = one.columns;
  return [...one.document.descendants()].map((at) => [
    at.kind,
    parent[at.row],
    at.kind === NodeKind.element ? `{${at.uri}}${at.name.qualified}` : at.local,
    at.kind === NodeKind.element ? [...at.attributesAndNamespaces()].map((a) => [a.name, a.value]) : at.text,
  ]);
}

const folder = shared("corpora");

describe.skipIf(folder === null)("documents of many projects", () => {
  const files = readdirSync(folder ?? ".", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".xml"))
    .sort()
    .filter((_, at) => at % 3 === 0);

  it("come back byte by byte, and read the same when they are written from the tree", () => {
    expect(files.length).toBeGreaterThan(50);
    for (const name of files) {
      const bytes = readFileSync(join(folder!, name));
      const read = readDocument(bytes, { path: name }).tree;
      expect(read, name).not.toBeNull();
      expect(Buffer.compare(serializeBytes(read!), bytes), name).toBe(0);
      if (bytes.length > 400_000) continue;
      expect(content(tree(serializeNode(read!.document))), name).toEqual(content(read!));
    }
  });
});

describe("edits", () => {
  it("are made at the offsets of the text as it was, whatever their order", () => {
    const edits = [
      { start: 8, end: 9, text: "C" },
      { start: 0, end: 1, text: "" },
      { start: 4, end: 4, text: "1" },
      { start: 4, end: 4, text: "2" },
    ];
    expect(applyEdits("abcdefghij", edits)).toBe("bcd12efghCj");
    expect(applyEdits("abc", [])).toBe("abc");
  });

  it("may touch, but neither overlap nor lie outside", () => {
    expect(
      applyEdits("abcd", [
        { start: 0, end: 2, text: "x" },
        { start: 2, end: 4, text: "y" },
      ]),
    ).toBe("xy");
    expect(() =>
      applyEdits("abcd", [
        { start: 0, end: 3, text: "" },
        { start: 2, end: 4, text: "" },
      ]),
    ).toThrow(RangeError);
    expect(() => applyEdits("abcd", [{ start: 2, end: 5, text: "" }])).toThrow(RangeError);
    expect(() => applyEdits("abcd", [{ start: 3, end: 2, text: "" }])).toThrow(RangeError);
  });
});
