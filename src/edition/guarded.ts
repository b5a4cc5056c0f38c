import { type DocumentCheck, type Finding, programFailed } from "../report/index.ts";

/** Runs a check of a document; a fault of the program is a finding of that document, and the others go on. */
export function guarded(check: DocumentCheck, path: string, work: () => Finding[]): Finding[] {
  try {
    return work();
  } catch (error) {
    return [programFailed(check, path, error)];
  }
}
