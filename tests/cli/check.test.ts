import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { colophon, folderOf, type Run, tei } from "./run.ts";

const XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"';
const BROKEN = '<p>See <ref target="#nowhere">there</ref>.</p>';

interface Told {
  readonly code: string;
  readonly path?: string;
  readonly line: number;
}

/** What a check says of each document: the codes, with file and line. */
function told(folder: string, ...args: string[]): Record<string, string[]> {
  const run = colophon(folder, ["check", ...args, "--format", "json"]);
  const { documents } = JSON.parse(run.out) as { documents: { path: string; findings: Told[] }[] };
  return Object.fromEntries(
    documents.map(({ path, findings }) => [
      path,
      findings.map(({ code, path: file = path, line }) => `${file}:${line} ${code}`),
    ]),
  );
}

describe("an edition split over XInclude", () => {
  const part = `<div xmlns="http://www.tei-c.org/ns/1.0" xml:id="d">\n<p><ref target="#p1"/><ref target="#nowhere"/></p>\n<p xml:id="p1"/></div>`;
  const files = {
    "tei/main.xml": tei(`<p xml:id="p1"/><xi:include ${XI} href="parts/one.xml"/><p><ref target="#d"/></p>`),
    "tei/parts/one.xml": part,
    "tei/other.xml": tei('<p><ref target="parts/one.xml#d"/></p>'),
  };

  it("is one document, and a fault in an included file is told at that file's own line", () => {
    expect(told(folderOf(files), "--only", "links")).toEqual({
      "tei/main.xml": ["tei/parts/one.xml:2 links/target-missing", "tei/parts/one.xml:3 links/duplicate-id"],
      "tei/other.xml": [],
    });
  });

  it("has its parts checked by themselves when they are named", () => {
    const alone = told(folderOf(files), "tei/parts/one.xml", "--only", "links");
    expect(alone).toEqual({ "tei/parts/one.xml": ["tei/parts/one.xml:2 links/target-missing"] });
  });

  it("is built as one page, without pages of its parts", () => {
    const folder = folderOf({
      ...files,
      "tei/parts/one.xml": '<div xmlns="http://www.tei-c.org/ns/1.0"><p>Included.</p></div>',
    });
    colophon(folder, ["build", "--quiet", "--outputs", "text"]);
    expect(readdirSync(join(folder, "out/text"))).toEqual(["main.txt", "other.txt"]);
    expect(readFileSync(join(folder, "out/text/main.txt"), "utf8")).toContain("Included.");
  });

  it("shows the schemas what is written, or what is included", () => {
    const schema = `<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><zeroOrMore><element name="b"><optional>
      <attribute name="xml:base"/></optional><empty/></element></zeroOrMore></element>`;
    const folder = folderOf({
      "a.rng": schema,
      "main.xml": `<a>\n<xi:include ${XI} href="b.xml"/></a>`,
      "b.xml": "\n\n<b>\n<c/></b>",
    });
    const args = ["main.xml", "--schema", "a.rng", "--only", "schema"];
    expect(told(folder, ...args)["main.xml"]?.[0]).toMatch(/^main\.xml:2 schema\//u);
    expect(told(folder, ...args, "--xinclude")["main.xml"]?.[0]).toMatch(/^b\.xml:4 schema\//u);
    writeFileSync(join(folder, "colophon.config.json"), '{"xinclude": true}');
    expect(told(folder, ...args)["main.xml"]?.[0]).toMatch(/^b\.xml:4 schema\//u);
    expect(told(folder, ...args, "--no-xinclude")["main.xml"]?.[0]).toMatch(/^main\.xml:2 schema\//u);
  });

  it("tells of identifiers given twice when only the schema is asked, as Jing does", () => {
    const schema = `<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><oneOrMore><element name="b"><attribute name="xml:id">
      <data type="ID" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"/></attribute></element></oneOrMore></element>`;
    const folder = folderOf({ "a.rng": schema, "main.xml": '<a><b xml:id="x"/>\n<b xml:id="x"/></a>' });
    const args = ["main.xml", "--schema", "a.rng", "--only"];
    expect(told(folder, ...args, "schema")).toEqual({ "main.xml": ["main.xml:2 links/duplicate-id"] });
    expect(told(folder, ...args, "schema/*")).toEqual({ "main.xml": ["main.xml:2 links/duplicate-id"] });
    expect(told(folder, ...args, "schema/value-invalid")).toEqual({ "main.xml": [] });
    expect(colophon(folder, ["check", ...args, "schema"]).code).toBe(1);
  });

  it("keeps to the project, also where a link leads out of it", () => {
    const outside = folderOf({ "secret.txt": "secret" });
    const folder = folderOf({
      "tei/a.xml": tei(
        `<p><xi:include ${XI} href="link.txt" parse="text"/><xi:include ${XI} href="/etc/hostname" parse="text"/></p>`,
      ),
    });
    symlinkSync(join(outside, "secret.txt"), join(folder, "tei/link.txt"));
    expect(told(folder)["tei/a.xml"]).toEqual([
      "tei/a.xml:3 wellformed/include-outside",
      "tei/a.xml:3 wellformed/include-outside",
    ]);
  });
});

describe("pictures", () => {
  it("are looked for on the disk", () => {
    const body =
      '<figure><graphic url="images/a.png"/><graphic url="images/b.png"/></figure><pb facs="scans/1.jpg"/><pb facs="scans/2.jpg"/>';
    const folder = folderOf({ "tei/a.xml": tei(body), "tei/images/a.png": "png" });
    expect(told(folder, "--only", "links")["tei/a.xml"]).toEqual([
      "tei/a.xml:3 links/media-missing",
      "tei/a.xml:3 links/facsimile-missing",
    ]);
  });
});

describe("what is asked for", () => {
  const folder = folderOf({
    "tei/a.xml": tei(`${BROKEN}<pb facs="1.jpg"/><persName ref="nobody-here">N</persName>`),
  });

  it("may be codes and groups of codes", () => {
    expect(told(folder, "--only", "links/target-missing")["tei/a.xml"]).toEqual([
      "tei/a.xml:3 links/target-missing",
    ]);
    expect(told(folder, "--only", "links/*-missing")["tei/a.xml"]).toHaveLength(2);
    const refused = colophon(folder, ["check", "--only", "links/target-mising"]);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain("Did you mean “links/target-missing”?");
  });

  it("may fail for warnings", () => {
    const only = ["check", "--only", "links/bare-word,links/facsimile-missing"];
    expect(colophon(folder, only).code).toBe(0);
    expect(colophon(folder, [...only, "--max-warnings", "2"]).code).toBe(0);
    const failed = colophon(folder, [...only, "--max-warnings", "1"]);
    expect([failed.code, failed.err]).toEqual([1, expect.stringContaining("2 warnings are more than")]);
  });

  it("may be weighed in the configuration, where a code that is none is refused", () => {
    const config = (severity: object): string =>
      folderOf({ "tei/a.xml": tei(BROKEN), "colophon.config.json": JSON.stringify({ severity }) });
    expect(colophon(config({ "links/target-missing": "warning" }), ["check"]).code).toBe(0);
    expect(told(config({ "links/*": "off" }))["tei/a.xml"]).toEqual([]);
    const refused = colophon(config({ "links/target-mising": "off" }), ["check"]);
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("links/target-missing")]);
  });

  it("may be ids that nothing points to", () => {
    const register = tei('<listPerson><person xml:id="weil"/><person xml:id="camus"/></listPerson>');
    const edition = folderOf({
      "tei/register.xml": register,
      "tei/a.xml": tei('<p><persName ref="register.xml#weil">W.</persName></p>'),
      "colophon.config.json": '{"links": {"mustBeUsed": ["person"]}}',
    });
    expect(told(edition, "--only", "links")["tei/register.xml"]).toEqual([
      "tei/register.xml:3 links/id-unused",
    ]);
  });
});

describe("reports", () => {
  it("go to files, whole or not at all, in as many forms as are asked for", () => {
    const folder = folderOf({ "tei/a.xml": tei(BROKEN) });
    const run = colophon(folder, [
      "check",
      "--format",
      "sarif",
      "-o",
      "r/a.sarif",
      "--report",
      "markdown=r/a.md",
    ]);
    expect(run).toMatchObject({ code: 1, out: "" });
    expect(run.err).toContain("tei/a.xml:3");
    expect(readdirSync(join(folder, "r")).sort()).toEqual(["a.md", "a.sarif"]);
    expect(JSON.parse(readFileSync(join(folder, "r/a.sarif"), "utf8")).version).toBe("2.1.0");
    expect(readFileSync(join(folder, "r/a.md"), "utf8")).toContain("links/target-missing");
    const refused = colophon(folder, ["check", "--quiet", "-o", "tei/a.xml/b.json", "--format", "json"]);
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("cannot be written")]);
  });

  it("name files from the root of the repository, where a code host reads them", () => {
    const folder = folderOf({ "edition/tei/a.xml": tei(BROKEN) });
    const run = (format: string): string =>
      colophon(join(folder, "edition"), ["check", "--format", format], { GITHUB_WORKSPACE: folder }).out;
    expect(run("github")).toContain("file=edition/tei/a.xml,line=3");
    expect(run("sarif")).toContain('"uri": "edition/tei/a.xml"');
    expect(JSON.parse(run("json")).documents[0].path).toBe("tei/a.xml");
  });

  it("say what each stage took, when asked", () => {
    const run = colophon(folderOf({ "tei/a.xml": tei("<p/>") }), [
      "check",
      "--stats",
      "--quiet",
      "--only",
      "links",
    ]);
    expect(run.err).toMatch(/^stage +seconds +documents +memory\nread +\d/u);
    expect(run.err).toMatch(/\nin all +\d+\.\d\d +\d+ MB\n$/u);
  });

  it("tell the errors also where nothing else is told", () => {
    const folder = folderOf({ "tei/a.xml": tei(BROKEN) });
    const quiet = colophon(folder, ["check", "--only", "links", "--quiet"]);
    expect([quiet.code, quiet.out]).toEqual([1, ""]);
    expect(quiet.err).toContain("[links/target-missing]");
    expect(colophon(folderOf({ "tei/a.xml": tei("<p/>") }), ["check", "--quiet"]).err).toBe("");
  });

  it("have no progress and no colours where there is no terminal", () => {
    expect(colophon(folderOf({ "tei/a.xml": tei("<p/>") }), ["check"]).err).not.toMatch(/[\r\u001b]/u);
  });
});

describe("a baseline", () => {
  it("accepts what is known, fails on what is new, and says what is gone", () => {
    const folder = folderOf({ "tei/a.xml": tei(BROKEN) });
    const check = (...args: string[]): Run =>
      colophon(folder, ["check", "--baseline", "known.json", ...args]);
    expect(check().err).toContain("--update-baseline");
    expect(check("--update-baseline").code).toBe(0);
    expect(check().code).toBe(0);
    writeFileSync(join(folder, "tei/a.xml"), tei(`\n\n<p>New.</p>\n${BROKEN}`));
    expect(check()).toMatchObject({ code: 0, err: expect.stringContaining("1 known finding accepted") });
    writeFileSync(join(folder, "tei/a.xml"), tei(`${BROKEN}\n<p><ref target="#else"/></p>`));
    const failed = check();
    expect(failed.code).toBe(1);
    expect(failed.err).toContain("#else");
    expect(failed.err).not.toContain("#nowhere");
    writeFileSync(join(folder, "tei/a.xml"), tei("<p/>"));
    expect(check().err).toContain("no longer found");
    expect(check("--update-baseline").code).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, "known.json"), "utf8"))).toEqual({
      version: 1,
      findings: [],
    });
  });
});

describe("what has changed", () => {
  const git = (folder: string, ...args: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", "-C", folder, ...args], {
      stdio: "pipe",
    });

  const edition = (): string => {
    const folder = folderOf({
      "tei/register.xml": tei(
        '<listPerson><person xml:id="weil"><persName>W</persName></person></listPerson>',
      ),
      "tei/a.xml": tei('<p><persName ref="register.xml#weil">W.</persName></p>'),
      "tei/b.xml": tei("<p>Nothing.</p>"),
      "tei/c.xml": tei(`<xi:include ${XI} href="parts/d.xml"/>`),
      "tei/parts/d.xml": '<p xmlns="http://www.tei-c.org/ns/1.0"/>',
    });
    git(folder, "init", "-q", "-b", "main");
    git(folder, "add", ".");
    git(folder, "commit", "-q", "-m", "first");
    return folder;
  };
  const checked = (folder: string, ...args: string[]) => Object.keys(told(folder, "--changed", ...args));

  it("is checked alone, with what points to it or includes it", () => {
    const folder = edition();
    expect(checked(folder)).toEqual([]);
    writeFileSync(join(folder, "tei/b.xml"), tei("<p>Something.</p>"));
    expect(checked(folder)).toEqual(["tei/b.xml"]);
    writeFileSync(join(folder, "tei/register.xml"), tei("<listPerson/>"));
    expect(checked(folder)).toEqual(["tei/a.xml", "tei/b.xml", "tei/register.xml"]);
    writeFileSync(join(folder, "tei/parts/d.xml"), '<p xmlns="http://www.tei-c.org/ns/1.0">D</p>');
    expect(checked(folder)).toContain("tei/c.xml");
    git(folder, "commit", "-qam", "second");
    expect(checked(folder)).toEqual([]);
    expect(checked(folder, "HEAD~1")).toEqual(["tei/a.xml", "tei/b.xml", "tei/c.xml", "tei/register.xml"]);
  });

  it("is new files too, and everything when the configuration is another", () => {
    const folder = edition();
    writeFileSync(join(folder, "tei/new.xml"), tei("<p/>"));
    expect(checked(folder)).toEqual(["tei/new.xml"]);
    writeFileSync(join(folder, "colophon.config.json"), "{}");
    expect(checked(folder)).toHaveLength(5);
  });

  it("cannot be said without git's help", () => {
    const folder = edition();
    const refused = colophon(folder, ["check", "--changed", "nowhere"]);
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("nowhere")]);
    const plain = colophon(folderOf({ "tei/a.xml": tei("<p/>") }), ["check", "--changed"]);
    expect([plain.code, plain.err]).toEqual([2, expect.stringContaining("no git repository")]);
  });
});

describe("a link that leads into a folder", () => {
  it("is no document", () => {
    const folder = folderOf({ "tei/a.xml": tei(`<xi:include ${XI} href="parts"/>`) });
    mkdirSync(join(folder, "tei/parts"));
    expect(told(folder)["tei/a.xml"]).toEqual(["tei/a.xml:3 wellformed/include-missing"]);
    expect(existsSync(join(folder, "out"))).toBe(false);
  });
});

describe("a document from elsewhere", () => {
  it("does not belong to the edition in whose folder the command runs", () => {
    const folder = folderOf({
      "mine/tei/a.xml": tei("<p/>"),
      "mine/colophon.config.json": '{ "severity": { "links/target-missing": "warning" } }',
      "other.xml": tei(BROKEN),
    });
    const mine = join(folder, "mine");
    const absolute = join(folder, "other.xml");
    for (const path of [absolute, "../other.xml"]) {
      const run = colophon(mine, ["check", path, "--only", "links"]);
      expect([run.code, run.err]).toEqual([1, expect.stringContaining("1 error, 0 warnings")]);
    }
  });
});

describe("rules about other documents", () => {
  const rules = `<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>
    <pattern documents="'other.xml'"><rule context="t:body/t:p"><assert test="@n">A paragraph has a number.</assert></rule></pattern></schema>`;

  it("are asked of those, and again when those have changed", () => {
    const folder = folderOf({
      "tei/a.xml": tei("<p/>"),
      "tei/other.xml": tei('<p n="1"/>'),
      "rules.sch": rules,
    });
    const check = (): Run =>
      colophon(folder, ["check", "tei/a.xml", "--schema", "rules.sch", "--only", "schematron"]);
    expect([check().code, check().code]).toEqual([0, 0]);
    writeFileSync(join(folder, "tei/other.xml"), tei("<p/>"));
    const run = check();
    expect([run.code, run.out + run.err]).toEqual([1, expect.stringContaining("A paragraph has a number")]);
  });
});

describe("rules that a document names", () => {
  const rules = (namespace: string): string => `<schema xmlns="${namespace}">
    <phase id="short"><active pattern="one"/></phase>
    <pattern id="one"><rule context="a"><report test="true()">one</report></rule></pattern>
    <pattern id="two"><rule context="a"><report test="true()">two</report></rule></pattern></schema>`;
  const document = `<?xml-model href="rules.sch" schematypens="http://purl.oclc.org/dsdl/schematron" phase="short"?>\n<a/>`;
  const errors = (schema: string | Uint8Array): string[] => {
    const folder = folderOf({ "a.xml": document, "rules.sch": schema });
    return told(folder, "a.xml", "--only", "schematron")["a.xml"]!;
  };
  const iso = rules("http://purl.oclc.org/dsdl/schematron");

  it("are those of the phase it names", () => {
    expect(errors(iso)).toEqual(["a.xml:2 schematron/rule-broken"]);
  });

  it("may be in another encoding", () => {
    expect(errors(Buffer.from(`\ufeff${iso}`, "utf16le"))).toEqual(["a.xml:2 schematron/rule-broken"]);
  });

  it("let nothing through where they cannot be read", () => {
    expect(errors(rules("http://www.ascc.net/xml/schematron"))).toEqual([
      "rules.sch:1 schematron/schema-invalid",
    ]);
    expect(errors("<schema")).toEqual(["rules.sch:1 wellformed/markup-malformed"]);
  });
});

describe("a document with nothing of TEI", () => {
  const grammar = '<element name="TEI.2" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>';
  const files = {
    "tei/p4.xml": "<TEI.2>old</TEI.2>",
    "tei/forgotten.xml": "<?xml version='1.0'?>\n<TEI><text/></TEI>",
    "tei/tei.xml": tei("<p/>"),
    "tei/wrapped.xml": `<all>${tei("<p/>")}</all>`,
    "tei/included.xml": `<all ${XI}><xi:include href="tei.xml"/></all>`,
  };

  it("is warned of where no schema is named for it, unless it takes in what may be TEI", () => {
    expect(told(folderOf(files), "--only", "schema")).toEqual({
      "tei/p4.xml": ["tei/p4.xml:1 schema/not-tei"],
      "tei/forgotten.xml": ["tei/forgotten.xml:2 schema/not-tei"],
      "tei/wrapped.xml": [],
      "tei/included.xml": [],
    });
  });

  it("has its links followed where it is TEI but for its namespace", () => {
    const p4 =
      "<TEI.2><text><body><p id='a'><ref target='a'>1</ref> <ref target='#b'>2</ref></p></body></text></TEI.2>";
    expect(told(folderOf({ "tei/p4.xml": p4 }))).toEqual({
      "tei/p4.xml": ["tei/p4.xml:1 schema/not-tei", "tei/p4.xml:1 links/target-missing"],
    });
  });

  it("is warned of where the schema that it names is not here", () => {
    const p4 = `<!DOCTYPE TEI.2 PUBLIC "-//TEI P4//DTD Main Document Type//EN" "http://www.tei-c.org/P4/tei2.dtd">\n${files["tei/p4.xml"]}`;
    expect(told(folderOf({ "tei/p4.xml": p4 }), "--only", "schema")).toEqual({
      "tei/p4.xml": ["tei/p4.xml:1 schema/not-here", "tei/p4.xml:2 schema/not-tei"],
    });
  });

  it("is told once of a schema that is not here and is declared for its grammar and for its rules", () => {
    const declared = ["http://relaxng.org/ns/structure/1.0", "http://purl.oclc.org/dsdl/schematron"]
      .map((types) => `<?xml-model href="https://example.org/e.rng" schematypens="${types}"?>\n`)
      .join("");
    expect(told(folderOf({ "tei/a.xml": declared + tei("<p/>") }), "--only", "schema")).toEqual({
      "tei/a.xml": ["tei/a.xml:1 schema/not-here"],
    });
  });

  it("is left to its schema where it has one", () => {
    const folder = folderOf({ "p4.xml": files["tei/p4.xml"], "p4.rng": grammar });
    expect(told(folder, "p4.xml", "--only", "schema", "--schema", "p4.rng")).toEqual({ "p4.xml": [] });
  });
});
