import { describe, expect, it } from "vitest";
import type { CitedDocument } from "../../src/cite/index.ts";
import { cite } from "./cases.ts";

const BEFORE = `<p>He says <quote>so much</quote> (<bibl>Bloch, p. 1</bibl>). Of this the other knows nothing (<bibl>Ibid.</bibl>).</p>
<sp><speaker>A.</speaker><p>I do not know this man at all.</p></sp><sp><speaker>B.</speaker><p>Yes.</p></sp>`;
const AFTER = `<p>Force is all, says a third<note><bibl>Ibid.</bibl></note>, and adds <quote source="#x">a word</quote>.</p>
<p>And so on<note>Ibid.</note> to the end<note>Ibid., p. 4.</note> (<bibl xml:id="own">Weil, p. 563</bibl>).</p>
<sp><speaker>A.</speaker><p>Yes.</p></sp>`;

function said(by: string, words: string): string {
  return `<sp><speaker>${by}</speaker><p>${words}</p></sp>`;
}

function idsOf({ records }: CitedDocument): string[] {
  return [...records.citations, ...records.quotations, ...records.speeches].map(({ id }) => id);
}

describe("ids of records", () => {
  it("are each given once, and the same again", () => {
    const ids = idsOf(cite(BEFORE + AFTER));
    expect(ids.length).toBeGreaterThanOrEqual(10);
    expect(new Set(ids).size).toBe(ids.length);
    expect(idsOf(cite(BEFORE + AFTER))).toEqual(ids);
  });

  it("are the editor's where there are any", () => {
    expect(idsOf(cite(BEFORE + AFTER))).toContain("own");
  });

  it.each([
    ["a paragraph with a citation", "<p>A new one, as said (<bibl>Arendt, Vita activa, p. 9</bibl>).</p>"],
    ["a paragraph with the same short citation", "<p>Something else altogether (<bibl>Ibid.</bibl>).</p>"],
    [
      "a quotation and a speech",
      "<p><quote>All of it is new</quote></p><sp><speaker>C.</speaker><p>But why should he be here?</p></sp>",
    ],
  ])("stay when %s comes between", (_what, more) => {
    const before = idsOf(cite(BEFORE + AFTER));
    const after = new Set(idsOf(cite(BEFORE + more + AFTER)));
    expect(before.filter((id) => !after.has(id))).toEqual([]);
    expect(after.size).toBeGreaterThan(before.length);
  });

  it.each([
    ["the speech before them is written anew", "So I have heard it said.", "I have never heard of it, Sir!"],
    ["a speech comes between", "</p></sp><sp>", "</p></sp><sp><speaker>C.</speaker><p>Hush!</p></sp><sp>"],
    ["a stage direction comes between", "</sp><sp>", "</sp><stage>Exit.</stage><sp>"],
    ["a long speech is taken away", /<sp><speaker>A.<\/speaker><p>So I .*?<\/sp>/u, ""],
    ["the scene before has more of the same", "<head>Two</head>", `${said("A.", "Yes.")}<head>Two</head>`],
    ["they stand in a scene that a page break now begins", "<head>Three</head>", "<pb/><head>Three</head>"],
  ])("of short speeches stay when %s", (what, from, to) => {
    const scene = (head: string): string =>
      `<div type="scene"><head>${head}</head>${said("A.", "So I have heard it said.")}${said("B.", "Yes.")}${said("A.", "Yes.")}${said("B.", "Yes.")}</div>`;
    const play = `${scene("One")}${scene("Two")}${scene("Three")}`;
    const short = (text: string): string[] =>
      cite(text).records.speeches.flatMap(({ id, text: words }) => (words === "Yes." ? [id] : []));
    const [before, after] = [short(play), short(play.replace(from, to))];
    expect(new Set(before).size).toBe(9);
    expect(play.replace(from, to)).not.toBe(play);
    // Of a scene that says it once more, those before the new one keep theirs; the other scenes keep all.
    expect(what.includes("more") ? before.filter((id) => after.includes(id)) : after).toEqual(before);
  });

  it("stay when a citation is put into a sentence, a quotation or a speech", () => {
    const before = idsOf(cite(BEFORE + AFTER));
    const bibl = "<bibl>Arendt, Vita activa, p. 9</bibl>";
    const changed = (BEFORE + AFTER)
      .replace("Of this", `${bibl} Of this`)
      .replace("this man", `this ${bibl} man`)
      .replace("a word", `a <note>${bibl}</note>word`);
    const after = new Set(idsOf(cite(changed)));
    expect(before.filter((id) => !after.has(id))).toEqual([]);
  });

  it("do not take long to make where thousands say the same", () => {
    const ids = idsOf(cite("<p>x <bibl>Ibid.</bibl></p>".repeat(1500)));
    expect(new Set(ids).size).toBe(1500);
  });

  it("are told apart where the same stands in the same long context without spaces", () => {
    const words = "汉字".repeat(150);
    const ids = idsOf(cite(`<p>${words}</p><p>${words} <quote>好</quote></p>`.repeat(4)));
    expect(new Set(ids).size).toBe(4);
  });

  it("do not take long to make behind a row of leaders", () => {
    const ids = idsOf(cite(`<p>Here ${".".repeat(500_000)}, <quote>so</quote></p>`));
    expect(ids).toHaveLength(1);
  });
});
