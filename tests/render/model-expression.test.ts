import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DEFAULT_ODD } from "../../src/render/index.ts";
import type { XmlNode } from "../../src/tree/index.ts";
import { compileExpression, lazyExpression } from "../../src/xpath/index.ts";
import { documentWith, tree } from "./sample.ts";

const DOCUMENT = documentWith(
  `<div type="a b"><head>One</head><sp who="#a #b" n="2"><speaker n="">A.</speaker>
   <p xml:id="p" rend="x">b <hi rend="it">c</hi><x xmlns="urn:x" y="1"/>, d<note n="3">e</note></p><p n="10">f</p>
   <list><label>1</label><item>g</item><item>h<lb break="no"/>i</item></list></sp>
   <lg><l n="5">j</l><l part="I">k</l></lg><quote><p>l</p></quote><cit><quote>m</quote><bibl n="x">n</bibl></cit></div>`,
);
const NODES = [...DOCUMENT.root.descendantElements()];

/** What a question answers, or that it is an error. */
function answer<T>(ask: (node: XmlNode) => T, node: XmlNode): T | "error" {
  try {
    return ask(node);
  } catch {
    return "error";
  }
}

function holdsAlike(source: string): void {
  const expression = compileExpression(source);
  const question = lazyExpression(source);
  expect(question.isPlain, source).toBe(true);
  for (const node of NODES) {
    const where = `${source} at ${node.path}`;
    expect(answer(question.boolean, node), where).toBe(answer((at) => expression.boolean(at), node));
    expect(answer(question.string, node), where).toBe(answer((at) => expression.string(at), node));
    expect(answer(question.items, node), where).toEqual(answer((at) => expression.items(at), node));
  }
}

const SIMPLE = `
'line' | '' | ' a b ' | 'it''s' | "x" | 3 | () | (1, 2) | @rend | @n | @y | @xml:id | ../@who | ../../@type | .
.. | * | p | tei:p | node() | text() | //p | .//hi | /TEI/text | /* | self::p | parent::sp | parent::* | ancestor::div
ancestor::*[1] | ancestor::*[last()] | ancestor-or-self::*[2] | (ancestor::*)[1] | following-sibling::*[1]
preceding-sibling::*[1] | preceding-sibling::p | following-sibling::node()[1][self::note] | descendant::p[2]
p[1] | p[last()] | *[position() gt 1] | p[@n] | p[@n = '10'] | p[@n > 5] | p[hi]/note | (p, list)[2] | (list, p)[1]
p/.. | */* | .//p/ancestor::* | parent::p or parent::sp | @n and @rend | @a or not(@b) | not(@n) | not(p)
parent::p[text()[normalize-space()]] | text()[normalize-space()] | count(p) | count(*) + 1 | count(p) - 1
count(ancestor::*[matches(local-name(), '^(div[1-7]?|sp)$')][head]) + 1 | count(p) gt 1 | count(p) = 2 | position() = 1
@n = '2' | @n = ('2', '10') | @n != '2' | 'a' = @n | @n = 2 | @n = ../@n | @n eq '2' | @who eq '#a #b' | p/@n = p
normalize-space(.) | normalize-space(@who) | normalize-space() | string(.) | string(@n) | string-length(@who)
concat('a', @n) | concat('#', ., @x) | substring(., 2) | substring(., 2, 3) | substring(., 0, 2) | substring(@x, 9, 1)
translate(@who, '#', '') | substring-before(@who, ' ') | substring-after(@who, '#')
contains(@who, 'b') | starts-with(@who, '#') | ends-with(., '.') | upper-case(@rend) | lower-case(.)
matches(., '[.:;]\\s*$') | matches(., '\\w+') | matches(., '^\\d') | replace(@who, '#', '')
if (@n) then 'yes' else 'no' | if (lem) then .//rdg else p[position() gt 1] | exists(p) | empty(@n) | boolean(p)
local-name() | local-name(..) | name(*) | name() | true() | false() | 'a' || @n || 'b' | @n || ':' | . = 'f' | hi = 'c'
if (matches(., '[.:;,!?…—–]\\s*$')) then '' else ':' | concat('mailto:', normalize-space(.)) | @n[. = '2']
string-join(.//text(), ' ') | string-join(p, @n) | string-join((1, 2), '-') | string-join(@x, '')
`
  .split(/[|\n](?<!\|\|)(?!\|)\s|\s\|\s|\n/u)
  .map((each) => each.trim())
  .filter((each) => each !== "");

describe("a question answered without the engine", () => {
  it.each(SIMPLE)("has the engine's answer: %s", (source) => holdsAlike(source.replaceAll("\\\\", "\\")));

  it("has the engine's answer for nodes of two paths", () => holdsAlike("(p | head)[1]"));

  it("is every predicate and parameter of the default models", () => {
    const odd = tree(readFileSync(DEFAULT_ODD, "utf8"));
    const sources = [...odd.root.descendantElements("model", "modelSequence", "modelGrp", "param")].flatMap(
      (node) =>
        [node.get("predicate"), node.local === "param" ? node.get("value") : null].filter(
          (each) => each !== null,
        ),
    );
    expect(sources.length).toBeGreaterThan(80);
    for (const source of new Set(sources)) holdsAlike(source);
  });

  it.each([
    "for $a in p return $a",
    "p ! string()",
    "@n * 2",
    "preceding::p ! @n",
    "matches(., 'a', 'i')",
    "matches(., '\\i')",
    "some $x in p satisfies $x",
    "p instance of node()",
  ])("is left to the engine: %s", (source) => {
    expect(lazyExpression(source).isPlain).toBe(false);
  });
});
