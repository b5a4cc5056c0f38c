import { looksOf, sizeOf } from "../run/document-source.ts";
import type { OpenRun } from "../run/open-run.ts";
import type { RunDocument } from "../run/run-document.ts";

/** The document that was changed last is the likeliest to be changed next. */
export function newestOf(documents: readonly RunDocument[]): RunDocument | null {
  const time = ({ source }: RunDocument): number => looksOf(source)?.time ?? 0;
  return documents.reduce<RunDocument | null>(
    (newest, each) => (newest === null || time(each) > time(newest) ? each : newest),
    null,
  );
}

/** Makes the document of middle size, for practice. */
export async function practise({ run, crew }: OpenRun): Promise<void> {
  const bySize = [...run.documents.filter(({ gist }) => gist.hasText)].sort(
    (one, other) => sizeOf(one.source) - sizeOf(other.source),
  );
  const middle = bySize[Math.floor(bySize.length / 2)];
  if (middle === undefined || sizeOf(middle.source) > LARGE) return;
  const { source, hash, seen } = middle;
  for (let time = 0; time < 2; time++)
    await crew.workshop.do({ kind: "make", source, hash, seen, joined: run.joined });
}

/** A document that takes seconds is not done for practice, in bytes. */
const LARGE = 2_000_000;
