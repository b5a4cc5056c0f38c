import { booleanClosure, type Closure, stringClosure } from "./closure.ts";
import { anyString, effectiveBoolean, stringArgument } from "./value.ts";

/**
 * Gives how `matches`, `replace` and `tokenize` are answered where what stands behind the first argument is written out and
 * means the same here; null for any other function, and for what the engine has to be asked.
 */
export function literalFunction(name: string, whole: Closure, literals: readonly string[]): Closure | null {
  const [pattern, by] = literals;
  if (pattern === undefined) return null;
  if (name === "matches" && literals.length === 1) return matches(whole, pattern);
  if (name === "replace" && literals.length === 2) return replace(whole, pattern, by!);
  if (name === "tokenize" && literals.length === 1 && pattern === " ") return tokenizeBySpace(whole);
  return null;
}

function matches(whole: Closure, source: string): Closure | null {
  const pattern = plainPattern(source);
  if (pattern === null) return null;
  return booleanClosure((...at) => pattern.test(stringArgument(whole.items(...at))));
}

function replace(whole: Closure, source: string, by: string): Closure | null {
  const pattern = plainPattern(source);
  if (pattern === null || pattern.test("") || /\\/u.test(by)) return null;
  const everywhere = new RegExp(pattern.source, `${pattern.flags}g`);
  const replacement = by.replace(/\$0/gu, "$$&");
  return stringClosure((...at) => stringArgument(whole.items(...at)).replace(everywhere, replacement));
}

/** `tokenize($x, ' ')`, which keeps the empty strings between two spaces, and gives none for an empty one. */
function tokenizeBySpace(whole: Closure): Closure | null {
  if (whole.type !== "string") return null;
  const items: Closure["items"] = (...at) => {
    const value = anyString(whole.items(...at));
    return value === "" ? [] : value.split(" ");
  };
  return { type: "any", boolean: (...at) => effectiveBoolean(items(...at)), items };
}

/**
 * Makes a JavaScript pattern of one of XPath, or gives null where the two might not mean the same: only signs and
 * classes known to be alike are taken (XPath functions 3.1, section 5.6.1).
 */
function plainPattern(pattern: string): RegExp | null {
  if (/\\[^wsd.\\()[\]{}|?*+^$-]|-\[|\[[^\]]*\[|\(\?|\\[wsd][^\]]*\]/u.test(pattern)) return null;
  const source = pattern
    .replaceAll("\\w", "[^\\p{P}\\p{Z}\\p{C}]")
    .replaceAll("\\s", "[ \\t\\n\\r]")
    .replaceAll("\\d", "\\p{Nd}");
  try {
    return new RegExp(source, "u");
  } catch {
    return null;
  }
}
