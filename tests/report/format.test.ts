import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import {
  allSpecs,
  collect,
  type Finding,
  printReportAs,
  REPORT_FORMATS,
  type Report,
  type ReportFormat,
} from "../../src/report/index.ts";
import { finding, report } from "./sample.ts";

const print = (format: ReportFormat, ...findings: readonly Finding[]) =>
  printReportAs(format, report(...findings));
const parsed = (format: ReportFormat, ...findings: readonly Finding[]) =>
  JSON.parse(print(format, ...findings));

/** As a report has it: with the file in its fingerprint. */
const reported = (one: Finding): Finding => report(one).documents[0]!.findings[0]!;

const WRONG = finding('<p>\n  <ref target="⟦#nowhere⟧"/>', {
  message: "It leads to nothing",
  help: "Point elsewhere",
});
const NASTY = finding("⟦<p>⟧", {
  path: "tei/a:b, 100%\u{1d11e}é.xml",
  message: "Found \"<&>' \u0000\u001b[31m\ud800 ,:%\r\nand more",
});

describe("a fault in a line that is a whole document", () => {
  const long = "<p>é</p>".repeat(2000);
  const late = finding(`${long}<ref target="⟦#nowhere⟧"/>${long}`);
  const column = long.length + '<ref target="'.length + 1;

  it("keeps what is around it, and not the line", () => {
    expect(late.excerpt.length).toBeLessThan(3000);
    expect(late.excerptAfter?.units).toBe(column - 1001);
  });

  it("is shown and counted as in any other", () => {
    const [shown = "", marked = ""] = print("pretty", late).split("\n").slice(1);
    expect(shown.slice(marked.indexOf("^"), marked.lastIndexOf("^") + 1)).toBe("#nowhere");
    const [result] = parsed("sarif", late).runs[0].results;
    expect(result.locations[0].physicalLocation.region).toMatchObject({ startColumn: column });
    expect(result.locations[0].physicalLocation.region.snippet.text).toContain("#nowhere");
    expect(parsed("rdjson", late).diagnostics[0].location.range).toEqual({
      start: { line: 1, column: column + 2000 },
      end: { line: 1, column: column + 2008 },
    });
  });
});

describe("JSON", () => {
  it("is what the contract says", () => {
    expect(parsed("json", WRONG)).toEqual({
      documents: [
        {
          path: "tei/a.xml",
          valid: false,
          findings: [
            {
              code: "links/sample",
              severity: "error",
              message: "It leads to nothing",
              help: "Point elsewhere",
              check: "links",
              line: 2,
              column: 16,
              endLine: 2,
              endColumn: 24,
              elementPath: "/TEI/text",
              fingerprint: reported(WRONG).fingerprint,
            },
          ],
        },
      ],
      summary: { documents: 1, valid: 0, errors: 1, warnings: 0 },
    });
  });

  it("leaves out help where there is none", () => {
    expect(parsed("json", finding("⟦<p>⟧")).documents[0].findings[0]).not.toHaveProperty("help");
  });
});

describe("SARIF", () => {
  it("has rules of the catalogue, regions and fingerprints", () => {
    const spec = allSpecs()[0]!;
    const { version, runs } = parsed("sarif", finding("⟦<p>⟧", { code: spec.code }), WRONG);
    expect(version).toBe("2.1.0");
    const [{ tool, results }] = runs;
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual([spec.code, "links/sample"].sort());
    const rule = tool.driver.rules.find(({ id }: { id: string }) => id === spec.code);
    expect(rule.fullDescription.text).toBe(spec.explanation);
    const wrong = results[1];
    expect(tool.driver.rules[wrong.ruleIndex].id).toBe(wrong.ruleId);
    expect(wrong).toMatchObject({
      level: "error",
      message: { text: "It leads to nothing\nPoint elsewhere" },
      partialFingerprints: { "colophon/v1": reported(WRONG).fingerprint },
    });
    expect(wrong.locations[0].physicalLocation.region).toMatchObject({
      startLine: 2,
      startColumn: 16,
      endLine: 2,
      endColumn: 24,
    });
  });

  const uri = (path: string, address: object) =>
    it(`addresses ${path}`, () => {
      const [run] = parsed("sarif", finding("⟦<p>⟧", { path })).runs;
      expect(run.results[0].locations[0].physicalLocation.artifactLocation).toEqual(address);
    });

  uri("tei/a.xml", { uri: "tei/a.xml", uriBaseId: "ROOT" });
  uri("./tei/a.xml", { uri: "tei/a.xml", uriBaseId: "ROOT" });
  uri("tei\\letters\\a.xml", { uri: "tei/letters/a.xml", uriBaseId: "ROOT" });
  uri("tei/é #1 (b)?.xml", { uri: "tei/%C3%A9%20%231%20%28b%29%3F.xml", uriBaseId: "ROOT" });
  uri("/home/e/a b.xml", { uri: "file:///home/e/a%20b.xml" });
  uri("C:\\e\\a b.xml", { uri: "file:///C:/e/a%20b.xml" });

  it("can say that nothing was found", () => {
    expect(parsed("sarif").runs[0].results).toEqual([]);
  });
});

describe("JUnit", () => {
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "" });

  it("has a suite for each document and a case for each error", () => {
    const warning = finding("⟦<p>⟧", { path: "tei/b.xml", severity: "warning" });
    const { testsuites } = parser.parse(print("junit", WRONG, warning));
    expect(testsuites).toMatchObject({ tests: "2", failures: "1" });
    const [failed, passed] = testsuites.testsuite;
    expect(failed).toMatchObject({ name: "tei/a.xml", tests: "1", failures: "1" });
    expect(failed.testcase).toMatchObject({
      name: "links/sample at 2:16",
      classname: "tei/a.xml",
      line: "2",
    });
    expect(failed.testcase.failure).toMatchObject({ message: "It leads to nothing", type: "links/sample" });
    expect(passed).toMatchObject({ name: "tei/b.xml", tests: "1", failures: "0" });
    expect(passed["system-out"]).toContain("tei/b.xml:1:1 warning links/sample");
  });

  it("is XML whatever stands in a message", () => {
    const xml = print("junit", NASTY);
    expect(XMLValidator.validate(xml)).toBe(true);
    expect(xml).toContain("Found &quot;&lt;&amp;&gt;' \ufffd\ufffd[31m\ufffd ,:%&#13;&#10;and more");
  });
});

describe("GitHub commands", () => {
  it("mark the stretch, whose last column belongs to it", () => {
    expect(print("github", WRONG)).toBe(
      "::error file=tei/a.xml,line=2,endLine=2,col=16,endColumn=23,title=links/sample::It leads to nothing%0APoint elsewhere\n",
    );
  });

  it("leave out the last column where the stretch ends on another line", () => {
    expect(print("github", finding("⟦<p\n>⟧", { severity: "info" }))).toMatch(
      /^::notice file=[^:]*,line=1,endLine=2,col=1,title/u,
    );
  });

  it("are one line each, whatever stands in a message or a name", () => {
    const text = print("github", NASTY);
    expect(text.match(/[\r\n]/gu)).toEqual(["\n"]);
    expect(text).toContain("file=tei/a%3Ab%2C 100%25\u{1d11e}é.xml,");
    expect(text).toContain(",:%25%0Aand more");
  });
});

describe("GitLab's report", () => {
  it("has issues with places and fingerprints", () => {
    expect(parsed("gitlab", WRONG)).toEqual([
      {
        type: "issue",
        description: "It leads to nothing",
        check_name: "links/sample",
        fingerprint: reported(WRONG).fingerprint,
        severity: "major",
        location: { path: "tei/a.xml", lines: { begin: 2, end: 2 } },
      },
    ]);
  });
});

describe("Reviewdog's format", () => {
  it("has places whose columns count bytes", () => {
    const one = finding("<p>é\u{1d11e}⟦xé⟧</p>", { severity: "warning", help: "Mend it" });
    expect(parsed("rdjson", one)).toEqual({
      source: { name: "colophon" },
      diagnostics: [
        {
          message: "Something is wrong\nMend it",
          location: {
            path: "tei/a.xml",
            range: { start: { line: 1, column: 10 }, end: { line: 1, column: 13 } },
          },
          severity: "WARNING",
          code: { value: "links/sample" },
        },
      ],
    });
  });
});

describe("Markdown", () => {
  it("has the counts, the codes and the findings by file", () => {
    const note = finding("⟦<p>⟧", { path: "tei/b.xml", severity: "info" });
    expect(print("markdown", WRONG, note)).toBe(`## Colophon check failed

2 documents checked, 1 valid: 1 error, 0 warnings.

| finding | severity | count |
|---|---|--:|
| \`links/sample\` | error | 2 |

<details open><summary>tei/a.xml (1)</summary>

- 2:16 **error** It leads to nothing. Point elsewhere \`links/sample\`

</details>

<details><summary>tei/b.xml (1)</summary>

- 1:1 **note** Something is wrong. \`links/sample\`

</details>
`);
  });

  it("is short where nothing was found", () => {
    expect(printReportAs("markdown", { documents: [{ path: "a.xml", findings: [] }] })).toBe(
      "## Colophon check passed\n\n1 document checked, 1 valid: 0 errors, 0 warnings.\n",
    );
    const notes = ["1 known finding accepted by the baseline", "Checked against none."];
    expect(printReportAs("markdown", { documents: [], notes })).toMatch(
      /\n\n1 known finding accepted by the baseline\.\n\nChecked against none\.\n$/u,
    );
  });

  it("lets nothing of a document become markup", () => {
    const text = print("markdown", finding("⟦<p>⟧", { message: "<img src=x> [a](b) @everyone `c` **d**" }));
    expect(text).toContain("&lt;img src=x&gt; \\[a\\]\\(b\\) \\@everyone \\`c\\` \\*\\*d\\*\\*");
  });

  it("lists so many findings as a job's summary holds", () => {
    const many = Array.from({ length: 250 }, (_, at) => finding(`${"\n".repeat(at)}⟦<p>⟧`));
    const text = print("markdown", ...many);
    expect(text.match(/^- /gmu)).toHaveLength(200);
    expect(text).toContain("The first 200 of 250 findings are listed.");
  });
});

describe("a finding in an included file", () => {
  const inPart: Report = collect([{ path: "main.xml", findings: [{ ...WRONG, path: "parts/b.xml" }] }]);

  it("names that file in every form", () => {
    const json = JSON.parse(printReportAs("json", inPart));
    expect(json.documents[0]).toMatchObject({
      path: "main.xml",
      valid: false,
      findings: [{ path: "parts/b.xml", line: 2 }],
    });
    for (const format of REPORT_FORMATS) expect(printReportAs(format, inPart)).toContain("parts/b.xml");
  });
});

describe("every form", () => {
  it.each(REPORT_FORMATS)("%s ends with a line end and is the same each time", (format) => {
    const once = print(format, WRONG, NASTY);
    expect(once.endsWith("\n")).toBe(true);
    expect(print(format, WRONG, NASTY)).toBe(once);
  });

  it.each(REPORT_FORMATS)("%s has no colours unless asked", (format) => {
    expect(print(format, WRONG)).not.toContain("\u001b");
  });
});
