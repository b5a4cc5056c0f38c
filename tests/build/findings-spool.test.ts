import { expect, it } from "vitest";
import { FindingsSpool } from "../../src/build/run/findings-spool.ts";
import { readDocument } from "../../src/read/index.ts";
import type { Finding } from "../../src/report/index.ts";

/** What is found on a text with a fault, `length` characters into a line. */
function found(length: number): readonly Finding[] {
  return readDocument(Buffer.from(`<a>${"ß".repeat(length)}</b>`), { path: `tei/${length}.xml` }).findings;
}

it("gives what was found on each document as it was, whether it was written down or waits", () => {
  const spool = new FindingsSpool();
  const all = Array.from({ length: 1000 }, (_, nth) => found(nth));
  expect(all.flat()).toHaveLength(1000);
  const numbers = all.map((findings) => {
    const number = spool.add(findings);
    expect(spool.at(number)).toEqual(findings);
    return number;
  });
  for (const [nth, number] of [...numbers.entries()].reverse()) expect(spool.at(number)).toEqual(all[nth]);
  for (const [nth, number] of numbers.entries()) expect(spool.at(number)).toEqual(all[nth]);
});
