import { describe, expect, it } from "vitest";
import { plainContext, readFrontMatter, renderHtml, renderText, writeHtml } from "../../src/render/index.ts";
import type { Tree } from "../../src/tree/index.ts";
import { casesOf } from "../cases.ts";
import { defaultModels, documentWith, models, NO_MARKS, odd, tree } from "./sample.ts";

const DEFAULTS = models();

function html(document: Tree, using = DEFAULTS): string {
  const written = writeHtml(renderHtml(document, using, plainContext()).html);
  return /<div class="tei-body">([\s\S]*)<\/div>\n<\/article>/u.exec(written)?.[1]?.trim() ?? written;
}

function text(document: Tree, using = DEFAULTS): string {
  return renderText(document, using, plainContext()).trim();
}

describe("the default models", () => {
  it("can all be compiled", () => {
    // As those of an edition, which are not known to be right.
    expect(models(defaultModels()).problems).toEqual([]);
    const wrong = odd('<elementSpec ident="p"><model predicate="1 +" behaviour="paragraph"/></elementSpec>');
    expect(models(wrong).problems).toHaveLength(1);
  });

  it("call a participant of a transcript by the name that the list has for the sign", () => {
    const list =
      '<profileDesc><particDesc><listPerson><person n="A"><persName>Ann</persName></person><person><idno>B</idno></person><person><persName>Cy</persName><altGrp><alt type="C"/></altGrp></person></listPerson></particDesc></profileDesc>';
    const body = '<u who="A">a</u><u who="B">b</u><u who="#C A">c</u>';
    expect(text(documentWith(body, list))).toBe("Ann: a\n\nB: b\n\nCy, Ann: c");
  });

  // Each break asked all that stands beside it, which took minutes here.
  it.each(["<l>A verse.</l><lb/>", "<p>A line.</p>\n<lb/>\n", "A line.<lb/>"])(
    "show many lines of a division, %j",
    (line) => {
      const shown = html(documentWith(`<div>${line.repeat(16_000)}</div>`));
      expect(shown.match(/line\.|verse\./gu)).toHaveLength(16_000);
    },
    20_000,
  );

  it("end a line in prose where a text has no lines of its source", () => {
    const address = "<p>Ann Roe<lb/>7 Salt Street</p>";
    const long = `<p>${"word ".repeat(200)}</p>`;
    const inLines = `<p>${"word <lb/>".repeat(200)}</p>`;
    const shown = (body: string): string => html(documentWith(body));
    expect(shown(address + long)).toContain("Ann Roe<br>7 Salt Street");
    expect(shown(address.replace("<lb/>", '<lb n="2"/>') + long)).toContain("Ann Roe 7 Salt Street");
    expect(shown(address + long + inLines)).toContain("Ann Roe 7 Salt Street");
    expect(shown(address)).toContain("Ann Roe 7 Salt Street");
  });

  describe("give a reading text", () => {
    for (const { title, input, expected } of casesOf(import.meta.dirname, "reading-text.cases")) {
      it(title, () => expect(text(documentWith(input))).toBe(expected));
    }
  });

  describe("supply the marks a header says were taken out", () => {
    for (const { title, input, expected } of casesOf(import.meta.dirname, "marks-supplied.cases")) {
      it(title, () => expect(text(documentWith(input, NO_MARKS))).toBe(expected));
    }
  });

  describe("give HTML", () => {
    for (const { title, input, expected } of casesOf(import.meta.dirname, "html.cases")) {
      it(title, () => expect(html(documentWith(input))).toBe(expected));
    }
  });

  it("add no marks where the header says that all are in the text", () => {
    expect(text(documentWith("<p>a <q>b</q></p>", NO_MARKS.replace("none", "all")))).toBe("a b");
  });

  it("set a quotation within a block of quotation as if the block had taken the first marks", () => {
    expect(html(documentWith("<quote><p>a <q>b</q></p></quote>", NO_MARKS))).toContain("‘b’");
  });

  it("show the source's own reading when asked", () => {
    const document = documentWith(
      "<p>a <choice><sic>b</sic><corr>c</corr></choice><app><lem>d</lem><rdg>e</rdg></app></p>",
    );
    expect(renderText(document, DEFAULTS, plainContext({ reading: "original" }))).toBe("a bd\n");
  });

  it("end a reading text with a line end, and give nothing for a document without a text", () => {
    expect(renderText(documentWith("<p>a</p>"), DEFAULTS, plainContext())).toBe("a\n");
    expect(
      renderText(
        tree('<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff/></TEI>'),
        DEFAULTS,
        plainContext(),
      ),
    ).toBe("");
  });

  it("survive nesting as deep as the reader allows", () => {
    const deep = `${"<seg>".repeat(500)}x${"</seg>".repeat(500)}`;
    expect(text(documentWith(`<p>${deep}</p>`))).toBe("x");
    expect(html(documentWith(`<p>${deep}</p>`))).toContain(">x<");
  });
});

describe("registers behind a text", () => {
  const shown = (back: string, body = "<p>One letter that names persons.</p>"): string =>
    writeHtml(
      renderHtml(
        tree(
          `<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>${body}</body><back>${back}</back></text></TEI>`,
        ),
        models(),
        plainContext(),
      ).html,
    );
  const persons = '<listPerson><person xml:id="p"><persName>Ann</persName></person></listPerson>';
  const works = '<listBibl><bibl xml:id="w"><title>Tale</title></bibl></listBibl>';

  it("are folded", () => {
    expect(shown(works + persons)).toMatch(
      /<section class="tei-back"><details class="registers"><summary>Entries of the registers<\/summary>[\s\S]*Tale[\s\S]*Ann[\s\S]*<\/details>/u,
    );
    expect(shown(`<div><p>An essay.</p></div><div>${persons}</div>`)).toMatch(/An essay[\s\S]*<details/u);
  });

  it("are open where they are made to be read", () => {
    expect(shown(works)).not.toContain("<details");
    expect(shown(`<div><head>Persons</head>${persons}</div>`)).not.toContain("<details");
    expect(shown(persons.replaceAll('"p"', '"q"'), persons)).not.toContain("<details");
  });
});

describe("notes", () => {
  const rendered = renderHtml(
    documentWith(
      '<p>a<note xml:id="n">One<note>within</note></note> b<note place="foot">Two</note> <choice><sic>c</sic><corr>d</corr></choice></p>',
    ),
    DEFAULTS,
    plainContext(),
  );

  it("leave a sign in the text and stand behind it, linked both ways", () => {
    const sign =
      '<sup><a class="sign" href="#n" id="n-sign" aria-label="Note 1" role="doc-noteref">1</a></sup>';
    expect(writeHtml(rendered.html)).toContain(`a${sign} b`);
    expect(writeHtml(rendered.notes)).toContain('<li id="n" class="entry">');
    expect(writeHtml(rendered.notes)).toContain('href="#n-sign"');
  });

  it("may have notes themselves, which come next", () => {
    expect(writeHtml(rendered.notes)).toMatch(
      /One<sup><a class="sign" href="#note-2"[\s\S]*within[\s\S]*Two/u,
    );
  });

  it("may stand apart from the text: at what they, their annotation or a link points to", () => {
    const apart =
      tree(`<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p xml:id="p">One <seg xml:id="s">two</seg>,
<anchor xml:id="a"/>three.</p></body></text><standOff><note target="#p">On all.</note><note target="#s #a">On three.</note>
<annotation target="#s"><note>On two.</note></annotation><note xml:id="n">Linked.</note><note>On nothing.</note>
<linkGrp><link target="#n #s"/></linkGrp></standOff></TEI>`);
    expect(renderText(apart, models(), plainContext())).toBe(
      "One two[1][2], [3]three.[4]\n\n[1] On two.\n\n[2] Linked.\n\n[3] On three.\n\n[4] On all.\n",
    );
  });

  it("that stand apart are called by pointers, the first of which has their sign", () => {
    const called =
      tree(`<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>One<ptr target="#n"/>, two<ptr target="#n"/>.</p></body></text>
<standOff><listAnnotation><note xml:id="n">Called.</note></listAnnotation></standOff></TEI>`);
    expect(renderText(called, models(), plainContext())).toBe("One[1], two[1].\n\n[1] Called.\n");
    const { html: shown, notes } = renderHtml(called, models(), plainContext());
    expect(writeHtml(shown)).toContain(
      '<p class="tei-p">One<sup><a class="sign" href="#n" id="n-sign" aria-label="Note 1" role="doc-noteref">1</a></sup>, two<sup>',
    );
    expect(writeHtml(notes)).toMatch(/<li id="n" class="entry">.*Called\./u);
  });

  it("are called at the end of the block before, where their calls stand between blocks", () => {
    const called =
      tree(`<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div><opener><salute>Dear</salute></opener><ptr target="#n"/>
<p xml:id="p">One.</p><ptr target="#m"/></div></body></text>
<standOff><note xml:id="n">On dear.</note><note xml:id="m">On one.</note></standOff></TEI>`);
    const shown = writeHtml(renderHtml(called, models(), plainContext()).html);
    expect(shown).toMatch(/<div class="tei-salute">Dear<sup>.*?<\/sup><\/div>\s*<\/div>\s*<p/u);
    expect(shown).toMatch(/One\.<sup>.*?<\/sup>/u);
    expect(shown).not.toMatch(/(?:<\/p>|<\/div>)\s*<sup>/u);
  });

  it("that stand apart are called by references, whose words stay where they are more than a sign", () => {
    const called =
      tree(`<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>One<ref target="#n">1</ref>, <ref target="#m">two</ref>,
<seg corresp="#o">three</seg>, <seg ana="#p">four</seg>.</p></body></text><standOff><note xml:id="n">On one.</note><note xml:id="m">On two.</note>
<note xml:id="o">On three.</note><note xml:id="p">On four.</note></standOff></TEI>`);
    expect(renderText(called, models(), plainContext())).toBe(
      "One[1], two[2], three[3], four[4].\n\n[1] On one.\n\n[2] On two.\n\n[3] On three.\n\n[4] On four.\n",
    );
    expect(writeHtml(renderHtml(called, models(), plainContext()).html)).toMatch(
      /One<sup><a class="sign" href="#n"[^>]*>1<\/a><\/sup>, <a href="#m" class="tei-ref">two<\/a><sup><a class="sign" href="#m"/u,
    );
    expect(readFrontMatter(called, models(), plainContext()).remarks).toEqual([]);
  });

  it("that stand apart are found in time that grows with their number", () => {
    const numbers = Array.from({ length: 4000 }, (_, at) => at);
    const calls = numbers.map((at) => `w<ref target="#n${at}">1</ref> `).join("");
    const notes = numbers.map((at) => `<note xml:id="n${at}">Called.</note><note>On all.</note>`).join("");
    const document = tree(
      `<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>${calls}</p></body></text><standOff>${notes}</standOff></TEI>`,
    );
    const remarks = writeHtml(readFrontMatter(document, models(), plainContext()).remarks);
    expect(remarks.match(/On all/gu)).toHaveLength(4000);
  });

  it("that stand apart and are called by nothing are on all of the text", () => {
    const document =
      tree(`<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p xml:id="p">One.</p></body></text>
<standOff><listAnnotation><note type="dating">Written in <hi>May</hi>.</note><note> </note><note target="#p">On one.</note><note target="b.xml#x">Elsewhere.</note></listAnnotation>
<listPerson><person><persName>Ann</persName><note>A friend.</note></person></listPerson></standOff></TEI>`);
    const { remarks } = readFrontMatter(document, models(), plainContext());
    expect(writeHtml(remarks)).toBe('<div class="tei-note">Written in <em class="tei-hi">May</em>.</div>\n');
  });

  it("have no sign of another, where they stand apart or are counted", () => {
    const document =
      tree(`<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p><seg xml:id="s">A</seg><note n="1">One.</note><note>Mine.</note><note n="3">Three.</note></p></body></text>
<standOff><note n="1" target="#s">Apart.</note><note n="*" target="#s">Starred.</note></standOff></TEI>`);
    const notes = writeHtml(renderHtml(document, models(), plainContext()).notes);
    const signs = [...notes.matchAll(/class="label">([^<]*)<[^>]*> <div class="entry-body">(\w+)/gu)];
    expect(signs.map(([, sign, body]) => `${sign} ${body}`)).toEqual([
      "i Apart",
      "* Starred",
      "1 One",
      "4 Mine",
      "3 Three",
    ]);
  });

  it("that are a group are parts of one, and no landmarks of the page", () => {
    const several = documentWith("<p>a<noteGrp><note>Short.</note><note><p>Longer.</p></note></noteGrp></p>");
    const { notes } = renderHtml(several, DEFAULTS, plainContext());
    expect(writeHtml(notes).match(/<\w+ class="tei-note/gu)).toEqual([
      '<div class="tei-note',
      '<div class="tei-note',
    ]);
  });

  it("tell what a correction corrects, beside the word and behind the text", () => {
    expect(writeHtml(rendered.html)).toContain('title="The source has: c"');
    expect(writeHtml(rendered.notes)).toMatch(/Corrections[\s\S]*d\] <span class="tei-sic">c<\/span>/u);
  });

  it("tell what an apparatus notes on a reading behind that reading, and on the lemma alone", () => {
    const entry = (readings: string): string => {
      const { notes } = renderHtml(documentWith(`<p><app>${readings}</app></p>`), DEFAULTS, plainContext());
      const body = /<div class="entry-body">([\s\S]*?) <a class="back"/u.exec(writeHtml(notes))?.[1] ?? "";
      return body.replace(/<[^>]+>/gu, "");
    };
    const note = '<note target="#r">cf. 5</note><witDetail wit="#C">in rasura</witDetail>';
    expect(
      entry(
        `<lem wit="#A">a</lem><rdg xml:id="r" wit="#B">b</rdg><rdgGrp><rdg wit="#C">c</rdg>${note}</rdgGrp>`,
      ),
    ).toBe("a A] b B cf. 5; c C in rasura");
    expect(entry('<lem wit="#A">a</lem><wit>(and E)</wit><note>so also <hi>D</hi></note>')).toBe(
      "a A] (and E) so also D",
    );
    expect(entry('<lem>a</lem><note>sic</note><rdg wit="#B"/>')).toBe("a sic] om. B");
    expect(entry('<lem>a</lem><rdg wit="#B">b</rdg><note>, omitting <hi>c</hi></note>')).toBe(
      "a] b B, omitting c",
    );
    expect(entry("<lem>a</lem>")).toBe("");
  });
});

describe("an edition's models", () => {
  const said = (model: string): string =>
    html(
      documentWith('<p>a <emph rend="x">b</emph></p>'),
      models(odd(`<elementSpec ident="emph">${model}</elementSpec>`)),
    );

  it("change the page", () => {
    expect(said('<model behaviour="inline" cssClass="loud"/>')).toContain('<em class="tei-emph loud">b</em>');
    expect(
      said('<model behaviour="anchor"><param name="id" value="concat(@rend, \' 1\')"/></model>'),
    ).toMatch(/<span id="[^" ]+-1" class="tei-emph">b<\/span>/u);
    expect(said('<model behaviour="omit"/>')).toBe('<p class="tei-p">a </p>');
  });

  it("leave other elements to the defaults", () => {
    const using = models(odd('<elementSpec ident="emph"><model behaviour="omit"/></elementSpec>'));
    expect(html(documentWith("<head>x</head><p>a</p>"), using)).toContain("<h2");
  });

  it("are for one form where they say so", () => {
    const using = models(
      odd('<elementSpec ident="emph"><model behaviour="omit" output="plain"/></elementSpec>'),
    );
    expect(text(documentWith("<p>a <emph>b</emph></p>"), using)).toBe("a");
    expect(html(documentWith("<p>a <emph>b</emph></p>"), using)).toContain("b");
  });

  it("are taken in order, the first that holds", () => {
    expect(
      said(
        '<model predicate="@rend=\'y\'" behaviour="omit"/><model predicate="@rend" behaviour="inline" cssClass="second"/>',
      ),
    ).toContain("second");
  });

  it("are all done in a sequence, and grouped by form", () => {
    const sequence = '<model behaviour="inline" cssClass="one"/><model behaviour="inline" cssClass="two"/>';
    expect(said(`<modelSequence>${sequence}</modelSequence>`)).toMatch(/one">b<.*two">b</u);
    expect(
      said(`<modelGrp output="plain">${sequence}</modelGrp><model behaviour="inline" cssClass="three"/>`),
    ).toContain("three");
  });

  it("take parameters from the element", () => {
    expect(
      said('<model behaviour="link"><param name="uri" value="concat(\'#\', @rend)"/></model>'),
    ).toContain('href="#x"');
    expect(said('<model behaviour="inline"><param name="content" value="upper-case(.)"/></model>')).toContain(
      ">B<",
    );
  });

  it("bring their looks, without what could load or run", () => {
    const using = models(
      odd(
        '<elementSpec ident="emph"><model behaviour="inline"><outputRendition scope="before">content: "* "; background: url(//x)</outputRendition><outputRendition>color: red} body {display: none</outputRendition></model></elementSpec>',
      ),
    );
    expect(using.css).toBe('.model-emph-1::before { content: "* "; }\n');
    expect(html(documentWith("<p><emph>b</emph></p>"), using)).toContain("model-emph-1");
  });

  it("say which marks come first", () => {
    const using = models(
      odd(
        '<elementSpec ident="quote"><model behaviour="inline"><param name="marks" value="\'single\'"/></model></elementSpec>',
      ),
    );
    expect(text(documentWith("<p><quote>a <q>b</q></quote></p>"), using)).toBe("‘a “b”’");
  });

  it("are told of where they cannot be understood, and never hold", () => {
    const using = models(
      odd('<elementSpec ident="emph">\n<model predicate="@rend=" behaviour="omit"/></elementSpec>'),
    );
    expect(using.problems).toMatchObject([{ ident: "emph", expression: "@rend=", line: 2, column: 1 }]);
    expect(text(documentWith("<p>a <emph>b</emph></p>"), using)).toBe("a b");
  });

  it("may be given for a class", () => {
    const using = models(
      odd(
        '<classSpec ident="model.pPart.transcriptional" type="model"><model behaviour="omit"/></classSpec>',
      ),
    );
    expect(text(documentWith("<p>a <unclear>b</unclear></p>"), using)).toBe("a");
  });
});

describe("a citation that is explained", () => {
  const document = documentWith('<p>a</p><bibl xml:id="c"><abbr type="ibid">Ibid.</abbr>, p. 9.</bibl>');
  const context = plainContext({
    annotation: (node) =>
      node.local === "bibl"
        ? { href: "../works/x.html", label: "Tokaev, Comrade X, p. 9", title: "Comrade X", via: [] }
        : null,
  });
  const written = writeHtml(renderHtml(document, DEFAULTS, context).html);

  it("links what names the work, and shows what it stands for", () => {
    expect(written).toContain(
      '<a class="work" href="../works/x.html"><abbr class="tei-abbr">Ibid.</abbr></a>, p. 9.',
    );
    expect(written).toContain(
      '<span class="stands-for">[<a href="../works/x.html">Tokaev, <cite>Comrade X</cite>, p. 9</a>]</span>',
    );
  });

  it("is not explained in the reading text", () => {
    expect(renderText(document, DEFAULTS, context)).toBe("a\n\nIbid., p. 9.\n");
  });
});

describe("a long row of one thing", () => {
  it.each([
    [
      "breaks and their like in lines of its file",
      `<p>中文${"<anchor/>\n".repeat(20_000)}中文</p>`,
      "中文中文\n",
    ],
    ["empty elements", `<p>中文${"<seg/>\n".repeat(20_000)}中文</p>`, "中文中文\n"],
    ["spaces", `<p>文<hi>中</hi>${" ".repeat(200_000)}x\n文<hi>中</hi></p>`, "文中 x 文中\n"],
    ["line ends", `<p>文<hi>中</hi>${"\n".repeat(200_000)}x 文<hi>中</hi></p>`, "文中 x 文中\n"],
    ["dots around a page", `<p>a <pb/><fw type="pageNum">4${".".repeat(200_000)}x</fw>b</p>`, "a b\n"],
  ])("is shown in time that grows with its length: %s", (_, body, expected) => {
    expect(renderText(documentWith(body), models(), plainContext())).toBe(expected);
    const shown = writeHtml(renderHtml(documentWith(body), models(), plainContext()).html);
    expect(shown.length).toBeGreaterThan(expected.length);
  });

  it("is shown in time that grows with its length: registers behind an essay", () => {
    const numbers = Array.from({ length: 3000 }, (_, at) => at);
    const registers = numbers.map(
      (at) => `<div><listPerson><person xml:id="p${at}"><persName>A</persName></person></listPerson></div>`,
    );
    const document = tree(
      `<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>${"<p>One two.</p>".repeat(3000)}</body><back>${registers.join("")}<div><p>More.</p></div></back></text></TEI>`,
    );
    const shown = writeHtml(renderHtml(document, models(), plainContext()).html);
    expect(shown.match(/<details class="registers"/gu)).toHaveLength(3000);
  });
});

describe("generated contents", () => {
  const part =
    '<text><front><divGen type="toc"/></front><body><div><head>Act</head><p>a</p></div></body></text>';

  it("lead to the headings of their own text, where another has the same", () => {
    const group = tree(
      `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><group>${part}${part}</group></text></TEI>`,
    );
    const shown = writeHtml(renderHtml(group, DEFAULTS, plainContext()).html);
    expect([...shown.matchAll(/<li><a href="#([^"]*)">Act/gu)].map(([, id]) => id)).toEqual([
      "section-1",
      "section-2",
    ]);
  });

  it("are linked in time that grows with their length", () => {
    const acts = "<div><head>Act</head><p>a</p></div>".repeat(8000);
    const shown = html(documentWith(`<divGen type="toc"/>${acts}`));
    expect(shown).toContain('<a href="#section-8000">Act</a>');
  }, 10_000);
});

describe("the texts of a group", () => {
  const outline = (group: string): readonly string[] => {
    const document = tree(
      `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><group>${group}</group></text></TEI>`,
    );
    const shown = writeHtml(renderHtml(document, DEFAULTS, plainContext()).html);
    return [...shown.matchAll(/<h(\d)[^>]*>(.*?)</gu)].map(([, level, text]) => `${level} ${text}`);
  };
  const body = "<body><div><head>Act</head><p>x</p></div></body>";

  it("are headed by their titles, above what is headed in them", () => {
    expect(
      outline(
        `<text><front><titlePart>Deed 1</titlePart><titlePart type="sub">of sale</titlePart></front>${body}</text>`,
      ),
    ).toEqual(["2 Deed 1", "3 Act"]);
    const page =
      '<titlePage><docTitle><titlePart type="main">Faust</titlePart><titlePart>A play</titlePart></docTitle></titlePage>';
    expect(outline(`<head>Plays</head><text><front>${page}</front>${body}</text>`)).toEqual([
      "2 Plays",
      "3 Faust",
      "4 Act",
    ]);
  });

  it("are headed by their headings where they have them", () => {
    const titled = "<front><titlePart>Deed 1</titlePart></front>";
    expect(outline(`<text>${titled}<body><head>A deed</head><p>x</p></body></text>`)).toEqual(["2 A deed"]);
    expect(outline(`<text>${body}</text>`)).toEqual(["2 Act"]);
  });
});
