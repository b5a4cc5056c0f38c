import { readFileSync } from "node:fs";
import { readDocument } from "../../../src/read/index.ts";
import { serializeNode, type XmlNode } from "../../../src/tree/index.ts";
import type { LoadFile } from "../../../src/validate/relaxng/schema-files.ts";

/** The files of a schema of a suite: the main one, and those it may call in, by their paths beside it. */
export interface SuiteSchema {
  readonly main: { readonly path: string; readonly bytes: Uint8Array };
  readonly load: LoadFile;
}

/** A document of a suite, and whether it follows the schema. */
export interface SuiteInstance {
  readonly text: string;
  readonly isValid: boolean;
}

/** One case of `spectest.xml`: a schema, whether it is one, and documents. */
export interface SpecCase {
  /** The number of the case among all, from 1, and the sections it is about. */
  readonly title: string;
  readonly schema: SuiteSchema;
  readonly isCorrect: boolean;
  readonly instances: readonly SuiteInstance[];
}

/** One case of `compacttest.xml`: a schema in the compact syntax, and the same in XML where it is one. */
export interface CompactCase {
  readonly title: string;
  readonly compact: SuiteSchema;
  /** Null where the compact schema is to be refused. */
  readonly xml: SuiteSchema | null;
}

/** Reads the cases of James Clark's `spectest.xml`. */
export function specCases(path: string): SpecCase[] {
  return testCases(path).map((node, at) => {
    const isCorrect = node.maybeElement("correct") !== null;
    const schema = node.element(isCorrect ? "correct" : "incorrect");
    return {
      title: `${at + 1}, section ${[...node.elements("section")].map((each) => each.text).join(" ")}`,
      schema: schemaOf(schema, node),
      isCorrect,
      instances: [...node.elements()].filter(isInstance).map(instanceOf),
    };
  });
}

/** Reads the cases of James Clark's `compacttest.xml`. */
export function compactCases(path: string): CompactCase[] {
  return testCases(path).map((node, at) => {
    const compact = node.element("compact");
    const xml = node.maybeElement("xml");
    const schema = compact.maybeElement("correct") ?? compact.element("incorrect");
    return {
      title: `${at + 1}: ${schema.text.trim().split("\n")[0]!.slice(0, 60)}`,
      compact: schemaOf(schema, compact),
      xml: xml === null ? null : schemaOf(xml.element("correct"), xml),
    };
  });
}

function testCases(path: string): XmlNode[] {
  const { tree } = readDocument(readFileSync(path), { path });
  if (tree === null) throw new Error(`${path} cannot be read`);
  return [...tree.root.descendantElements("testCase")].filter((node) => node.uri === "");
}

function schemaOf(schema: XmlNode, holder: XmlNode): SuiteSchema {
  const files = new Map<string, Uint8Array>();
  collect(holder, "", files);
  return { main: { path: "schema", bytes: bytesOf(schema) }, load: (path) => files.get(path) ?? null };
}

function collect(holder: XmlNode, folder: string, files: Map<string, Uint8Array>): void {
  for (const child of holder.elements()) {
    const path = `${folder}${child.get("name")}`;
    if (child.local === "resource") files.set(path, bytesOf(child));
    if (child.local === "dir") collect(child, `${path}/`, files);
  }
}

/** What an element holds as a file: the XML of the element in it, or else its text. */
function bytesOf(holder: XmlNode): Uint8Array {
  const root = holder.maybeElement();
  return new TextEncoder().encode(root === null ? holder.text : serializeNode(root));
}

function isInstance({ local }: XmlNode): boolean {
  return local === "valid" || local === "invalid";
}

function instanceOf(node: XmlNode): SuiteInstance {
  return { text: serializeNode(node.element(node.maybeElement()!.local)), isValid: node.local === "valid" };
}
