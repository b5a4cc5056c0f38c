import { catalogue, nearest } from "../../report/index.ts";
import type { Note } from "./schema-datatypes.ts";
import type { SchemaFiles } from "./schema-files.ts";
import {
  type Combine,
  type Component,
  type GrammarNode,
  type PatternOf,
  type Place,
  type Reference,
  type SchemaPattern,
  whereOf,
} from "./schema-tree.ts";

/** How deep patterns may stand in each other across files; each file has the limits of its syntax besides. */
const NESTING = 2_000;

/** What a name of a grammar stands for: all definitions of the name, and how they go together (section 4.17). */
export interface Definition {
  /** Null for `start`. */
  readonly name: string | null;
  readonly parts: readonly SchemaPattern[];
  readonly combine: Combine | null;
}

/** The names of one grammar, after its includes were put into it (section 4.18). */
export interface Scope {
  readonly parent: Scope | null;
  readonly start: Definition | null;
  definition(name: string): Definition | null;
  /** The grammar that stands somewhere in this one. */
  nested(grammar: GrammarNode): Scope | null;
}

type OpenDefinition = { -readonly [key in keyof Definition]: Definition[key] } & {
  parts: SchemaPattern[];
  /** Where the one definition without `combine` stands. */
  plain: Place | null;
};

/** A name referred to, to be looked up when its grammar is complete. */
interface Call {
  readonly name: string;
  readonly place: Place;
}

class OpenScope implements Scope {
  readonly parent: OpenScope | null;
  readonly definitions = new Map<string | null, OpenDefinition>();
  readonly calls: Call[] = [];
  readonly grammars = new Map<GrammarNode, OpenScope>();
  /** Patterns of other files that were gone through with this grammar around them. */
  readonly seen = new Set<SchemaPattern>();
  /** Whether something that belongs to the grammar could not be read, so that names may well be missing. */
  hasGap = false;

  constructor(parent: OpenScope | null) {
    this.parent = parent;
  }

  get start(): Definition | null {
    return this.definitions.get(null) ?? null;
  }

  definition(name: string): Definition | null {
    return this.definitions.get(name) ?? null;
  }

  nested(grammar: GrammarNode): Scope | null {
    return this.grammars.get(grammar) ?? null;
  }
}

type Include = Component & { readonly kind: "include" };

/** The definitions that an `include` replaces (section 4.7), and which of them were found in the included grammar. */
interface Overriding {
  readonly names: ReadonlySet<string | null>;
  readonly met: Set<string | null>;
}

/** The files that are being gone through, the innermost first. */
interface OpenFile {
  readonly path: string;
  readonly outer: OpenFile | null;
}

/** Where one is: in which grammar, in which files. */
interface Position {
  readonly scope: OpenScope;
  readonly files: OpenFile;
  readonly overriding: readonly Overriding[];
}

/** A schema whose files are put together: the outermost pattern, and the scope in which it stands. */
export interface Assembly {
  readonly root: SchemaPattern;
  readonly scope: Scope;
  /** What an `externalRef` leads to. */
  externalOf(pattern: SchemaPattern): SchemaPattern | null;
}

/**
 * Puts the files of a schema together: calls in what `externalRef` and `include` name, lets includes replace
 * definitions, and collects the definitions of each grammar (RELAX NG, sections 4.6, 4.7, 4.17 and 4.18). All of the
 * schema is gone through, whether anything leads to it or not.
 */
export class Assembler implements Assembly {
  readonly root: SchemaPattern;
  readonly scope: Scope;
  readonly #files: SchemaFiles;
  readonly #note: Note;
  readonly #externals = new Map<SchemaPattern, SchemaPattern | null>();
  #depth = 0;

  constructor(root: SchemaPattern, files: SchemaFiles, note: Note) {
    this.root = root;
    this.#files = files;
    this.#note = note;
    const scope = new OpenScope(null);
    this.scope = scope;
    const main = { path: root.place.source.path, outer: null };
    this.#walk(root, { scope, files: main, overriding: [] });
  }

  externalOf(pattern: SchemaPattern): SchemaPattern | null {
    return this.#externals.get(pattern) ?? null;
  }

  #walk(pattern: SchemaPattern, at: Position): void {
    if (!this.#goDeeper(pattern.place)) return;
    this.#walkInto(pattern, at);
    this.#depth--;
  }

  #walkInto(pattern: SchemaPattern, at: Position): void {
    switch (pattern.kind) {
      case "group":
      case "interleave":
      case "choice":
        for (const member of pattern.members) this.#walk(member, at);
        return;
      case "optional":
      case "zeroOrMore":
      case "oneOrMore":
      case "list":
      case "mixed":
      case "element":
      case "attribute":
        this.#walk(pattern.content, at);
        return;
      case "data":
        if (pattern.except !== null) this.#walk(pattern.except, at);
        return;
      case "ref":
        this.#call(pattern, at.scope, at.scope.parent === null);
        return;
      case "parentRef":
        this.#call(pattern, at.scope.parent, at.scope.parent?.parent == null);
        return;
      case "externalRef":
        this.#callIn(pattern, at);
        return;
      case "grammar":
        this.#enter(pattern, at);
        return;
      default:
        pattern.kind satisfies "empty" | "notAllowed" | "text" | "fault" | "value";
    }
  }

  #goDeeper(place: Place): boolean {
    if (this.#depth < NESTING) {
      this.#depth++;
      return true;
    }
    const facts = { what: "Patterns stand in each other too deep", limit: NESTING };
    this.#note(catalogue.relaxngTooMuch(whereOf(place), facts));
    return false;
  }

  /** Remembers a reference; the scope around everything is no grammar. */
  #call({ name, place }: Call, scope: OpenScope | null, isOutside: boolean): void {
    if (!isOutside) scope?.calls.push({ name, place });
    else if (scope?.hasGap !== true) {
      this.#note(
        catalogue.relaxngUndefined(whereOf(place), {
          name,
          grammar: "a grammar: there is none around it",
          nearest: null,
        }),
      );
    }
  }

  /** Section 4.6: the file stands where the reference stands, so names in it are looked up in the grammar around. */
  #callIn(pattern: PatternOf<"externalRef">, at: Position): void {
    const root = this.#open(pattern, at);
    if (root === null) return;
    this.#externals.set(pattern, root);
    if (at.scope.seen.has(root)) return;
    at.scope.seen.add(root);
    this.#walk(root, this.#inFile(at, pattern.reference));
  }

  /** What a definition calls in has to be there (section 4.6) even where it is then replaced; nothing else of it counts. */
  #callInReplaced(pattern: SchemaPattern, at: Position): void {
    if ("members" in pattern) for (const member of pattern.members) this.#callInReplaced(member, at);
    else if ("content" in pattern) this.#callInReplaced(pattern.content, at);
    else if (pattern.kind === "externalRef") this.#open(pattern, at);
  }

  #inFile(at: Position, { path }: Reference): Position {
    return { ...at, files: { path, outer: at.files } };
  }

  /** Gives what a file holds; null after noting that it is not there, is no schema, or is being read already. */
  #open(
    { kind, reference, place }: PatternOf<"externalRef"> | Include,
    { files }: Position,
  ): SchemaPattern | null {
    for (let open: OpenFile | null = files; open !== null; open = open.outer) {
      if (open.path !== reference.path) continue;
      const what = `${reference.href} includes itself${open === files ? "" : `, by way of ${files.path}`}`;
      const section = kind === "include" ? "section 4.7" : "section 4.6";
      this.#note(catalogue.relaxngCircle(whereOf(place), { what, section }));
      return null;
    }
    return this.#files.refer(reference, place);
  }

  #enter(grammar: GrammarNode, at: Position): void {
    const scope = new OpenScope(at.scope);
    at.scope.grammars.set(grammar, scope);
    this.#collect(grammar.components, { ...at, scope, overriding: [] });
    this.#check(scope, grammar.place);
  }

  #collect(components: readonly Component[], at: Position): void {
    for (const component of components) {
      if (component.kind === "include") this.#include(component, at);
      else if (isOverridden(component.name, at.overriding)) this.#callInReplaced(component.pattern, at);
      else {
        this.#define(component, at.scope);
        this.#walk(component.pattern, at);
      }
    }
  }

  /** Section 4.7. What is included is collected as if it stood here, but for what is replaced. */
  #include(include: Include, at: Position): void {
    const { reference, overrides, place } = include;
    const grammar = this.#open(include, at);
    if (grammar?.kind === "grammar") {
      const own = { names: namesOf(overrides), met: new Set<string | null>() };
      const inside = { ...at, overriding: [...at.overriding, own] };
      if (this.#goDeeper(place)) {
        this.#collect(grammar.components, this.#inFile(inside, reference));
        this.#depth--;
      }
      if (!at.scope.hasGap) this.#checkOverrides(own, overrides, reference);
    } else {
      at.scope.hasGap = true;
      if (grammar !== null) this.#noteNoGrammar(grammar, reference);
    }
    this.#collect(overrides, at);
  }

  #noteNoGrammar({ kind, place }: SchemaPattern, { href }: Reference): void {
    if (kind === "fault") return;
    const facts = {
      found: kind,
      parent: null,
      expected: `<grammar>, because ${href} is included`,
      nearest: null,
    };
    this.#note(catalogue.relaxngElement(whereOf(place), facts));
  }

  #checkOverrides({ met }: Overriding, overrides: readonly Component[], { href }: Reference): void {
    for (const override of overrides) {
      if (override.kind === "include" || met.has(override.name)) continue;
      this.#note(catalogue.relaxngOverride(whereOf(override.place), { name: override.name, href }));
    }
  }

  /** Section 4.17. */
  #define(component: Component & { kind: "define" }, scope: OpenScope): void {
    const { name, combine, pattern, place } = component;
    const known = scope.definitions.get(name);
    if (known === undefined) {
      const plain = combine === null ? place : null;
      scope.definitions.set(name, { name, combine, parts: [pattern], plain });
      return;
    }
    known.parts.push(pattern);
    const reason = combine === null ? twicePlain(known) : otherWay(known, combine);
    if (reason !== null) this.#note(catalogue.relaxngCombine(whereOf(place), { name, reason }));
    if (combine === null) known.plain ??= place;
    else known.combine ??= combine;
  }

  /** Section 4.18: a grammar has a start, and all names referred to are defined. */
  #check(scope: OpenScope, place: Place): void {
    if (scope.hasGap) return;
    if (scope.start === null) this.#note(catalogue.relaxngStartMissing(whereOf(place), {}));
    for (const { name, place: where } of scope.calls) {
      if (scope.definitions.has(name)) continue;
      const known = [...scope.definitions.keys()].filter((each) => each !== null);
      const facts = { name, grammar: "its grammar", nearest: nearest(name, known) };
      this.#note(catalogue.relaxngUndefined(whereOf(where), facts));
    }
  }
}

function isOverridden(name: string | null, overriding: readonly Overriding[]): boolean {
  if (overriding.length === 0) return false;
  const by = overriding.filter(({ names }) => names.has(name));
  for (const { met } of by) met.add(name);
  return by.length > 0;
}

function namesOf(components: readonly Component[]): ReadonlySet<string | null> {
  return new Set(components.flatMap((each) => (each.kind === "define" ? [each.name] : [])));
}

function twicePlain({ plain }: OpenDefinition): string | null {
  if (plain === null) return null;
  const { line } = plain.source.lines.position(plain.start);
  return `is defined twice without combine: the other definition is in ${plain.source.path}, line ${line}`;
}

function otherWay({ combine: known }: OpenDefinition, combine: Combine): string | null {
  return known === null || known === combine
    ? null
    : `is combined by ${combine} here, but by ${known} elsewhere`;
}
