import { describe, expect, it } from "vitest";
import { printedBook } from "../../src/book/index.ts";
import { documentWith } from "../render/sample.ts";
import { bookText, bookWith } from "./sample.ts";

const print = (body: string): string => printedBook(bookWith(body, "print")).html.replace(/\s*\n\s*/gu, "");

describe("a book as one page, to be set in many", () => {
  it("has the footnotes where their signs stand, as phrases, a note of a note behind it", () => {
    const html = print("<p>Here<note><p>One.<note>Inner.</note></p><p>Two.</p></note>, there.</p>");
    expect(html).toMatch(
      /Here<sup class="call"[^>]*><a [^>]*href="#t1-note-1">1<\/a><\/sup><span class="footnote note"[^>]*>/u,
    );
    expect(html).toContain('<span class="tei-p as-p"><span class="label" id="t1-note-1">1</span> One.<sup');
    expect(html).toMatch(
      /Two\.<\/span><\/span><span class="footnote note"[^>]*><span class="label" id="t1-note-2">/u,
    );
    expect(html).toContain("Inner.</span>, there.");
    expect(html).not.toMatch(/<span[^>]*><p/u);
  });

  it("counts corrections and variants by letters, each behind its words", () => {
    const html = print(
      "<p><choice><sic>frist</sic><corr>first</corr></choice>, <app><lem>lemma</lem><rdg>other</rdg></app></p>",
    );
    expect(html).toMatch(/first<\/span><\/span><\/span><sup class="call"><a [^>]*>a<\/a><\/sup>/u);
    expect(html).toMatch(/<sup class="call"[^>]*><a [^>]*>b<\/a><\/sup><span class="footnote variant"/u);
  });

  it("tells the ids of its texts apart, and links between them lead there", () => {
    const [one, other] = ["<p xml:id='x'>a <ref target='#x'>x</ref></p>", "<p xml:id='x'>b</p>"].map(
      (body, at) => bookText(documentWith(body), "print", `t${at}`),
    );
    const book = { ...bookWith("<p/>", "print"), texts: [one!, other!] };
    const { html } = printedBook(book);
    expect(html).toContain('<p class="tei-p" id="t1-x">');
    expect(html).toContain('<p class="tei-p" id="t2-x">');
    expect(html).toContain('href="#t1-x"');
  });

  it("has contents where there is more than a text and its imprint, and asks for the numbers of pages", () => {
    const long = print(
      "<div><head>One<note>n</note></head><p>a</p></div><div><head>Two</head><p>b</p></div>",
    );
    expect(long).toContain(
      '<span class="title">One</span> <span class="page-number" data-page-of="t1-section-1">',
    );
    expect(long).toContain('data-head="Two"');
    expect(print("<p>short</p>")).not.toContain("doc-toc");
  });

  it("runs no script and loads nothing but its own pictures", () => {
    const book = { ...bookWith('<p>&lt;script>alert(1)&lt;/script><graphic url="a.png"/></p>', "print") };
    const { html, pictures } = printedBook({ ...book, picture: () => new Uint8Array([1]) });
    expect(html).toContain(`content="default-src 'none'; img-src file:; style-src 'unsafe-inline'"`);
    expect(html).not.toContain("<script");
    expect([...pictures.keys()]).toEqual([]);
  });
});
