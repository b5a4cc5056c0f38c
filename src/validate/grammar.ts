import { posix } from "node:path";
import { catalogue, type Finding } from "../report/index.ts";
import { LineTable, type Tree } from "../tree/index.ts";
import { compileDtd, type DtdSchema, validateDtd } from "./dtd.ts";
import { compileSchema, type RelaxngSchema, type SchemaFile, validateAll } from "./relaxng.ts";
import { compileXsd, validateXsd, type XsdSchema } from "./xsd.ts";

/**
 * Gives the bytes of a file that a schema takes in, or null where it is not here. The path is the reference resolved
 * against the path of the file it stands in; an absolute address comes as it is.
 */
export type LoadSchemaFile = (path: string, publicId?: string | null) => Uint8Array | null;

/** The languages in which a grammar may be written. */
export type GrammarLanguage = "relaxng" | "xsd" | "dtd";

/** A grammar, ready for any number of documents: what says which elements and attributes may stand where. */
export type Grammar =
  | { readonly language: "relaxng"; readonly schema: RelaxngSchema }
  | { readonly language: "xsd"; readonly schema: XsdSchema }
  | { readonly language: "dtd"; readonly schema: DtdSchema };

/** A grammar, or what is wrong with it. */
export interface CompiledGrammar {
  readonly grammar: Grammar | null;
  readonly findings: readonly Finding[];
  /** What was asked of the loader, in that order, also where it was not here. */
  readonly files: readonly string[];
}

/** Compiles a grammar in one of the three languages; a broken one gives findings about itself. */
export function compileGrammar(
  main: SchemaFile,
  language: GrammarLanguage,
  load: LoadSchemaFile,
): CompiledGrammar {
  const files: string[] = [];
  const loadAndNote: LoadSchemaFile = (path, publicId) => {
    files.push(path);
    return load(path, publicId);
  };
  const compiled = compileIn(language, main, loadAndNote);
  return { ...compiled, files };
}

function compileIn(
  language: GrammarLanguage,
  main: SchemaFile,
  load: LoadSchemaFile,
): Omit<CompiledGrammar, "files"> {
  switch (language) {
    case "relaxng":
      return compileRelaxng(main, load);
    case "xsd": {
      const { schema, findings } = compileXsd(main, load);
      return { grammar: schema === null ? null : { language, schema }, findings };
    }
    case "dtd":
      return { grammar: { language, schema: compileDtd(main, load) }, findings: [] };
    default:
      return language satisfies never;
  }
}

/** The engine for RELAX NG; whoever changes it changes this function and those below that name `relaxng`. */
function compileRelaxng(main: SchemaFile, load: LoadSchemaFile): Omit<CompiledGrammar, "files"> {
  if (posix.extname(main.path) === ".rnc") {
    const reason = "the compact syntax of RELAX NG is not read yet; its XML syntax is";
    const place = {
      path: main.path,
      lines: new LineTable(""),
      span: { start: 0, end: 0 },
      elementPath: null,
    };
    return { grammar: null, findings: [catalogue.schemaInvalid(place, { reason })] };
  }
  const { schema, findings } = compileSchema(main, included(main, "", load));
  return { grammar: schema === null ? null : { language: "relaxng", schema }, findings };
}

const INCLUSION = /<(?:\w+:)?(?:include|externalRef)\b[^>]*\bhref\s*=\s*["']([^"']+)["']/gu;

/** The files a grammar includes, by the path it includes them with; one that is missing is libxml2's to report. */
function included(file: SchemaFile, from: string, load: LoadSchemaFile): SchemaFile[] {
  const found: SchemaFile[] = [];
  for (const [, href] of Buffer.from(file.bytes).toString("utf8").matchAll(INCLUSION)) {
    const path = posix.join(posix.dirname(file.path), href!);
    const bytes = load(path);
    if (bytes === null) continue;
    const name = posix.join(from, href!);
    found.push({ path: name, bytes }, ...included({ path, bytes }, posix.dirname(name), load));
  }
  return found;
}

/**
 * Gives the bytes in which a compiled grammar can be kept, or null where there are none: schemas of libxml2 live in its
 * memory only.
 */
export function serializeGrammar(_grammar: Grammar): Uint8Array | null {
  return null;
}

/** Reads what {@link serializeGrammar} gave; null where it cannot. */
export function deserializeGrammar(_bytes: Uint8Array, _path: string): Grammar | null {
  return null;
}

/** Checks documents against one grammar and gives the findings of each, in their order. */
export function validateGrammar(
  trees: readonly Tree[],
  grammar: Grammar,
): Promise<readonly (readonly Finding[])[]> {
  switch (grammar.language) {
    case "relaxng":
      return validateAll(trees, grammar.schema);
    case "xsd":
      return validateXsd(trees, grammar.schema);
    case "dtd":
      return validateDtd(trees, grammar.schema);
    default:
      return grammar satisfies never;
  }
}
