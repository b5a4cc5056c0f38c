/**
 * A content model of a DTD (XML 1.0, section 3.2.1), as a pattern whose derivatives by the names of children say which
 * child is the first that may not stand where it does.
 */
export type ContentModel =
  | { readonly kind: "empty" }
  | { readonly kind: "never" }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "sequence" | "choice"; readonly first: ContentModel; readonly second: ContentModel }
  | { readonly kind: "many"; readonly of: ContentModel };

const EMPTY: ContentModel = { kind: "empty" };
const NEVER: ContentModel = { kind: "never" };

/** Where a list of children leaves a content model. */
export interface Misfit {
  /** The index of the first child that may not stand there; the number of children where something lacks at the end. */
  readonly at: number;
  /** The names that may stand there. */
  readonly expected: readonly string[];
}

/** Finds where children leave a model; null where they follow it, or where the model is not understood. */
export function misfit(model: string, children: readonly string[]): Misfit | null {
  const parsed = parseModel(model);
  if (parsed === null) return null;
  let left = parsed;
  for (const [at, name] of children.entries()) {
    const next = derivative(left, name);
    if (next.kind === "never") return { at, expected: [...firsts(left)] };
    left = next;
  }
  return isNullable(left) ? null : { at: children.length, expected: [...firsts(left)] };
}

/** Reads `(a , (b | c)* , d?)`; null for what is no such model, as one that was cut short. */
export function parseModel(text: string): ContentModel | null {
  const tokens = text.match(/[(),|?*+]|[^\s(),|?*+]+/gu) ?? [];
  const reader = { tokens, at: 0 };
  const model = readParticle(reader);
  return reader.at === tokens.length ? model : null;
}

interface TokenReader {
  readonly tokens: readonly string[];
  at: number;
}

function readParticle(reader: TokenReader): ContentModel | null {
  const token = reader.tokens[reader.at++];
  if (token === undefined || /^[),|?*+]$/u.test(token) || token === "...") return null;
  const particle: ContentModel | null =
    token === "(" ? readGroup(reader) : token === "#PCDATA" ? EMPTY : { kind: "name", name: token };
  return particle === null ? null : withOccurrence(particle, reader);
}

function readGroup(reader: TokenReader): ContentModel | null {
  let group = readParticle(reader);
  while (group !== null) {
    const joint = reader.tokens[reader.at++];
    if (joint === ")") return group;
    if (joint !== "," && joint !== "|") return null;
    const next = readParticle(reader);
    if (next === null) return null;
    group = joint === "," ? sequence(group, next) : choice(group, next);
  }
  return null;
}

function withOccurrence(particle: ContentModel, reader: TokenReader): ContentModel {
  const sign = reader.tokens[reader.at];
  if (sign !== "?" && sign !== "*" && sign !== "+") return particle;
  reader.at++;
  if (sign === "?") return choice(particle, EMPTY);
  const many: ContentModel = { kind: "many", of: particle };
  return sign === "*" ? many : sequence(particle, many);
}

function sequence(first: ContentModel, second: ContentModel): ContentModel {
  if (first.kind === "never" || second.kind === "never") return NEVER;
  if (first.kind === "empty") return second;
  return second.kind === "empty" ? first : { kind: "sequence", first, second };
}

function choice(first: ContentModel, second: ContentModel): ContentModel {
  if (first.kind === "never") return second;
  if (second.kind === "never" || first === second) return first;
  return { kind: "choice", first, second };
}

/** A deterministic model (appendix E) has one way to go on, so the parts that may follow are never many. */
function derivative(model: ContentModel, name: string): ContentModel {
  switch (model.kind) {
    case "empty":
    case "never":
      return NEVER;
    case "name":
      return model.name === name ? EMPTY : NEVER;
    case "choice":
      return choice(derivative(model.first, name), derivative(model.second, name));
    case "many":
      return sequence(derivative(model.of, name), model);
    case "sequence": {
      const within = sequence(derivative(model.first, name), model.second);
      return isNullable(model.first) ? choice(within, derivative(model.second, name)) : within;
    }
    default:
      return model satisfies never;
  }
}

function isNullable(model: ContentModel): boolean {
  switch (model.kind) {
    case "empty":
    case "many":
      return true;
    case "never":
    case "name":
      return false;
    case "choice":
      return isNullable(model.first) || isNullable(model.second);
    case "sequence":
      return isNullable(model.first) && isNullable(model.second);
    default:
      return model satisfies never;
  }
}

function firsts(model: ContentModel, found: Set<string> = new Set()): Set<string> {
  if (model.kind === "name") found.add(model.name);
  else if (model.kind === "many") firsts(model.of, found);
  else if (model.kind === "choice" || model.kind === "sequence") {
    firsts(model.first, found);
    if (model.kind === "choice" || isNullable(model.first)) firsts(model.second, found);
  }
  return found;
}
