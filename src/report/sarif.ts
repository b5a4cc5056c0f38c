import { addressOf, wellFormed } from "./address.ts";
import type { FindingSpec } from "./define.ts";
import { allSpecs } from "./explain.ts";
import type { Finding, Severity } from "./finding.ts";
import { jsonPieces } from "./json-pieces.ts";
import { findingsIn, type LongReport } from "./report.ts";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const LEVELS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

/**
 * Prints a report as SARIF 2.1.0, the form in which code hosts take findings, piece by piece. Columns count UTF-16 units.
 */
export function sarifReport(report: LongReport): Iterable<string> {
  const rules = rulesOf(report);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const driver = { name: "Colophon", informationUri: "https://www.npmjs.com/package/colophon", rules };
  const run = {
    tool: { driver },
    columnKind: "utf16CodeUnits",
    originalUriBaseIds: { ROOT: { description: { text: "The folder in which the program was run" } } },
  };
  return jsonPieces(
    (results) => ({ $schema: SCHEMA, version: "2.1.0", runs: [{ ...run, results }] }),
    findingsIn(report),
    (finding) => resultOf(finding, indexes.get(finding.code) ?? -1),
  );
}

/** The rules of the catalogue that were broken; a code that is not in the catalogue gets a rule with its name alone. */
function rulesOf(report: LongReport): { readonly id: string }[] {
  const found = new Set<string>();
  for (const { code } of findingsIn(report)) found.add(code);
  const codes = [...found].sort();
  const specs = new Map(allSpecs().map((spec) => [spec.code, spec]));
  return codes.map((id) => {
    const spec = specs.get(id);
    return spec === undefined ? { id } : { id, ...ruleOf(spec) };
  });
}

function ruleOf(spec: FindingSpec<never>): Readonly<Record<string, unknown>> {
  return {
    name: nameOf(spec.code),
    shortDescription: { text: spec.title },
    fullDescription: { text: spec.explanation },
    help: { text: spec.explanation },
    defaultConfiguration: { level: LEVELS[spec.severity] },
    properties: { tags: [spec.check] },
  };
}

/** `links/target-missing` as `LinksTargetMissing`. */
function nameOf(code: string): string {
  return code.replace(/(?:^|[/-])([a-z])/gu, (_, letter: string) => letter.toUpperCase());
}

function resultOf(finding: Finding, ruleIndex: number): Readonly<Record<string, unknown>> {
  const { code, severity, message, help, path, elementPath, fingerprint } = finding;
  const named =
    elementPath === null ? {} : { logicalLocations: [{ fullyQualifiedName: elementPath, kind: "element" }] };
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: help === null ? message : `${message}\n${help}` },
    locations: [
      { physicalLocation: { artifactLocation: artifactOf(path), region: regionOf(finding) }, ...named },
    ],
    partialFingerprints: { "colophon/v1": fingerprint },
  };
}

/** A path from the root of a disk has no address relative to the folder of the run. */
function artifactOf(path: string): Readonly<Record<string, string>> {
  const windows = /^[A-Za-z]:[\\/]/u.test(path);
  if (windows) return { uri: `file:///${path.slice(0, 2)}${addressOf(path.slice(2))}` };
  return path.startsWith("/")
    ? { uri: `file://${addressOf(path)}` }
    : { uri: addressOf(path), uriBaseId: "ROOT" };
}

/** The line, or what stands around the fault in a line that is a whole document. */
const SNIPPET = 500;

function snippet({ excerpt, excerptAfter, column }: Finding): string {
  if (excerpt.length <= 2 * SNIPPET) return excerpt;
  const start = column - 1 - (excerptAfter?.units ?? 0);
  return wellFormed(excerpt.slice(Math.max(0, start - SNIPPET), start + SNIPPET));
}

function regionOf(finding: Finding): Readonly<Record<string, unknown>> {
  const { line, column, endLine, endColumn } = finding;
  const text = snippet(finding);
  return { startLine: line, startColumn: column, endLine, endColumn, snippet: { text } };
}
