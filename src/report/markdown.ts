import type { Finding, Severity } from "./finding.ts";
import { quieted } from "./quiet.ts";
import { counted, findingsIn, isValid, type LongReport, notableIn, plainPath, summarize } from "./report.ts";

/** Findings that are listed; the summary of a job holds a megabyte, and nobody reads more. */
const LISTED = 200;

const NAMES: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

/** Prints a report as Markdown: the summary of a job, with the counts, the codes and the findings by file. */
export function printMarkdown(report: LongReport): string {
  const { documents, valid, errors, warnings } = summarize(report);
  const findings = [...findingsIn(report)];
  const verdict = errors > 0 ? "failed" : "passed";
  const counts = `${counted(documents, "document")} checked, ${valid} valid: ${counted(errors, "error")}, ${counted(warnings, "warning")}.`;
  return [
    `## Colophon check ${verdict}\n\n${counts}\n`,
    ...(report.notes ?? []).map((note) => `\n${escaped(note.replace(/\.$/u, ""))}.\n`),
    findings.length === 0 ? "" : `\n${codeTable(findings)}\n${files(report, findings.length)}`,
  ].join("");
}

function codeTable(findings: readonly Finding[]): string {
  const counts = new Map<string, { severity: Severity; count: number }>();
  for (const { code, severity } of findings) {
    const known = counts.get(code) ?? { severity, count: 0 };
    counts.set(code, { ...known, count: known.count + 1 });
  }
  const rows = [...counts].sort(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1));
  const lines = rows.map(([code, { severity, count }]) => `| \`${code}\` | ${NAMES[severity]} | ${count} |`);
  return ["| finding | severity | count |", "|---|---|--:|", ...lines, ""].join("\n");
}

function files(report: LongReport, all: number): string {
  let left = LISTED;
  const sections: string[] = [];
  for (const document of notableIn(report)) {
    if (left <= 0) break;
    if (document.findings.length === 0) continue;
    const listed = document.findings.slice(0, left);
    left -= listed.length;
    const mark = isValid(document) ? "" : " open";
    const heading = `<summary>${escaped(plainPath(document.path))} (${document.findings.length})</summary>`;
    sections.push(
      `<details${mark}>${heading}\n\n${listed.map((one) => item(one, document.path)).join("")}\n</details>\n`,
    );
  }
  const more = all > LISTED ? `\nThe first ${LISTED} of ${all} findings are listed.\n` : "";
  return sections.join("\n") + more;
}

function item({ path, line, column, severity, code, message, help }: Finding, document: string): string {
  const file = path === document ? "" : `${escaped(plainPath(path))} `;
  const way = help === null ? "" : ` ${escaped(help)}`;
  return `- ${file}${line}:${column} **${NAMES[severity]}** ${escaped(message)}.${way} \`${code}\`\n`;
}

/** Nothing of a document becomes markup: not Markdown, not HTML, not a mention of somebody. */
function escaped(text: string): string {
  return quieted(text)
    .replace(/[\t\n]+/gu, " ")
    .replace(/&/gu, "&amp;")
    .replace(/</gu, "&lt;")
    .replace(/>/gu, "&gt;")
    .replace(/[\\`*_{}[\]()#+!|~@$]/gu, "\\$&");
}
