import type { IdRole } from "../datatypes/datatype.ts";
import { contains, type NameClass } from "./name-class.ts";
import type { ElementDefinition, Grammar, Pattern } from "./pattern.ts";

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
 * Compatibility, section 5). Each pair has one type wherever it is described, and both have names, not classes of names.
 */
export function idTypes(grammar: Grammar): IdTypeTable {
  return new IdTypes(grammar);
}

class IdTypes implements IdTypeTable {
  readonly types = new Map<string, Map<string, IdRole>>();
  readonly #elements: readonly ElementDefinition[];
  readonly #conflicts = new Map<Pattern, IdConflict>();
  readonly #matters = new Map<Pattern, boolean>();
  readonly #plain: Plain[] = [];

  constructor({ elements }: Grammar) {
    this.#elements = elements;
    elements.forEach(({ pattern }, element) => {
      this.#visit(pattern, element, new Set());
    });
    if (this.types.size > 0) for (const plain of this.#plain) this.#checkPlain(plain);
  }

  get conflicts(): readonly IdConflict[] {
    return [...this.#conflicts.values()];
  }

  #visit(pattern: Pattern, element: number, seen: Set<Pattern>): void {
    if (seen.has(pattern) || !this.#doesMatter(pattern)) return;
    seen.add(pattern);
    switch (pattern.kind) {
      case "choice":
      case "group":
      case "interleave":
        for (const member of pattern.members) this.#visit(member, element, seen);
        return;
      case "oneOrMore":
      case "list":
        this.#visit(pattern.pattern, element, seen);
        return;
      case "attribute":
        this.#attribute(pattern, element, seen);
        return;
      case "data":
      case "value":
        this.#refuse(pattern, element, `${pattern.datatype.name} must be the whole of an attribute's value`);
        return;
      default:
        pattern.kind satisfies "empty" | "notAllowed" | "text" | "element";
    }
  }

  /** Whether a pattern holds attributes, or data that may stand in attributes only. */
  #doesMatter(pattern: Pattern): boolean {
    const known = this.#matters.get(pattern);
    if (known !== undefined) return known;
    const matters =
      pattern.kind === "attribute" ||
      roleOf(pattern) !== null ||
      ("members" in pattern && pattern.members.some((member) => this.#doesMatter(member))) ||
      ("pattern" in pattern && this.#doesMatter(pattern.pattern));
    this.#matters.set(pattern, matters);
    return matters;
  }

  #attribute(attribute: AttributePattern, element: number, seen: Set<Pattern>): void {
    const role = roleOf(attribute.pattern);
    if (role === null) {
      this.#plain.push({ element, attribute });
      this.#visit(attribute.pattern, element, seen);
    } else if (attribute.name.kind === "name") {
      this.#give(this.#elements[element]!.name, { role, element, attribute, key: clark(attribute.name) });
    } else this.#refuse(attribute, element, `an attribute of type ${role} must have one name`);
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
    } else this.#refuse(attribute, element, `an element with an attribute of type ${role} must have a name`);
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

function roleOf(pattern: Pattern): IdRole | null {
  return pattern.kind === "data" || pattern.kind === "value" ? pattern.datatype.idRole : null;
}

function clark({ uri, local: name }: { readonly uri: string; readonly local: string }): string {
  return `{${uri}}${name}`;
}

/** A local name holds no brace, whatever the URI before it holds. */
function local(key: string): string {
  return key.slice(key.lastIndexOf("}") + 1);
}

function uriOf(key: string): string {
  return key.slice(1, key.lastIndexOf("}"));
}
