import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { colophon, folderOf, tei } from "../cli/run.ts";

const PEOPLE = '<listPerson><person xml:id="ann"><persName>Ann</persName></person></listPerson>';

function register(lists: string): string {
  return tei("").replace("<text><body></body></text>", `<standOff>${lists}</standOff>`);
}

/** The page of Ann as a build of the folder makes it. */
function pageIn(folder: string): string {
  colophon(folder, ["build", "--outputs", "html"]);
  return readFileSync(join(folder, "out/site/people/ann.html"), "utf8");
}

function events(date: string): string {
  return register(
    `<listEvent><event xml:id="ball" when="${date}"><label>Ball</label><desc><persName ref="people.xml#ann">Ann</persName></desc></event></listEvent>`,
  );
}

it("the page of a person whom one text alone names is another when an event that it has a part in is", () => {
  const folder = folderOf({
    "colophon.config.json": JSON.stringify({ title: "Letters", site: { search: false } }),
    "tei/letter.xml": tei('<p>To <persName ref="people.xml#ann">Ann</persName>.</p>'),
    "tei/people.xml": register(PEOPLE),
    "tei/events.xml": events("1799"),
  });
  expect(pageIn(folder)).toContain('<dd>1799, <a href="../events/ball.html">Ball</a></dd>');
  writeFileSync(join(folder, "tei/events.xml"), events("1801-02"));
  const changed = pageIn(folder);
  expect(changed).toContain('<dd>February 1801, <a href="../events/ball.html">Ball</a></dd>');
  const anew = mkdtempSync(join(tmpdir(), "colophon-"));
  cpSync(folder, anew, { recursive: true, filter: (path) => !/\/(?:out|\.colophon)$/u.test(path) });
  expect(pageIn(anew)).toBe(changed);
});

it("the page of a person is another when one that it is related to is called otherwise", () => {
  const people = (name: string): string =>
    register(
      `<listPerson><person xml:id="ann"><persName>Ann</persName></person><person xml:id="bob"><persName>${name}</persName></person>
<listRelation><relation name="parent" active="#ann" passive="#bob"/></listRelation></listPerson>`,
    );
  const folder = folderOf({
    "colophon.config.json": JSON.stringify({ title: "Letters", site: { search: false } }),
    "tei/letter.xml": tei('<p><persName ref="people.xml#ann">Ann</persName></p>'),
    "tei/other.xml": tei('<p><persName ref="people.xml#ann">Ann</persName></p>'),
    "tei/people.xml": people("Bob"),
  });
  expect(pageIn(folder)).toContain('parent – <a href="bob.html">Bob</a>');
  writeFileSync(join(folder, "tei/people.xml"), people("Robert"));
  expect(pageIn(folder)).toContain('parent – <a href="bob.html">Robert</a>');
});

it("the page of a person is another when a relation is that stands in a file of relations alone", () => {
  const related = (name: string): string =>
    register(
      `<listRelation><relation name="${name}" active="people.xml#ann" passive="people.xml#bob"/></listRelation>`,
    );
  const folder = folderOf({
    "colophon.config.json": JSON.stringify({ title: "Letters", site: { search: false } }),
    "tei/letter.xml": tei('<p><persName ref="people.xml#ann">Ann</persName></p>'),
    "tei/people.xml": register(
      '<listPerson><person xml:id="ann"><persName>Ann</persName></person><person xml:id="bob"><persName>Bob</persName></person></listPerson>',
    ),
    "tei/relations.xml": related("parent"),
  });
  expect(pageIn(folder)).toContain('parent – <a href="bob.html">Bob</a>');
  writeFileSync(join(folder, "tei/relations.xml"), related("teacher"));
  expect(pageIn(folder)).toContain('teacher – <a href="bob.html">Bob</a>');
});
