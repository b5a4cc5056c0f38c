import type { ModelOrigin } from "../odd/index.ts";
import type { XmlNode } from "../tree/index.ts";
import {
  type CalledFunctions,
  type ExpressionOptions,
  type Item,
  type LazyExpression,
  lazyExpression,
  understoodExpression,
  type Variables,
} from "../xpath/index.ts";

/** What a model asks of an element. Models are asked of every element of a text: most are answered without the engine. */
export interface Question {
  boolean(node: XmlNode, values?: Variables): boolean;
  string(node: XmlNode, values?: Variables): string;
  items(node: XmlNode, values?: Variables): readonly Item[];
}

/** Where a question comes from, and the names that models set in `$parameters` (`pb:set-param`). */
export interface QuestionSource {
  readonly origin: ModelOrigin | null;
  readonly settable: ReadonlySet<string>;
  /** The functions of the edition's configuration. */
  readonly functions?: CalledFunctions;
}

const ANYWHERE: QuestionSource = { origin: null, settable: new Set() };

/**
 * Understands the XPath of a model, and what is XQuery in ODDs written for TEI Publisher; throws an `ExpressionError` for what
 * is neither. TEI Publisher's variables get what they have on a page that nobody has set anything for: `$parameters?mode` is
 * nothing, unless a model above has set it, and so is `$mode`; `$parameters?root` is the document, `$get(.)` the node itself.
 */
export function modelQuestion(written: string, source: QuestionSource = ANYWHERE): Question {
  const attempt = /^\s*try\s*\{([\s\S]*)\}\s*catch\s*\*\s*\{([\s\S]*)\}\s*$/u.exec(written);
  if (attempt === null) return questionOf(written, source, lazyExpression);
  const [, tried, otherwise] = attempt;
  return withFallback(modelQuestion(tried!, source), modelQuestion(otherwise!, source));
}

/** Takes the XPath of a model that is known to be right: nothing of it is looked at until it is asked. */
export function knownQuestion(written: string, source: QuestionSource = ANYWHERE): Question {
  return questionOf(written, source, understoodExpression);
}

/** The name of the variable that stands for a parameter which models set. */
export function settableVariable(name: string): string {
  return `parameter-${name}`;
}

/** The variable of the mode that a model above has set (`@pb:mode`). */
export const MODE_VARIABLE = "mode";

function questionOf(
  written: string,
  { origin, settable, functions = {} }: QuestionSource,
  understand: (source: string, options: ExpressionOptions) => LazyExpression,
): Question {
  const used = new Set(/\$mode(?![\w.-])/u.test(written) ? [MODE_VARIABLE] : []);
  const plain = written
    .replace(/\$parameters\?root\b/gu, "root(.)")
    .replace(/\$parameters\?([\p{L}_][\w-]*)/gu, (_whole, name: string) => {
      if (!settable.has(name)) return "()";
      used.add(settableVariable(name));
      return `$${settableVariable(name)}`;
    })
    .replace(/\$get\((\.(?:\.)?)\)/gu, "($1)");
  const expression = understand(plain, { ...optionsOf(origin), called: functions });
  return used.size === 0 ? expression : withNothingSet(expression, used);
}

/** What no model above has set is nothing. */
function withNothingSet(expression: LazyExpression, used: ReadonlySet<string>): Question {
  const nothing: Variables = Object.fromEntries([...used].map((name) => [name, []]));
  return {
    boolean: (node, values) => expression.boolean(node, { ...nothing, ...values }),
    string: (node, values) => expression.string(node, { ...nothing, ...values }),
    items: (node, values) => expression.items(node, { ...nothing, ...values }),
  };
}

/** `try` and `catch` of XQuery 3.1 (section 3.20), which the engine lacks, where they are the whole expression. */
function withFallback(tried: Question, otherwise: Question): Question {
  const either =
    <T>(how: (question: Question, node: XmlNode, values?: Variables) => T) =>
    (node: XmlNode, values?: Variables): T => {
      try {
        return how(tried, node, values);
      } catch {
        return how(otherwise, node, values);
      }
    };
  return {
    boolean: either((question, ...at) => question.boolean(...at)),
    string: either((question, ...at) => question.string(...at)),
    items: either((question, ...at) => question.items(...at)),
  };
}

function optionsOf(origin: ModelOrigin | null): ExpressionOptions {
  if (origin === null) return { mayBeXQuery: true };
  const { namespace, prefixes } = origin;
  return { namespaces: prefixes, defaultElementNamespace: namespace, mayBeXQuery: true };
}
