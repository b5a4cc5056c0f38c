import { expect, it } from "vitest";
import { FIRST_LINE_RULES, plainContext, renderHtml, writeHtml } from "../../src/render/index.ts";
import type { Tree } from "../../src/tree/index.ts";
import { documentWith, models, tree } from "./sample.ts";

const DEFAULTS = models();

function html(document: Tree): string {
  return writeHtml(renderHtml(document, DEFAULTS, plainContext()).html);
}

/** What paragraphs become whose header declares renditions. */
function shown(body: string, declarations: string): string {
  return html(documentWith(body, `<encodingDesc><tagsDecl>${declarations}</tagsDecl></encodingDesc>`));
}

const WIDE = 'style="word-spacing: 1em"';

it.each([
  ["hi", "<p><hi>a</hi></p>", "p"],
  ["l, hi", "<p><hi>a</hi></p>", "p"],
  ["p > hi", "<p><hi>a</hi></p>", "quote"],
  ['hi[rend~="red"]', '<p><hi rend="very red">a</hi></p>', "redder"],
  ["hi[rend]:not([rend='blue'])", '<p><hi rend="red">a</hi></p>', "blue"],
  ["body p hi:first-child", "<p><hi>a</hi></p>", "p"],
  ["emph + hi", "<p><emph>b</emph><hi>a</hi></p>", "p"],
  ["*[n|='1']", '<p><hi n="1-a">a</hi></p>', "n"],
  ["#h", '<p><hi xml:id="h">a</hi></p>', "id"],
  ["hi[xml:lang=la]", '<p><hi xml:lang="la">a</hi></p>', "language"],
  ["hi[xml|lang=la]", '<p><hi xml:lang="la">a</hi></p>', "language, with its namespace"],
  ["tei|p > tei|hi", "<p><hi>a</hi></p>", "prefix"],
  ["hi:nth-of-type(2n + 1)", "<p><emph>b</emph><hi>a</hi><hi>b</hi></p>", "first of two"],
  ["p > :is(hi, emph):not([n]):last-child", '<p><emph n="1">b</emph><hi>a</hi></p>', "of"],
  ["hi[rend='RED' i]", '<p><hi rend="red">a</hi></p>', "in any case"],
  ["hi[n='a,b']", '<p><hi n="a,b">a</hi></p>', "comma"],
])("a rendition for %s is that of what it selects", (selector, body) => {
  const declared = `<rendition selector="${selector.replaceAll('"', "&quot;").replaceAll(">", "&gt;")}">word-spacing: 1em</rendition>`;
  const made = shown(body, declared);
  expect(made.match(/<[^>]*style="word-spacing: 1em"[^>]*>a</gu)).toHaveLength(1);
  expect(made.split(WIDE)).toHaveLength(2);
});

it.each([
  "l",
  "hi[rend",
  "q hi",
  "hi:hover",
  "hi > hi",
  "hi::selection",
  "p:has(hi)",
  "hi:not(p hi",
  ".hi",
  "",
  "[".repeat(9000),
])("a rendition for %s is none of a word set off in a paragraph", (selector) => {
  const declared = `<rendition selector="${selector.replaceAll(">", "&gt;")}">word-spacing: 1em</rendition>`;
  expect(shown("<p><hi>a</hi></p>", declared)).not.toContain("style");
});

it("the nearer rendition comes behind the more general one, and what the element says itself behind both", () => {
  const declared = `<rendition selector="hi[n]">word-spacing: 2em</rendition><rendition selector="hi">word-spacing: 1em</rendition><rendition xml:id="r">word-spacing: 3em</rendition>`;
  expect(shown('<p><hi n="1" rendition="#r" style="word-spacing: 4em">a</hi></p>', declared)).toContain(
    'style="word-spacing: 1em; word-spacing: 2em; word-spacing: 3em; word-spacing: 4em"',
  );
});

it.each([
  ["", '<p>a</p><p rendition="#wide">b</p>'],
  ['<rendition selector="p" xml:id="narrow">word-spacing: 0</rendition>', "<p>a</p><p>b</p>"],
])(
  "a rendition with a name is for the elements that choose it, where there are such or others to choose",
  (others, body) => {
    const declared = `<rendition selector="p" xml:id="wide">word-spacing: 1em</rendition>${others}`;
    expect(
      shown(body, declared)
        .match(/<p [^>]*>./gu)
        ?.map((each) => each.includes(WIDE)),
    ).toEqual([false, others === ""]);
  },
);

it("a rendition with a name that nothing points to is for all that its selector matches", () => {
  expect(shown("<p>a</p>", '<rendition selector="p" xml:id="wide">word-spacing: 1em</rendition>')).toContain(
    WIDE,
  );
});

it("a tagUsage has the rendition that it points to", () => {
  const declared = `<rendition xml:id="r">word-spacing: 1em</rendition><namespace name="http://www.tei-c.org/ns/1.0"><tagUsage gi="hi" render="#r"/></namespace>`;
  expect(shown("<p><hi>a</hi></p>", declared)).toContain(WIDE);
});

it("words before and behind an element stand there, with what its attributes say", () => {
  const declared = `<rendition xml:id="b" scope="before">content: "\\2014  " attr(n) ". "; word-spacing: 1em</rendition><rendition selector="hi::after">content: '!'; position: fixed</rendition>`;
  expect(shown('<p><hi n="1" rendition="#b">a</hi></p>', declared)).toContain(
    `<span class="rendition" ${WIDE}>— 1. </span>a<span class="rendition">!</span>`,
  );
});

it("a first letter has the looks it had, wherever it stands", () => {
  const declared = `<rendition selector="p" scope="first-letter">font-size: 3em; content: "x"</rendition>`;
  expect(shown("<p> <hi>„A</hi>nd</p><p>—</p>", declared)).toMatch(
    /<em [^>]*><span class="rendition" style="font-size: 3em">„A<\/span><\/em>nd<\/p>\s*<p class="tei-p">—<\/p>/u,
  );
});

it("a first line has the looks it had, as far as CSS has them for one", () => {
  const declared = `<rendition selector="p" scope="first-line">font-variant: small-caps; color: red; margin: 1em; position: fixed</rendition><rendition selector="ab::first-line">padding: 1em</rendition>`;
  const made = shown('<p style="text-indent: 0">a</p><ab>b</ab>', declared);
  expect(made).toContain(
    '<p class="tei-p first-line-font-variant first-line-color" style="text-indent: 0; --first-line-font-variant: small-caps; --first-line-color: red; --first-line-color: light-dark(',
  );
  expect(made).not.toMatch(/margin|padding/u);
  expect(FIRST_LINE_RULES).toContain(
    ".first-line-font-variant::first-line{font-variant:var(--first-line-font-variant)}",
  );
});

it("a first line has what the same property may have elsewhere", () => {
  const css = "font-weight: 700; color: rgb(150,0,0); letter-spacing: -1px; font-family: Univers 55";
  const made = shown("<p>a</p>", `<rendition selector="p" scope="first-line">${css}</rendition>`);
  for (const each of css.split("; ")) expect(made).toContain(`--first-line-${each}`);
  expect(made).toContain("--first-line-color: light-dark(");
});

it("a chain of names that fails at its beginning is not tried with every choice of ancestors", () => {
  const deep = `${"<seg>".repeat(60)}a${"</seg>".repeat(60)}`;
  const chain = ["l", ...Array.from({ length: 30 }, () => "seg")].join(" ");
  expect(
    shown(`<p>${deep}</p>`, `<rendition selector="${chain}">word-spacing: 1em</rendition>`),
  ).not.toContain("style");
});

it("a rendition is of the text that its header stands before", () => {
  const header = (css: string): string =>
    `<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><encodingDesc><tagsDecl><rendition selector="hi">${css}</rendition></tagsDecl></encodingDesc></teiHeader>`;
  const text = (css: string): string =>
    `<TEI>${header(css)}<text><body><p><hi>${css}</hi></p></body></text></TEI>`;
  const corpus = `<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">${header("word-spacing: 1em").replace("selector", "n")}${text("word-spacing: 1em")}${text("word-spacing: 2em")}</teiCorpus>`;
  expect(html(tree(corpus)).match(/style="[^"]*">[^<]*/gu)).toEqual([
    'style="word-spacing: 1em">word-spacing: 1em',
    'style="word-spacing: 2em">word-spacing: 2em',
  ]);
});

it("colours are legible on a light page and a dark one, unless the source has both the letters' and the ground's", () => {
  const made = shown(
    '<p><hi style="color: red">a</hi><hi style="background: #FF0; color: inherit">b</hi><hi style="background: gold">c</hi><hi style="color: currentColor">d</hi></p>',
    "",
  );
  expect([...made.matchAll(/style="([^"]*)"/gu)].map(([, style]) => style)).toEqual([
    "color: red; color: light-dark(oklch(from red min(l, 0.48) c h), oklch(from red max(l, 0.75) c h))",
    "background: #FF0; color: inherit",
    "background: gold; background-color: light-dark(oklch(from gold max(l, 0.9) c h), oklch(from gold min(l, 0.33) c h))",
    "color: currentColor",
  ]);
});

it("a quotation before which a rendition writes its marks has no others", () => {
  const declared = `<rendition selector="said" scope="before">content:"‘";</rendition><rendition selector="said" scope="after">content:"’";</rendition>`;
  expect(shown("<p><said>Who?</said> <q>I.</q></p>", declared)).toMatch(
    /<span class="tei-said"><span class="rendition">‘<\/span>Who\?<span class="rendition">’<\/span><\/span> <[^>]*>“I\.”</u,
  );
});
