import type { Random } from "../random.ts";

/** Values of each type from which near misses are made by changing some characters. */
export const SEEDS: Readonly<Record<string, readonly string[]>> = {
  string: ["a b"],
  normalizedString: ["a b"],
  token: ["a b"],
  boolean: ["true", "false", "1", "0"],
  decimal: ["1.50", "-0.0", "+12", "12345678901234567890.5"],
  integer: ["12", "-0", "+7", "12345678901234567890"],
  nonPositiveInteger: ["-12", "0", "-0"],
  negativeInteger: ["-1", "-12"],
  long: ["9223372036854775807", "-9223372036854775808", "0"],
  int: ["2147483647", "-2147483648", "+0"],
  short: ["32767", "-32768"],
  byte: ["127", "-128", "+1"],
  nonNegativeInteger: ["0", "-0", "12"],
  unsignedLong: ["18446744073709551615", "0"],
  unsignedInt: ["4294967295", "-0"],
  unsignedShort: ["65535", "12"],
  unsignedByte: ["255", "12"],
  positiveInteger: ["1", "12", "+3"],
  float: ["1.5E3", "-INF", "NaN", ".5e-3", "12"],
  double: ["1.5E3", "INF", "NaN", "5.e+3"],
  Name: ["a:b-c.d", "_x1", "é·ز"],
  NCName: ["a-b.c", "_x1", "Ωλ٣"],
  NMTOKEN: ["1a-b", ":a.b"],
  NMTOKENS: ["1a b c", "x"],
  QName: ["xml:a", "div"],
  NOTATION: ["xml:a", "div"],
  language: ["de", "grc-Latn-x-foo", "en-1994a"],
  anyURI: [
    "http://user@a.b:80/c%20d;e?f=g#h",
    "http://[::1]:80/",
    "http://[1:2:3:4:5:6:7.8.9.10]/",
    "#p1",
    "mailto:a@b",
    "../a/b",
    "//a/b",
    "bible:Gen 1:1",
  ],
  hexBinary: ["0FA9", "00"],
  base64Binary: ["YWI=", "YQ==", "YWJj YWJj"],
  dateTime: ["2024-02-29T23:59:60.50Z", "-0001-12-31T00:00:00+14:00", "12024-01-01T10:20:30-12:30"],
  time: ["23:59:59.5", "12:30:00+02:00", "00:00:00Z"],
  date: ["2024-02-29", "-0005-02-29+01:00", "1900-02-28Z", "12024-11-30"],
  gYearMonth: ["1938-03", "-0044-03Z"],
  gYear: ["1938", "-0044+02:00", "12024"],
  gMonthDay: ["--02-29", "--11-30Z"],
  gDay: ["---31", "---02+01:00"],
  gMonth: ["--12", "--09-05:00"],
  duration: ["P1Y2M3DT4H5M6.7S", "-PT5M", "P3D"],
};

/** What is put in: digits and signs of all these spellings, blanks, and letters from within and without the name tables. */
const INSERTED = [
  ..."0123456789 -+.:TZPYMDHSEeaxI#%/?@[]&~_=,;*'(){}|^$",
  "é",
  "\u017f",
  "ⲁ",
  "𐀀",
  "·",
  "\u200b",
];

/** A value with one to three changes, always the same ones for a seed. */
export function nearMiss(random: Random, value: string): string {
  let changed = [...value];
  for (let i = random.below(3); i >= 0; i--) changed = withOneChange(random, changed);
  return changed.join("");
}

function withOneChange(random: Random, characters: readonly string[]): string[] {
  const at = random.below(characters.length + 1);
  const here = characters.slice(at, at + 1);
  const put = [[], [random.one(INSERTED)], [random.one(INSERTED), ...here], [...here, ...here]][
    random.below(4)
  ]!;
  return [...characters.slice(0, at), ...put, ...characters.slice(at + 1)];
}
