import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { buildAndPublish, OUTPUTS } from "../../src/build/build.ts";
import { folderOf, tei } from "../cli/run.ts";

/** Wraps the functions of a room, so that each fails on the document of its own name and does its work on all others. */
async function failing<T extends object>(
  room: Promise<T>,
  ...names: readonly (keyof T & string)[]
): Promise<T> {
  const real = await room;
  const wrapped = names.map((name) => [
    name,
    (...asked: readonly unknown[]): unknown => {
      if (isAbout(name, asked)) throw new TypeError(`${name} was not made for this`);
      return (real[name] as (...at: readonly unknown[]) => unknown)(...asked);
    },
  ]);
  return { ...real, ...Object.fromEntries(wrapped) };
}

/** A document, a page, a tree or several trees, or the options with the path that stand behind bytes. */
function isAbout(name: string, asked: readonly unknown[]): boolean {
  const path = `tei/${name}.xml`;
  return asked.flat().some((each) => {
    const {
      id,
      path: own,
      tree,
    } = (each ?? {}) as { id?: unknown; path?: unknown; tree?: { path?: unknown } };
    return own === path || tree?.path === path || id === name;
  });
}

vi.mock("../../src/read/index.ts", (original) =>
  failing(original() as Promise<typeof import("../../src/read/index.ts")>, "readDocument", "includeParts"),
);
vi.mock("../../src/resolve/index.ts", (original) =>
  failing(
    original() as Promise<typeof import("../../src/resolve/index.ts")>,
    "anchorsOf",
    "readEntries",
    "checkLinks",
    "rowStepsIn",
    "targetsOf",
  ),
);
vi.mock("../../src/cite/index.ts", (original) =>
  failing(original() as Promise<typeof import("../../src/cite/index.ts")>, "citeDocument"),
);
vi.mock("../../src/validate/index.ts", (original) =>
  failing(
    original() as Promise<typeof import("../../src/validate/index.ts")>,
    "validateGrammar",
    "validateSchematron",
  ),
);
vi.mock("../../src/render/index.ts", (original) =>
  failing(original() as Promise<typeof import("../../src/render/index.ts")>, "renderHtml"),
);

vi.mock("../../src/site/index.ts", (original) =>
  failing(original() as Promise<typeof import("../../src/site/index.ts")>, "makeDocumentFiles"),
);

/** Every document has a fault of its own, which is told unless the program failed before it came to it. */
const BODY = '<listPerson><person xml:id="p"/></listPerson><p><ref target="#nowhere"/></p>';
const STAGES = {
  readDocument: ["wellformed/program-failed"],
  includeParts: ["wellformed/program-failed"],
  anchorsOf: ["links/target-missing", "wellformed/program-failed"],
  readEntries: ["links/program-failed", "links/target-missing"],
  validateGrammar: ["links/target-missing", "schema/program-failed"],
  validateSchematron: ["links/target-missing", "schematron/program-failed"],
  checkLinks: ["links/program-failed"],
  rowStepsIn: ["wellformed/program-failed"],
  targetsOf: ["links/program-failed", "links/target-missing"],
  renderHtml: ["wellformed/program-failed"],
  citeDocument: ["citations/program-failed", "links/target-missing"],
  makeDocumentFiles: ["links/target-missing", "wellformed/program-failed"],
  sound: ["links/target-missing"],
};

const folder = folderOf({
  "colophon.config.json": JSON.stringify({ links: { mustBeUsed: ["person"] } }),
  "schemas/edition.rng": `<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:s="http://purl.oclc.org/dsdl/schematron">
    <s:pattern><s:rule context="nothing"><s:assert test="true()"/></s:rule></s:pattern>
    <start><ref name="any"/></start><define name="any"><element><anyName/><zeroOrMore><choice><text/><ref name="any"/>
    <attribute><anyName/></attribute></choice></zeroOrMore></element></define></grammar>`,
  ...Object.fromEntries(Object.keys(STAGES).map((stage) => [`tei/${stage}.xml`, tei(BODY)])),
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("a fault of the program is a finding of the one document it failed on, in every stage", async () => {
  const { report } = await buildAndPublish({
    ...{ folder, config: join(folder, "colophon.config.json"), safe: false, jobs: 1, cache: false },
    ...{ out: "out", outputs: OUTPUTS, reading: "edited", strict: false, search: false, progress: () => {} },
  });
  const codes = [...report.documents].map(({ path, findings }) => [
    path.slice(4, -4),
    [...new Set(findings.map(({ code }) => code))].sort(),
  ]);
  expect(Object.fromEntries(codes)).toEqual(STAGES);
  const pages = readdirSync(join(folder, "out/site/texts")).filter((name) => name.endsWith(".html"));
  expect(pages).toContain("sound.html");
  expect(pages).not.toContain("makeDocumentFiles.html");
  const told = readFileSync(join(folder, "out/report/findings.json"), "utf8");
  expect(told).toContain("makeDocumentFiles was not made for this");
  expect(readFileSync(join(folder, "out/site/index.html"), "utf8")).not.toContain("makeDocumentFiles.html");
});
