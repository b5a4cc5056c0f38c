import { describe, expect, it } from "vitest";
import { concordance, concordanceCsv, concordanceText } from "../../src/cite/index.ts";
import { readRegisters } from "../../src/resolve/index.ts";
import { cite, treeOf } from "./cases.ts";

const BODY = `<p>The Crisis of <hi>the</hi> crise, critical.</p>
<sp who="register.xml#weil"><speaker>W.</speaker><p>A crisis, indeed.</p></sp><sp who="register.xml#other"><p>No crisis.</p></sp>`;
const tree = treeOf(
  `<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>${BODY}</body></text></TEI>`,
  "tei/essay.xml",
);
const documents = [{ tree, records: cite(BODY).records }];
const registers = readRegisters([]);

describe("a concordance", () => {
  it("finds a word whatever its case", () => {
    expect(concordance("CRISIS", documents, registers, null).map(({ left, right }) => [left, right])).toEqual(
      [
        ["The ", " of the crise, critical."],
        ["A ", ", indeed."],
        ["No ", "."],
      ],
    );
  });

  it("finds endings, and words in a row", () => {
    expect(concordance("cri*", documents, registers, null)).toHaveLength(5);
    expect(concordance("the crise", documents, registers, null)[0]?.keyword).toBe("the crise");
    expect(concordance("  ", documents, registers, null)).toEqual([]);
  });

  it("keeps to a speaker", () => {
    const who = documents[0]!.records.speeches[0]!.who[0]!;
    const hits = concordance("crisis", documents, registers, who);
    expect(hits.map(({ left, speaker }) => [left, speaker])).toEqual([["A ", who]]);
    expect(concordanceText(hits)).toContain("A [crisis], indeed.");
    expect(concordanceCsv(hits)).toContain(`essay,${who},A ,crisis,`);
  });
});
