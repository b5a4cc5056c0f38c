import { lookUp } from "../../tree/index.ts";
import { scan, type Token } from "./scanner.ts";
import type { Axis, NodeTest, Step, Syntax, WrittenName } from "./syntax.ts";

/** Thrown within the parser only: the expression is left to the engine, which says what is wrong with it. */
class NotPlain extends Error {}

/**
 * Reads an XPath expression. Null for one that is not XPath, and for the rare forms that are left to the engine: maps,
 * arrays, functions as values, arrows, braced names.
 */
export function parse(source: string): Syntax | null {
  const tokens = scan(source);
  if (tokens === null) return null;
  try {
    const parser = new Parser(tokens);
    const syntax = parser.expression();
    parser.expectEnd();
    return syntax;
  } catch (error) {
    if (error instanceof NotPlain) return null;
    throw error;
  }
}

const AXES: ReadonlySet<string> = new Set<Axis>([
  "child",
  "descendant",
  "attribute",
  "self",
  "descendant-or-self",
  "following-sibling",
  "following",
  "parent",
  "ancestor",
  "preceding-sibling",
  "preceding",
  "ancestor-or-self",
]);

const KIND_TESTS: Readonly<Record<string, Exclude<NodeTest["kind"], "name">>> = {
  node: "node",
  text: "text",
  comment: "comment",
  "processing-instruction": "instruction",
  element: "element",
  attribute: "attribute",
  "document-node": "document",
  "schema-element": "other",
  "schema-attribute": "other",
  "namespace-node": "other",
};

const COMPARISONS = [
  "=",
  "!=",
  "<",
  "<=",
  ">",
  ">=",
  "eq",
  "ne",
  "lt",
  "le",
  "gt",
  "ge",
  "is",
  "<<",
  ">>",
] as const;

const ARITHMETIC = ["to", "+", "-", "*", "div", "idiv", "mod"] as const;

const DESCENDANT_OR_SELF: Step = {
  kind: "axis",
  axis: "descendant-or-self",
  test: { kind: "node" },
  predicates: [],
};

/** Recursive descent, one method a level of the grammar of XPath 3.1 (section A.1). */
class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** [6] Expr */
  expression(): Syntax {
    const parts = [this.#single()];
    while (this.#take(",")) parts.push(this.#single());
    return parts.length === 1 ? parts[0]! : { kind: "sequence", parts };
  }

  expectEnd(): void {
    if (this.#next.kind !== "end") throw new NotPlain();
  }

  get #next(): Token {
    return this.#tokens[this.#at]!;
  }

  #peek(offset: number): Token {
    return this.#tokens[Math.min(this.#at + offset, this.#tokens.length - 1)]!;
  }

  #isSign(text: string, offset = 0): boolean {
    const token = this.#peek(offset);
    return token.kind === "sign" && token.text === text;
  }

  #take(...texts: readonly string[]): string | null {
    const { kind, text } = this.#next;
    if ((kind !== "sign" && kind !== "name") || !texts.includes(text)) return null;
    this.#at++;
    return text;
  }

  #expect(text: string): void {
    if (this.#take(text) === null) throw new NotPlain();
  }

  /** [7] ExprSingle */
  #single(): Syntax {
    const { kind, text } = this.#next;
    if (kind === "name" && this.#peek(1).kind === "variable") {
      if (text === "for" || text === "let") return this.#binding("return", text === "for" ? "in" : ":=");
      if (text === "some" || text === "every") return this.#binding("satisfies", "in");
    }
    if (kind === "name" && text === "if" && this.#isSign("(", 1)) return this.#if();
    return this.#or();
  }

  /** [8] ForExpr, [11] LetExpr, [14] QuantifiedExpr */
  #binding(last: string, sign: string): Syntax {
    this.#at++;
    return this.#boundTo(last, sign);
  }

  #boundTo(last: string, sign: string): Syntax {
    if (this.#next.kind !== "variable") throw new NotPlain();
    const name = this.#next.text;
    this.#at++;
    this.#expect(sign);
    const value = this.#single();
    if (this.#take(",")) return { kind: "binding", name, value, body: this.#boundTo(last, sign) };
    this.#expect(last);
    return { kind: "binding", name, value, body: this.#single() };
  }

  /** [15] IfExpr */
  #if(): Syntax {
    this.#at++;
    this.#expect("(");
    const test = this.expression();
    this.#expect(")");
    this.#expect("then");
    const yes = this.#single();
    this.#expect("else");
    return { kind: "if", test, yes, no: this.#single() };
  }

  /** [16] OrExpr */
  #or(): Syntax {
    let left = this.#and();
    while (this.#take("or")) left = { kind: "or", left, right: this.#and() };
    return left;
  }

  /** [17] AndExpr */
  #and(): Syntax {
    let left = this.#comparison();
    while (this.#take("and")) left = { kind: "and", left, right: this.#comparison() };
    return left;
  }

  /** [18] ComparisonExpr */
  #comparison(): Syntax {
    const left = this.#concatenation();
    const taken = this.#take(...COMPARISONS);
    const operator = COMPARISONS.find((each) => each === taken);
    return operator === undefined ? left : { kind: "compare", operator, left, right: this.#concatenation() };
  }

  /** [19] StringConcatExpr */
  #concatenation(): Syntax {
    let left = this.#arithmetic();
    while (this.#take("||")) left = { kind: "concatenate", left, right: this.#arithmetic() };
    return left;
  }

  /** [20] RangeExpr to [22] MultiplicativeExpr: all but sums are left to the engine, so how they bind does not matter. */
  #arithmetic(): Syntax {
    const parts = [this.#union()];
    const signs: ("+" | "-" | null)[] = [];
    for (let sign = this.#take(...ARITHMETIC); sign !== null; sign = this.#take(...ARITHMETIC)) {
      signs.push(sign === "+" || sign === "-" ? sign : null);
      parts.push(this.#union());
    }
    if (signs.includes(null)) return { kind: "other", parts };
    return parts.reduce((left, right, at) => ({ kind: "sum", sign: signs[at - 1]!, left, right }));
  }

  /** [23] UnionExpr and [24] IntersectExceptExpr, which binds more closely */
  #union(): Syntax {
    let left = this.#intersect();
    while (this.#take("|", "union")) left = { kind: "union", left, right: this.#intersect() };
    return left;
  }

  #intersect(): Syntax {
    let left = this.#typed();
    for (;;) {
      const kind = this.#take("intersect", "except");
      if (kind !== "intersect" && kind !== "except") return left;
      left = { kind, left, right: this.#typed() };
    }
  }

  /** [25] InstanceofExpr to [28] CastExpr: `cast as`, `castable as`, `treat as`, `instance of` */
  #typed(): Syntax {
    let value = this.#unary();
    for (;;) {
      const follow = this.#peek(1).text;
      const word = this.#next.kind === "name" ? this.#next.text : "";
      const isTyped =
        (["cast", "castable", "treat"].includes(word) && follow === "as") ||
        (word === "instance" && follow === "of");
      if (!isTyped) return value;
      this.#at += 2;
      this.#type();
      value = { kind: "other", parts: [value] };
    }
  }

  /** [79] SequenceType, of which only the extent matters */
  #type(): void {
    if (this.#next.kind !== "name") throw new NotPlain();
    this.#at++;
    if (this.#take("(") !== null) this.#skipArguments();
    this.#take("?", "*", "+");
  }

  /** [30] UnaryExpr */
  #unary(): Syntax {
    if (this.#take("-", "+") === null) return this.#simpleMap();
    return { kind: "other", parts: [this.#unary()] };
  }

  /** [35] SimpleMapExpr */
  #simpleMap(): Syntax {
    const parts = [this.#path()];
    while (this.#take("!")) parts.push(this.#path());
    return parts.length === 1 ? parts[0]! : { kind: "other", parts };
  }

  /** [36] PathExpr */
  #path(): Syntax {
    if (this.#take("//") !== null) return this.#steps(true, [DESCENDANT_OR_SELF]);
    if (this.#take("/") === null) return this.#steps(false, []);
    return this.#startsStep() ? this.#steps(true, []) : { kind: "path", isAbsolute: true, steps: [] };
  }

  #startsStep(): boolean {
    const { kind, text } = this.#next;
    if (kind === "name") return true;
    return kind === "variable" || (kind === "sign" && ["*", "@", ".", "..", "("].includes(text));
  }

  #steps(isAbsolute: boolean, before: readonly Step[]): Syntax {
    const steps = [...before, this.#step()];
    for (;;) {
      if (this.#take("//") !== null) steps.push(DESCENDANT_OR_SELF, this.#step());
      else if (this.#take("/") !== null) steps.push(this.#step());
      else break;
    }
    const [only] = steps;
    const isPrimary = steps.length === 1 && only?.kind === "expression" && only.predicates.length === 0;
    return isPrimary && !isAbsolute ? only.value : { kind: "path", isAbsolute, steps };
  }

  /** [38] StepExpr */
  #step(): Step {
    const value = this.#maybePrimary();
    if (value !== null) return { kind: "expression", value, predicates: this.#predicates() };
    if (this.#take("..") !== null) return this.#onAxis("parent", { kind: "node" });
    if (this.#take("@") !== null) return this.#onAxis("attribute", this.#test());
    const axis = this.#axis();
    if (axis !== null) return this.#onAxis(axis, this.#test());
    const test = this.#test();
    return this.#onAxis(test.kind === "attribute" ? "attribute" : "child", test);
  }

  #onAxis(axis: Axis, test: NodeTest): Step {
    return { kind: "axis", axis, test, predicates: this.#predicates() };
  }

  #axis(): Axis | null {
    const { kind, text } = this.#next;
    if (kind !== "name" || !this.#isSign("::", 1)) return null;
    if (!AXES.has(text)) throw new NotPlain();
    this.#at += 2;
    return text as Axis;
  }

  #predicates(): Syntax[] {
    const predicates: Syntax[] = [];
    while (this.#take("[") !== null) {
      predicates.push(this.expression());
      this.#expect("]");
    }
    if (this.#isSign("(") || this.#isSign("?")) throw new NotPlain();
    return predicates;
  }

  /** [46] NodeTest */
  #test(): NodeTest {
    if (this.#take("*") !== null) return { kind: "name", name: { prefix: null, local: null } };
    const { kind, text } = this.#next;
    if (kind !== "name") throw new NotPlain();
    this.#at++;
    if (!this.#isSign("(")) return { kind: "name", name: writtenName(text) };
    const kindTest = lookUp(KIND_TESTS, text);
    if (kindTest === undefined) throw new NotPlain();
    this.#at++;
    return { kind: this.#skipArguments() ? "other" : kindTest };
  }

  /** Goes behind the closing parenthesis of a kind test; says whether anything stands before it. */
  #skipArguments(): boolean {
    const start = this.#at;
    while (this.#take(")") === null) {
      if (this.#next.kind === "end" || this.#isSign("(")) throw new NotPlain();
      this.#at++;
    }
    return this.#at > start + 1;
  }

  /** [56] PrimaryExpr, or null where a step along an axis begins */
  #maybePrimary(): Syntax | null {
    const { kind, text } = this.#next;
    if (kind === "string") return this.#literal({ kind, value: text });
    if (kind === "integer" || kind === "number") return this.#literal({ kind, value: Number(text) });
    if (kind === "variable") return this.#literal({ kind, name: text });
    if (this.#take(".") !== null) return { kind: "context" };
    if (this.#take("(") !== null) return this.#parenthesised();
    if (kind !== "name" || !this.#isSign("(", 1) || Object.hasOwn(KIND_TESTS, text)) return null;
    this.#at += 2;
    return this.#call(text);
  }

  #literal(syntax: Syntax): Syntax {
    this.#at++;
    return syntax;
  }

  #parenthesised(): Syntax {
    if (this.#take(")") !== null) return { kind: "sequence", parts: [] };
    const inner = this.expression();
    this.#expect(")");
    return inner;
  }

  /** [63] FunctionCall */
  #call(written: string): Syntax {
    const parts: Syntax[] = [];
    if (this.#take(")") === null) {
      do parts.push(this.#single());
      while (this.#take(",") !== null);
      this.#expect(")");
    }
    return { kind: "call", name: writtenName(written), parts };
  }
}

function writtenName(text: string): WrittenName {
  const colon = text.indexOf(":");
  if (colon < 0) return { prefix: "", local: text };
  const prefix = text.slice(0, colon);
  const local = text.slice(colon + 1);
  return { prefix: prefix === "*" ? null : prefix, local: local === "*" ? null : local };
}
