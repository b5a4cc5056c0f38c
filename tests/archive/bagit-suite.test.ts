import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { verifyPackages } from "../../src/build/archive/verify.ts";
import { summarize } from "../../src/report/index.ts";
import { shared } from "../shared.ts";

const SUITE = shared("suites/bagit");

/** The folders of a version whose verdict binds; `warning` bags are the verifier's to judge. */
const KINDS: Readonly<Record<string, boolean>> = {
  valid: true,
  invalid: false,
  "linux-only": false,
  "windows-only": false,
};

const EXCLUDED = new Map(
  readFileSync(join(import.meta.dirname, "suite-exclusions.tsv"), "utf8")
    .split("\n")
    .slice(1)
    .filter((line) => line !== "")
    .map((line) => line.split("\t") as [string, string]),
);

function cases(): { name: string; expected: boolean }[] {
  if (SUITE === null) return [];
  return readdirSync(SUITE)
    .filter((version) => version.startsWith("v"))
    .flatMap((version) =>
      Object.entries(KINDS).flatMap(([kind, expected]) =>
        (existsSync(join(SUITE, version, kind)) ? readdirSync(join(SUITE, version, kind)) : [])
          .filter((name) => statSync(join(SUITE, version, kind, name)).isDirectory())
          .map((name) => ({ name: `${version}/${kind}/${name}`, expected })),
      ),
    );
}

describe.skipIf(SUITE === null)("the conformance suite of BagIt", () => {
  const all = cases();

  it("has the cases it had", () => {
    expect(all.length).toBe(54);
    expect([...EXCLUDED.keys()].filter((name) => !all.some((each) => each.name === name))).toEqual([]);
  });

  it.each(all)("$name", async ({ name, expected }) => {
    const report = await verifyPackages([join(SUITE!, name)], { jobs: 1, progress: () => {} });
    const { errors } = summarize(report);
    const said = report.documents[0]!.findings.map(({ message }) => message).join("; ");
    expect({ name, valid: errors === 0, said }).toEqual({
      name,
      valid: EXCLUDED.has(name) ? !expected : expected,
      said,
    });
  });
});
