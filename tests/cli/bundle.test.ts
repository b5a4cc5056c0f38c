import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { colophon, folderOf, type Run, tei } from "./run.ts";

/** What `npm run build` makes; it is tried where it has been made, which the project's run of all checks does before. */
const BUNDLE = resolve(import.meta.dirname, "../../dist/cli.cjs");
const isBuilt = existsSync(BUNDLE);
if (!isBuilt) console.warn("dist/ has not been built: the bundled command is not tried.");

const XSD = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:element name="letter"><xs:complexType><xs:sequence><xs:element name="line" type="xs:string"/></xs:sequence></xs:complexType></xs:element>
</xs:schema>`;
const RNG = `<element name="letter" xmlns="http://relaxng.org/ns/structure/1.0"><element name="line"><text/></element></element>`;
const SCHEMATRON = `<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><pattern><rule context="line">
<assert test="matches(., '^[A-Z]')">A line begins with a capital.</assert></rule></pattern></schema>`;

const BAD = "<letter><verse>dear friend</verse></letter>";
const SCHEMAS = ["letter.xsd", "letter.rng", "letter.sch"].flatMap((name) => ["--schema", name]);

/** What is told by regular expressions with signs that are not ASCII: where words are cut, titles, pages, quotation marks. */
const SCENE = `<sp><speaker>Käthe.</speaker><p>Vergieb mir, daß ich dir Kummer machte. Nie will ich nach dem forschen, was du
mir verbirgst. Unglückliches Mädgen! – Und doch, ich frage dich nichts mehr.</p></sp>
<p>„Alles fließt“ <note>Vgl. Hölderlin, „Hyperion“, in: ders., Werke, Übers. und hg. v. Beißner, Bd. 3, S. 5–7.</note> – «rien» <note>Ebd., S. 8 f.</note></p>`;

/** The files of a folder with their content, but for the theme and the scripts of pages, which the package has without white space. */
function filesIn(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/site\/(?:assets\/|404\.html$)/u.test(file));
  return new Map(files.map((file) => [relative(folder, file), readFileSync(file, "utf8")]));
}

describe.skipIf(!isBuilt)("the bundled command", () => {
  let folder: string;

  beforeAll(() => {
    folder = folderOf({
      "good.xml": "<letter><line>Dear friend</line></letter>",
      "bad.xml": BAD,
      "letter.xsd": XSD,
      "letter.rng": RNG,
      "letter.sch": SCHEMATRON,
    });
  });

  function bundled(args: readonly string[], env: Readonly<Record<string, string>>, cwd = folder): Run {
    const done = spawnSync(process.execPath, [BUNDLE, ...args], {
      cwd,
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1", ...env },
    });
    return { code: done.status, out: done.stdout, err: done.stderr };
  }

  it.each(["pretty", "json", "github"])(
    "says of documents what the sources say, with and without kept code (%s)",
    (format) => {
      const cache = { COLOPHON_CACHE: join(folder, `cache-${format}`) };
      const args = ["check", ...SCHEMAS, "--format", format, "good.xml", "bad.xml"];
      const expected = colophon(folder, args, { COLOPHON_CACHE: "off" });
      expect(expected.code).toBe(1);
      for (let run = 0; run < 4; run++) {
        // A document that has been checked already would not be checked again.
        writeFileSync(join(folder, "bad.xml"), `${BAD}\n<!-- ${run} -->`);
        expect(bundled(args, cache)).toEqual(expected);
      }
      const kept = readdirSync(join(cache.COLOPHON_CACHE, "code"));
      // The second part has what a document with faults needs.
      expect(kept).toHaveLength(2);
      // Behind the checksum stands how often code was made that built on what was kept: it was taken up each time.
      const runs = kept.map((name) => readFileSync(join(cache.COLOPHON_CACHE, "code", name))[32]);
      expect(runs).toEqual([3, 3]);
    },
    120_000,
  );

  it.each(["sarif", "junit", "gitlab", "rdjson", "markdown"])(
    "says the same in every other format (%s)",
    (format) => {
      const args = ["check", ...SCHEMAS, "--format", format, "good.xml", "bad.xml"];
      const expected = colophon(folder, args, { COLOPHON_CACHE: "off" });
      expect(expected.code).toBe(1);
      expect(bundled(args, { COLOPHON_CACHE: "off" })).toEqual(expected);
    },
  );

  it("does not load what a valid document and a schema that was compiled before do not need", () => {
    const cache = { COLOPHON_CACHE: join(folder, "cache-valid") };
    const args = ["check", "--only", "schema", "--schema", "letter.rng", "good.xml"];
    const code = join(cache.COLOPHON_CACHE, "code");
    expect(bundled(args, cache).code).toBe(0);
    expect(readdirSync(code)).toHaveLength(2);
    rmSync(code, { recursive: true });
    rmSync(join(cache.COLOPHON_CACHE, "documents"), { recursive: true });
    expect(bundled(args, cache).code).toBe(0);
    expect(readdirSync(code)).toHaveLength(1);
  });

  it("has what its modules look for beside them", () => {
    const source = join(import.meta.dirname, "../../src");
    const modules = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".ts"),
    );
    const beside = modules.flatMap((name) =>
      [
        ...readFileSync(join(source, name), "utf8").matchAll(
          /new URL\("(\.{1,2}\/[^"]+)", import\.meta\.url\)/gu,
        ),
      ].map(([, path]) => join(dirname(BUNDLE), dirname(name), path!.replace(/\.ts$/u, ".js"))),
    );
    expect(beside).toContain(join(dirname(BUNDLE), "build/books/paged.min.js"));
    expect(beside.filter((file) => !existsSync(file))).toEqual([]);
  });

  it("hands the theme and the scripts of pages on without comments and white space", () => {
    const source = join(import.meta.dirname, "../../src/site");
    const scripts = readdirSync(join(source, "client")).map((name) => join("client", name));
    for (const name of ["colophon.css", ...scripts]) {
      const written = readFileSync(join(source, name), "utf8");
      const handed = readFileSync(join(dirname(BUNDLE), "site", name), "utf8");
      expect(handed).not.toMatch(/\/\*|^\s*\/\//mu);
      expect(handed.length).toBeLessThan(written.length * 0.75);
    }
  });

  it("keeps no code where nothing is to be kept", () => {
    const cache = { COLOPHON_CACHE: join(folder, "none") };
    expect(bundled(["check", ...SCHEMAS, "--no-cache", "good.xml"], cache).code).toBe(0);
    expect(existsSync(join(folder, "none/code"))).toBe(false);
  });

  it("builds what the sources build, with kept code as well", () => {
    const small = folderOf({ "tei/scene.xml": tei(SCENE) });
    const args = ["build", "--no-search", "--outputs", "html,text,index"];
    expect(colophon(small, [...args, "--out", "expected"], { COLOPHON_CACHE: "off" }).code).toBe(0);
    const expected = filesIn(join(small, "expected"));
    expect(expected.get("site/speakers/index.html")).toContain("Mädgen! …</a>");
    for (const out of ["first", "second"]) {
      const cache = { COLOPHON_CACHE: join(small, "cache") };
      // What was made of a document is taken up, the program that shows it is not the first to be.
      rmSync(join(cache.COLOPHON_CACHE, "documents"), { recursive: true, force: true });
      expect(bundled([...args, "--out", out], cache, small).code).toBe(0);
      expect(filesIn(join(small, out))).toEqual(expected);
    }
    expect(readdirSync(join(small, "cache/code"))).toHaveLength(1);
  });

  it("does a share of a check", () => {
    const { code, err } = bundled(["check", "--shard", "1/1", ...SCHEMAS, "good.xml", "bad.xml"], {});
    expect(err).toContain("Share 1/1");
    expect(code).toBe(1);
  });

  it("knows the other commands too", () => {
    expect(bundled(["explain", "links/target-missing"], {}).out).toContain("links/target-missing");
    expect(bundled(["--help"], {}).out).toContain("archive");
  });
});
