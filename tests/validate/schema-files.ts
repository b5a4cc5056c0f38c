import type { Finding } from "../../src/report/index.ts";
import {
  compileGrammar,
  type Grammar,
  type GrammarLanguage,
  validateGrammar,
} from "../../src/validate/grammar.ts";
import type { LoadSchemaFile } from "../../src/validate/schema-file.ts";
import { casesOf } from "../cases.ts";
import { treeOf } from "./cases.ts";

/** A loader over texts by their paths. */
export function loadFrom(files: Readonly<Record<string, string>>): LoadSchemaFile {
  return (path) => (files[path] === undefined ? null : new TextEncoder().encode(files[path]));
}

/** Compiles a grammar from texts by their paths; the first is the main one. Throws where it has findings. */
export function grammarOf(files: Readonly<Record<string, string>>, language: GrammarLanguage): Grammar {
  const [path, text] = Object.entries(files)[0]!;
  const { grammar, findings } = compileGrammar(
    { path, bytes: new TextEncoder().encode(text) },
    language,
    loadFrom(files),
  );
  if (grammar === null || findings.length > 0) throw new Error(findings[0]?.message ?? "no grammar");
  return grammar;
}

/** A finding in one line: place, code, and what stands at the place; the words are tested where they are made. */
function lineOf({ path, line, column, endLine, endColumn, code, excerpt }: Finding): string {
  const place = path === "test.xml" ? `${line}:${column}` : `${path}:${line}:${column}`;
  return `${place} ${code} ${excerpt.slice(column - 1, endLine === line ? endColumn - 1 : undefined)}`.trim();
}

/** Validates a document and gives its findings, a line each, or `valid`. */
export async function verdictOf(document: string, grammar: Grammar): Promise<string> {
  const [findings = []] = await validateGrammar([treeOf(document)], grammar);
  return findings.length === 0 ? "valid" : findings.map(lineOf).join("\n");
}

export { casesOf };
