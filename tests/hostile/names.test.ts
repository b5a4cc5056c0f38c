import { describe, expect, it } from "vitest";
import { siteOf, source } from "../site/small-site.ts";

/** Names that every object of a program answers to. */
const NAMES = ["constructor", "toString", "hasOwnProperty", "__proto__"];

/** A text in which a name stands for whatever an encoder may name. */
function text(name: string): string {
  return `<div type="${name}" n="${name}" xml:id="${name}"><head>One</head>
    <p rend="${name}" rendition="#${name}"><hi rend="${name}">a</hi> <${name}>b</${name}> <q xml:lang="${name}">c <q>d</q></q></p>
    <${name}><p>block</p></${name}>
    <sp who="#${name}"><speaker>${name}</speaker><p>A speech of some words, and then some more.</p></sp>
    <p>As is said <bibl><author>Doe</author>, <title>Book</title>, <biblScope unit="${name}">5</biblScope><${name}>6</${name}></bibl>.
    <ref target="#${name}" type="${name}">there</ref> <note place="${name}">n</note> <formula notation="${name}">x</formula></p>
    <listPerson><person xml:id="p-${name}"><persName type="${name}">Doe</persName><idno type="${name}">1</idno></person></listPerson>
    <listBibl><bibl xml:id="b-${name}" type="${name}"><author role="${name}">Doe</author><title level="${name}">Book</title><idno type="${name}">2</idno></bibl></listBibl></div>`;
}

describe("a document that uses names of the program's", () => {
  it.each(NAMES)("is shown like any other: %s", (name) => {
    const files = siteOf({
      [name]: source(name, text(name), name),
      other: source("Other", `<p><ref target="${name}.xml#${name}">x</ref></p>`),
    });
    const page = files.get(`texts/${name}.html`) ?? "";
    const like = siteOf({
      other: source("Other", "<p/>"),
      ordinary: source("ordinary", text("ordinary"), "x-ordinary"),
    }).get("texts/ordinary.html");
    const shown = (html: string, own: string): string =>
      /<article[\s\S]*<\/article>/u.exec(
        html.replaceAll(own, "NAME").replace(/ lang="[^"]*"|(?<=[#"](?:quo|sp|cit|p)-)\w+/gu, ""),
      )?.[0] ?? "";
    expect(shown(page, name)).toBe(shown(like ?? "", "ordinary"));
    for (const [path, content] of files)
      expect({ path, native: content.includes("[native code]") }).toEqual({ path, native: false });
  });
});
