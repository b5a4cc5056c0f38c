import { expect, it } from "vitest";
import { colophon, folderOf, tei } from "../cli/run.ts";

const draft = tei("<p>One.</p>").replace("</teiHeader>", '<revisionDesc status="draft"/></teiHeader>');

/** What a build says of an edition with these documents and these settings of its site. */
function saidOf(documents: Readonly<Record<string, string>>, site: object, outputs = "html"): string {
  const folder = folderOf({
    "colophon.config.json": JSON.stringify({ title: "Letters", site: { search: false, ...site } }),
    ...documents,
  });
  return colophon(folder, ["build", "--outputs", outputs]).err.replace(/\u001b\[\d+m/gu, "");
}

it("A build says that documents have no page since they are drafts, and how they get one", () => {
  const two = { "tei/a.xml": draft, "tei/b.xml": draft, "tei/c.xml": tei("<p>Two.</p>") };
  expect(saidOf(two, {})).toContain(
    '2 documents are drafts (tei/a.xml is the first) by revisionDesc/@status, so they have no page on the site. "site": { "drafts": true } in the configuration shows drafts.',
  );
  expect(saidOf({ "tei/a.xml": draft }, {})).toContain(
    "tei/a.xml is a draft by revisionDesc/@status, so it has no page",
  );
});

it("A build that shows drafts, makes no site or has no drafts says nothing of them", () => {
  expect(saidOf({ "tei/a.xml": draft }, { drafts: true })).not.toContain("draft");
  expect(saidOf({ "tei/a.xml": draft }, {}, "text")).not.toContain("draft");
  expect(saidOf({ "tei/c.xml": tei("<p>Two.</p>") }, {})).not.toContain("draft");
});
