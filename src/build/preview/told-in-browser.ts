import type { Report } from "../../report/index.ts";

/** What the browser is told of a report: how much there is of it, and its findings, errors before warnings. */
export function toldInBrowser(report: Report): object {
  const documents = report.documents.flatMap(({ path, findings }) => {
    const told = findings.filter(({ severity }) => severity !== "info").sort(errorsFirst);
    return told.length === 0 ? [] : [{ path, findings: told }];
  });
  const all = documents.flatMap(({ findings }) => findings);
  const errors = all.filter(({ severity }) => severity === "error").length;
  return {
    errors,
    warnings: all.length - errors,
    documents: documents
      .sort((one, other) => errorsFirst(one.findings[0]!, other.findings[0]!))
      .slice(0, MOST_TOLD)
      .map(({ path, findings }) => ({ path, findings: findings.slice(0, MOST_TOLD) })),
  };
}

function errorsFirst(one: { severity: string }, other: { severity: string }): number {
  return Number(other.severity === "error") - Number(one.severity === "error");
}

/** How many findings of a document, and of how many documents, are shown in the browser: nobody reads more there. */
const MOST_TOLD = 50;
