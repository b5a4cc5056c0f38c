import { safeDeclarations } from "./style-declarations.ts";

/** A selector that names a class and nothing that is not one of its signs; without a class it would speak of the page around. */
const SELECTOR = /^[\w\s.#:,>+~*()[\]="'-]*\.[A-Za-z][\w\s.#:,>+~*()[\]="'-]*$/u;
/** Queries of media that rules may stand in. */
const MEDIA = /^@media\s[\w\s():,.-]+$/u;
/** Deeper than media within media nobody writes. */
const DEEPEST = 3;

/**
 * Gives the rules of a stylesheet that an ODD names (`rendition/@source`) as far as they speak of classes: their declarations are
 * those that are safe, and nothing that they could load is loaded. What cannot be read is left out, as CSS has it.
 */
export function stylesheetRules(css: string, depth = 0): string {
  const text = depth === 0 ? css.replace(/\/\*[\s\S]*?\*\//gu, " ") : css;
  return [...blocksOf(text)]
    .map(({ prelude, body }) => {
      if (MEDIA.test(prelude))
        return depth === DEEPEST ? "" : wrapped(prelude, stylesheetRules(body, depth + 1));
      if (!SELECTOR.test(prelude)) return "";
      const declarations = safeDeclarations(body);
      return declarations === "" ? "" : `${prelude.replace(/\s+/gu, " ")} { ${declarations}; }\n`;
    })
    .join("");
}

function wrapped(prelude: string, rules: string): string {
  return rules === "" ? "" : `${prelude} {\n${rules}}\n`;
}

interface Block {
  readonly prelude: string;
  readonly body: string;
}

/** The blocks of a stylesheet with what stands before each; statements without one are passed over. */
function* blocksOf(css: string): Generator<Block> {
  let [start, open, depth] = [0, 0, 0];
  for (const { index, 0: sign } of css.matchAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[{};]/gu)) {
    if (sign === "{" && depth++ === 0) open = index;
    else if (sign === "}" && depth > 0 && --depth === 0) {
      yield { prelude: css.slice(start, open).trim(), body: css.slice(open + 1, index) };
      start = index + 1;
    } else if (sign === ";" && depth === 0) start = index + 1;
  }
}
