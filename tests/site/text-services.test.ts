import { describe, expect, it } from "vitest";
import { citableUnits } from "../../src/cite/index.ts";
import { readString } from "../../src/read/index.ts";
import { renderSite } from "../../src/site/index.ts";
import { tree } from "../render/sample.ts";
import { content } from "./sample.ts";

const DECLARED = `<encodingDesc><refsDecl><citeStructure match="//body/div" use="@n" unit="book">
<citeStructure match="div" use="@n" delim="." unit="letter"/></citeStructure></refsDecl></encodingDesc>`;

/** A document with what its header says of references, and a text. */
function document(text: string, header = ""): string {
  return `<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:x="urn:x" xml:lang="la"><teiHeader>${header}</teiHeader><text>${text}</text></TEI>`;
}

const LETTERS = `<front><div><head>To the reader</head></div></front><body>
<div n="I" type="liber"><div n="1" type="epistula"><head>Plinius <hi>suo</hi></head><p>A &amp; b — c</p></div><div n="2"><p x:y="1">D</p></div></div>
<div n="II" type="liber"><p>E</p></div></body>`;

/** The units of a source in a line each. */
function units(source: string): readonly string[] {
  return citableUnits(tree(source, "tei/a.xml")).units.map(
    ({ ref, level, parent, type, title }) => `${ref} ${level} ${parent ?? "-"} ${type} ${title ?? "-"}`,
  );
}

describe("the units a document is cited by", () => {
  it("are its divisions, by their n or their number", () => {
    expect(units(document(LETTERS))).toEqual([
      "front.1 1 - division To the reader",
      "I 1 - liber -",
      "I.1 2 I epistula Plinius suo",
      "I.2 2 I division -",
      "II 1 - liber -",
    ]);
  });

  it("are those that citeStructure declares", () => {
    expect(units(document(LETTERS, DECLARED))).toEqual([
      "I 1 - book -",
      "I.1 2 I letter Plinius suo",
      "I.2 2 I letter -",
      "II 1 - book -",
    ]);
  });

  it("are numbered where n does not tell them apart, and divisions where a declaration cannot be understood", () => {
    const twice = document('<body><div n="1"><p/></div><div n="1"><p/></div><div n="a/b"><p/></div></body>');
    expect(units(twice)).toEqual(["1 1 - division -", "2 1 - division -", "3 1 - division -"]);
    expect(units(document(LETTERS, DECLARED.replace("//body/div", "//body/div[")))).toContain(
      "I 1 - liber -",
    );
  });

  it("have references of their own in each text of a corpus", () => {
    const text = "<TEI><teiHeader/><text><body><div><p/></div></body></text></TEI>";
    expect(
      units(`<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>${text}${text}</teiCorpus>`),
    ).toEqual(["1.1 1 - division -", "2.1 1 - division -"]);
    const named = '<front><div><p/></div></front><body><div n="front"><div><p/></div></div></body>';
    expect(units(document(named))).toEqual(["front.1 1 - division -", "front 1 - division -"]);
  });

  it("leave out a level that has too many", () => {
    const many = `<div><head>x</head>${"<div><p/></div>".repeat(500)}</div>`;
    expect(units(document(`<body>${many}</body>`))).toEqual(["1 1 - division x"]);
  });
});

/** The files of a site whose only text this is. */
function services(source: string, siteUrl: string | null = null): ReadonlyMap<string, string> {
  const small = content(siteUrl);
  const [page] = small.documents;
  const citable = citableUnits(tree(source, "tei/a.xml"));
  const documents = [{ ...page!, id: "pliny/a b", citable, tei: new TextEncoder().encode(source) }];
  const files = [...renderSite({ ...small, documents })].filter(({ path }) => /^(?:dts|tei)\//u.test(path));
  return new Map(files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]));
}

/** Expands the operators that our templates have: paths put in as they are, and parameters of paths (RFC 6570, 3.2.3, 3.2.7). */
function expand(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{([+;])(\w+)\}/gu, (_, operator: string, name: string) => {
    const value = values[name];
    if (value === undefined) return "";
    return operator === "+" ? reserved(value) : `;${name}=${encodeURIComponent(value)}`;
  });
}

/** What stands in an address with a meaning of its own stays, and so does what is escaped. */
function reserved(value: string): string {
  return value.replace(/%[\dA-F]{2}|[^\w:/?#[\]@!$&'()*+,;=.~-]/giu, (found) =>
    found.startsWith("%") && found.length === 3 ? found : encodeURIComponent(found),
  );
}

interface Endpoints {
  readonly collection: string;
  readonly navigation: string;
  readonly document: string;
}

describe("units that no file can be named after", () => {
  const files = services(
    document(`<body>${"<div><head>x</head>".repeat(200)}<p/>${"</div>".repeat(200)}</body>`),
  );
  const names = [...files.keys()].filter((path) => path.includes(";ref="));

  it("are not given, and the others are", () => {
    expect(names.length).toBeGreaterThan(100);
    expect(names.length).toBeLessThan(200);
    for (const path of names) expect(Buffer.byteLength(path.split("/").at(-1)!)).toBeLessThanOrEqual(255);
  });

  it("are not led to", () => {
    const { member } = JSON.parse(files.get("dts/navigation/pliny/a b.json")!) as {
      member: { identifier: string }[];
    };
    expect(member.map(({ identifier }) => `tei/pliny/a b;ref=${identifier}.xml`)).toEqual(names);
  });
});

describe("static text services", () => {
  const base = "https://example.org/x/";
  const files = services(document(LETTERS, DECLARED), base);
  const get = (address: string): string => files.get(decodeURIComponent(address.slice(base.length)))!;
  const entry = JSON.parse(files.get("dts/index.json")!) as Endpoints;
  const collection = JSON.parse(get(expand(entry.collection, {}))) as {
    member: readonly Record<string, string>[];
  };
  const id = collection.member[0]!["@id"]!;

  it("lead from the entry to the collection, the resource and its navigation", () => {
    expect(entry).toMatchObject({ "@type": "EntryPoint", dtsVersion: "1.0" });
    expect(id).toBe("/pliny/a%20b");
    const resource = JSON.parse(get(expand(entry.collection, { id }))) as object;
    const navigation = JSON.parse(get(expand(entry.navigation, { resource: id }))) as object;
    const tree = [
      {
        "@type": "CitationTree",
        citeStructure: [
          {
            "@type": "CiteStructure",
            citeType: "book",
            citeStructure: [{ "@type": "CiteStructure", citeType: "letter" }],
          },
        ],
      },
    ];
    expect(resource).toMatchObject({ "@id": id, "@type": "Resource", citationTrees: tree });
    expect(navigation).toMatchObject({
      "@type": "Navigation",
      resource: { "@id": id, citationTrees: tree },
      member: [
        { identifier: "I", level: 1, parent: null, citeType: "book" },
        { identifier: "I.1", level: 2, parent: "I", citeType: "letter" },
        { identifier: "I.2", level: 2, parent: "I", citeType: "letter" },
        { identifier: "II", level: 1, parent: null, citeType: "book" },
      ],
    });
  });

  it("give the file that is there to be downloaded for the whole text", () => {
    expect(expand(entry.document, { resource: id })).toBe(`${base}tei/pliny/a%20b.xml`);
    expect([...files.keys()].filter((path) => path.endsWith(".xml"))).toEqual([
      "tei/pliny/a b.xml",
      ...["I", "I.1", "I.2", "II"].map((ref) => `tei/pliny/a b;ref=${ref}.xml`),
    ]);
  });

  it("give the whole text and each unit, with its namespaces and its language", () => {
    expect(get(expand(entry.document, { resource: id }))).toBe(document(LETTERS, DECLARED));
    const passage = get(expand(entry.document, { resource: id, ref: "I.2" }));
    expect(readString(passage, { path: "passage.xml" }).findings).toEqual([]);
    expect(passage).toContain('<div n="2"><p x:y="1">D</p></div></dts:wrapper>');
    expect(passage).toContain(
      '<TEI xmlns="http://www.tei-c.org/ns/1.0"><dts:wrapper xmlns:dts="https://w3id.org/api/dts#" xml:lang="la" xmlns:x="urn:x">',
    );
  });

  it("give a unit without the indentation it had in the document, unless that keeps its white space", () => {
    const unit = (attributes: string): string => {
      const source = document(`<body>
    <div${attributes}>
      <l>One</l>

        <l>two
      three</l>
    </div></body>`);
      const passage = services(source).get("tei/pliny/a b;ref=1.xml")!;
      return passage.slice(passage.indexOf("<div"), passage.indexOf("</dts:"));
    };
    expect(unit("")).toBe("<div>\n  <l>One</l>\n\n    <l>two\n  three</l>\n</div>");
    const kept = ' xml:space="preserve"';
    expect(unit(kept)).toContain(
      `<div${kept}>\n      <l>One</l>\n\n        <l>two\n      three</l>\n    </div>`,
    );
  });

  it("lead from each file to the others where the site's address is not known", () => {
    const local = services(document(LETTERS, DECLARED));
    const endpoints = (path: string): Endpoints => JSON.parse(local.get(path)!) as Endpoints;
    expect(endpoints("dts/index.json").navigation).toBe("navigation{+resource}.json");
    const own = endpoints("dts/collection/pliny/a b.json");
    expect(own.navigation).toBe("../../navigation{+resource}.json");
    expect(own.document).toBe("../../../tei{+resource}{;ref}.xml");
  });

  it("write out what cannot be cut out of the source: entities of the document's own", () => {
    const source = `<!DOCTYPE TEI [<!ENTITY who "Plinius">]>${document("<body><div><p>&who;</p></div></body>")}`;
    const passage = services(source).get("tei/pliny/a b;ref=1.xml")!;
    expect(readString(passage, { path: "passage.xml" }).tree?.root.text).toBe("Plinius");
  });
});
