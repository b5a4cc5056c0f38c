import { describe, expect, it } from "vitest";
import { readString } from "../../src/read/index.ts";
import {
  anchorsOf,
  checkCircles,
  checkLinks,
  checkUnusedIds,
  linkScope,
  readRegisters,
  targetsOf,
} from "../../src/resolve/index.ts";
import type { Tree } from "../../src/tree/index.ts";
import { casesOf } from "../cases.ts";

function tree(source: string, path = "tei/a.xml"): Tree {
  const result = readString(source, { path });
  if (result.tree === null) throw new Error(result.findings[0]?.message);
  return result.tree;
}

function tei(body: string, header = ""): string {
  return `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>${header}</teiHeader><text><body>\n${body}\n</body></text></TEI>`;
}

const OTHER = tei(
  '<listPerson><person xml:id="weil"/></listPerson><listPlace><place xml:id="paris"/></listPlace><bibl xml:id="book"/>',
);

function check(body: string, header = "", loaded: Record<string, string> = {}) {
  const documents = [
    { id: "a", tree: tree(tei(body, header)) },
    { id: "register", tree: tree(OTHER, "tei/register.xml") },
  ];
  const load = (path: string): Tree | null => (loaded[path] === undefined ? null : tree(loaded[path], path));
  const scope = linkScope(documents.map(anchorsOf), load);
  return checkLinks(documents[0]!, scope);
}

function codes(...args: Parameters<typeof check>): string[] {
  return check(...args).map(({ code }) => code);
}

describe("a pointer", () => {
  it.each([
    ['<p xml:id="p1"/><ref target="#p1"/>', "within the document"],
    ['<sp who="register.xml#weil"/>', "to another document"],
    ['<sp who="./register.xml#weil"/>', "with a dot in its path"],
    ['<div xml:base="sub/"><sp who="../register.xml#weil"/></div>', "from an xml:base"],
    ['<ref target="https://example.org/#x"/><ref target="mailto:a@b.c"/>', "to the web"],
    ['<ref target="register.xml"/>', "to a whole document"],
    ['<sp who=" register.xml#weil  register.xml#weil "/>', "among others"],
    ['<graphic url="missing.jpg"/><pb facs="images/1.jpg"/>', "to an image file"],
    ['<biblScope from="3" to="4"/><date from="1900"/>', "that is none"],
    ['<ref target="#xpath1(//p[1])"/>', "with an XPointer scheme"],
    ['<p xml:id="été"/><ref target="#%C3%A9t%C3%A9"/><ref target="#été"/>', "with escaped letters"],
    ['<sp who="#r"/><castItem><role xml:id="r"/></castItem>', "to a role"],
    ["<ref target='about'/>", "to a page beside"],
  ])("is followed: %s (%s)", (body) => {
    expect(codes(body)).toEqual([]);
  });

  it.each([
    ['<placeName ref="Isole dei Principi"/>', ["Isole dei Principi"]],
    ['<placeName ref="Isole #p1 Principi"/><place xml:id="p1"/>', ["Isole", "Principi"]],
    ['<placeName ref="Isole"/><placeName ref="Principi"/>', ["Isole", "Principi"]],
    ['<place xml:id="principe"/><placeName ref="Isole principi"/>', ["principi", "Isole"]],
  ])("is told with the words around it: %s", (body, pointers) => {
    const told = check(body).map(({ message }) => /holds “(?<pointer>.+?)”/u.exec(message)?.groups?.pointer);
    expect(told).toEqual(pointers);
  });

  it.each([
    ['<ref target="#p2"/><p xml:id="p1"/>', "links/target-missing"],
    ['<sp who="register.xml#veil"/>', "links/target-missing"],
    ['<sp who="registre.xml#weil"/>', "links/file-missing"],
    ['<sp who="weil"/>', "links/hash-missing"],
    ['<sp who="veil"/>', "links/bare-word"],
    ['<sp who="#"/>', "links/target-missing"],
    ['<persName xml:id="x"/><ref target="x"/>', "links/hash-missing"],
    ['<sp who="register.xml#book"/>', "links/wrong-kind"],
    ['<sp who="register.xml#paris"/>', "links/wrong-kind"],
    ['<placeName ref="register.xml#weil"/>', "links/wrong-kind"],
    ['<persName ref="register.xml#paris"/>', "links/wrong-kind"],
    ['<p rendition="#p1" xml:id="p1"/>', "links/wrong-kind"],
    ['<persName ref="psn:weil"/>', "links/prefix-unknown"],
    ['<p xml:id="p1"/><p xml:id="p1"/>', "links/duplicate-id"],
  ])("is refused: %s", (body, code) => {
    expect(codes(body)).toEqual([code]);
  });

  it("is told by its own place, with what was meant", () => {
    const [finding] = check('<sp who="register.xml#weil register.xml#veil"/>');
    expect(finding).toMatchObject({
      line: 2,
      column: 28,
      endLine: 2,
      endColumn: 45,
      help: "Did you mean “register.xml#weil”?",
    });
    expect(check('<sp who="register.xml#veil"/>')[0]?.message).toContain(
      "no element of register has that xml:id",
    );
    expect(check('<p xml:id="weil"/><sp who="weil"/>')[0]?.help).toBeNull();
    expect(check('<person xml:id="weil"/><sp who="weil"/>')[0]?.help).toBe("Write “#weil”.");
    expect(check('<sp who="weil"/>')[0]?.help).toBe("Write “register.xml#weil”.");
    expect(check('<sp who="registre.xml#weil"/>')[0]?.help).toBe("Did you mean “register.xml#weil”?");
  });

  it("to a rendition is told once for each name, where it stands first, with the number of its places", () => {
    const told = (body: string) =>
      check(body).map(({ line, column, message }) => `${line}:${column} ${message}`);
    expect(
      told(
        '<p rendition="#g #k"/><p rendition="#g"/><p rendition="#g complex:bold simple:bold k"/>\n<p rendition="k"/>',
      ),
    ).toEqual([
      "2:15 @rendition points to “#g”, and no element of this document has that xml:id (the same in 2 more places)",
      "2:18 @rendition points to “#k”, and no element of this document has that xml:id",
      "2:59 @rendition points to “complex:bold”, and no prefixDef declares the prefix “complex”",
      "2:84 @rendition holds “k”; expected a pointer, which begins with “#”, a file or a prefix (the same in one more place)",
    ]);
    const few = check('<p rendition="#g"/>')[0];
    const many = check('<p rendition="#g"/><p rendition="#g"/>')[0];
    expect(many?.message).not.toBe(few?.message);
    expect(many?.fingerprint).toBe(few?.fingerprint);
  });

  it("is written out by the document's prefixes", () => {
    const header = `<listPrefixDef><prefixDef ident="psn" matchPattern="([a-z]+)" replacementPattern="register.xml#$1"/>
      <prefixDef ident="web" matchPattern="(.+)" replacementPattern="https://example.org/$1"/></listPrefixDef>`;
    expect(codes('<persName ref="psn:weil"/><ref target="web:anything"/>', header)).toEqual([]);
    expect(codes('<persName ref="psn:veil"/>', header)).toEqual(["links/target-missing"]);
    expect(check('<persName ref="pns:weil"/>', header)[0]).toMatchObject({
      code: "links/prefix-unknown",
      help: "Did you mean “psn:”?",
    });
  });

  it("is not tried without end by a pattern that has too many ways to fit", () => {
    const header = `<listPrefixDef><prefixDef ident="a" matchPattern="(((a+)+)+)+" replacementPattern="register.xml#$1"/>
      <prefixDef ident="k" matchPattern="([a-z]+(-[a-z]+)*)" replacementPattern="https://example.org/$1"/></listPrefixDef>`;
    expect(codes(`<p ana="a:${"a".repeat(40)}! a:${"a".repeat(50)}!"/>`, header)).toHaveLength(2);
    expect(codes('<p ana="k:so-many-words-in-one-key-as-one-likes"/>', header)).toEqual([]);
  });

  it("leads into files that are no document of the edition, where they can be read", () => {
    const loaded = { "taxonomies/t.xml": tei('<category xml:id="verse"/>') };
    expect(codes('<p ana="../taxonomies/t.xml#verse"/>', "", loaded)).toEqual([]);
    expect(codes('<p ana="../taxonomies/t.xml#vrese"/>', "", loaded)).toEqual(["links/target-missing"]);
    expect(check('<p ana="../taxonomies/t.xml#vrese"/>', "", loaded)[0]?.help).toBe(
      "Did you mean “../taxonomies/t.xml#verse”?",
    );
  });

  it("is looked for from xml:base", () => {
    const [finding] = check('<div xml:base="sub/"><p corresp="register.xml#weil"/></div>');
    expect(finding).toMatchObject({
      code: "links/file-missing",
      help: "Did you mean “../register.xml#weil”?",
    });
  });

  it("is not taken for what bears another number", () => {
    expect(check('<p xml:id="p12"/><p corresp="#p13"/>')[0]?.help).toBeNull();
    expect(check('<p xml:id="p12"/><p corresp="#p012"/>')[0]?.help).toBe("Did you mean “#p12”?");
    expect(check('<p xml:id="p12"/><p corresp="#q12"/>')[0]?.help).toBe("Did you mean “#p12”?");
  });
});

describe("the check of links", () => {
  it.each(casesOf(import.meta.dirname, "links.cases"))("$title", ({ input, expected }) => {
    const documents = [
      { id: "a", tree: tree(`<TEI xmlns="http://www.tei-c.org/ns/1.0">${input}</TEI>`) },
      { id: "register", tree: tree(OTHER, "tei/register.xml") },
    ];
    const registers = readRegisters(documents.slice(0, 1));
    const findings = checkLinks(documents[0]!, linkScope(documents.map(anchorsOf)), {
      registers,
      exists: null,
    });
    const shift = (line: number, column: number) => (line === 1 ? column - 41 : column);
    const told = findings
      .sort((one, other) => one.line - other.line || one.column - other.column)
      .flatMap(({ line, column, code, message, help }) => [
        `${line}:${shift(line, column)} ${code} ${message}`,
        ...(expected.includes("help:") && help !== null ? [`help: ${help}`] : []),
      ]);
    expect(told.join("\n")).toBe(expected);
  });
});

describe("a circle", () => {
  const circles = (...bodies: string[]) => {
    const documents = bodies.map((body, at) => ({ id: `d${at}`, tree: tree(tei(body), `tei/d${at}.xml`) }));
    return checkCircles(documents, linkScope(documents.map(anchorsOf))).map(
      ({ path, line, message }) => `${path}:${line} ${message}`,
    );
  };

  it("of next, prev, copyOf and sameAs is told once, where it begins", () => {
    expect(
      circles('<q xml:id="a" next="#b"/>\n<q xml:id="b" next="#c"/>\n<q xml:id="c" next="#b"/>'),
    ).toEqual(["tei/d0.xml:3 @next goes round in a circle: #b → #c → #b"]);
    expect(circles('<q xml:id="a" prev="#a"/>')).toEqual([
      "tei/d0.xml:2 @prev goes round in a circle: #a → #a",
    ]);
    expect(circles('<q xml:id="a" sameAs="#b"/><q xml:id="b" sameAs="#a"/>')).toHaveLength(1);
    expect(circles('<q xml:id="a" copyOf="d1.xml#b"/>', '<q xml:id="b" copyOf="d0.xml#a"/>')).toEqual([
      "tei/d0.xml:2 @copyOf goes round in a circle: #a → #b → #a",
    ]);
  });

  it("goes over attributes that say the same", () => {
    expect(circles('<q xml:id="a" sameAs="#b"/>\n<q xml:id="b" copyOf="#a"/>')).toEqual([
      "tei/d0.xml:2 @sameAs and @copyOf go round in a circle: #a → #b → #a",
    ]);
    expect(circles('<q xml:id="a" next="#b" prev="#c"/><q xml:id="b"/><q xml:id="c" prev="#b"/>')).toEqual([
      "tei/d0.xml:2 @next and @prev go round in a circle: #a → #b → #c → #a",
    ]);
    expect(circles('<q next="#b" prev="#b"/><q xml:id="b"/>')).toEqual([
      "tei/d0.xml:2 @next and @prev go round in a circle: <q> → #b → <q>",
    ]);
    expect(circles('<q xml:id="a" next="#b"/><q xml:id="b" sameAs="#a" corresp="#a"/>')).toEqual([]);
  });

  it("is told where a chain has branches, once for all that lead to one another", () => {
    const branches =
      '<q prev="#a"/><q xml:id="a" next="#b"/><q xml:id="b" next="#a"/><q prev="#b" next="#c"/><q xml:id="c"/>';
    expect(circles(branches)).toEqual(["tei/d0.xml:2 @next goes round in a circle: #a → #b → #a"]);
    expect(circles('<q prev="#a"/><q next="#a" xml:id="z"/><q xml:id="a"/>')).toEqual([]);
  });

  it("is a copy of what holds it", () => {
    expect(circles('<lg xml:id="a"><l copyOf="#a"/></lg>')).toHaveLength(1);
  });

  it("is none where next and prev lead to and fro, nor where two lead to one", () => {
    expect(circles('<q xml:id="a" next="#b"/><q xml:id="b" prev="#a"/>')).toEqual([]);
    expect(circles('<q xml:id="a" copyOf="#c"/><q xml:id="b" copyOf="#c"/><q xml:id="c"/>')).toEqual([]);
  });

  it("is found in time that grows with the number of links", () => {
    const chain = Array.from({ length: 50_000 }, (_, at) => `<q xml:id="q${at}" next="#q${at + 1}"/>`).join(
      "",
    );
    expect(circles(`${chain}<q xml:id="q50000"/>`)).toEqual([]);
    expect(circles(`${chain}<q xml:id="q50000" sameAs="#q0" next="#q0"/>`)).toHaveLength(1);
  });
});

describe("pictures that are not there", () => {
  const missing = (body: string, ...there: string[]) => {
    const document = { id: "a", tree: tree(tei(body)) };
    const exists = (path: string) => there.includes(path);
    return checkLinks(document, linkScope([anchorsOf(document)]), { registers: null, exists }).map(
      ({ message }) => message,
    );
  };

  it("are told each, where others of the folder are there", () => {
    const body =
      '<graphic url="i/1.png"/><graphic url="i/2.png"/><graphic url="i/3.png"/><graphic url="https://example.org/4.png"/>';
    expect(missing(body, "tei/i/1.png")).toEqual([
      "@url names “i/2.png”, and there is no file tei/i/2.png",
      "@url names “i/3.png”, and there is no file tei/i/3.png",
    ]);
    expect(missing(body)).toEqual([
      "@url names “i/1.png”, and there is no file tei/i/1.png, nor any of the 2 others that are named in tei/i/",
    ]);
  });

  it("are looked for from xml:base, with escaped signs", () => {
    expect(
      missing('<facsimile xml:base="../scans/"><graphic url="a%20b.png"/></facsimile>', "scans/a b.png"),
    ).toEqual([]);
  });
});

describe("an id that is to be used", () => {
  it("is told where nothing leads to it", () => {
    const document = {
      id: "a",
      tree: tree(
        tei(
          '<person xml:id="a"/><person xml:id="b"/><person xml:id="c"/><p xml:id="d"/><sp who="#a"/><persName key="b"/>',
        ),
      ),
    };
    const scope = linkScope([anchorsOf(document)]);
    const targets = targetsOf(document, scope, readRegisters([document]));
    expect(checkUnusedIds(document, targets, ["person"]).map(({ message }) => message)).toEqual([
      'Nothing points to <person xml:id="c">',
    ]);
  });
});

describe("a large register", () => {
  it("is looked through in time that grows with its size, also where many pointers are broken", () => {
    const persons = Array.from({ length: 20_000 }, (_, at) => `<person xml:id="pers${at}"/>`).join("");
    const speeches = Array.from({ length: 2000 }, (_, at) => `<sp who="#pres${at}"/>`).join("");
    const inLetters = speeches.replace(/\d/gu, (digit) => String.fromCharCode(97 + Number(digit)));
    const document = { id: "a", tree: tree(tei(`${persons}${speeches}${inLetters}`)) };
    expect(checkLinks(document, linkScope([anchorsOf(document)]))).toHaveLength(2001);
  });
});

describe("an attribute", () => {
  it.each([
    '<rendition scheme="css"/>',
    '<occupation code="54030"/>',
    '<biblScope from="1" to="2"/>',
    '<note n="p1"/>',
  ])("that is no pointer there is left alone: %s", (body) => {
    expect(codes(body)).toEqual([]);
  });
});
