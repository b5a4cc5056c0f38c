import { existsSync, readdirSync } from "node:fs";
import { extname, join, resolve } from "node:path";
import type { DocumentSchemas, SchemasOf } from "../../edition/index.ts";
import { catalogue, type Finding } from "../../report/index.ts";
import { LineTable } from "../../tree/index.ts";
import {
  declaresElements,
  type Grammar,
  inPhase,
  isAddress,
  type SchemaDeclaration,
  type SchemaLanguage,
  type Schematron,
  schemaDeclarations,
} from "../../validate/index.ts";
import type { SchemaCache } from "../cache/schema-cache.ts";
import { FileError, listFiles } from "../files.ts";
import { languageOfName } from "./kind.ts";
import { type SchemaPlace, SchemaPlaces } from "./places.ts";
import { SchemaShelf } from "./shelf.ts";

/** The schemas of some documents, as a configuration names them: paths from the edition's folder, or addresses. */
export interface SchemaRule {
  /** Globs of documents from the edition's folder; null for all of them. */
  readonly files: readonly string[] | null;
  readonly schemas: readonly string[];
}

/** Where schemas are looked for: named by the user, by the configuration, by the document, or in `schemas/`. */
export interface SchemaSearch {
  readonly folder: string;
  /** The edition's folder with a final slash, or empty. */
  readonly prefix: string;
  /** Schemas on the command line, from the folder, or addresses; they are the only ones then. */
  readonly named: readonly string[];
  /** The configuration's schemas; the first rule that fits a document counts. */
  readonly rules: readonly SchemaRule[];
  /** Catalogs from the folder; null for `catalog.xml` in the edition's. */
  readonly catalogs: readonly string[] | null;
  readonly cache: SchemaCache | null;
  /** What is asked for: a check without rules does not read them. */
  readonly wanted: { readonly grammars: boolean; readonly rules: boolean };
}

const NO_SCHEMAS: DocumentSchemas = { grammars: [], schematron: [], findings: [] };

/** A schema that is to be used, with the language it is said to be in. */
interface Chosen {
  readonly place: SchemaPlace;
  readonly language: SchemaLanguage | null;
  /** The phase of its rules that the document asks for. */
  readonly phase?: string | null;
}

/** The schemas of documents, for one run. */
export interface FoundSchemas {
  /** Answers for one document. */
  readonly schemasOf: SchemasOf;
  /** The SHA-256 of a file that was read for them, by its path; null where it was not. */
  readonly digest: (path: string) => string | null;
  /** Keeps what the schemas have gathered for the next run; to be called when all documents were checked. */
  readonly keep: () => void;
}

/**
 * Finds the schemas of documents; each is read and compiled once.
 * Nothing is fetched: a declared schema that is not on this machine is a finding.
 * Throws a {@link FileError} where a schema or a catalog that the user or the configuration names is not there.
 */
export async function findSchemas(search: SchemaSearch): Promise<FoundSchemas> {
  const { folder, catalogs } = search;
  const missing = catalogs?.find((path) => !isAddress(path) && !existsSync(resolve(folder, path)));
  if (missing !== undefined) throw new FileError(`There is no catalog ${missing}.`);
  const places = new SchemaPlaces(search);
  const desk: Desk = { search, places, shelf: new SchemaShelf(search.folder, places, search.cache) };
  return {
    schemasOf: await answers(desk),
    digest: (path) => places.digest(path),
    keep: () => desk.shelf.keep(),
  };
}

async function answers(desk: Desk): Promise<SchemasOf> {
  const { search } = desk;
  if (!search.wanted.grammars && !search.wanted.rules) return async () => NO_SCHEMAS;
  if (search.named.length > 0) {
    const schemas = opened(
      search.named.map((name) => named(name, "", desk)),
      desk,
    );
    return async () => schemas;
  }
  const configured = await rulesOf(desk);
  let fallback: DocumentSchemas | null = null;
  return async (path, tree) => {
    const rule = configured.find(({ fits }) => fits(path));
    if (rule !== undefined) return rule.schemas();
    const declared = schemaDeclarations(tree());
    if (declared.length > 0) return declaredSchemas(path, declared, desk);
    if (fallback === null) {
      const inFolder = schemasFolder(desk);
      fallback = { ...opened(inFolder, desk), areNone: inFolder.length === 0 };
    }
    return fallback;
  };
}

/** What all searches of one run share. */
interface Desk {
  readonly search: SchemaSearch;
  readonly places: SchemaPlaces;
  readonly shelf: SchemaShelf;
}

interface Rule {
  readonly fits: (path: string) => boolean;
  readonly schemas: () => DocumentSchemas;
}

/** The rules of the configuration; their schemas are opened for the first document they fit. */
async function rulesOf(desk: Desk): Promise<Rule[]> {
  const { folder, prefix, rules } = desk.search;
  return await Promise.all(
    rules.map(async ({ files, schemas }): Promise<Rule> => {
      const chosen = schemas.map((name) => named(name, prefix, desk));
      const paths = files === null ? null : new Set(await listFiles(join(folder, prefix), files));
      let found: DocumentSchemas | null = null;
      return {
        fits: (path) => paths === null || paths.has(path.replace(/^\.\//u, "").slice(prefix.length)),
        schemas: () => {
          found ??= opened(chosen, desk);
          return found;
        },
      };
    }),
  );
}

/** A schema that a person names has to be there: without it nothing could be checked as was asked. */
function named(name: string, prefix: string, { places }: Desk): Chosen {
  const place = places.find({ href: isAddress(name) ? name : encodeURI(name), base: prefix });
  if (place !== null) return { place, language: null };
  throw new FileError(
    isAddress(name)
      ? `The schema ${name} is not in the store. To put it there: colophon schema add ${name}`
      : `There is no schema ${prefix}${name}.`,
  );
}

/** The schema in `schemas/`: the one called `edition`, else the first, a grammar before an ODD. */
function schemasFolder({ search: { folder, prefix } }: Desk): Chosen[] {
  const names = namesIn(join(folder, prefix, "schemas"));
  for (const endings of [[".rng"], [".rnc"], [".odd"], [".xsd"], [".dtd"], [".sch"]]) {
    const some = names.filter((name) => endings.includes(extname(name)));
    const one = some.find((name) => name.startsWith("edition.")) ?? some[0];
    if (one === undefined) continue;
    return [{ place: { path: `${prefix}schemas/${one}`, stored: null }, language: languageOfName(one) }];
  }
  return [];
}

function namesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map(({ name }) => name).sort();
}

function declaredSchemas(base: string, declared: readonly SchemaDeclaration[], desk: Desk): DocumentSchemas {
  const findings: Finding[] = [];
  const chosen: Chosen[] = [];
  // One file may be declared for its grammar and again for its rules.
  const missed = new Set<string>();
  for (const { href, publicId, language, unknown, phase, where } of declared) {
    const place = unknown === null ? desk.places.find({ href: spaced(href), base, publicId }) : null;
    if (unknown !== null) findings.push(catalogue.schemaLanguageUnknown(where, { href, language: unknown }));
    else if (place === null) {
      if (!missed.has(href)) findings.push(catalogue.schemaNotHere(where, { href }));
      missed.add(href);
    } else chosen.push({ place, language, phase });
  }
  const schemas = opened(chosen, desk);
  return { ...schemas, findings: [...findings, ...schemas.findings] };
}

/** Editors write paths with spaces, which an address may not hold. */
function spaced(href: string): string {
  return href.trim().replace(/\s/gu, "%20");
}

/** Opens schemas; a file that is named twice, as a grammar and for its rules, is used once as each. */
function opened(chosen: readonly Chosen[], { shelf, search: { wanted } }: Desk): DocumentSchemas {
  const grammars = new Set<Grammar>();
  const rules = new Set<Schematron>();
  const findings = new Set<Finding>();
  for (const { place, language: said, phase = null } of withoutTwins(chosen)) {
    const language = languageIn(shelf, place, said);
    if (language === null) {
      findings.add(notASchema(place));
      continue;
    }
    if (wanted.grammars && said !== "schematron") {
      const { grammar, findings: about } = shelf.grammar(place, language);
      if (grammar !== null && isGrammar(grammar)) grammars.add(grammar);
      for (const each of about) findings.add(each);
    }
    if (!wanted.rules) continue;
    const { schematron, findings: about } = shelf.rules(place, language);
    for (const each of schematron) rules.add(inPhase(each, phase));
    for (const each of about) findings.add(each);
  }
  return { grammars: [...grammars], schematron: [...rules], findings: [...findings] };
}

/** A document may name the rules inside a grammar: then the file itself says what it is. */
function languageIn(
  shelf: SchemaShelf,
  place: SchemaPlace,
  said: SchemaLanguage | null,
): SchemaLanguage | null {
  return said === null || said === "schematron" ? (shelf.languageOf(place) ?? said) : said;
}

/** A DTD that declares entities only is no grammar. */
function isGrammar(grammar: Grammar): boolean {
  return grammar.language !== "dtd" || declaresElements(grammar.schema);
}

/** Of the XML and the compact syntax of one RELAX NG schema the first that is named is enough. */
function withoutTwins(chosen: readonly Chosen[]): Chosen[] {
  const seen = new Set<string>();
  return chosen.filter(({ place, language, phase = null }) => {
    const stem = /\.(?:rng|rnc)$/iu.test(place.path) ? place.path.slice(0, -4) : place.path;
    const key = `${language === "schematron" ? `rules ${phase}` : "grammar"} ${stem}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function notASchema({ path }: SchemaPlace): Finding {
  const reason = "it is neither RELAX NG, Schematron, XML Schema, DTD nor an ODD";
  const place = { path, lines: new LineTable(""), span: { start: 0, end: 0 }, elementPath: null };
  return catalogue.schemaInvalid(place, { reason });
}
