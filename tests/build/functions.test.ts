import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { colophon, folderOf, tei } from "../cli/run.ts";

const ODD = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><schemaSpec ident="own" start="TEI">
<elementSpec ident="abbr" mode="change">
<model behaviour="inline"><param name="content" value="ec:label(string(@type))"/></model>
</elementSpec></schemaSpec></body></text></TEI>`;

function configuration(long: string, name = "ec:label"): string {
  return `const LABELS: Record<string, { long: string }> = { s: { long: "${long}" } };
export default { title: "E", odd: "odd/own.odd", site: { search: false },
  functions: { "${name}": (type: string) => LABELS[type].long } };`;
}

const TEXTS = Object.fromEntries(
  Array.from({ length: 40 }, (_, at) => [
    `tei/t${at}.xml`,
    tei(`<p><abbr type="s">S</abbr> ${"word ".repeat(2000)}</p>`),
  ]),
);

it("functions of the configuration are called in threads as well, and are part of what is kept", {
  timeout: 60_000,
}, () => {
  const folder = folderOf({ "colophon.config.ts": configuration("Saint"), "odd/own.odd": ODD, ...TEXTS });
  const saidWith = (long: string): readonly string[] => {
    writeFileSync(join(folder, "colophon.config.ts"), configuration(long));
    expect(colophon(folder, ["build", "--jobs", "2", "--outputs", "html,text"]).code).toBe(0);
    return ["t0", "t39"].map((id) => readFileSync(join(folder, `out/text/${id}.txt`), "utf8").split(" ")[0]!);
  };
  expect(saidWith("Saint")).toEqual(["Saint", "Saint"]);
  expect(saidWith("Sankt")).toEqual(["Sankt", "Sankt"]);
});

it("one that fails is told once with its model and its place, and the build goes on", () => {
  const folder = folderOf({
    "colophon.config.ts": configuration("Saint"),
    "odd/own.odd": ODD,
    "tei/a.xml": tei(
      '<p><abbr type="s">S</abbr></p>\n<p><abbr type="x">X</abbr> <abbr type="y">Y</abbr></p>',
    ),
  });
  for (const _ of [1, 2]) {
    const { code, err } = colophon(folder, ["build", "--outputs", "html,text"]);
    expect(code).toBe(0);
    expect(err.match(/\[schema\/odd-function-failed\]/gu)).toHaveLength(1);
    expect(err).toMatch(
      /tei\/a\.xml:4:4 warning ec:label\(\) of the configuration failed: .*undefined.* \(called by the model for abbr at odd\/own\.odd:3, also on 1 more\)/u,
    );
  }
  expect(readFileSync(join(folder, "out/text/a.txt"), "utf8")).toBe("Saint\n\nX Y\n");
});

it("a function needs the name by which the ODD calls it, with a prefix that is not XPath's", () => {
  for (const name of ["label", "fn:label"]) {
    const folder = folderOf({
      "colophon.config.ts": configuration("Saint", name),
      "odd/own.odd": ODD,
      "tei/a.xml": tei("<p>a</p>"),
    });
    const { code, err } = colophon(folder, ["build"]);
    expect(code).toBe(2);
    expect(err).toContain("with a prefix of its own: “ec:label”");
  }
});
