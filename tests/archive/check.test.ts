import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Preset } from "../../src/archive/index.ts";
import { checkArchive, describeArchive } from "../../src/build/archive/archive.ts";
import type { Finding } from "../../src/report/index.ts";
import { colophon, folderOf } from "../cli/run.ts";
import { archiveOptions, edition, letter } from "./edition.ts";

const NO_DOI = "archive/record-incomplete";

async function found(folder: string, preset: Preset = "generic"): Promise<Finding[]> {
  const report = await checkArchive(archiveOptions(folder, { preset }));
  return report.documents
    .flatMap(({ findings }) => findings)
    .filter(({ message }) => !/names no DOI/u.test(message));
}

async function codes(
  files: Record<string, string | Uint8Array>,
  preset: Preset = "generic",
): Promise<string[]> {
  return (await found(edition(files), preset)).map(({ code, severity }) => `${severity} ${code}`);
}

describe("what an archive asks of an edition", () => {
  it("is nothing more of one that has it all", async () => {
    for (const preset of ["generic", "arche", "textgrid", "zenodo"] as const)
      expect(await codes({}, preset)).toEqual([]);
  });

  it("each finding comes with help and stands at the header", async () => {
    const [finding, ...others] = await found(
      edition({ "tei/a.xml": letter({ author: "" }).replace("<editor>Charles Babbage</editor>", "") }),
    );
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: "archive/metadata-missing",
      path: "tei/a.xml",
      line: 2,
      severity: "error",
    });
    expect(finding?.help).toContain("archive.creators");
  });

  it("a licence, or that the rights are not known", async () => {
    expect(await codes({ "tei/a.xml": letter({ availability: "" }) })).toEqual([
      "error archive/metadata-missing",
    ]);
    const unknown = '<availability status="unknown"><p>Nobody knows.</p></availability>';
    expect(await codes({ "tei/a.xml": letter({ availability: unknown }) })).toEqual([]);
    const configured = JSON.stringify({ title: "A", archive: { rights: "unknown" } });
    expect(
      await codes({ "tei/a.xml": letter({ availability: "" }), "colophon.config.json": configured }),
    ).toEqual([]);
  });

  it("a licence that is told by a word, if the word is known", async () => {
    const files = (licence: unknown): Record<string, string> => ({
      "tei/a.xml": letter({ availability: "" }),
      "colophon.config.json": JSON.stringify({ title: "A", archive: { licence } }),
    });
    const known = "https://creativecommons.org/licenses/by-sa/4.0/";
    for (const words of ["CC-BY-SA-4.0", "cc by-sa 4.0", known]) {
      expect(await codes(files(words))).toEqual([]);
      const { description } = await describeArchive(archiveOptions(edition(files(words))));
      expect(description.metadata.licences).toEqual([{ name: "CC-BY-SA-4.0", url: known }]);
    }
    await expect(codes(files("free"))).rejects.toThrow(/write a name of SPDX[^→]*→ at archive\.licence/u);
    await expect(codes(files({ url: known }))).rejects.toThrow(/at archive\.licence\.name/u);
  });

  it("a day for an embargo", async () => {
    const config = (embargo: string): string => JSON.stringify({ title: "A", archive: { embargo } });
    expect(await codes({ "colophon.config.json": config("soon") })).toEqual([
      "error archive/embargo-unclear",
    ]);
    expect(await codes({ "colophon.config.json": config("2031-02-30") })).toEqual([
      "error archive/embargo-unclear",
    ]);
    expect(await codes({ "colophon.config.json": config("2031-02-28") })).toEqual([]);
  });

  it("a publisher and a year, for DataCite", async () => {
    const bare = letter().replace(/<publisher>.*<\/date>/u, "");
    expect(await codes({ "tei/a.xml": bare })).toEqual([`warning ${NO_DOI}`, `warning ${NO_DOI}`]);
  });

  it("a date: of the publication, of a commit or of a change", async () => {
    const undated = letter().replace(/<date when.*<\/date>/u, "");
    expect(await codes({ "tei/a.xml": undated })).toEqual([`warning ${NO_DOI}`]);
    expect(await codes({ "tei/a.xml": undated.replace(/<revisionDesc>.*<\/revisionDesc>/u, "") })).toEqual([
      "error archive/metadata-missing",
    ]);
  });

  it("safe names: reserved signs everywhere, plain letters for ARCHE and TextGrid", async () => {
    expect(await codes({ "tei/what?.txt": "a" })).toEqual(["error archive/unsafe-name"]);
    expect(await codes({ "tei/con.txt": "a" })).toEqual(["error archive/unsafe-name"]);
    expect(await codes({ "tei/u\u0308ber.txt": "a" })).toEqual(["error archive/unsafe-name"]);
    expect(await codes({ "tei/Äpfel und Birnen.txt": "a" })).toEqual([]);
    const [finding] = await found(edition({ "tei/Äpfel und Birnen.txt": "a" }), "arche");
    expect(finding).toMatchObject({
      code: "archive/unsafe-name",
      help: expect.stringContaining("tei/Apfel-und-Birnen.txt"),
    });
    for (const name of ["tei/עברית.txt", "tei/con.txt"])
      expect(await found(edition({ [name]: "a" }), "arche")).toMatchObject([
        { code: "archive/unsafe-name", help: "Rename it, and correct the references to it." },
      ]);
    expect(await codes({ "tei/Äpfel.txt": "a" }, "textgrid")).toEqual(["error archive/unsafe-name"]);
  });

  it("names that stay apart on other systems", async () => {
    expect(await codes({ "tei/note.txt": "a", "tei/Note.txt": "b" })).toEqual(["error archive/names-clash"]);
  });

  it("UTF-8 without a byte order mark", async () => {
    expect(await codes({ "tei/a.xml": `\ufeff${letter()}` })).toEqual(["warning archive/encoding"]);
    expect(await codes({ "tei/a.xml": `\ufeff${letter()}` }, "arche")).toEqual(["error archive/encoding"]);
    expect(await codes({ "tei/note.txt": new Uint8Array([0x63, 0xe9]) })).toEqual([
      "warning archive/encoding",
    ]);
  });

  it("every file that is referred to, and none outside", async () => {
    const graphic = (url: string): Record<string, string> => ({
      "tei/a.xml": letter({ body: `<graphic url="${url}"/>` }),
    });
    expect(await codes(graphic("page.png"))).toEqual(["error archive/reference-missing"]);
    expect(await codes({ ...graphic("page.png"), "tei/page.png": "png" })).toEqual([]);
    expect(await codes({ ...graphic("../images/a%20b.png"), "images/a b.png": "png" })).toEqual([]);
    expect(await codes(graphic("../../elsewhere.png"))).toEqual(["error archive/reference-outside"]);
    expect(await codes(graphic("/home/me/page.png"))).toEqual(["error archive/absolute-path"]);
    expect(await codes(graphic("file:///home/me/page.png"))).toEqual(["error archive/absolute-path"]);
    expect(await codes(graphic("C:\\scans\\page.png"))).toEqual(["error archive/absolute-path"]);
    expect(await codes(graphic("https://example.org/page.png"))).toEqual([]);
  });

  it("what schemas and stylesheets take in", async () => {
    const including =
      '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="parts/more.rng"/></grammar>';
    expect(await codes({ "schemas/edition.rng": including })).toContain("error archive/reference-missing");
    const pi = '<?xml-model href="../schema/own.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>';
    expect(await codes({ "tei/a.xml": letter({ pi }), "schema/own.rng": including })).toContain(
      "error archive/reference-missing",
    );
  });

  it("a schema inside, where the documents name one on the web", async () => {
    const pi =
      '<?xml-model href="https://example.org/tei.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>';
    expect(await codes({ "tei/a.xml": letter({ pi }) })).toContain("warning archive/schema-not-packed");
    expect(await codes({ "tei/a.xml": letter({ pi }) }, "arche")).toContain(
      "error archive/schema-not-packed",
    );
  });

  it("no links that lead nowhere or out", async () => {
    const folder = edition();
    symlinkSync("/etc/hostname", join(folder, "tei/host.txt"));
    symlinkSync("gone.txt", join(folder, "tei/broken.txt"));
    expect((await found(folder)).map(({ code }) => code)).toEqual(["archive/dangling", "archive/dangling"]);
  });
});

describe("a command below another", () => {
  const saying = (json: string): { documents: { findings: { code: string; severity: string }[] }[] } =>
    JSON.parse(json);

  it("has the options that stand behind its name, where the one above has them too", () => {
    const folder = edition({ "tei/a.xml": `\ufeff${letter()}` });
    const [generic, arche] = ["generic", "arche"].map((preset) => {
      const run = colophon(folder, ["archive", "check", "--preset", preset, "--format", "json", "--quiet"]);
      expect(run).toMatchObject({ code: preset === "arche" ? 1 : 0, err: "" });
      return saying(run.out).documents.flatMap(({ findings }) => findings);
    });
    expect(generic).toContainEqual(
      expect.objectContaining({ code: "archive/encoding", severity: "warning" }),
    );
    expect(arche).toContainEqual(expect.objectContaining({ code: "archive/encoding", severity: "error" }));
  });

  it("prints what it verified as it is told", () => {
    const run = colophon(folderOf({ "empty/a.txt": "A" }), [
      "archive",
      "verify",
      "empty",
      "--format",
      "json",
    ]);
    expect(run.code).toBe(1);
    expect(saying(run.out).documents[0]?.findings[0]?.code).toBe("archive/package-unknown");
  });
});
