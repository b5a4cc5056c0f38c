import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { findChromium } from "../../src/build/books/chromium.ts";
import { withFacts } from "../../src/build/books/pdf-facts.ts";
import { buildAndPublish } from "../../src/build/build.ts";
import { Patience } from "../../src/build/run/patience.ts";
import { folderOf } from "../cli/run.ts";

/** Words that are counted, so that one that is lost, set twice or set elsewhere is seen: paragraphs of 100 and some each. */
const SIZES = [130, 113, 151, 102, 140, 119, 127, 134, 108];
const WORDS = SIZES.reduce((sum, size) => sum + size, 0);
const counted = (paragraph: number): string => {
  const first = SIZES.slice(0, paragraph).reduce((sum, size) => sum + size, 0);
  return `<p>${Array.from({ length: SIZES[paragraph]! }, (_, at) => `word${first + at}`).join(" ")}</p>`;
};

/** Three divisions of about two pages, a note on the second page of each, a register with a work that is cited twice. */
const TEXT = `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Ten leaves</title>
<author>Ann Author</author></titleStmt><publicationStmt><p>p</p></publicationStmt><sourceDesc><listBibl>
<biblStruct xml:id="w"><monogr><author><surname>Cited</surname></author><title>A work</title>
<imprint><date when="1900"/></imprint></monogr></biblStruct></listBibl></sourceDesc></fileDesc></teiHeader><text><body>
${["First", "Second", "Third"]
  .map(
    (
      name,
      at,
    ) => `<div><head>${name} part</head>${[0, 1, 2].map((next) => counted(3 * at + next)).join("")}<p>Called in ${name}<note>Said below ${name}.</note>
 <bibl corresp="#w">Cited, <title>A work</title>, p. 3</bibl></p></div>`,
  )
  .join("")}</body></text></TEI>`;

const CHROMIUM = (() => {
  try {
    return findChromium(null);
  } catch {
    console.warn("skipped: there is no Chromium on this machine");
    return null;
  }
})();
const PDFTOTEXT = existsSync("/usr/bin/pdftotext");
if (!PDFTOTEXT) console.warn("skipped in part: pdftotext is not on this machine");

describe.skipIf(CHROMIUM === null)("a PDF", () => {
  let folder: string;
  let pdf: string;
  beforeAll(async () => {
    vi.stubEnv("SOURCE_DATE_EPOCH", "1000000000");
    folder = folderOf({ "colophon.config.json": '{ "id": "e", "title": "An edition" }', "tei/a.xml": TEXT });
    await buildAndPublish({
      folder,
      config: null,
      safe: false,
      jobs: 1,
      cache: false,
      out: "out",
      outputs: ["pdf"],
      reading: "edited",
      strict: false,
      progress: () => {},
    });
    pdf = readFileSync(join(folder, "out/pdf/e.pdf"), "latin1");
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is tagged, has an outline, and says what it is and when", () => {
    expect(pdf).toContain("/CreationDate (D:20010909014640+00'00')");
    expect(pdf).toContain("/Marked true");
    expect(pdf).toMatch(/\/Lang \(en\)/u);
    expect(pdf).toMatch(/\/Outlines \d+ 0 R/u);
    expect(pdf).toContain("/PageLabels <</Nums [0 <</S /r>> 4 <</S /D>>]>>");
    expect(pdf).toContain("/Author <FEFF0041006E006E00200041007500740068006F0072>");
  });

  it.skipIf(!PDFTOTEXT)("has notes on the pages of their signs, and numbers where they are asked for", () => {
    const text = execFileSync("pdftotext", ["-layout", join(folder, "out/pdf/e.pdf"), "-"], {
      encoding: "utf8",
    });
    const pages = text.split("\f");
    const pageOf = (words: string): number => pages.findIndex((page) => page.includes(words));
    const found = ["First", "Second", "Third"].map((name) => {
      expect(pageOf(`Said below ${name}.`)).toBe(pageOf(`Called in ${name}`));
      return pageOf(`Called in ${name}`) - 3;
    });
    expect(found[2]).toBeGreaterThan(found[0]!);
    expect(pages[2]).toMatch(/Contents\s+Ten leaves\s+1\s+First part\s+1/u);
    expect(text.replace(/\s+/gu, " ")).toContain(`→ ${[...new Set(found)].join(", ")}`);
    expect(pages[4]).toMatch(/^\s*Ten leaves\n/u);
    expect(pages[5]).toMatch(/^\s*An edition\n/u);
    expect(pages[6]).toMatch(/^\s*(?:Second|Third) part\n/u);
    expect(pages.find((page) => page.includes("→"))).toMatch(/^\s*Works cited\n/u);
  });

  it.skipIf(!PDFTOTEXT)(
    "has every word once and in its order, and no line of a paragraph alone on a page",
    () => {
      const pages = wordsByLine(join(folder, "out/pdf/e.pdf"));
      expect(pages.flat(2)).toEqual(Array.from({ length: WORDS }, (_, at) => at));
      const parted = pages.flatMap((lines) => {
        const [first, last] = [lines[0], lines.at(-1)].map((line) => paragraphOf(line?.[0] ?? 0));
        const linesOf = (paragraph: number): number =>
          lines.filter(([word]) => paragraphOf(word!) === paragraph).length;
        return lines.length === 0 ? [] : [linesOf(first!), linesOf(last!)];
      });
      expect(parted.length).toBeGreaterThan(6);
      expect(Math.min(...parted)).toBeGreaterThan(1);
    },
  );
});

/** For each page, the counted words of each of its lines. */
function wordsByLine(file: string): number[][][] {
  const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
  return text.split("\f").map((page) =>
    page
      .split("\n")
      .map((line) => [...line.matchAll(/\bword(\d+)\b/gu)].map(([, number]) => Number(number)))
      .filter((words) => words.length > 0),
  );
}

/** The paragraph that a word is of. */
function paragraphOf(word: number): number {
  return SIZES.findIndex((_, at) => word < SIZES.slice(0, at + 1).reduce((sum, size) => sum + size, 0));
}

describe("what a PDF says of itself", () => {
  const made = (trailer: string): Uint8Array =>
    Buffer.from(
      `%PDF-1.4\n1 0 obj\n<</Title (T)\n/Creator (a \\(b\\))\n/CreationDate (D:20261128172929+00'00')>>\nendobj\n2 0 obj\n<</Type /Catalog>>\nendobj\n${trailer}`,
      "latin1",
    );
  const facts = { authors: ["Ä"], modified: "2001-09-09T01:46:40Z", front: 3 };

  it("stands behind what was there, and is found from the end", () => {
    const text = Buffer.from(
      withFacts(made("xref\ntrailer\n<</Size 3\n/Root 2 0 R\n/Info 1 0 R>>\nstartxref\n9\n%%EOF\n"), facts),
    ).toString("latin1");
    const start = Number(/startxref\n(\d+)\n%%EOF\n$/u.exec(text)![1]);
    expect(text.slice(start, start + 5)).toBe("xref\n");
    const [, info, root] = /1 1\n(\d{10}) 00000 n \n2 1\n(\d{10}) 00000 n \n/u.exec(text)!;
    expect(text.slice(Number(info))).toMatch(
      /^1 0 obj\n<<\/Title \(T\)\n\/Creator \(Colophon\)\n\/Author <FEFF00C4>/u,
    );
    expect(text.slice(Number(root))).toMatch(/^2 0 obj\n<<\/Type \/Catalog\n\/PageLabels /u);
    expect(text).not.toContain("20261128");
  });

  it("is the date alone in a file of another make", () => {
    const text = Buffer.from(withFacts(made("startxref\n9\n%%EOF\n"), facts)).toString("latin1");
    expect(text).toMatch(/\/CreationDate \(D:20010909014640\+00'00'\).*%%EOF\n$/su);
    expect(text).not.toContain("/Author");
  });
});

describe("the browser that makes it", () => {
  it("is the one that is named, by the option before the environment", () => {
    const environment = { COLOPHON_CHROMIUM: process.execPath };
    expect(findChromium(null, environment)).toBe(process.execPath);
    expect(() => findChromium("/no/such", environment)).toThrow(
      "There is no program at /no/such, which --chromium names",
    );
    expect(() => findChromium(null, { CHROME_PATH: "/no/such" })).toThrow("which CHROME_PATH names");
  });

  it("is given up where nothing comes of it", async () => {
    await expect(new Patience(5, "Nothing was done").over([new Promise(() => {})])).rejects.toThrow(
      "Nothing was done in 0.005 seconds",
    );
  });
});
