import type { Finding, Severity } from "./finding.ts";
import { findingsIn, type LongReport, plainPath } from "./report.ts";

const SEVERITIES: Readonly<Record<Severity, string>> = { error: "major", warning: "minor", info: "info" };

/** Prints a report as GitLab's code quality report, a subset of the Code Climate format. */
export function printGitlab(report: LongReport): string {
  const issues = [...findingsIn(report)].map(issueOf);
  return `${JSON.stringify(issues, null, 2)}\n`;
}

function issueOf({ severity, code, message, fingerprint, path, line, endLine }: Finding): object {
  return {
    type: "issue",
    description: message,
    check_name: code,
    fingerprint,
    severity: SEVERITIES[severity],
    location: {
      path: plainPath(path),
      lines: { begin: line, end: endLine },
    },
  };
}
