import { catalogue } from "../../report/index.ts";
import type { Datatype } from "../datatypes/datatype.ts";
import type { Assembly, Definition, Scope } from "./assemble.ts";
import type { ElementDefinition, Grammar, Pattern } from "./pattern.ts";
import type { Note } from "./schema-datatypes.ts";
import { type PatternOf, type Place, type SchemaPattern, whereOf } from "./schema-tree.ts";

/** How deep patterns may stand in each other between two elements. No schema that was written by hand comes near. */
const NESTING = 1_000;

/** A pattern with its number among those of one schema, by which what is known of it is kept in columns. */
export type Numbered = Pattern & { readonly serial: number };

const EMPTY: Numbered = { kind: "empty", serial: 0 };
const NOT_ALLOWED: Numbered = { kind: "notAllowed", serial: 1 };

/** The simple form of a schema, with the place that each of its patterns came from. */
export interface Simplified {
  readonly grammar: Grammar;
  /** Where a pattern stands, by its serial; null for what has no place of its own. */
  readonly places: readonly (Place | null)[];
  /** The attributes of type ID, IDREF or IDREFS, and the data of such a type. */
  readonly identifying: readonly Pattern[];
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
  readonly simple: { readonly kind: "element"; readonly serial: number; element: number };
}

/** A pattern that was made once for all places it stands in, and how deep it is. */
interface Shared {
  readonly pattern: Numbered;
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
  readonly #places: (Place | null)[] = [null, null];
  readonly #pending: Pending[] = [];
  readonly #identifying: Numbered[] = [];
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
    const contents: Numbered[] = [];
    for (let index = 0; index < this.#pending.length; index++) {
      const { pattern, scope: around } = this.#pending[index]!;
      contents.push(this.#simple(pattern.content, around));
    }
    const kept = reachable(start, contents, this.#places.length);
    kept.forEach((old, index) => {
      this.#pending[old]!.simple.element = index;
    });
    const elementPlaces = kept.map((old) => this.#pending[old]!.pattern.place);
    const elements = kept.map((old) => this.#definition(old, contents[old]!));
    const grammar = { start, elements };
    const [places, identifying] = [this.#places, this.#identifying];
    return { grammar, places, identifying, rootPlace: root.place, elementPlaces };
  }

  #definition(index: number, pattern: Pattern): ElementDefinition {
    const { name, place } = this.#pending[index]!.pattern;
    return { name, pattern, place: { path: place.source.path, start: place.start, end: place.end } };
  }

  #simple(pattern: SchemaPattern, scope: Scope): Numbered {
    if (this.#depth >= NESTING) return this.#tooDeep(pattern.place);
    this.#depth++;
    if (this.#depth > this.#deepest) this.#deepest = this.#depth;
    const simple = this.#simpler(pattern, scope);
    this.#depth--;
    return simple;
  }

  #simpler(pattern: SchemaPattern, scope: Scope): Numbered {
    switch (pattern.kind) {
      case "empty":
        return EMPTY;
      case "notAllowed":
      case "fault":
        return NOT_ALLOWED;
      case "text":
        return { kind: "text", serial: this.#serial(pattern.place) };
      case "group":
      case "interleave":
        return this.#sequence(pattern.kind, this.#simpleAll(pattern.members, scope), pattern.place);
      case "choice":
        return this.#choice(this.#simpleAll(pattern.members, scope), pattern.place);
      case "optional":
        return this.#choice([EMPTY, this.#simple(pattern.content, scope)], pattern.place);
      case "zeroOrMore":
        return this.#choice([EMPTY, this.#repeated(pattern, scope)], pattern.place);
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
        return this.#noted({ kind, serial: this.#serial(pattern.place), datatype, lexical, key }, datatype);
      }
      case "element":
        return this.#element(pattern, scope);
      default:
        return this.#elsewhere(pattern, scope);
    }
  }

  /** Gives the number of a pattern that is about to be made. */
  #serial(place: Place): number {
    return this.#places.push(place) - 1;
  }

  #simpleAll(patterns: readonly SchemaPattern[], scope: Scope): Numbered[] {
    const simple: Numbered[] = [];
    for (const pattern of patterns) simple.push(this.#simple(pattern, scope));
    return simple;
  }

  #element(pattern: PatternOf<"element">, scope: Scope): Numbered {
    const serial = this.#serial(pattern.place);
    const simple = { kind: "element" as const, serial, element: this.#pending.length };
    this.#pending.push({ pattern, scope, simple });
    return simple;
  }

  #repeated(pattern: PatternOf<"zeroOrMore" | "oneOrMore">, scope: Scope): Numbered {
    const repeated = this.#simple(pattern.content, scope);
    if (repeated === EMPTY || repeated === NOT_ALLOWED || repeated.kind === "oneOrMore") return repeated;
    return { kind: "oneOrMore", serial: this.#serial(pattern.place), pattern: repeated };
  }

  /** Section 4.13. */
  #mixed({ content, place }: PatternOf<"mixed">, scope: Scope): Numbered {
    const simple = this.#simple(content, scope);
    return this.#sequence("interleave", [simple, { kind: "text", serial: this.#serial(place) }], place);
  }

  #around(pattern: PatternOf<"list" | "attribute">, scope: Scope): Numbered {
    const content = this.#simple(pattern.content, scope);
    if (content === NOT_ALLOWED) return NOT_ALLOWED;
    const serial = this.#serial(pattern.place);
    if (pattern.kind === "list") return { kind: "list", serial, pattern: content };
    const attribute: Numbered = { kind: "attribute", serial, name: pattern.name, pattern: content };
    return content.kind === "data" || content.kind === "value"
      ? this.#noted(attribute, content.datatype)
      : attribute;
  }

  #data({ datatype, except, place }: PatternOf<"data">, scope: Scope): Numbered {
    const excepted = except === null ? NOT_ALLOWED : this.#simple(except, scope);
    const serial = this.#serial(place);
    const rest = excepted === NOT_ALLOWED ? null : excepted;
    return this.#noted({ kind: "data", serial, datatype, except: rest }, datatype);
  }

  #noted(pattern: Numbered, { idRole }: Datatype): Numbered {
    if (idRole !== null) this.#identifying.push(pattern);
    return pattern;
  }

  /** Sections 4.20 and 4.21: nothing is allowed where one part is not; what is empty goes away. */
  #sequence(kind: "group" | "interleave", patterns: readonly Numbered[], place: Place): Numbered {
    if (patterns.includes(NOT_ALLOWED)) return NOT_ALLOWED;
    const members = patterns.includes(EMPTY) ? patterns.filter((pattern) => pattern !== EMPTY) : patterns;
    if (members.length === 0) return EMPTY;
    return members.length === 1 ? members[0]! : { kind, serial: this.#serial(place), members };
  }

  /** Sections 4.20 and 4.21: what is not allowed goes away, and what is empty stands in it once, in front. */
  #choice(patterns: readonly Numbered[], place: Place): Numbered {
    let members = patterns;
    if (patterns.includes(NOT_ALLOWED) || patterns.includes(EMPTY, 1)) {
      const others = patterns.filter((pattern) => pattern !== NOT_ALLOWED && pattern !== EMPTY);
      members = patterns.includes(EMPTY) ? [EMPTY, ...others] : others;
    }
    if (members.length === 0) return NOT_ALLOWED;
    return members.length === 1 ? members[0]! : { kind: "choice", serial: this.#serial(place), members };
  }

  #elsewhere(pattern: PatternOf<"ref" | "parentRef" | "externalRef" | "grammar">, scope: Scope): Numbered {
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

  #external(pattern: PatternOf<"externalRef">, scope: Scope): Numbered {
    const root = this.#assembly.externalOf(pattern);
    if (root === null) return NOT_ALLOWED;
    const known = this.#externals.get(scope) ?? new Map<SchemaPattern, Shared>();
    this.#externals.set(scope, known);
    const shared = known.get(root) ?? this.#share(() => this.#simple(root, scope));
    known.set(root, shared);
    return this.#placed(shared, pattern.place);
  }

  /** Sections 4.17 and 4.19: what a name stands for is made once, and may not lead back to itself. */
  #defined(definition: Definition, home: Scope, place: Place): Numbered {
    const known = this.#done.get(definition);
    if (known !== undefined) return this.#placed(known, place);
    const from = this.#open.indexOf(definition);
    if (from !== -1) return this.#circle(this.#open.slice(from), place);
    this.#open.push(definition);
    const shared = this.#share(() => this.#combined(definition, home, place));
    this.#open.pop();
    this.#done.set(definition, shared);
    return shared.pattern;
  }

  #combined({ parts, combine }: Definition, home: Scope, place: Place): Numbered {
    if (parts.length === 1) return this.#simple(parts[0]!, home);
    const simple = this.#simpleAll(parts, home);
    return combine === "interleave"
      ? this.#sequence("interleave", simple, place)
      : this.#choice(simple, place);
  }

  /** Makes a pattern that stands in several places, and measures its depth. */
  #share(make: () => Numbered): Shared {
    const before = this.#deepest;
    this.#deepest = this.#depth;
    const shared = { pattern: make(), height: this.#deepest - this.#depth };
    this.#deepest = Math.max(before, this.#deepest);
    return shared;
  }

  /** Takes a shared pattern again, unless the whole becomes too deep by it. */
  #placed({ pattern, height }: Shared, place: Place): Numbered {
    this.#deepest = Math.max(this.#deepest, this.#depth + height);
    return this.#depth + height > NESTING ? this.#tooDeep(place) : pattern;
  }

  #circle(circle: readonly Definition[], place: Place): Numbered {
    const [first = "start", ...others] = circle.map(({ name }) => (name === null ? "start" : `“${name}”`));
    const way =
      others.length === 0
        ? ""
        : ` by way of ${others.slice(0, 5).join(", ")}${others.length > 5 ? " …" : ""}`;
    const what = `${first} refers to itself${way} without an element between`;
    this.#note(catalogue.relaxngCircle(whereOf(place), { what, section: "section 4.19" }));
    return NOT_ALLOWED;
  }

  #tooDeep(place: Place): Numbered {
    const facts = {
      what: "Patterns stand in each other too deep without an element between",
      limit: NESTING,
    };
    if (!this.#isTooDeep) this.#note(catalogue.relaxngTooMuch(whereOf(place), facts));
    this.#isTooDeep = true;
    return NOT_ALLOWED;
  }
}

/** Gives the indices of the elements that a start leads to, each once, in the order in which they were made. */
function reachable(start: Numbered, contents: readonly Numbered[], count: number): number[] {
  const elements = new Set<number>();
  const seen = new Uint8Array(count);
  const waiting: Pattern[] = [start];
  for (let pattern = waiting.pop(); pattern !== undefined; pattern = waiting.pop()) {
    const serial = serialOf(pattern);
    if (seen[serial] === 1) continue;
    seen[serial] = 1;
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

/** The number of a pattern that {@link Simplifier} made: all of them have one. */
export function serialOf(pattern: Pattern): number {
  return (pattern as Numbered).serial;
}
