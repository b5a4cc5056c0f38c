import type { IdRole } from "../datatypes/datatype.ts";
import { clark, contains, type NameClass } from "./name-class.ts";
import { overlap } from "./name-class-overlap.ts";
import type { ElementDefinition, Grammar, Pattern } from "./pattern.ts";
import { type Simplified, serialOf } from "./simplify.ts";

/** Why identifiers cannot be checked by a schema, and the pattern that is at fault. */
export interface IdConflict {
  readonly pattern: Pattern;
  /** The index of the element that the pattern belongs to. */
  readonly element: number;
  readonly reason: string;
}

/** Which attributes of which elements hold identifiers or lead to them. */
export interface IdTypeTable {
  /** By element and by attribute, each written `{uri}local`. */
  readonly types: ReadonlyMap<string, ReadonlyMap<string, IdRole>>;
  /** A schema with conflicts is refused, as Jing refuses it. */
  readonly conflicts: readonly IdConflict[];
}

type AttributePattern = Pattern & { readonly kind: "attribute" };

/** An attribute without a type, which must not have one elsewhere. */
interface Plain {
  readonly element: number;
  readonly attribute: AttributePattern;
}

/**
 * Works out the types ID, IDREF and IDREFS that a schema gives to pairs of an element and an attribute (RELAX NG DTD
 * Compatibility, section 5); the schema is one that was just brought into simple form. Each pair has one type wherever it is described, and both have names, not classes of names.
 */
export function idTypes({ grammar, identifying }: Simplified): IdTypeTable {
  return new IdTypes(grammar, identifying);
}

const NOTHING: readonly Pattern[] = [];

class IdTypes implements IdTypeTable {
  readonly types = new Map<string, Map<string, IdRole>>();
  readonly #elements: readonly ElementDefinition[];
  readonly #conflicts = new Map<Pattern, IdConflict>();
  /** By serial: what in a pattern matters here, so that each element need not be searched anew. */
  readonly #relevant: (readonly Pattern[] | undefined)[] = [];
  /** The names of the attributes that have a type somewhere: others need not be looked at. */
  readonly #typed: readonly NameClass[];
  readonly #typedNames: ReadonlySet<string>;
  readonly #plain: Plain[] = [];

  constructor({ elements }: Grammar, identifying: readonly Pattern[]) {
    this.#elements = elements;
    this.#typed = typedNames(identifying);
    this.#typedNames = new Set(this.#typed.map((name) => (name.kind === "name" ? clark(name) : "*")));
    if (identifying.length === 0) return;
    elements.forEach(({ pattern }, element) => {
      for (const relevant of this.#relevantIn(pattern)) this.#visit(relevant, element);
    });
    for (const plain of this.#plain) this.#checkPlain(plain);
  }

  get conflicts(): readonly IdConflict[] {
    return [...this.#conflicts.values()];
  }

  /** Gives the attributes whose names may have a type, and the data of a type that is in no attribute. */
  #relevantIn(pattern: Pattern): readonly Pattern[] {
    const serial = serialOf(pattern);
    let relevant = this.#relevant[serial];
    if (relevant === undefined) {
      relevant = this.#findRelevant(pattern);
      this.#relevant[serial] = relevant;
    }
    return relevant;
  }

  #findRelevant(pattern: Pattern): readonly Pattern[] {
    switch (pattern.kind) {
      case "choice":
      case "group":
      case "interleave":
        return this.#relevantInAll(pattern.members);
      case "oneOrMore":
      case "list":
        return this.#relevantIn(pattern.pattern);
      case "attribute":
        return this.#mayBeTyped(pattern) ? [pattern] : NOTHING;
      case "data":
      case "value":
        return roleOf(pattern) === null ? NOTHING : [pattern];
      default:
        return NOTHING;
    }
  }

  #relevantInAll(patterns: readonly Pattern[]): readonly Pattern[] {
    let all = NOTHING;
    for (const pattern of patterns) {
      const relevant = this.#relevantIn(pattern);
      if (relevant.length === 0 || relevant === all) continue;
      all = all.length === 0 ? relevant : [...new Set([...all, ...relevant])];
    }
    return all;
  }

  #mayBeTyped({ name, pattern }: AttributePattern): boolean {
    if (this.#relevantIn(pattern).length > 0) return true;
    if (name.kind === "name") return this.#typedNames.has(clark(name));
    return this.#typed.some((typed) => overlap(typed, name) !== null);
  }

  #visit(pattern: Pattern, element: number): void {
    if (pattern.kind === "attribute") this.#attribute(pattern, element);
    else if (pattern.kind === "data" || pattern.kind === "value") {
      this.#refuse(pattern, element, `${pattern.datatype.name} must be the whole of an attribute's value`);
    }
  }

  #attribute(attribute: AttributePattern, element: number): void {
    const role = roleOf(attribute.pattern);
    if (role === null) {
      this.#plain.push({ element, attribute });
      for (const relevant of this.#relevantIn(attribute.pattern)) this.#visit(relevant, element);
    } else if (attribute.name.kind === "name") {
      this.#give(this.#elements[element]!.name, { role, element, attribute, key: clark(attribute.name) });
    } else this.#refuse(attribute, element, `An attribute of type ${role} must have one name`);
  }

  #give(name: NameClass, given: { role: IdRole; element: number; attribute: Pattern; key: string }): void {
    const { role, element, attribute, key } = given;
    if (name.kind === "choice") for (const member of name.members) this.#give(member, given);
    else if (name.kind === "name") {
      const types = this.types.get(clark(name)) ?? new Map<string, IdRole>();
      this.types.set(clark(name), types);
      const other = types.get(key);
      if (other !== undefined && other !== role) {
        this.#refuse(
          attribute,
          element,
          `@${local(key)} of <${name.local}> is of type ${role} here, of type ${other} elsewhere`,
        );
      }
      types.set(key, role);
    } else this.#refuse(attribute, element, `An element with an attribute of type ${role} must have a name`);
  }

  /** An attribute that has no such type here may not have one where the same element is described again. */
  #checkPlain({ element, attribute }: Plain): void {
    const { name } = this.#elements[element]!;
    for (const [owner, types] of this.#ofElements(name)) {
      for (const [key, role] of types) {
        if (!contains(attribute.name, uriOf(key), local(key))) continue;
        this.#refuse(
          attribute,
          element,
          `@${local(key)} of <${local(owner)}> is of type ${role} elsewhere, but not here`,
        );
        return;
      }
    }
  }

  #ofElements(name: NameClass): Iterable<readonly [string, ReadonlyMap<string, IdRole>]> {
    if (name.kind !== "name") {
      return [...this.types].filter(([owner]) => contains(name, uriOf(owner), local(owner)));
    }
    const types = this.types.get(clark(name));
    return types === undefined ? [] : [[clark(name), types]];
  }

  #refuse(pattern: Pattern, element: number, reason: string): void {
    if (!this.#conflicts.has(pattern)) this.#conflicts.set(pattern, { pattern, element, reason });
  }
}

function typedNames(identifying: readonly Pattern[]): NameClass[] {
  const names = new Map<string, NameClass>();
  for (const pattern of identifying) {
    if (pattern.kind !== "attribute") continue;
    names.set(pattern.name.kind === "name" ? clark(pattern.name) : `${names.size}`, pattern.name);
  }
  return [...names.values()];
}

function roleOf(pattern: Pattern): IdRole | null {
  return pattern.kind === "data" || pattern.kind === "value" ? pattern.datatype.idRole : null;
}

/** A local name holds no brace, whatever the URI before it holds. */
function local(key: string): string {
  return key.slice(key.lastIndexOf("}") + 1);
}

function uriOf(key: string): string {
  return key.slice(1, key.lastIndexOf("}"));
}
