import { safeDeclarations } from "./style-declarations.ts";

/** The signs of a selector. */
const SELECTOR = /^[\w\s.#:,>+~*()[\]="'-]*$/u;
/** A selector that names no class would speak of the page around. */
const CLASS = /\.[A-Za-z]/u;
/** What is longer nobody wrote by hand. */
const LONGEST_PRELUDE = 1000;
/** Queries of media that rules may stand in. */
const MEDIA = /^@media\s[\w\s():,.-]+$/u;
/** Deeper than media within media nobody writes. */
const DEEPEST = 3;

/**
 * Gives the rules of a stylesheet that an ODD names (`rendition/@source`) as far as they speak of classes: their declarations are
 * those that are safe, and nothing that they could load is loaded. What cannot be read is left out, as CSS has it.
 */
export function stylesheetRules(css: string, depth = 0): string {
  const text = depth === 0 ? withoutComments(css) : css;
  return [...blocksOf(text)]
    .map(({ prelude, body }) => {
      if (prelude.length > LONGEST_PRELUDE || !isBalanced(prelude)) return "";
      if (MEDIA.test(prelude))
        return depth === DEEPEST ? "" : wrapped(prelude, stylesheetRules(body, depth + 1));
      if (!SELECTOR.test(prelude) || !CLASS.test(withoutStrings(prelude))) return "";
      const declarations = safeDeclarations(body);
      return declarations === "" ? "" : `${prelude.replace(/\s+/gu, " ")} { ${declarations}; }\n`;
    })
    .join("");
}

/** One that has no end goes on to the end of all (CSS Syntax 3, section 4.3.2), and all line ends are one sign (section 3.3). */
function withoutComments(css: string): string {
  return css.replace(/\r\n?|\f/gu, "\n").replace(/\/\*[\s\S]*?(?:\*\/|$)/gu, " ");
}

/** Whether every bracket and every string of a prelude ends in it; what is left open would take in the rules behind it. */
function isBalanced(prelude: string): boolean {
  const open: string[] = [];
  for (const [sign] of withoutStrings(prelude).matchAll(/["'()[\]]/gu)) {
    if (sign === "(") open.push(")");
    else if (sign === "[") open.push("]");
    else if (sign !== open.pop()) return false;
  }
  return open.length === 0;
}

function withoutStrings(prelude: string): string {
  return prelude.replace(/"[^"\n]*"|'[^'\n]*'/gu, "");
}

function wrapped(prelude: string, rules: string): string {
  return rules === "" ? "" : `${prelude} {\n${rules}}\n`;
}

interface Block {
  readonly prelude: string;
  readonly body: string;
}

/** A string, which ends with its line at the latest (CSS Syntax 3, section 4.3.5), or a sign that parts blocks and statements. */
const PARTING = /"[^"\\\n]*(?:\\[\s\S][^"\\\n]*)*"?|'[^'\\\n]*(?:\\[\s\S][^'\\\n]*)*'?|[{};]/gu;

/** The blocks of a stylesheet with what stands before each; statements without one are passed over. */
function* blocksOf(css: string): Generator<Block> {
  let [start, open, depth] = [0, 0, 0];
  for (const { index, 0: sign } of css.matchAll(PARTING)) {
    if (sign === "{" && depth++ === 0) open = index;
    else if (sign === "}" && depth > 0 && --depth === 0) {
      yield { prelude: css.slice(start, open).trim(), body: css.slice(open + 1, index) };
      start = index + 1;
    } else if (sign === ";" && depth === 0) start = index + 1;
  }
}
