import { catalogue, type Finding } from "../../report/index.ts";
import { Assembler } from "./assemble.ts";
import { type IdTypeTable, idTypes } from "./id-types.ts";
import type { Grammar } from "./pattern.ts";
import { checkRestrictions } from "./restrictions.ts";
import { type Note, SchemaDatatypes } from "./schema-datatypes.ts";
import { type LoadFile, SchemaFiles } from "./schema-files.ts";
import { type SchemaPattern, whereOf } from "./schema-tree.ts";
import { type Simplified, Simplifier, serialOf } from "./simplify.ts";

/** What came of loading a schema. The grammar is null where it cannot be used; a finding then says why. */
export interface LoadedGrammar {
  readonly grammar: Grammar | null;
  /** Which attributes hold identifiers or lead to them: by element and by attribute, each `{uri}local`. */
  readonly idTypes: IdTypeTable["types"];
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
  const note: Note = (finding) => {
    findings.push(finding);
  };
  const files = new SchemaFiles(main, load, new SchemaDatatypes(note));
  const root = files.main();
  const found = root === null ? null : simplified(root, files, note, findings);
  const isUsable = found !== null && !hasError(findings);
  return {
    grammar: isUsable ? found.grammar : null,
    idTypes: isUsable ? found.ids.types : new Map(),
    findings: inOrder(findings, files.paths),
    files: files.paths,
  };
}

/** What breaks a restriction is looked for only where all before is in order, for it would often be a consequence. */
function simplified(
  root: SchemaPattern,
  files: SchemaFiles,
  note: Note,
  findings: readonly Finding[],
): { grammar: Grammar; ids: IdTypeTable } | null {
  const simple = new Simplifier(new Assembler(root, files, note), note).simplify();
  if (!hasError(findings)) checkRestrictions(simple, note);
  if (hasError(findings)) return null;
  const ids = idTypes(simple);
  noteConflicts(simple, ids, note);
  return { grammar: simple.grammar, ids };
}

function noteConflicts({ places, elementPlaces }: Simplified, { conflicts }: IdTypeTable, note: Note): void {
  for (const { pattern, element, reason } of conflicts) {
    const place = places[serialOf(pattern)] ?? elementPlaces[element]!;
    note(catalogue.relaxngId(whereOf(place), { reason }));
  }
}

function hasError(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === "error");
}

/** Puts findings in the order of the files and of their text; a file read for two namespaces tells its faults once. */
function inOrder(findings: readonly Finding[], paths: readonly string[]): Finding[] {
  const once = new Map(findings.map((each) => [`${each.fingerprint} ${each.line} ${each.column}`, each]));
  const rank = ({ path }: Finding): number => paths.indexOf(path);
  return [...once.values()].sort(
    (one, other) => rank(one) - rank(other) || one.line - other.line || one.column - other.column,
  );
}
