import { createRequire } from "node:module";
import type { XmlNode } from "../tree/index.ts";
import { mathElement } from "./foreign.ts";
import { flatten, type Html, type HtmlElement } from "./html.ts";

/** A formula in TeX's notation without the signs that part it from a text, and whether it stands on a line of its own. */
interface TexFormula {
  readonly tex: string;
  readonly isDisplayed: boolean;
}

/** What the library makes of a formula: elements of MathML, their texts, and fragments without a name. */
interface MathNode {
  readonly type?: string;
  readonly text?: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly children?: readonly MathNode[];
}

interface Temml {
  readonly default?: Temml;
  readonly __renderToMathMLTree: (tex: string, options: object) => MathNode;
}

/** Nobody writes longer formulas by hand, in characters; a larger one stays as it is written. */
const LONGEST = 5000;

/** How large something may be, in em, and how many macros may be opened, before a formula is refused. */
const LIMITS = { maxSize: [25, 100], maxExpand: 500 };

const NOTATION = /^(?:application\/(?:x-)?)?(?:la|ams)?tex$/iu;

/** How a formula is set apart in a text that TeX reads: `$…$`, `\(…\)` in the line, `$$…$$`, `\[…\]` on its own. */
const DELIMITED = /^(\$\$|\$|\\\(|\\\[)([\s\S]*?)(?:\$\$|\$|\\\)|\\\])$/u;

/** Environments that are only ever set on lines of their own. */
const DISPLAYED = /^\s*\\begin\{(?:align|alignat|gather|multline|equation|eqnarray|flalign)\*?\}/u;

/** Gives a formula that is written in TeX as MathML; null for what is none, or cannot be read. */
export function texFormula(node: XmlNode): HtmlElement | null {
  if (!node.isTei("formula") || !NOTATION.test(node.get("notation") ?? "")) return null;
  const { tex, isDisplayed } = formulaOf(node);
  if (tex === "" || tex.length > LONGEST) return null;
  try {
    const library = createRequire(import.meta.url)("temml") as Temml;
    const options = { displayMode: isDisplayed, throwOnError: true, trust: false, macros: {}, ...LIMITS };
    const made = (library.default ?? library).__renderToMathMLTree(tex, options);
    const [math] = adopted(made);
    return math === undefined || typeof math === "string"
      ? null
      : withWords(math as HtmlElement, tex, isDisplayed);
  } catch {
    // What the library cannot read is shown as the document has it.
    return null;
  }
}

function formulaOf(node: XmlNode): TexFormula {
  const text = node.text.trim();
  const [, opening = null, inner = text] = DELIMITED.exec(text) ?? [];
  const isDisplayed =
    opening === "$$" ||
    opening === "\\[" ||
    DISPLAYED.test(inner) ||
    /\b(?:display|block)\b/u.test(node.get("rend") ?? "");
  return { tex: inner.trim(), isDisplayed };
}

function adopted({ type, text, attributes = {}, children = [] }: MathNode): readonly Html[] {
  if (text !== undefined) return text === "" ? [] : [text];
  const inner = flatten(children.map(adopted));
  const made =
    type === undefined
      ? null
      : mathElement(
          type,
          Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, String(value)])),
          inner,
        );
  return made === null ? inner : [made];
}

/** Who cannot see a formula, and a book that cannot show it, has it in words: as it is written. */
function withWords(math: HtmlElement, tex: string, isDisplayed: boolean): HtmlElement {
  const display = isDisplayed ? { display: "block" } : {};
  return { ...math, attributes: { ...math.attributes, ...display, alttext: tex } };
}
