import type { Random } from "../validate/random.ts";

/** Words that mean something to one of the readers, and are put where they do not belong. */
const WORDS: readonly string[] = [
  "<",
  ">",
  "</",
  "/>",
  "<p>",
  "</p>",
  "<!--",
  "-->",
  "<![CDATA[",
  "]]>",
  "<?x ",
  "?>",
  "&",
  "&amp;",
  "&#0;",
  "&#x110000;",
  "&x;",
  '<!DOCTYPE a [<!ENTITY x "&x;">]>',
  "xmlns=''",
  "xmlns:a='u'",
  "xml:id='a'",
  "'",
  '"',
  "=",
  "\0",
  "\r",
  "\t",
  "\n\n",
  " ",
  "\ud800",
  "\ufeff",
  "\u2028",
  "\u0301",
  "汉",
  "😀",
  "“",
  "”",
  "«",
  "»",
  "‘",
  "’",
  "…",
  "—",
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  "*",
  "+",
  "?",
  "|",
  ",",
  ";",
  ":",
  ".",
  "//",
  "..",
  "@",
  "$",
  "#",
  "-1",
  "0",
  "99999999999999999999",
  "NaN",
  "Ibid.",
  "op. cit.",
  "a.a.O.",
  "loc. cit.",
  "S. 5 f.",
  "pp. 1–999999",
  "vol. IV",
  "cf.",
  "[1]",
  "1.",
  "ibid",
  "passim",
  "Mt 5,3",
  "<ref name='a'/>",
  "<start/>",
  "<define name='a'>",
  "<oneOrMore>",
  "<interleave>",
  "<data type='string'>",
  "<param name='pattern'>(a+)+</param>",
  "<except>",
  "<anyName/>",
  "<nsName/>",
  "element a { text }",
  "start = a",
  "include",
  "grammar {",
  "default namespace = ''",
  "let",
  "extends rule='a'",
  "is-a='a'",
  "$a",
  "count(//*)",
  "//@*",
  "position()",
  "last()",
  "for $x in . return $x",
  "mode='delete'",
  "moduleRef",
  "classRef key='a'",
  "../../x",
  "data/../x",
  "%0A",
  "%2e%2e",
  "file:///",
  "BagIt-Version: 1.0",
  "Tag-File-Character-Encoding: UTF-8",
  "Payload-Oxum: 1.1",
];

/** So long may what comes of a case become: what takes long is to be a fault of the reader, not of the case. */
const LONGEST = 60_000;

/** Changes a text in one to five places, by what stands in it, in another text, or in a list of signs that mean something. */
export function mangle(text: string, other: string, random: Random): string {
  let found = text;
  for (let times = 1 + random.below(5); times > 0; times--) found = random.one(CHANGES)(found, other, random);
  return found.slice(0, LONGEST);
}

type Change = (text: string, other: string, random: Random) => string;

const CHANGES: readonly Change[] = [
  (text, _other, random) => put(text, random, random.one(WORDS)),
  (text, _other, random) => put(text, random, `${random.one(WORDS)}${random.one(WORDS)}`),
  (text, _other, random) => put(text, random, random.one(WORDS).repeat(1 + random.below(400))),
  (text, _other, random) => {
    const [from, to] = stretch(text, random);
    return text.slice(0, from) + text.slice(to);
  },
  (text, _other, random) => {
    const [from, to] = stretch(text, random);
    return put(text, random, text.slice(from, to));
  },
  (text, _other, random) => {
    const [from, to] = stretch(text, random, 60);
    return text.slice(0, to) + text.slice(from, to).repeat(1 + random.below(200)) + text.slice(to);
  },
  (text, other, random) => {
    const [from, to] = stretch(other, random);
    return put(text, random, other.slice(from, to));
  },
  (text, _other, random) => text.slice(0, random.below(text.length + 1)),
  (text, _other, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + String.fromCharCode(random.below(0x10000)) + text.slice(at + 1);
  },
  // One word for another of the same text, wherever it stands: names that are defined twice, or nowhere.
  (text, _other, random) => {
    const words = text.match(/[\p{L}:-]{2,20}/gu) ?? [];
    return words.length === 0 ? text : text.replaceAll(random.one(words), () => random.one(words));
  },
];

function put(text: string, random: Random, more: string): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + more + text.slice(at);
}

function stretch(text: string, random: Random, longest = 2000): [from: number, to: number] {
  const from = random.below(text.length + 1);
  return [from, Math.min(text.length, from + random.below(longest))];
}
