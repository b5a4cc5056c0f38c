/** A step's axis, as XPath names it; those with the others are left to the engine. */
export type Axis =
  | "child"
  | "attribute"
  | "self"
  | "parent"
  | "ancestor"
  | "ancestor-or-self"
  | "descendant"
  | "descendant-or-self"
  | "following-sibling"
  | "preceding-sibling";

/** What a step asks of a node: a name, any element or attribute, a text, any node. */
export type NodeTest =
  | { readonly kind: "name"; readonly local: string; readonly prefix: string }
  | { readonly kind: "any" }
  | { readonly kind: "text" }
  | { readonly kind: "node" };

export type Operator = "=" | "!=" | "<" | "<=" | ">" | ">=" | "eq" | "ne" | "lt" | "le" | "gt" | "ge";

/** The part of XPath 3.1 that models are mostly written in, as a tree. */
export type Syntax =
  | { readonly kind: "literal"; readonly value: string | number }
  | { readonly kind: "context" | "root" }
  | {
      readonly kind: "step";
      readonly axis: Axis;
      readonly test: NodeTest;
      readonly filters: readonly Syntax[];
    }
  | { readonly kind: "filter"; readonly base: Syntax; readonly filters: readonly Syntax[] }
  | { readonly kind: "path"; readonly steps: readonly Syntax[] }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Syntax[] }
  | {
      readonly kind: "and" | "or" | "sequence" | "union" | "concatenation";
      readonly parts: readonly Syntax[];
    }
  | { readonly kind: "compare"; readonly operator: Operator; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: "sum"; readonly sign: "+" | "-"; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: "if"; readonly test: Syntax; readonly yes: Syntax; readonly no: Syntax };

const AXES: readonly string[] = [
  "child",
  "attribute",
  "self",
  "parent",
  "ancestor",
  "ancestor-or-self",
  "descendant",
  "descendant-or-self",
  "following-sibling",
  "preceding-sibling",
];

const OPERATORS: ReadonlySet<string> = new Set("= != < <= > >= eq ne lt le gt ge".split(" "));

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?)|'((?:[^']|'')*)'|"((?:[^"]|"")*)"|([\p{L}_][\p{L}\p{N}_.-]*(?::[\p{L}_][\p{L}\p{N}_.-]*)?)|(::|\/\/|\.\.|\|\||!=|<=|>=|[/.@*()[\],=<>|+-]))/uy;

interface Token {
  readonly kind: "number" | "string" | "name" | "sign" | "end";
  readonly text: string;
}

/** Thrown inside only: what is written is XPath of the other part, or none. */
class NotSimple extends Error {}

/** Reads an expression of the part that is known here; null where it holds anything else. */
export function readSimple(source: string): Syntax | null {
  try {
    const reader = new Reader(tokensOf(source));
    return reader.whole();
  } catch (error) {
    if (error instanceof NotSimple) return null;
    throw error;
  }
}

function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN.source, TOKEN.flags);
  const length = source.trimEnd().length;
  while (pattern.lastIndex < length) {
    const found = pattern.exec(source);
    if (found === null) throw new NotSimple();
    tokens.push(tokenOf(found));
  }
  return [...tokens, { kind: "end", text: "" }];
}

function tokenOf([, number, single, double, name, sign]: RegExpExecArray): Token {
  if (number !== undefined) return { kind: "number", text: number };
  if (single !== undefined) return { kind: "string", text: single.replaceAll("''", "'") };
  if (double !== undefined) return { kind: "string", text: double.replaceAll('""', '"') };
  if (name !== undefined) return { kind: "name", text: name };
  return { kind: "sign", text: sign! };
}

/** Reads by descent, the operators that bind least first (XPath 3.1, section A.4). */
class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Syntax {
    const syntax = this.#sequence();
    if (this.#next.kind !== "end") throw new NotSimple();
    return syntax;
  }

  get #next(): Token {
    return this.#tokens[this.#at]!;
  }

  #is(text: string, ahead = 0): boolean {
    const token = this.#tokens[this.#at + ahead];
    return token?.text === text && (token.kind === "sign" || token.kind === "name");
  }

  #take(text: string): boolean {
    if (!this.#is(text)) return false;
    this.#at++;
    return true;
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw new NotSimple();
  }

  #sequence(): Syntax {
    return this.#listOf("sequence", ",", () => this.#single());
  }

  #listOf(
    kind: "sequence" | "or" | "and" | "union" | "concatenation",
    sign: string,
    read: () => Syntax,
  ): Syntax {
    const parts = [read()];
    while (this.#take(sign)) parts.push(read());
    return parts.length === 1 ? parts[0]! : { kind, parts };
  }

  #single(): Syntax {
    if (this.#is("if") && this.#is("(", 1)) return this.#conditional();
    return this.#listOf("or", "or", () => this.#listOf("and", "and", () => this.#comparison()));
  }

  #conditional(): Syntax {
    this.#expect("if");
    this.#expect("(");
    const test = this.#sequence();
    this.#expect(")");
    this.#expect("then");
    const yes = this.#single();
    this.#expect("else");
    return { kind: "if", test, yes, no: this.#single() };
  }

  #comparison(): Syntax {
    const left = this.#concatenation();
    const { kind, text } = this.#next;
    if ((kind !== "sign" && kind !== "name") || !OPERATORS.has(text)) return left;
    this.#at++;
    return { kind: "compare", operator: text as Operator, left, right: this.#concatenation() };
  }

  #concatenation(): Syntax {
    return this.#listOf("concatenation", "||", () => this.#sum());
  }

  #sum(): Syntax {
    let left = this.#union();
    while (this.#is("+") || this.#is("-")) {
      const sign = this.#take("+") ? "+" : "-";
      if (sign === "-") this.#expect("-");
      left = { kind: "sum", sign, left, right: this.#union() };
    }
    return left;
  }

  #union(): Syntax {
    return this.#listOf("union", "|", () => this.#path());
  }

  #path(): Syntax {
    const steps: Syntax[] = [];
    if (this.#take("//")) steps.push({ kind: "root" }, ANY_BELOW);
    else if (this.#take("/")) steps.push({ kind: "root" });
    steps.push(this.#step());
    for (;;) {
      if (this.#take("//")) steps.push(ANY_BELOW, this.#step());
      else if (this.#take("/")) steps.push(this.#step());
      else break;
    }
    return steps.length === 1 ? steps[0]! : { kind: "path", steps };
  }

  #step(): Syntax {
    const primary = this.#maybePrimary();
    if (primary !== null) {
      const filters = this.#filters();
      return filters.length === 0 ? primary : { kind: "filter", base: primary, filters };
    }
    if (this.#take(".."))
      return { kind: "step", axis: "parent", test: { kind: "node" }, filters: this.#filters() };
    const axis = this.#axis();
    const test = this.#test();
    return { kind: "step", axis: axis ?? "child", test, filters: this.#filters() };
  }

  #axis(): Axis | null {
    if (this.#take("@")) return "attribute";
    if (!this.#is("::", 1)) return null;
    const { text } = this.#next;
    if (!AXES.includes(text)) throw new NotSimple();
    this.#at += 2;
    return text as Axis;
  }

  #test(): NodeTest {
    if (this.#take("*")) return { kind: "any" };
    const { kind, text } = this.#next;
    if (kind !== "name") throw new NotSimple();
    this.#at++;
    if (this.#is("(")) return this.#kindTest(text);
    const [prefix, local] = text.includes(":") ? text.split(":") : ["", text];
    return { kind: "name", prefix: prefix!, local: local! };
  }

  #kindTest(name: string): NodeTest {
    this.#expect("(");
    this.#expect(")");
    if (name !== "text" && name !== "node") throw new NotSimple();
    return name === "text" ? { kind: "text" } : { kind: "node" };
  }

  #filters(): Syntax[] {
    const filters: Syntax[] = [];
    while (this.#take("[")) {
      filters.push(this.#sequence());
      this.#expect("]");
    }
    return filters;
  }

  /** A value, `.`, something in parentheses or the call of a function; null where a step of an axis stands. */
  #maybePrimary(): Syntax | null {
    const { kind, text } = this.#next;
    if (kind === "number" || kind === "string") {
      this.#at++;
      return { kind: "literal", value: kind === "number" ? Number(text) : text };
    }
    if (this.#take(".")) return { kind: "context" };
    if (this.#take("(")) return this.#parenthesis();
    const isCall = kind === "name" && this.#is("(", 1) && text !== "text" && text !== "node";
    return isCall ? this.#call(text) : null;
  }

  #parenthesis(): Syntax {
    if (this.#take(")")) return { kind: "sequence", parts: [] };
    const inner = this.#sequence();
    this.#expect(")");
    return inner.kind === "sequence" ? inner : { kind: "sequence", parts: [inner] };
  }

  #call(name: string): Syntax {
    this.#at += 2;
    const args: Syntax[] = [];
    if (this.#take(")")) return { kind: "call", name, args };
    do args.push(this.#single());
    while (this.#take(","));
    this.#expect(")");
    return { kind: "call", name, args };
  }
}

const ANY_BELOW: Syntax = { kind: "step", axis: "descendant-or-self", test: { kind: "node" }, filters: [] };
