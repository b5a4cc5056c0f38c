import { describe, expect, it } from "vitest";
import { readModelSource } from "../../src/odd/index.ts";
import { coverModels, plainContext, renderHtml, renderText, writeHtml } from "../../src/render/index.ts";
import { stylesheetRules } from "../../src/render/odd-stylesheet.ts";
import { documentWith, models, tree } from "./sample.ts";

const PB = 'xmlns:pb="http://teipublisher.com/1.0"';

/** Models of an ODD with what its header declares. */
function using(specifications: string, declared = "") {
  const written = `<TEI xmlns="http://www.tei-c.org/ns/1.0" ${PB}><teiHeader><encodingDesc><tagsDecl>${declared}</tagsDecl></encodingDesc></teiHeader>
    <text><body><schemaSpec ident="own" start="TEI">${specifications}</schemaSpec></body></text></TEI>`;
  return models(readModelSource(tree(written, "own.odd")));
}

function page(specifications: string, body: string, declared = ""): string {
  const { html, notes } = renderHtml(documentWith(body), using(specifications, declared), plainContext());
  return writeHtml([...html, ...notes]);
}

const text = (specifications: string, body: string): string =>
  renderText(documentWith(body), using(specifications), plainContext());

const spec = (ident: string, content: string): string =>
  `<elementSpec ident="${ident}" mode="change">${content}</elementSpec>`;

describe("pb:set-param", () => {
  const SETS = spec(
    "app",
    `<model behaviour="pass-through"><pb:set-param name="by" value="@n"/><param name="own" value="string-join($parameters?by, '')"/>
      <param name="content" value="rdg"/><pb:template xmlns="">[[own]]<i>[[content]]</i></pb:template></model>`,
  );
  const ASKS = spec(
    "rdg",
    `<model predicate="$parameters?by = 'x'" behaviour="inline" cssClass="of-x"/>
     <model behaviour="inline"><param name="content" value="$parameters?by, ': ', ."/></model>`,
  );

  it("sets what models of the elements below ask for, and nothing elsewhere", () => {
    const made = page(
      SETS + ASKS,
      '<p><app n="x"><rdg>one</rdg></app> <app n="y"><rdg>two</rdg></app> <rdg>three</rdg></p>',
    );
    expect(made).toContain('<i><span class="tei-rdg of-x">one</span></i>');
    expect(made).toContain('<i><span class="tei-rdg">y: two</span></i>');
    expect(made).toContain('<span class="tei-rdg">: three</span>');
  });
});

describe("pb:mode", () => {
  const MODES = [
    spec("note", '<model behaviour="inline" pb:mode="brief"/>'),
    spec("bibl", '<model predicate="@type = \'whole\'" behaviour="inline" pb:mode=""/>'),
    spec(
      "title",
      `<model predicate="$mode = 'brief'" behaviour="inline"><param name="content" value="concat('[', $mode, ']')"/></model>
       <model predicate="empty($mode)" behaviour="inline" cssClass="whole"/>`,
    ),
  ].join("");

  it("sets the mode that models of the elements below ask for, until another sets or ends it", () => {
    const made = text(
      MODES,
      '<p><title>A</title> <note><title>B</title> <bibl type="whole"><title>C</title></bibl> <hi><title>D</title></hi></note></p>',
    );
    expect(made).toBe("A [brief] C [brief]\n");
  });

  it("is a variable like any other where an expression binds it", () => {
    const own = spec(
      "title",
      `<model behaviour="inline"><param name="content" value="let $mode := 'own' return $mode"/></model>`,
    );
    expect(text(own, "<p><title>A</title></p>")).toBe("own\n");
  });
});

describe("pb:behaviour", () => {
  const DECLARED = `<pb:behaviour ident="gloss" output="latex"><pb:template xmlns="">LATEX</pb:template></pb:behaviour>
    <pb:behaviour ident="gloss"><pb:param name="term"/><pb:param name="both" value="string-join(($term, $content), '/')"/>
      <pb:template xmlns=""><b class="[[class]]">[[term]]</b><i title="[[both]]">[[content]]</i></pb:template></pb:behaviour>`;

  it("is a behaviour that is a template, with what it works out", () => {
    const made = page(
      spec("gloss", '<model behaviour="gloss" cssClass="g"><param name="term" value="@target"/></model>'),
      '<p><gloss target="a">sense</gloss></p>',
      DECLARED,
    );
    expect(made).toContain('<b class="tei-gloss g">a</b><i title="a/sense">sense</i>');
    expect(made).not.toContain("LATEX");
  });
});

describe("a template", () => {
  const POPOVER = `<model behaviour="inline"><param name="label" value="@key"/><pb:template xmlns="">
      <pb-popover>
        <span slot="default">[[content]]</span>
        <span slot="alternate">[[label]]</span>
      </pb-popover></pb:template></model>`;

  it("has layout between its tags, and spaces within a line", () => {
    const body = '<p>by <persName key="Nansen, F.">Nansen</persName>, who</p>';
    expect(page(spec("persName", POPOVER), body)).toContain(
      'by <span class="tei-persName"><span class="pb-popover" title="Nansen, F."><span>Nansen</span><span class="unseen">Nansen, F.</span></span></span>, who',
    );
    const beside =
      '<model behaviour="inline"><pb:template xmlns=""><b>[[content]]</b> <i>x</i></pb:template></model>';
    expect(page(spec("name", beside), "<p><name>N</name></p>")).toContain("<b>N</b> <i>x</i>");
  });

  it("leaves what is shown on demand out of reading texts", () => {
    expect(text(spec("persName", POPOVER), '<p>by <persName key="K">Nansen</persName>, who</p>')).toBe(
      "by Nansen, who\n",
    );
  });

  it("has a note in a book on what it shows on demand, where that is told for the first time and in other words", () => {
    const body =
      '<p><persName key="Nansen, F.">Nansen</persName>, <persName key="Nansen, F.">Nansen’s</persName>, <persName key="Fram">Fram</persName></p>';
    const models = using(spec("persName", POPOVER));
    const { html, notes } = renderHtml(documentWith(body), models, plainContext(), "epub");
    const [first, ...others] = writeHtml(html).split("pb-popover").slice(1);
    expect(first).toMatch(/^"><span>Nansen<\/span><\/span><sup><a class="sign" href="#note-1"/u);
    expect(others.join()).not.toContain("sup");
    expect(writeHtml(html)).not.toContain("unseen");
    expect(writeHtml(notes).match(/Nansen, F\.|Fram/gu)).toEqual(["Nansen, F."]);
  });

  it("is a note where it shows a note on demand", () => {
    const model = `<model behaviour="inline"><pb:template xmlns=""><pb-popover><sup slot="default">*</sup><template slot="alternate"><p>[[content]]</p></template></pb-popover></pb:template></model>`;
    const body = "<p>Word<note>Told of it</note> on</p>";
    expect(text(spec("note", model), body)).toBe("Word[1] on\n\n[1] Told of it\n");
    const made = page(spec("note", model), body);
    expect(made.match(/Told of it/gu)).toHaveLength(1);
    expect(made).toMatch(/<section[^>]*>.*Told of it/su);
  });
});

describe("expressions of TEI Publisher's", () => {
  it("may sort, by what is there or by a key", () => {
    const list = (value: string): string =>
      text(
        spec("list", `<model behaviour="inline"><param name="content" value="${value}"/></model>`),
        '<p><list><item n="10">b</item><item n="9">c</item><item n="1">a</item></list></p>',
      );
    expect(list("string-join(sort(item), ' ')")).toBe("a b c\n");
    expect(list("string-join(sort(item, (), function($item) { number($item/@n) }), ' ')")).toBe("a c b\n");
    expect(list("string-join(sort((3, 10, 2)) ! string(.), ' ')")).toBe("2 3 10\n");
  });

  it("may be XQuery, and may try", () => {
    const gap = spec(
      "gap",
      `<model behaviour="inline"><param name="content" value="text{'[...]'}"/></model>`,
    );
    expect(text(gap, "<p>a <gap/> b</p>")).toBe("a [...] b\n");
    const date = spec(
      "date",
      `<model behaviour="inline"><param name="content" value="try { format-date(xs:date(@when), '[D] [MNn] [Y]', ($parameters?language, 'en')[1], (), ()) } catch * { string(@when) }"/></model>`,
    );
    expect(text(date, '<p><date when="1893-05-21"/> <date when="1893"/></p>')).toBe("21 May 1893 1893\n");
  });
});

describe("what cannot be answered", () => {
  it("takes no words away: the content is shown instead", () => {
    const away = `<param name="label" value="collection('/db')//x"/><param name="other" value="doc('y.xml')//z"/>`;
    const asTemplate = spec(
      "ref",
      `<model behaviour="inline">${away}<pb:template xmlns=""><a>[[label]]</a>[[other]]</pb:template></model>`,
    );
    const asContent = spec(
      "ref",
      `<model behaviour="inline"><param name="content" value="doc('y.xml')//z"/></model>`,
    );
    for (const model of [asTemplate, asContent]) {
      expect(text(model, "<p>see <ref>there</ref></p>")).toBe("see there\n");
      expect(page(model, "<p>see <ref>there</ref></p>")).toContain("there");
    }
  });

  it("has parameters that are its own, though a behaviour has others of their names", () => {
    const model = spec(
      "note",
      `<model behaviour="note"><param name="label" value="string(@resp)"/><pb:template xmlns=""><pb-popover><sup slot="default">*</sup><template slot="alternate">[[content]] [[label]]</template></pb-popover></pb:template></model>`,
    );
    const made = page(model, '<p>a<note resp="#somebody">Said.</note></p>');
    expect(made).toContain('role="doc-noteref">1</a>');
    expect(made).toContain("Said. #somebody");
  });

  it("says what a behaviour is that nobody knows, and shows nothing twice", () => {
    const model = spec(
      "ab",
      '<modelSequence><model behaviour="pictures"/><model behaviour="block"/></modelSequence>',
    );
    expect(text(model, "<ab>once</ab>")).toBe("once\n");
    expect(text(spec("ab", '<model behaviour="pictures"/>'), "<ab>once</ab>")).toBe("once\n");
    const unknown =
      '<modelSequence><model behaviour="pictures"/><model behaviour="webcomponent"/></modelSequence>';
    expect(text(spec("rs", unknown), "<p>a <rs>once</rs></p>")).toBe("a once\n");
    expect(page(spec("rs", unknown), "<p>a <rs>once</rs></p>").match(/once/gu)).toHaveLength(1);
    const [failed] = coverModels([documentWith("<ab>once</ab>")], using(model)).failed;
    expect(failed?.message).toBe("There is no behaviour “pictures”: the content is shown in its line");
  });
});

describe("the stylesheet of an ODD", () => {
  it("is what it says of classes, and loads nothing", () => {
    const css = `@import url("x.css"); /* .a { color: red } */ body { margin: 0 } .a, p .b:hover { color: red; background: url(x.png) }
      .c::before { content: "}{"; } @media print { .d { display: none } body { color: red } } @font-face { font-family: x; src: url(y) } .e { position: fixed } .f`;
    expect(stylesheetRules(css)).toBe(
      `.a, p .b:hover { color: red; }\n.c::before { content: "}{"; }\n@media print {\n.d { display: none; }\n}\n`,
    );
  });

  it("is not left hanging by what has no end", () => {
    expect(stylesheetRules(`.a { color: red`)).toBe("");
    expect(stylesheetRules("{".repeat(100_000))).toBe("");
    expect(
      stylesheetRules(`@media print {${"@media print {".repeat(50)}.a{color:red}${"}".repeat(51)}`),
    ).toBe("");
    expect(stylesheetRules("</style><script>.a{}")).toBe("");
  });

  it.each([
    '.a "\n{ color: red }',
    ".a '{ color: red }\n{ color: red }",
    ".a ( { color: red }",
    ".a [x { color: red }",
    ".a ([x)] { color: red }",
    ".a) { color: red }",
    '.a [x="(] { color: red }\n{ color: red }',
    "@media print and ( { .a { color: red } }",
    '[x=".a"] { color: red }',
  ])("leaves out what stands before a block and has an open end: %j", (css) => {
    expect(stylesheetRules(`${css} .b { color: blue }`)).toBe(".b { color: blue; }\n");
  });

  it("keeps strings and brackets that have their ends", () => {
    const css = `.a[x="("]:not(.b)::after { color: red; }\n@media (min-width: 10px) {\n.c { color: red; }\n}\n`;
    expect(stylesheetRules(css)).toBe(css);
    expect(stylesheetRules(`.a::before { content: "}; } .b { color: red }\n} .c { color: red }`)).toBe(
      ".c { color: red; }\n",
    );
  });

  it("is done with what is long and repeats itself", () => {
    const inside = ".z { color: red }";
    for (const repeated of ['"\\"', "'\\'", '"', "/*", ".a", "(", '\\"'])
      expect(["", ".z { color: red; }\n"], repeated).toContain(
        stylesheetRules(`${repeated.repeat(20_000)}& {} \n${inside}`),
      );
    const long = (count: number): string => stylesheetRules(`${".a".repeat(count)} { color: red } ${inside}`);
    expect(long(501)).toBe(".z { color: red; }\n");
    expect(long(500)).toContain(".a.a { color: red; }");
  });
});
