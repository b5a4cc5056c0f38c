import { join } from "node:path";
import { expect, it } from "vitest";
import { checkPaths } from "../../src/build/check-run.ts";
import { eachInFolder } from "./each-in-folder.ts";
import { WHOLE_CHECK } from "./whole-check.ts";

const SCHEMA = `default namespace = "http://www.tei-c.org/ns/1.0"
namespace xi = "http://www.w3.org/2001/XInclude"
start = element TEI { element text { element body { (p | element xi:include { attribute href { text } })* } } }
p = element p { text }`;

const tei = (body: string, before = "", xmlns = "http://www.tei-c.org/ns/1.0"): string =>
  `${before}<TEI xmlns="${xmlns}"><text><body>${body}</body></text></TEI>`;

/** Takes what the other schema does not, under the same names. */
const OTHER = `default namespace = "http://www.tei-c.org/ns/1.0"
start = element TEI { element text { element body { (element p { empty } | element q { text })* } } }`;

const model = (name: string): string =>
  `<?xml-model href="../schemas/${name}.rnc" type="application/relax-ng-compact-syntax"?>\n`;

/** Documents of all sorts: those in which nothing is wrong, and whatever has to be looked at closely. */
const DOCUMENTS = {
  "tei/sound.xml": tei("<p>A &amp; b.</p>"),
  "tei/declaring.xml": tei("<p>A.</p>", `<?xml version="1.0" encoding="UTF-8"?>\n${model("edition")}`),
  "tei/declaring-other.xml": tei("<p/><q>A.</q><p/><q>B.</q>", model("other")),
  "tei/declaring-both.xml": tei("<p/><p/><p></p>", model("edition") + model("other")),
  "tei/wrong-by-one.xml": tei("<p>A.</p><p>B.</p>", model("edition") + model("other")),
  "tei/wrong-by-other.xml": tei("<p/><p>A.</p>", model("other")),
  "tei/elsewhere.xml": tei("<p>A.</p>", '<?xml-model href="https://example.org/none.rng"?>\n'),
  "tei/ignoring.xml": tei("<?colophon-ignore schema/element-unknown as agreed?><q>A.</q>"),
  "tei/idle.xml": tei("<?colophon-ignore schema/element-unknown for nothing?><p>A.</p>"),
  "tei/including.xml": tei('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/>'),
  "tei/part.xml": '<p xmlns="http://www.tei-c.org/ns/1.0">A.</p>',
  "tei/entity.xml": tei("<p>&a;</p>", '<!DOCTYPE TEI [<!ENTITY a "A">]>\n'),
  "tei/unread.xml": tei("<p>&a;</p>", '<!DOCTYPE TEI SYSTEM "none.dtd">\n'),
  "tei/broken.xml": tei("<p>A.</q>"),
  "tei/wrong.xml": tei("<p>A <pb/>.</p>"),
  "tei/foreign.xml": tei("<p>A.</p>", "", "urn:other"),
};

eachInFolder(
  {
    "colophon.config.json": JSON.stringify({ id: "e", title: "E", version: "1" }),
    "schemas/edition.rnc": SCHEMA,
    "schemas/other.rnc": OTHER,
    ...DOCUMENTS,
  },
  (own) => {
    folder = own;
  },
);
let folder: string;

async function said(only: readonly string[], jobs: number): Promise<readonly string[]> {
  const report = await checkPaths([], {
    folder,
    config: join(folder, "colophon.config.json"),
    safe: false,
    jobs,
    cache: false,
    worthThreads: 0,
    ...WHOLE_CHECK,
    only,
  });
  return [...report.documents].flatMap(({ path, findings }) =>
    findings
      .filter(({ code }) => /^(?:schema|wellformed)\//u.test(code))
      .map(({ line, code, message }) => `${path}:${line} ${code} ${message}`),
  );
}

it("finds by the bytes of documents what is found in their trees", async () => {
  const all = await said([], 1);
  expect(all.length).toBeGreaterThanOrEqual(8);
  expect(await said(["schema", "wellformed"], 1)).toEqual(all);
  expect(await said(["schema", "wellformed"], 2)).toEqual(all);
});
