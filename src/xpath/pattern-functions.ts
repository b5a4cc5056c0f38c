import { callsWritten } from "./calls-in.ts";
import type { Engine } from "./expression.ts";

/**
 * `matches`, `replace` and `tokenize` with flags (XPath functions 3.1, section 5.6), which the engine lacks, by their numbers of
 * arguments, and `replace` and `tokenize` without them, whose patterns it takes for those of JavaScript. They are called without a
 * prefix, or with that of the functions of XPath.
 */
const OWN: ReadonlySet<string> = new Set([
  "matches 3",
  "replace 3",
  "replace 4",
  "tokenize 1",
  "tokenize 2",
  "tokenize 3",
]);

/** Whether a function is one of these: the engine knows `matches` without flags, but no pattern that refers back to a group. */
export function isOwnPattern(name: string, arity: number, source: string): boolean {
  return OWN.has(`${name} ${arity}`) || (name === "matches" && arity === 2 && /\\[1-9]/u.test(source));
}

const ofTheEngine = callsWritten(String.raw`(?:fn:)?(replace|tokenize|id)(?=\s*\()`);

/** Writes the calls in a text of XQuery that the engine would answer itself with a prefix. */
export function withOwnPatterns(written: string, prefix: string): string {
  return ofTheEngine(written, (name) => `${prefix}:${name}`);
}

/** Makes the functions known to the engine, in a namespace. */
export function registerPatterns(engine: Engine, namespaceURI: string): void {
  const patternOf = remembered(compiled);
  const named = (localName: string): { localName: string; namespaceURI: string } => ({
    localName,
    namespaceURI,
  });
  for (const flags of [[], ["xs:string"]]) {
    engine.registerCustomXPathFunction(
      named("matches"),
      ["xs:string?", "xs:string", ...flags],
      "xs:boolean",
      (_context, input: string | null, pattern: string, ...given: string[]) =>
        patternOf(pattern, given.join("")).test(input ?? ""),
    );
    engine.registerCustomXPathFunction(
      named("replace"),
      ["xs:string?", "xs:string", "xs:string", ...flags],
      "xs:string",
      (_context, input: string | null, pattern: string, by: string, ...given: string[]) => {
        const made = everywhere(pattern, patternOf(pattern, given.join("")));
        return (input ?? "").replaceAll(made, replacementOf(by, given.join(""), made));
      },
    );
    engine.registerCustomXPathFunction(
      named("tokenize"),
      ["xs:string?", "xs:string", ...flags],
      "xs:string*",
      (_context, input: string | null, pattern: string, ...given: string[]) =>
        tokens(input ?? "", everywhere(pattern, patternOf(pattern, given.join("")))),
    );
  }
  engine.registerCustomXPathFunction(
    named("tokenize"),
    ["xs:string?"],
    "xs:string*",
    (_context, input: string | null) => (input ?? "").split(/[ \t\r\n]+/u).filter((word) => word !== ""),
  );
}

function tokens(input: string, separator: RegExp): string[] {
  if (input === "") return [];
  const found: string[] = [];
  let from = 0;
  for (const match of input.matchAll(separator)) {
    found.push(input.slice(from, match.index));
    from = match.index + match[0].length;
  }
  return [...found, input.slice(from)];
}

/** A pattern for each of its matches; one that matches nothing at all separates and replaces nothing (FORX0003). */
function everywhere(pattern: string, made: RegExp): RegExp {
  if (made.test("")) throw new Error(`FORX0003: the pattern “${pattern}” matches an empty string`);
  return new RegExp(made.source, `${made.flags}g`);
}

/**
 * `$1` and `\$` in JavaScript's way (section 5.6.4); with the flag `q` all signs stand for themselves. A group that the pattern does
 * not have is nothing, and of its number only so many figures count as there are groups.
 */
function replacementOf(by: string, flags: string, pattern: RegExp): string {
  if (flags.includes("q")) return by.replaceAll("$", "$$$$");
  const groups = new RegExp(`${pattern.source}|`, pattern.flags).exec("")!.length - 1;
  return by.replace(/\\([\\$])|\$(\d+)|[\\$]/gu, (all, escaped?: string, number?: string) => {
    if (escaped !== undefined) return escaped === "$" ? "$$" : "\\";
    if (number === undefined) throw new Error(`FORX0004: “${all}” stands alone in the replacement “${by}”`);
    let figures = number;
    while (figures.length > 1 && Number(figures) > groups) figures = figures.slice(0, -1);
    const rest = number.slice(figures.length);
    if (Number(figures) === 0) return `$&${rest}`;
    return Number(figures) > groups ? rest : `$${figures.padStart(2, "0")}${rest}`;
  });
}

/** A schema has few patterns, which it asks of many nodes. */
const MOST_PATTERNS = 200;

function remembered(make: (pattern: string, flags: string) => RegExp): typeof make {
  const known = new Map<string, RegExp>();
  return (pattern, flags) => {
    const key = JSON.stringify([pattern, flags]);
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make(pattern, flags);
    if (known.size >= MOST_PATTERNS) known.clear();
    known.set(key, made);
    return made;
  };
}

/**
 * Makes a JavaScript pattern of one of XPath. Throws for one that is none, or that JavaScript has no words for. A class less
 * another one asks for JavaScript's newer classes, in which other signs have to be escaped.
 */
function compiled(pattern: string, flags: string): RegExp {
  if (/[^smixq]/u.test(flags)) throw new Error(`FORX0001: “${flags}” are no flags of a pattern`);
  const kept = [...new Set(flags)].filter((flag) => /[smi]/u.test(flag)).join("");
  if (flags.includes("q")) return new RegExp(pattern.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&"), `u${kept}`);
  const isNested = /(?<!\\)-\[/u.test(pattern);
  try {
    return new RegExp(translated(pattern, flags.includes("x"), isNested), `${isNested ? "v" : "u"}${kept}`);
  } catch {
    throw new Error(`FORX0002: “${pattern}” is not understood as a pattern`);
  }
}

/** What the classes of XPath are in JavaScript, without the brackets around them. */
const CLASSES: Readonly<Record<string, string>> = {
  s: " \\t\\n\\r",
  S: "\\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\x21-\\u{10ffff}",
  d: "\\p{Nd}",
  w: "\\p{L}\\p{M}\\p{N}\\p{S}",
  W: "\\p{P}\\p{Z}\\p{C}",
  D: "\\P{Nd}",
  i: "\\p{L}_:",
  c: "\\p{L}\\p{M}\\p{N}._:\\u00b7\\-",
};

/**
 * Goes over a pattern sign by sign; `isSpaced` is the flag `x`, by which white space outside of classes is nothing. Where a class
 * may be less another, what stands before the other is set in brackets of its own.
 */
function translated(pattern: string, isSpaced: boolean, isNested: boolean): string {
  const closing: string[] = [];
  const isInClass = (): boolean => closing.length > 0;
  return pattern.replace(/\\(?:[pP]\{[^}]*\}|.)|[^\\]/gsu, (sign, at: number) => {
    if (sign === "-" && isInClass() && pattern[at + 1] === "[") {
      closing[closing.length - 1] = "]";
      return "]--";
    }
    if (sign === "[") {
      closing.push(isNested ? "]]" : "]");
      return isNested ? "[[" : "[";
    }
    if (sign === "]") return closing.pop() ?? "]";
    if (/^\s$/u.test(sign)) return isSpaced && !isInClass() ? "" : sign;
    if (sign.startsWith("\\")) return escaped(sign, isInClass());
    return isNested && isInClass() && /[(){}/|&!#%,:;<=>@`~$*+.?]/u.test(sign) ? `\\${sign}` : sign;
  });
}

function escaped(sign: string, isInClass: boolean): string {
  const name = sign[1]!;
  const own = CLASSES[name];
  if (own !== undefined) return isInClass ? own : `[${own}]`;
  const other = CLASSES[name.toLowerCase()];
  if (other !== undefined && /[IC]/u.test(name)) {
    if (isInClass) throw new Error("What is not in a class, within one");
    return `[^${other}]`;
  }
  return name === "-" && !isInClass ? "-" : sign;
}
