import type { Finding } from "../../report/index.ts";
import { Assembler } from "./assemble.ts";
import type { Grammar } from "./pattern.ts";
import { SchemaDatatypes } from "./schema-datatypes.ts";
import { type LoadFile, SchemaFiles } from "./schema-files.ts";
import { Simplifier } from "./simplify.ts";

/** What came of loading a schema. The grammar is null where it cannot be used; a finding then says why. */
export interface LoadedGrammar {
  readonly grammar: Grammar | null;
  readonly findings: readonly Finding[];
  /** The paths or URIs of the files that went into it, the main one first, others as they were called in. */
  readonly files: readonly string[];
}

/**
 * Reads a schema in either syntax of RELAX NG (ISO/IEC 19757-2), with the files it calls in, and brings it into the
 * simple form. `load` is given what a reference comes to: a path, relative to that of the file it stands in, or an
 * absolute URI; it gives null where there is no such file. Faults of the schema come back as findings.
 */
export function loadGrammar(main: { path: string; bytes: Uint8Array }, load: LoadFile): LoadedGrammar {
  const findings: Finding[] = [];
  const note = (finding: Finding): void => {
    findings.push(finding);
  };
  const files = new SchemaFiles(main, load, new SchemaDatatypes(note));
  const root = files.main();
  const grammar = root === null ? null : simplified(new Assembler(root, files, note), note, findings);
  return { grammar, findings, files: files.paths };
}

function simplified(
  assembly: Assembler,
  note: (finding: Finding) => void,
  findings: readonly Finding[],
): Grammar | null {
  const { grammar } = new Simplifier(assembly, note).simplify();
  return findings.some(({ severity }) => severity === "error") ? null : grammar;
}
