import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import {
  element,
  plainContext,
  renderHtml,
  renderText,
  writeHtml,
  writePage,
} from "../../src/render/index.ts";
import { documentWith, models, odd, tree } from "./sample.ts";

const DEFAULTS = models();

function html(body: string, header = "", using = DEFAULTS): string {
  const { html: pieces, notes } = renderHtml(documentWith(body, header), using, plainContext());
  return writeHtml([...pieces, ...notes]);
}

/** Spellings that a browser reads as a script's address, and some that are other ways in. */
const ADDRESSES = [
  "javascript:alert(1)",
  "JAVASCRIPT:alert(1)",
  " javascript:alert(1)",
  "java&#9;script:alert(1)",
  "java&#10;script:alert(1)",
  "&#13;javascript:alert(1)",
  "javascript&#58;alert(1)",
  "&#106;avascript:alert(1)",
  "vbscript:x",
  "data:text/html;base64,PHNjcmlwdD4=",
  "blob:https://x/y",
  "file:///etc/passwd",
  "view-source:x",
  "jar:x",
  "feed:javascript:alert(1)",
];

const RUNS = /javascript|vbscript|data:|blob:|file:|view-source|jar:/iu;

describe("an address of a document", () => {
  it.each(ADDRESSES)("never runs or reads: %s", (address) => {
    const made = html(
      `<p><ref target="${address}">a</ref><ptr target="${address}"/><graphic url="${address}"/><media mimeType="x" url="${address}"/>
       <persName ref="${address}">b</persName><persName key="${address}">c</persName><pb facs="${address}" n="1"/>
       <email>${address}</email><quote source="${address}">d</quote></p><sp who="${address}"><speaker>e</speaker></sp>`,
    );
    for (const [, value] of made.matchAll(/(?:href|src|cite)="([^"]*)"/gu)) {
      expect(/^mailto:/u.test(value!) || !RUNS.test(value!), value).toBe(true);
    }
  });
});

describe("looks of a document", () => {
  it.each([
    "background:url(https://evil.example/x)",
    "background:u\\72l(x)",
    "background:u/**/rl(x)",
    "background-image:image-set('https://evil.example/x' 1x)",
    "list-style:url(x)",
    "width:expression(alert(1))",
    "behavior:url(x)",
    "-moz-binding:url(x)",
    "position:fixed;inset:0",
    "color:red;}*{display:none",
    "color:red&quot; onclick=&quot;alert(1)",
    "@import 'x'",
    "src:local(x)",
    "content:attr(href)url(x)",
    "color:var(--x,url(x))",
    "cursor:url(x),auto",
  ])("load, run and cover nothing: %s", (css) => {
    const made = html(
      `<p style="${css}">a<hi rendition="#r">b</hi><hi rend="${css}">c</hi></p>`,
      `<encodingDesc><tagsDecl><rendition xml:id="r" scheme="css">${css}</rendition></tagsDecl></encodingDesc>`,
    );
    for (const [, style] of made.matchAll(/style="([^"]*)"/gu)) {
      expect(style).not.toMatch(/url\(|image-set|expression|position|binding|@import|local\(|[{}]/iu);
    }
    expect(made).not.toMatch(/onclick="/u);
  });

  it("come from this document alone", () => {
    const made = html(
      '<p><hi rendition="../../secret.xml#r">a</hi><hi rendition="file:///etc/passwd">b</hi></p>',
    );
    expect(made).not.toMatch(/style=|secret|passwd/u);
  });

  it("of an ODD are held to the same", () => {
    const using = models(
      odd(
        '<elementSpec ident="p"><model behaviour="paragraph" cssClass="a&quot;&gt;&lt;script&gt;"><outputRendition>x: y} @import url(z); {</outputRendition></model></elementSpec>',
      ),
    );
    expect(using.css).not.toMatch(/import|url/u);
    expect(html("<p>a</p>", "", using)).not.toContain("<script");
  });
});

const SVG = "http://www.w3.org/2000/svg";
const MATHML = "http://www.w3.org/1998/Math/MathML";

describe("elements of other languages", () => {
  it("are shown where they are formulas or drawings, without what runs, links or loads", () => {
    const made = html(
      `<p><formula><math xmlns="${MATHML}" display="inline" onclick="x()"><mi href="javascript:x">a</mi><script>x</script>
       <maction actiontype="x"><mi>no</mi></maction><annotation-xml><b xmlns="urn:x">z</b></annotation-xml></math></formula>
       <figure><svg xmlns="${SVG}" viewBox="0 0 1 1" onload="alert(1)"><script>alert(1)</script><style>*{x:y}</style>
       <a href="javascript:x"><text>t</text></a><image href="https://evil.example/x"/><use href="#x"/><rect fill="url(https://evil.example/)" width="1"/>
       <foreignObject><p>q</p></foreignObject><animate attributeName="href"/><circle r="1" fill="red"/></svg></figure></p>`,
    );
    expect(made).toContain('<math display="inline"><mi>a</mi>');
    expect(made).toContain('<circle r="1" fill="red"></circle>');
    expect(made).not.toMatch(
      /script|alert|onload|onclick|evil|href=|<use|<image|<style|foreignObject|animate/iu,
    );
  });

  it("have looks that are read at once, however many blanks are in them", () => {
    const blank = " ".repeat(100_000);
    const made = html(
      `<p><svg xmlns="${SVG}"><rect style="fill:${blank}x${blank}y!z;stroke:red${blank}!${blank}important"/></svg></p>`,
    );
    expect(made).toContain('<rect stroke="red"></rect>');
  });

  it("are text, whatever else they are", () => {
    const made = html(
      '<p><script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script><x xmlns="urn:x" onclick="y">b</x><iframe xmlns="http://www.w3.org/1999/xhtml" src="x"/></p>',
    );
    expect(made).toContain("alert(1)");
    expect(made).not.toMatch(/<script|<iframe|onclick|src=/u);
  });

  it("leave their words in reading texts", () => {
    const document = documentWith(`<p>so <math xmlns="${MATHML}"><mi>a</mi><mo>=</mo><mn>1</mn></math>.</p>`);
    expect(renderText(document, DEFAULTS, plainContext())).toBe("so a=1.\n");
  });
});

describe("words of a document", () => {
  it.each([
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<!--",
    "]]>",
    "&amp;lt;b>",
  ])("are never markup: %s", (words) => {
    const safe = words
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll('"', "&quot;")
      .replaceAll(">", "&gt;");
    const made = html(
      `<div n="${safe}"><head n="${safe}">${safe}</head><p xml:id="a" rend="${safe}">${safe}<note n="${safe}">${safe}</note></p>
         <pb n="${safe}"/><milestone unit="${safe}" n="${safe}"/><gap reason="${safe}"/><app><lem wit="${safe}">x</lem><rdg wit="${safe}">y</rdg></app></div>`,
    );
    expect(made).not.toMatch(/<script|<img|<!--|<b>/u);
  });
});

describe("choices within choices", () => {
  it("are each rendered once, and take no time without end", () => {
    const nested = (depth: number): string =>
      html(
        `<p>${"<choice><sic>a".repeat(depth)}</sic><corr>b</corr></choice>${"</sic><corr>b</corr></choice>".repeat(depth - 1)}</p>`,
      );
    expect(nested(3)).toContain('title="The source has: ab"');
    expect(nested(60).length).toBeLessThan(200_000);
  });
});

describe("what was rendered", () => {
  const folder = mkdtempSync(join(tmpdir(), "colophon-valid-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is valid HTML, whatever the document holds", () => {
    const body = `<head>a</head><p>b <list><item>c<list><item>d</item></list></item></list><note place="margin"><p>e</p></note>
      <table><head>f</head><row role="label"><cell cols="2">g</cell></row><row><cell>1</cell><cell>2</cell></row></table><castItem>h</castItem><cell>i</cell>
      <math xmlns="${MATHML}"><mi>x</mi><msup><mi>y</mi></msup></math><svg xmlns="${SVG}" viewBox="0 0 1 1"><path d="M0 0"/></svg></p>
      <p xml:lang="lat">j</p><p xml:lang="el-grc-x-y">k</p><p xml:lang="wibble">l</p><lg><head>m</head><l n="5" part="I">n</l></lg>
      <sp who="#x"><speaker>o</speaker><lg><l part="F">p</l></lg><stage>q</stage></sp><castList><castGroup><roleDesc>r</roleDesc>
      <castItem><role>s</role></castItem></castGroup></castList><ref target="####x">t</ref><ref target="http://[x">u</ref>
      <app><lem wit="#A">v</lem><rdg wit="#B"><p>w</p></rdg></app><u who="#x">x<pause/>y</u><figure><graphic url="z.png"/><head>z</head></figure>
      <entry><form><orth>a</orth></form><sense n="1"><def>b</def><cit><quote>c</quote></cit></sense></entry><item>d</item>
      <opener><dateline>e</dateline><salute>f</salute></opener><closer><signed>g</signed></closer><label>h</label><row><cell>i</cell></row>`;
    const { html: pieces, notes } = renderHtml(
      tree(
        `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader/><text><front><titlePage><docTitle><titlePart>a</titlePart></docTitle></titlePage></front><body><div>${body}</div></body></text></TEI>`,
      ),
      DEFAULTS,
      plainContext(),
    );
    const page = element(
      "html",
      { lang: "en" },
      element("head", {}, element("meta", { charset: "utf-8" }), element("title", {}, "a")),
      element("body", {}, element("h1", {}, "a"), ...pieces, ...notes),
    );
    const file = join(folder, "page.html");
    writeFileSync(file, writePage(page));
    const jar = join(import.meta.dirname, "../../node_modules/vnu-jar/build/dist/vnu.jar");
    expect(faults(jar, file)).toBe("");
  });
});

/** What the Nu checker says of a page; it ends with 1 where it finds an error. */
function faults(jar: string, file: string): string {
  try {
    execFileSync("java", ["-jar", jar, "--errors-only", file], { stdio: "pipe" });
    return "";
  } catch (error) {
    return String((error as { stderr?: Buffer }).stderr ?? error);
  }
}
