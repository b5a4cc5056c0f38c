import { describe, expect, it } from "vitest";
import { readString } from "../../src/read/index.ts";
import { compileExpression, ExpressionError } from "../../src/xpath/index.ts";

const { tree } = readString('<p xmlns="http://www.tei-c.org/ns/1.0" n="Ab-1">One\nTWO three</p>', {
  path: "t.xml",
});
const ask = (source: string): readonly unknown[] => compileExpression(source).items(tree!.root);

describe("patterns", () => {
  it.each([
    ["matches(@n, '^ab', 'i')", true],
    ["matches(@n, '^ab', '')", false],
    ["fn:matches(., '^two', 'im')", true],
    ["matches(., 'one.two', 'is')", true],
    ["matches(., 'one.two', 'i')", false],
    ["matches(@n, 'a b - \\d', 'ix')", true],
    ["matches(@n, '[\\w]b\\-[\\d]', 'i')", true],
    ["matches('a.b', 'A.B', 'qi')", true],
    ["matches('axb', 'A.B', 'qi')", false],
    ["matches(@nowhere, '^$', 's')", true],
    ["matches('Ärger', '^ä\\i\\c+$', 'i')", true],
    ["replace('Abab', 'a(b)', '[$1$0\\$]', 'i')", "[bAb$][bab$]"],
    ["replace('a.a', '.', '$0', 'q')", "a$0a"],
    ["replace('Ab', '(a)', '$1$2-$12-$01', 'i')", "A-A2-Ab"],
  ])("%s", (source, answer) => {
    expect(ask(source)).toEqual([answer]);
  });

  it.each([
    ["replace('a b,c', '[\\p{Zs}\\p{P}]', '')", "abc"],
    ["replace('café', '\\p{M}|é$', 'e')", "cafe"],
    ["replace('abc', '[a-z-[b(]]', '.')", ".b."],
    ["matches('a&&', '^[\\w&&-[b]]+$', 'i')", true],
    ["matches('the the end', '(\\w+) \\1')", true],
    ["matches('the end', '(\\w+) \\1$')", false],
    ["string-join(tokenize('a\u2003b', '\\p{Zs}'), '|')", "a|b"],
    ["string-join(tokenize(' a  b '), '|')", "a|b"],
    ["fn:replace('x y', '\\p{Z}', '')", "xy"],
    ["replace('a: b\nc', ':[\\s\\S]+', '')", "a"],
    ["replace('a b\u{1f600}', '[^\\S]', '')", "ab\u{1f600}"],
    ["replace('a bc', '[\\S-[b]]', '.')", ". b."],
  ])("without them mean what XPath says: %s", (source, answer) => {
    expect(ask(source)).toEqual([answer]);
  });

  it("are the same each time, also with other flags", () => {
    for (const _time of [1, 2]) {
      expect(ask("replace('abab', 'b', '.'), replace('aBab', 'b', '.', 'i'), tokenize('abab', 'b')")).toEqual(
        ["a.a.", "a.a.", "a", "a", ""],
      );
    }
  });

  it("part a string, and keep what groups hold out of its parts", () => {
    expect(ask("tokenize('1X2x3', '(x)', 'i')")).toEqual(["1", "2", "3"]);
    expect(ask("tokenize('', 'x', 'i')")).toEqual([]);
  });

  it.each([
    ["matches('a', 'a', 'y')", "FORX0001"],
    ["matches('a', '(a', 'i')", "FORX0002"],
    ["matches('a', '[a-z-[b]', 'i')", "FORX0002"],
    ["matches('a', '[\\I]', 'i')", "FORX0002"],
    ["replace('a', 'a*', '', 'i')", "FORX0003"],
    ["replace('a', 'a', '$&', 'i')", "FORX0004"],
    ["replace('a', 'a', 'b\\', 'i')", "FORX0004"],
  ])("that are wrong say so: %s", (source, code) => {
    expect(() => ask(source)).toThrow(ExpressionError);
    expect(() => ask(source)).toThrow(code);
  });
});
