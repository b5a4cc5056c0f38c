import { describe, expect, it } from "vitest";
import {
  acceptKnown,
  type BaselineScope,
  type LongReport,
  type Report,
  readBaseline,
  writeBaseline,
} from "../../src/report/index.ts";
import { finding, report } from "./sample.ts";

const everything = (...paths: string[]): BaselineScope => ({
  root: "",
  looked: new Set(paths),
  isAsked: () => true,
});
const one = finding("⟦<a>⟧", { path: "a.xml", message: "One" });
const other = finding("⟦<a>⟧", { path: "b.xml", message: "Other" });
const messages = ({ documents }: LongReport) =>
  [...documents].flatMap(({ findings }) => findings.map(({ message }) => message));
const known = (given: Report, scope = everything("a.xml", "b.xml")) =>
  readBaseline(writeBaseline(given, [], scope))!;

describe("a baseline", () => {
  it("accepts what it knows, and leaves what is new", () => {
    const accepted = acceptKnown(report(one, other), known(report(one)), everything("a.xml", "b.xml"));
    expect(messages(accepted)).toEqual(["Other"]);
    expect(accepted.documents).toHaveLength(2);
    expect(accepted.notes).toEqual(["1 known finding accepted by the baseline"]);
  });

  it("accepts as many of a kind as it knows", () => {
    const twice = report(one, finding("\n⟦<a>⟧", { path: "a.xml", message: "One" }));
    expect(messages(acceptKnown(twice, known(report(one)), everything("a.xml")))).toEqual(["One"]);
  });

  it("says how many of its findings are gone, of what was looked at", () => {
    const baseline = known(report(one, other));
    const empty = { documents: [{ path: "a.xml", findings: [] }] };
    expect(acceptKnown(empty, baseline, everything("a.xml")).notes?.[0]).toMatch(
      /^1 finding of the baseline/u,
    );
    expect(acceptKnown(empty, baseline, everything()).notes).toEqual([]);
  });

  it("keeps, when it is written anew, what was not looked at", () => {
    const before = known(report(one, other));
    const empty = { documents: [{ path: "a.xml", findings: [] }] };
    const after = readBaseline(writeBaseline(empty, before, everything("a.xml")))!;
    expect(after.map(({ path }) => path)).toEqual(["b.xml"]);
    const onlySchema = {
      ...everything("a.xml", "b.xml"),
      isAsked: (code: string) => code.startsWith("schema/"),
    };
    expect(readBaseline(writeBaseline(empty, before, onlySchema))).toHaveLength(2);
  });

  it("is the same text for the same findings", () => {
    const scope = everything("a.xml", "b.xml");
    expect(writeBaseline(report(other, one), [], scope)).toBe(writeBaseline(report(one, other), [], scope));
  });

  it.each(["", "{}", "[]", '{"version":2,"findings":[]}', '{"version":1,"findings":[1]}'])(
    "is not %j",
    (text) => {
      expect(readBaseline(text)).toBeNull();
    },
  );
});
