import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type DigestResult, type PackageReader, verifyBag } from "../../src/archive/index.ts";
import { citeDocument } from "../../src/cite/index.ts";
import { encode } from "../../src/encode/index.ts";
import { compileRelaxng, compileSchematron, readOdd } from "../../src/odd/index.ts";
import { readDocument } from "../../src/read/index.ts";
import { printReportAs } from "../../src/report/index.ts";
import { anchorsOf, checkLinks, linkScope, readRegisters } from "../../src/resolve/index.ts";
import { once, serialize, type Tree } from "../../src/tree/index.ts";
import { readSchematron, validateSchematron } from "../../src/validate/index.ts";
import { compileSchema, isSeenValid, validate } from "../../src/validate/relaxng/index.ts";
import { beginnings, casesOfFiles, filesIn } from "./seeds.ts";

/** Something that takes what others wrote, and may find fault with it, but never fails or goes on for ever. */
export interface Target {
  readonly seeds: readonly string[];
  /** Throws where the program is at fault. */
  readonly run: (text: string) => void | Promise<void>;
}

const ROOT = join(import.meta.dirname, "../..");

/** What is tried, by its name; each is made when it is asked for. */
export const TARGETS: Readonly<Record<string, () => Target>> = {
  reader: () => ({
    seeds: [
      ...casesOfFiles("tests/read/trees.txt", "tests/read/findings.txt"),
      ...beginnings("tei/register.xml"),
    ],
    run: readAndWrite,
  }),
  relaxng: () => ({
    seeds: [
      ...filesIn("schemas", ".rng"),
      ...casesOfFiles("tests/validate/relaxng/front.cases", "tests/validate/relaxng/validate.cases"),
    ],
    run: (text) => compileAndValidate("schema.rng", text),
  }),
  streaming: () => ({
    seeds: casesOfFiles(
      "tests/read/trees.txt",
      "tests/read/findings.txt",
      "tests/validate/relaxng/validate.cases",
    ),
    run: seeAndRead,
  }),
  compact: () => ({ seeds: COMPACT, run: (text) => compileAndValidate("schema.rnc", text) }),
  schematron: () => ({
    seeds: [
      ...casesOfFiles("tests/validate/schematron.cases").map(inSchema),
      ...beginnings("schemas/edition.sch"),
    ],
    run: rules,
  }),
  odd: () => ({
    seeds: [
      ...casesOfFiles("tests/odd/relaxng.cases", "tests/odd/findings.cases"),
      ...beginnings("schemas/edition.odd"),
    ],
    run: compileOdd,
  }),
  validator: validator,
  encoder: () => ({
    seeds: [
      ...filesIn("tei/source", ".txt"),
      ...filesIn("tests/encode/kinds", ".cases"),
      ...casesOfFiles("tests/encode/paragraphs.cases"),
    ],
    run: encodeAndRead,
  }),
  citations: () => ({ seeds: casesOfFiles("tests/cite/citations.txt"), run: (text) => cite(inNote(text)) }),
  marked: () => ({
    seeds: casesOfFiles("tests/cite/citations.txt", "tests/cite/quotations.txt").map(inText),
    run: cite,
  }),
  bag: () => ({ seeds: [BAG], run: verify }),
};

function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "utf8"));
}

function treeOf(text: string, path = "text.xml"): Tree | null {
  return readDocument(bytesOf(text), { path }).tree;
}

/** What can be read can be written, and says the same then. */
function readAndWrite(text: string): void {
  const { tree, findings } = readDocument(bytesOf(text), { path: "text.xml" });
  printReportAs("sarif", { documents: [{ path: "text.xml", findings }] });
  if (tree === null) return;
  const again = treeOf(serialize(tree));
  if (again === null) throw new Error("what was written cannot be read");
  if (again.root.text !== tree.root.text) throw new Error("what was written says something else");
}

const DOCUMENT = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p n="1" xml:id="a">Text <hi>and</hi> text.</p></body></text></TEI>`;

function compileAndValidate(path: string, text: string): void {
  const { schema } = compileSchema({ path, bytes: bytesOf(text) });
  if (schema === null) return;
  for (const document of [DOCUMENT, "<a/>", "<a>b</a>"]) validate(treeOf(document)!, schema);
}

const ANYTHING = once(
  () =>
    compileSchema({
      path: "any.rnc",
      bytes: bytesOf("start = any any = element * { attribute * { text }*, mixed { any* } }"),
    }).schema!,
);

/** What is seen to be well-formed and valid while its bytes are gone over can be read, and is. */
function seeAndRead(text: string): void {
  if (!isSeenValid(bytesOf(text), ANYTHING())) return;
  const { tree, findings } = readDocument(bytesOf(text), { path: "text.xml" });
  if (tree === null || findings.length > 0)
    throw new Error(`what was seen to be well-formed is not: ${findings[0]?.message}`);
  if (validate(tree, ANYTHING()).length > 0) throw new Error("what was seen to be valid is not");
}

const COMPACT = [
  'default namespace = "http://www.tei-c.org/ns/1.0"\nstart = TEI\nTEI = element TEI { attribute n { xsd:integer { minInclusive = "1" } }?, (p | note)+ }\np = element p { mixed { hi* } }\nhi = element hi { text }\nnote = element note { list { xsd:token+ } }\n',
  'namespace a = "u"\ndatatypes d = "http://www.w3.org/2001/XMLSchema-datatypes"\nstart = element a:* - (a:b | a:c) { text & empty }\n| element a { grammar { start = parent x | external "y.rnc" } }\n[ a:doc = "x" ] x |= notAllowed\nx |= element b { "v" | string "w" }\n',
];

function inSchema(rules: string): string {
  return `<schema xmlns="http://purl.oclc.org/dsdl/schematron" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>${rules}</schema>`;
}

function rules(text: string): void {
  const tree = treeOf(text, "rules.sch");
  if (tree === null) return;
  const schema = readSchematron(tree);
  for (const phase of ["#DEFAULT", "#ANY"]) validateSchematron(treeOf(DOCUMENT)!, schema, { phase });
}

function compileOdd(text: string): void {
  const tree = treeOf(text, "schema.odd");
  if (tree === null) return;
  const odd = readOdd(tree);
  if (treeOf(compileSchematron(odd)) === null)
    throw new Error("the Schematron that was written is not well-formed");
  const grammar = compileRelaxng(odd);
  if (treeOf(grammar) === null) throw new Error("the RELAX NG that was written is not well-formed");
  compileAndValidate("schema.rng", grammar);
}

function validator(): Target {
  const path = join(ROOT, "schemas/edition.rng");
  const { schema } = compileSchema({ path, bytes: readFileSync(path) });
  if (schema === null) throw new Error("the schema of the edition cannot be compiled");
  const schematron = readSchematron(treeOf(readFileSync(join(ROOT, "schemas/edition.sch"), "utf8"))!);
  return {
    seeds: beginnings("tei/register.xml").concat(casesOfFiles("tests/cite/citations.txt").map(inText)),
    run: (text) => {
      const tree = treeOf(text);
      if (tree === null) return;
      const findings = [...validate(tree, schema), ...validateSchematron(tree, schematron)];
      for (const format of ["pretty", "junit", "rdjson"] as const) {
        printReportAs(format, { documents: [{ path: "text.xml", findings }] });
      }
    },
  };
}

function encodeAndRead(text: string): void {
  const { tree, findings } = readDocument(bytesOf(encode(text).xml), { path: "text.xml" });
  if (tree === null) throw new Error(`what was encoded is not well-formed: ${findings[0]?.message}`);
}

function inNote(text: string): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return inText(
    `<p>It is said.<note>${escaped}</note> And <quote>more</quote>.<note>Ibid., p. 3.</note></p>`,
  );
}

function inText(body: string): string {
  return body.includes("<TEI")
    ? body
    : `<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>${body}</body></text></TEI>`;
}

function cite(text: string): void {
  const tree = treeOf(text);
  if (tree === null) return;
  const documents = [
    { id: "text", path: "text.xml", tree, isComplete: true },
    {
      id: "register",
      path: "register.xml",
      tree: treeOf(readFileSync(join(ROOT, "tests/cite/register.xml"), "utf8"))!,
      isComplete: true,
    },
  ];
  const registers = readRegisters(documents);
  const scope = linkScope(documents.map(anchorsOf));
  citeDocument(tree, { id: "text", registers, scope });
  checkLinks(documents[0]!, scope, { registers, exists: () => false });
}

const BAG = `bagit.txt
BagIt-Version: 1.0
Tag-File-Character-Encoding: UTF-8
=====
bag-info.txt
Source-Organization: A house
Payload-Oxum: 3.1
  continued
=====
manifest-sha256.txt
ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  data/a.txt
=====
fetch.txt
http://example.org/a 3 data/b.txt
=====
data/a.txt
abc`;

/** A bag as one text: files that are parted by a line of signs, each behind its path. */
async function verify(text: string): Promise<void> {
  const files = new Map(
    text.split("\n=====\n").map((part) => {
      const [path = "", ...rest] = part.split("\n");
      return [path, bytesOf(rest.join("\n"))] as const;
    }),
  );
  await verifyBag(readerOf(files));
}

function readerOf(files: ReadonlyMap<string, Uint8Array>): PackageReader {
  const folders = [...files.keys()].flatMap((path) =>
    path.split("/").map((_, at, parts) => parts.slice(0, at).join("/")),
  );
  const read = async (path: string): Promise<Uint8Array> =>
    files.get(path) ?? Promise.reject(new Error(`there is no ${path}`));
  return {
    name: "bag",
    entries: new Map([...files].map(([path, bytes]) => [path, { path, size: bytes.length }])),
    folders: new Set(["", ...folders]),
    findings: [],
    read,
    pieces: async (path) => [await read(path)],
    async *digest(requests): AsyncGenerator<DigestResult> {
      for (const { path, algorithms } of requests) {
        const bytes = files.get(path) ?? new Uint8Array();
        const digests = algorithms.map((name) => [name, createHash(name).update(bytes).digest("hex")]);
        yield { path, size: bytes.length, digests: Object.fromEntries(digests), fault: null };
      }
    },
  };
}
