import { expect, it } from "vitest";
import { packReport, unpackReport } from "../../src/build/run/packed-report.ts";
import { readDocument } from "../../src/read/index.ts";
import { heldReport, type LongReport, summarize } from "../../src/report/index.ts";

/** A report on documents of which every third has a fault. */
function report(count: number): LongReport {
  const documents = Array.from({ length: count }, (_, nth) => {
    const path = `tei/${nth}.xml`;
    return {
      path,
      findings: readDocument(Buffer.from(nth % 3 === 1 ? "<a><b></a>" : "<a/>"), { path }).findings,
    };
  });
  return { documents, notes: ["There was something."] };
}

it("says the same when it was packed, packed again and counted", () => {
  const long = report(2000);
  const packed = structuredClone([...packReport(long)]);
  const unpacked = unpackReport(packed);
  expect(summarize(unpacked)).toEqual({ documents: 2000, valid: 1333, errors: 667, warnings: 0 });
  expect(heldReport(unpacked)).toEqual(long);
  expect([...unpacked.documents.notable!]).toEqual(
    heldReport(long).documents.filter(({ findings }) => findings.length > 0),
  );
  expect(heldReport(unpackReport([...packReport(unpacked)]))).toEqual(long);
});
