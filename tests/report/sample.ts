import {
  collect,
  type DocumentReport,
  defineFinding,
  type Finding,
  type Report,
  type Severity,
} from "../../src/report/index.ts";
import { LineTable } from "../../src/tree/index.ts";

interface Sample {
  readonly path?: string;
  readonly code?: string;
  readonly severity?: Severity;
  readonly message?: string;
  readonly help?: string | null;
  readonly elementPath?: string | null;
}

/** Makes a finding about the stretch of a text between ⟦ and ⟧. */
export function finding(marked: string, sample: Sample = {}): Finding {
  const start = marked.indexOf("⟦");
  const end = marked.indexOf("⟧") - 1;
  const { path = "tei/a.xml", elementPath = "/TEI/text" } = sample;
  const { code = "links/sample", severity = "error", message = "Something is wrong", help = null } = sample;
  const type = defineFinding<null>({
    code,
    check: "links",
    severity,
    title: "A sample",
    explanation: "It is one.",
    message: () => message,
    help: () => help,
  });
  return type(
    { path, lines: new LineTable(marked.replace(/[⟦⟧]/gu, "")), span: { start, end }, elementPath },
    null,
  );
}

/** Makes a report of findings, which are sorted to the documents they name. */
export function report(...findings: readonly Finding[]): Report {
  const paths = [...new Set(findings.map(({ path }) => path))];
  return collect(
    paths.map((path): DocumentReport => ({ path, findings: findings.filter((each) => each.path === path) })),
  );
}
