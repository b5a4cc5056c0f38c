import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, extname, join, posix } from "node:path";
import type { DocumentSchemas } from "../edition.ts";
import { compileRelaxng, compileSchematron, type Odd, readOdd } from "../odd/index.ts";
import { readDocument } from "../read/index.ts";
import { catalogue, type Finding } from "../report/index.ts";
import type { Tree } from "../tree/index.ts";
import {
  compileSchema,
  type Grammar,
  readSchematron,
  type SchemaDeclaration,
  type SchemaFile,
  type Schematron,
  schemaDeclarations,
} from "../validate/index.ts";
import { FileError, listFiles } from "./files.ts";

const SCHEMATRON = "http://purl.oclc.org/dsdl/schematron";

/** Where schemas are looked for: named by the user, by the configuration, by the document, or in `schemas/`. */
export interface SchemaSearch {
  readonly folder: string;
  /** The edition's folder with a final slash, or empty. */
  readonly prefix: string;
  /** A schema on the command line, from the folder. */
  readonly named: string | null;
  /** The configuration's schema, from the edition's folder. */
  readonly configured: string | null;
}

const NO_SCHEMAS: DocumentSchemas = { grammars: [], schematron: [], findings: [] };

/**
 * Finds the schemas of documents. The function it gives answers for one document; schemas are read and compiled once.
 * Nothing is fetched: a declared schema that is not on this machine is a finding.
 * Throws a {@link FileError} where a schema that the user or the configuration names is not there.
 */
export async function findSchemas(search: SchemaSearch): Promise<(tree: Tree) => Promise<DocumentSchemas>> {
  const shelf = new Shelf(search.folder);
  const chosen = search.named ?? (search.configured === null ? null : search.prefix + search.configured);
  if (chosen !== null) {
    if (!existsSync(shelf.locate(chosen))) throw new FileError(`There is no schema ${chosen}.`);
    const schemas = await shelf.take([chosen]);
    return async () => schemas;
  }
  const fallback = await schemasFolder(search);
  return async (tree) => {
    const declared = schemaDeclarations(tree);
    return declared.length === 0 ? await shelf.take(fallback) : await declaredSchemas(tree, declared, shelf);
  };
}

/** The schema in `schemas/`: the one there is, or the one called `edition`, with Schematron of the same name. */
async function schemasFolder({ folder, prefix }: SchemaSearch): Promise<string[]> {
  const names = await listFiles(join(folder, prefix), ["schemas/*.{rng,odd}"]);
  const grammars = names.filter((name) => extname(name) === ".rng");
  const candidates = grammars.length > 0 ? grammars : names;
  const only = candidates.find((name) => /\/edition\.\w+$/u.test(name)) ?? candidates[0];
  return only === undefined ? [] : [prefix + only];
}

async function declaredSchemas(
  tree: Tree,
  declared: readonly SchemaDeclaration[],
  shelf: Shelf,
): Promise<DocumentSchemas> {
  const findings: Finding[] = [];
  const present: string[] = [];
  for (const { href, node } of declared) {
    const path = localPath(tree.path, href);
    if (path !== null && existsSync(shelf.locate(path))) present.push(path);
    else findings.push(catalogue.schemaNotHere(node, { href }));
  }
  const schemas = await shelf.take(present);
  return { ...schemas, findings: [...findings, ...schemas.findings] };
}

function localPath(document: string, href: string): string | null {
  if (/^[a-z][a-z0-9+.-]+:/iu.test(href)) return null;
  const file = decodeURIComponent(href.replace(/[?#].*$/su, ""));
  return file.startsWith("/") ? file : posix.join(dirname(document), file);
}

/** Schemas that were read already: by their paths, each list of them once. */
class Shelf {
  readonly #folder: string;
  readonly #taken = new Map<string, Promise<DocumentSchemas>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  locate(path: string): string {
    return path.startsWith("/") ? path : join(this.#folder, path);
  }

  take(paths: readonly string[]): Promise<DocumentSchemas> {
    const key = paths.join("\n");
    const taken = this.#taken.get(key) ?? this.#open(paths);
    this.#taken.set(key, taken);
    return taken;
  }

  async #open(paths: readonly string[]): Promise<DocumentSchemas> {
    let all = NO_SCHEMAS;
    for (const path of paths) all = both(all, await this.#openOne(path));
    return all;
  }

  async #openOne(path: string): Promise<DocumentSchemas> {
    const file = { path, bytes: await readFile(this.locate(path)) };
    if (extname(path) === ".odd" || extname(path) === ".xml") return fromOdd(file);
    const beside = await this.#beside(path);
    if (extname(path) === ".sch") return { grammars: [], ...schematronOf([file]) };
    const { schema, findings } = compileSchema(file, await this.#included(file));
    const grammars: Grammar[] = schema === null ? [] : [{ language: "relaxng", schema }];
    const { schematron, findings: more } = schematronOf([file, ...beside]);
    return { grammars, schematron, findings: [...findings, ...more] };
  }

  /** `edition.sch` beside `edition.rng` belongs to it. */
  async #beside(path: string): Promise<SchemaFile[]> {
    const name = `${path.slice(0, -extname(path).length)}.sch`;
    return existsSync(this.locate(name)) ? [{ path: name, bytes: await readFile(this.locate(name)) }] : [];
  }

  /** The files a grammar includes, by the path it includes them with; an include that is missing is libxml2's to report. */
  async #included(file: SchemaFile, from = ""): Promise<SchemaFile[]> {
    const text = Buffer.from(file.bytes).toString("utf8");
    const found: SchemaFile[] = [];
    for (const [, href] of text.matchAll(
      /<(?:\w+:)?(?:include|externalRef)\b[^>]*\bhref\s*=\s*["']([^"']+)["']/gu,
    )) {
      const place = this.locate(posix.join(dirname(file.path), href!));
      if (!existsSync(place)) continue;
      const included = { path: posix.join(from, href!), bytes: await readFile(place) };
      const within = { path: posix.join(dirname(file.path), href!), bytes: included.bytes };
      found.push(included, ...(await this.#included(within, dirname(included.path))));
    }
    return found;
  }
}

function both(a: DocumentSchemas, b: DocumentSchemas): DocumentSchemas {
  return {
    grammars: [...a.grammars, ...b.grammars],
    schematron: [...a.schematron, ...b.schematron],
    findings: [...a.findings, ...b.findings],
  };
}

function schematronOf(files: readonly SchemaFile[]): {
  schematron: readonly Schematron[];
  findings: readonly Finding[];
} {
  const schematron: Schematron[] = [];
  const findings: Finding[] = [];
  for (const file of files) {
    if (!Buffer.from(file.bytes).includes(SCHEMATRON)) continue;
    const { tree, findings: broken } = readDocument(file.bytes, { path: file.path });
    if (tree === null) findings.push(...broken);
    else schematron.push(readSchematron(tree));
  }
  return { schematron, findings };
}

function fromOdd(file: SchemaFile): DocumentSchemas {
  const { tree, findings } = readDocument(file.bytes, { path: file.path });
  if (tree === null) return { ...NO_SCHEMAS, findings };
  const odd = readOdd(tree);
  const compiled = compiledFiles(odd, file.path);
  const { schema, findings: more } = compileSchema(compiled.relaxng);
  const { schematron } = schematronOf([compiled.schematron]);
  const grammars: Grammar[] = schema === null ? [] : [{ language: "relaxng", schema }];
  return { grammars, schematron, findings: [...odd.findings, ...more] };
}

/** What an ODD compiles to, as the files it is written to: `NAME.rng` and `NAME.sch`. */
export function compiledFiles(odd: Odd, path: string): { relaxng: SchemaFile; schematron: SchemaFile } {
  const name = basename(path, extname(path));
  return {
    relaxng: { path: `${name}.rng`, bytes: Buffer.from(compileRelaxng(odd)) },
    schematron: { path: `${name}.sch`, bytes: Buffer.from(compileSchematron(odd)) },
  };
}
