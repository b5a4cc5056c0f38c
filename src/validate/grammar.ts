import type { Finding } from "../report/index.ts";
import type { Tree } from "../tree/index.ts";
import { compileDtd, type DtdSchema, validateDtd } from "./dtd.ts";
import { compileSchema, deserializeSchema, type Schema, serializeSchema, validate } from "./relaxng/index.ts";
import type { LoadSchemaFile, SchemaFile } from "./schema-file.ts";
import { compileXsd, validateXsd, type XsdSchema } from "./xsd.ts";

/** The languages in which a grammar may be written. */
export type GrammarLanguage = "relaxng" | "xsd" | "dtd";

/** A grammar, ready for any number of documents: what says which elements and attributes may stand where. */
export type Grammar =
  | { readonly language: "relaxng"; readonly schema: Schema }
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
    case "relaxng": {
      const { schema, findings } = compileSchema(main, load);
      return { grammar: schema === null ? null : { language, schema }, findings };
    }
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

/**
 * Gives the bytes in which a compiled grammar can be kept, with what it has gathered from the documents it checked, or
 * null where there are none: schemas of libxml2 live in its memory only.
 */
export function serializeGrammar(grammar: Grammar): Uint8Array | null {
  return grammar.language === "relaxng" ? serializeSchema(grammar.schema) : null;
}

/** Reads what {@link serializeGrammar} gave; null where it cannot. */
export function deserializeGrammar(bytes: Uint8Array): Grammar | null {
  const schema = deserializeSchema(bytes);
  return schema === null ? null : { language: "relaxng", schema };
}

/** How much a grammar has gathered from documents that makes the next one faster: a number that grows. */
export function gatheredBy(grammar: Grammar): number {
  return grammar.language === "relaxng" ? grammar.schema.gathered : 0;
}

/** Checks documents against one grammar and gives the findings of each, in their order. */
export async function validateGrammar(
  trees: readonly Tree[],
  grammar: Grammar,
): Promise<readonly (readonly Finding[])[]> {
  switch (grammar.language) {
    case "relaxng":
      return trees.map((tree) => validate(tree, grammar.schema));
    case "xsd":
      return validateXsd(trees, grammar.schema);
    case "dtd":
      return validateDtd(trees, grammar.schema);
    default:
      throw new TypeError(
        `There is no language of schemas called ${(grammar satisfies never as Grammar).language}.`,
      );
  }
}
