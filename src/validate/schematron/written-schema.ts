import type { PatternTraits, WrittenFunction } from "../../xpath/index.ts";
import type { Form, SchemaContent } from "./schema.ts";

/** Where an element of a schema stands: in which of its files, and its row in that file's tree. */
export interface ElementPlace {
  readonly file: number;
  readonly row: number;
}

/** A question, and the file whose prefixes it uses. */
export interface WrittenQuestion {
  readonly source: string;
  readonly file: number;
}

/** Questions that are data, each understood once. */
export interface Written extends Form {
  readonly question: WrittenQuestion;
  readonly match: WrittenQuestion & PatternTraits;
  /** A question, or what stands in the variable. */
  readonly value: WrittenQuestion | { readonly content: readonly (ElementPlace | string)[] };
  readonly place: ElementPlace;
}

/** `xsl:key`. */
export interface WrittenKey {
  readonly name: string;
  readonly match: Written["match"];
  readonly use: WrittenQuestion;
}

/**
 * The rules of a schema as they were read, with all that it includes and extends in its place: data, which can be kept.
 * Files are meant by their numbers.
 */
export interface WrittenSchema extends SchemaContent<Written> {
  /** The paths of the files it is put together from, its own first. */
  readonly files: readonly string[];
  /** The prefixes that questions in each of them may use. */
  readonly namespaces: readonly Readonly<Record<string, string>>[];
  readonly functions: readonly WrittenFunction[];
  readonly keys: readonly WrittenKey[];
}

/** Names the files of a schema otherwise, also where its findings name them. */
export function withPaths(schema: WrittenSchema, rename: (path: string) => string): WrittenSchema {
  return {
    ...schema,
    files: schema.files.map(rename),
    findings: schema.findings.map((finding) => ({ ...finding, path: rename(finding.path) })),
  };
}
