import { catalogue } from "../../report/index.ts";
import type { Assembly, Definition, Scope } from "./assemble.ts";
import type { ElementDefinition, Grammar, Pattern } from "./pattern.ts";
import type { Note } from "./schema-datatypes.ts";
import { type PatternOf, type Place, type SchemaPattern, whereOf } from "./schema-tree.ts";

/** How deep patterns may stand in each other between two elements. No schema that was written by hand comes near. */
const NESTING = 1_000;

const EMPTY: Pattern = { kind: "empty" };
const NOT_ALLOWED: Pattern = { kind: "notAllowed" };

/** The simple form of a schema, with the place that each of its patterns came from. */
export interface Simplified {
  readonly grammar: Grammar;
  readonly places: ReadonlyMap<Pattern, Place>;
  /** The outermost pattern, for what has no place of its own. */
  readonly rootPlace: Place;
  /** By the index of the element. */
  readonly elementPlaces: readonly Place[];
}

/** An element whose content is still to be simplified. */
interface Pending {
  readonly pattern: PatternOf<"element">;
  readonly scope: Scope;
  /** Numbered anew when it is known which elements are left. */
  readonly simple: { readonly kind: "element"; element: number };
}

/** A pattern that was made once for all places it stands in, and how deep it is. */
interface Shared {
  readonly pattern: Pattern;
  readonly height: number;
}

/**
 * Brings a schema that was put together into its simple form (RELAX NG, sections 4.12 to 4.15 and 4.19 to 4.21): only
 * what the start leads to, each definition once. The contents of elements wait in a queue, so that the depth of the
 * recursion is that of the patterns between two elements.
 */
export class Simplifier {
  readonly #assembly: Assembly;
  readonly #note: Note;
  readonly #places = new Map<Pattern, Place>();
  readonly #pending: Pending[] = [];
  readonly #done = new Map<Definition, Shared>();
  readonly #open: Definition[] = [];
  readonly #externals = new Map<Scope, Map<SchemaPattern, Shared>>();
  #depth = 0;
  /** How deep it went since this was last set back, so that the depth of what is shared is known. */
  #deepest = 0;
  #isTooDeep = false;

  constructor(assembly: Assembly, note: Note) {
    this.#assembly = assembly;
    this.#note = note;
  }

  /** Gives the simple form, of what can still be reached after section 4.20. What cannot be brought into it is noted, and is `notAllowed` there. */
  simplify(): Simplified {
    const { root, scope } = this.#assembly;
    const start = this.#simple(root, scope);
    const contents: Pattern[] = [];
    for (let index = 0; index < this.#pending.length; index++) {
      const { pattern, scope: around } = this.#pending[index]!;
      contents.push(this.#simple(pattern.content, around));
    }
    const kept = reachable(start, contents);
    kept.forEach((old, index) => {
      this.#pending[old]!.simple.element = index;
    });
    const elementPlaces = kept.map((old) => this.#pending[old]!.pattern.place);
    const elements = kept.map((old) => this.#definition(old, contents[old]!));
    return { grammar: { start, elements }, places: this.#places, rootPlace: root.place, elementPlaces };
  }

  #definition(index: number, pattern: Pattern): ElementDefinition {
    const { name, place } = this.#pending[index]!.pattern;
    return { name, pattern, place: { path: place.source.path, start: place.start, end: place.end } };
  }

  #simple(pattern: SchemaPattern, scope: Scope): Pattern {
    if (this.#depth >= NESTING) return this.#tooDeep(pattern.place);
    this.#depth++;
    this.#deepest = Math.max(this.#deepest, this.#depth);
    const simple = this.#simpler(pattern, scope);
    this.#depth--;
    if (simple !== EMPTY && simple !== NOT_ALLOWED && !this.#places.has(simple)) {
      this.#places.set(simple, pattern.place);
    }
    return simple;
  }

  #simpler(pattern: SchemaPattern, scope: Scope): Pattern {
    switch (pattern.kind) {
      case "empty":
        return EMPTY;
      case "notAllowed":
      case "fault":
        return NOT_ALLOWED;
      case "text":
        return { kind: "text" };
      case "group":
      case "interleave":
        return sequence(pattern.kind, this.#simpleAll(pattern.members, scope));
      case "choice":
        return choice(this.#simpleAll(pattern.members, scope));
      case "optional":
        return choice([this.#simple(pattern.content, scope), EMPTY]);
      case "zeroOrMore":
        return choice([this.#repeated(pattern, scope), EMPTY]);
      case "oneOrMore":
        return this.#repeated(pattern, scope);
      case "mixed":
        return this.#mixed(pattern, scope);
      case "list":
      case "attribute":
        return this.#around(pattern, scope);
      case "data":
        return this.#data(pattern, scope);
      case "value": {
        const { kind, datatype, lexical, key } = pattern;
        return { kind, datatype, lexical, key };
      }
      case "element":
        return this.#element(pattern, scope);
      default:
        return this.#elsewhere(pattern, scope);
    }
  }

  #simpleAll(patterns: readonly SchemaPattern[], scope: Scope): Pattern[] {
    return patterns.map((pattern) => this.#simple(pattern, scope));
  }

  #element(pattern: PatternOf<"element">, scope: Scope): Pattern {
    const simple = { kind: "element" as const, element: this.#pending.length };
    this.#pending.push({ pattern, scope, simple });
    return simple;
  }

  #repeated(pattern: PatternOf<"zeroOrMore" | "oneOrMore">, scope: Scope): Pattern {
    const repeated = this.#simple(pattern.content, scope);
    if (repeated === EMPTY || repeated === NOT_ALLOWED || repeated.kind === "oneOrMore") return repeated;
    const simple: Pattern = { kind: "oneOrMore", pattern: repeated };
    this.#places.set(simple, pattern.place);
    return simple;
  }

  /** Section 4.13. */
  #mixed(pattern: PatternOf<"mixed">, scope: Scope): Pattern {
    const text: Pattern = { kind: "text" };
    this.#places.set(text, pattern.place);
    return sequence("interleave", [this.#simple(pattern.content, scope), text]);
  }

  #around(pattern: PatternOf<"list" | "attribute">, scope: Scope): Pattern {
    const content = this.#simple(pattern.content, scope);
    if (content === NOT_ALLOWED) return NOT_ALLOWED;
    return pattern.kind === "list"
      ? { kind: "list", pattern: content }
      : { kind: "attribute", name: pattern.name, pattern: content };
  }

  #data({ datatype, except }: PatternOf<"data">, scope: Scope): Pattern {
    const excepted = except === null ? NOT_ALLOWED : this.#simple(except, scope);
    return { kind: "data", datatype, except: excepted === NOT_ALLOWED ? null : excepted };
  }

  #elsewhere(pattern: PatternOf<"ref" | "parentRef" | "externalRef" | "grammar">, scope: Scope): Pattern {
    if (pattern.kind === "externalRef") return this.#external(pattern, scope);
    if (pattern.kind === "grammar") {
      const inside = scope.nested(pattern);
      return inside?.start == null ? NOT_ALLOWED : this.#defined(inside.start, inside, pattern.place);
    }
    const home = pattern.kind === "ref" ? scope : scope.parent;
    const definition = home?.definition(pattern.name) ?? null;
    return home === null || definition === null
      ? NOT_ALLOWED
      : this.#defined(definition, home, pattern.place);
  }

  #external(pattern: PatternOf<"externalRef">, scope: Scope): Pattern {
    const root = this.#assembly.externalOf(pattern);
    if (root === null) return NOT_ALLOWED;
    const known = this.#externals.get(scope) ?? new Map<SchemaPattern, Shared>();
    this.#externals.set(scope, known);
    const shared = known.get(root) ?? this.#share(() => this.#simple(root, scope));
    known.set(root, shared);
    return this.#placed(shared, pattern.place);
  }

  /** Sections 4.17 and 4.19: what a name stands for is made once, and may not lead back to itself. */
  #defined(definition: Definition, home: Scope, place: Place): Pattern {
    const known = this.#done.get(definition);
    if (known !== undefined) return this.#placed(known, place);
    const from = this.#open.indexOf(definition);
    if (from !== -1) return this.#circle(this.#open.slice(from), place);
    this.#open.push(definition);
    const shared = this.#share(() => this.#combined(definition, home));
    this.#open.pop();
    this.#done.set(definition, shared);
    return shared.pattern;
  }

  #combined({ parts, combine }: Definition, home: Scope): Pattern {
    const simple = this.#simpleAll(parts, home);
    return combine === "interleave" ? sequence("interleave", simple) : choice(simple);
  }

  /** Makes a pattern that stands in several places, and measures its depth. */
  #share(make: () => Pattern): Shared {
    const before = this.#deepest;
    this.#deepest = this.#depth;
    const shared = { pattern: make(), height: this.#deepest - this.#depth };
    this.#deepest = Math.max(before, this.#deepest);
    return shared;
  }

  /** Takes a shared pattern again, unless the whole becomes too deep by it. */
  #placed({ pattern, height }: Shared, place: Place): Pattern {
    this.#deepest = Math.max(this.#deepest, this.#depth + height);
    return this.#depth + height > NESTING ? this.#tooDeep(place) : pattern;
  }

  #circle(circle: readonly Definition[], place: Place): Pattern {
    const [first = "start", ...others] = circle.map(({ name }) => (name === null ? "start" : `“${name}”`));
    const way =
      others.length === 0
        ? ""
        : ` by way of ${others.slice(0, 5).join(", ")}${others.length > 5 ? " …" : ""}`;
    const what = `${first} refers to itself${way} without an element between`;
    this.#note(catalogue.relaxngCircle(whereOf(place), { what, section: "section 4.19" }));
    return NOT_ALLOWED;
  }

  #tooDeep(place: Place): Pattern {
    const facts = {
      what: "Patterns stand in each other too deep without an element between",
      limit: NESTING,
    };
    if (!this.#isTooDeep) this.#note(catalogue.relaxngTooMuch(whereOf(place), facts));
    this.#isTooDeep = true;
    return NOT_ALLOWED;
  }
}

/** A group or interleave by sections 4.20 and 4.21: nothing is allowed where one part is not; what is empty goes away. */
function sequence(kind: "group" | "interleave", patterns: readonly Pattern[]): Pattern {
  if (patterns.includes(NOT_ALLOWED)) return NOT_ALLOWED;
  const members = patterns.filter((pattern) => pattern !== EMPTY);
  if (members.length === 0) return EMPTY;
  return members.length === 1 ? members[0]! : { kind, members };
}

/** A choice by sections 4.20 and 4.21: what is not allowed goes away, and what is empty stands in it once, in front. */
function choice(patterns: readonly Pattern[]): Pattern {
  const members = patterns.filter((pattern) => pattern !== NOT_ALLOWED && pattern !== EMPTY);
  if (patterns.includes(EMPTY)) members.unshift(EMPTY);
  if (members.length === 0) return NOT_ALLOWED;
  return members.length === 1 ? members[0]! : { kind: "choice", members };
}

/** Gives the indices of the elements that a start leads to, each once, in the order in which they were made. */
function reachable(start: Pattern, contents: readonly Pattern[]): number[] {
  const elements = new Set<number>();
  const seen = new Set<Pattern>();
  const waiting: Pattern[] = [start];
  for (let pattern = waiting.pop(); pattern !== undefined; pattern = waiting.pop()) {
    if (seen.has(pattern)) continue;
    seen.add(pattern);
    if ("members" in pattern) for (const member of pattern.members) waiting.push(member);
    else if ("pattern" in pattern) waiting.push(pattern.pattern);
    else if (pattern.kind === "data" && pattern.except !== null) waiting.push(pattern.except);
    else if (pattern.kind === "element" && !elements.has(pattern.element)) {
      elements.add(pattern.element);
      waiting.push(contents[pattern.element]!);
    }
  }
  return [...elements].sort((one, other) => one - other);
}
