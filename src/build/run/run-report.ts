import { schemalessNote, suppressionsOf } from "../../edition/index.ts";
import { collector, type Finding, type LongReport, SummaryCounter, suppress } from "../../report/index.ts";
import { FindingsSpool } from "./findings-spool.ts";
import { FoundDocuments } from "./found-documents.ts";
import type { Late, LateWork } from "./late-findings.ts";
import { type RunDocument, schemalessIn, type Verdict } from "./run-document.ts";

/** Gathers what is found, in the order in which it is told. */
export async function reportOf(work: LateWork, late: Late): Promise<LongReport> {
  const { documents, log, setup } = work;
  const collected = collector(setup.files.config.severity ?? {}, setup.files.prefix);
  const spool = new FindingsSpool();
  const numbers = new Map<number, number>();
  const counter = new SummaryCounter();
  let schemaless = { first: "", count: 0 };
  for (let at = 0; at < documents.length; at++) {
    const document = documents.at(at);
    // To wait for what is known takes a while where there are a hundred thousand.
    const verdict = log.knownVerdictOn(document) ?? (await log.verdictOn(document));
    const own = late.size === 0 ? undefined : late.get(document.path);
    const findings = own === undefined ? verdict.findings : await findingsOf(document, verdict, own, work);
    if (findings.length > 0) {
      const told = collected({ path: document.path, findings });
      numbers.set(at, spool.add(told.findings));
      counter.add(told);
    }
    if (verdict.schemaless.length === 0) continue;
    const first = schemaless.count === 0 ? schemalessIn(document, verdict)[0]! : schemaless.first;
    schemaless = { first, count: schemaless.count + verdict.schemaless.length };
  }
  const found = {
    pathOf: (at: number) => documents.at(at).path,
    places: [...numbers.keys()],
    jsonOf: (at: number) => (numbers.has(at) ? spool.jsonAt(numbers.get(at)!) : null),
  };
  const told = new FoundDocuments(documents.length, found, counter.of(documents.length));
  const { first, count } = schemaless;
  return { documents: told, ...(count === 0 ? {} : { notes: [schemalessNote(first, count)] }) };
}

async function findingsOf(
  document: RunDocument,
  verdict: Verdict,
  late: readonly Finding[],
  { log, setup, made }: LateWork,
): Promise<readonly Finding[]> {
  if (!verdict.isSuppressed) return [...verdict.findings, ...late];
  const { unsuppressed } = await made(document);
  const read = log.crew.workshop.read(document.source, document.hash);
  return suppress([...(unsuppressed ?? []), ...late], suppressionsOf(read), setup.wanted.checks);
}
