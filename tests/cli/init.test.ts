import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { zipContents } from "../book/zip-contents.ts";
import { colophon, folderOf, tei } from "./run.ts";

const read = (folder: string, path: string): string => readFileSync(join(folder, path), "utf8");

const index = (folder: string, name: string): Record<string, object[]> =>
  JSON.parse(read(folder, `out/index/${name}.json`)) as Record<string, object[]>;

describe("a new edition", () => {
  it("is without a fault and builds at once, with a speech, a quotation and a citation", () => {
    const folder = folderOf({});
    const begun = colophon(folder, ["init", "my-edition"]);
    expect(begun).toMatchObject({ code: 0 });
    const edition = join(folder, "my-edition");
    const built = colophon(edition, ["build", "--outputs", "html,index"], { COLOPHON_CACHE: "off" });
    expect(built).toMatchObject({ code: 0, err: expect.stringContaining("0 errors, 0 warnings") });
    expect(index(edition, "speeches").speeches).toHaveLength(2);
    expect(index(edition, "quotations").quotations?.length).toBeGreaterThan(2);
    expect(index(edition, "citations").citations).toMatchObject([
      { form: "short", work: "bacon-essays" },
      { form: "ibid", work: "bacon-essays" },
      { form: "short", work: "bacon-essays" },
    ]);
    expect(index(edition, "citations").edition).toEqual({
      id: "my-edition",
      title: "My edition",
      version: "0.1.0",
    });
    expect(read(edition, ".github/workflows/edition.yml")).toContain("colophon check");
    expect(read(edition, "NEXT.md")).toContain("colophon dev");
  });

  it("leaves what stands there: documents, a workflow, and everything where it was begun already", () => {
    const folder = folderOf({ "tei/own.xml": tei("<p>Own.</p>"), ".gitignore": "mine\n" });
    expect(colophon(folder, ["init"]).code).toBe(0);
    expect(existsSync(join(folder, "tei/letter.xml"))).toBe(false);
    expect(read(folder, ".gitignore")).toBe("mine\n");
    writeFileSync(join(folder, "NEXT.md"), "mine");
    mkdirSync(join(folder, "empty"));
    const again = colophon(folder, ["init"]);
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining("stand there already") });
    expect(read(folder, "NEXT.md")).toBe("mine");
  });

  it("is called as its documents are, and speaks their language", () => {
    const letter = (n: number): string =>
      tei("<p>Ein Brief.</p>")
        .replace("<TEI ", '<TEI xml:lang="de" ')
        .replace("<title>T</title>", `<title>Brief ${n}</title><title type="sub">Briefe an Ada</title>`);
    const folder = folderOf({
      "tei/1.xml": letter(1),
      "tei/2.xml": letter(2),
      "tei/broken.xml": "<TEI",
    });
    expect(colophon(folder, ["init"]).code).toBe(0);
    expect(JSON.parse(read(folder, "colophon.config.json"))).toMatchObject({
      title: "Briefe an Ada",
      site: { language: "de" },
    });
    colophon(folder, ["build", "--outputs", "html"], { COLOPHON_CACHE: "off" });
    expect(read(folder, "out/site/index.html")).toContain("<h2>Die Texte</h2>");
  });

  it("has its letters in the order of time, in the site and in the book", async () => {
    const letter = (title: string, day: string): string =>
      tei("<p>Dear Ada.</p>")
        .replace("<title>T</title>", `<title>${title}</title>`)
        .replace(
          "</teiHeader>",
          `<profileDesc><correspDesc><correspAction type="sent"><date when="${day}"/></correspAction></correspDesc></profileDesc></teiHeader>`,
        );
    const folder = folderOf({
      "tei/a.xml": letter("Late", "1801-05-03"),
      "tei/b.xml": letter("Early", "1799"),
    });
    expect(colophon(folder, ["init"]).code).toBe(0);
    expect(JSON.parse(read(folder, "colophon.config.json"))).toMatchObject({ site: { order: "date" } });
    colophon(folder, ["build", "--outputs", "html,epub"], { COLOPHON_CACHE: "off" });
    const [book] = readdirSync(join(folder, "out/epub"));
    const files = await zipContents(join(folder, "out/epub", book!));
    const contents = [...files].find(([name]) => name.endsWith("nav.xhtml"))?.[1];
    for (const page of [read(folder, "out/site/index.html"), contents])
      expect(page).toMatch(/>Early<[\s\S]*>Late</u);
  });
});
