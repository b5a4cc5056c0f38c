import type { Datatype } from "../datatypes/datatype.ts";
import type { NameClass } from "./name-class.ts";
import type { Grammar, Pattern } from "./pattern.ts";
import { EMPTY, NOT_ALLOWED, PatternTable, TEXT } from "./pattern-table.ts";
import { type Symbols, symbolsOf } from "./symbols.ts";

/** A `value` pattern: the datatype by its number, the string as the schema has it, and the key of its value. */
export interface SchemaValue {
  readonly datatype: number;
  readonly lexical: string;
  readonly key: string;
}

/** An element of a schema: its name class and, as an interned pattern, its attributes and content. */
export interface InternedElement {
  readonly name: NameClass;
  readonly pattern: number;
}

/** A schema whose patterns stand in a table; what they refer to are numbers in the lists here. */
export interface InternedGrammar {
  readonly patterns: PatternTable;
  readonly start: number;
  readonly elements: readonly InternedElement[];
  /** Name classes of attributes. */
  readonly nameClasses: readonly NameClass[];
  readonly datatypes: readonly Datatype[];
  readonly values: readonly SchemaValue[];
  readonly elementSymbols: Symbols;
  readonly attributeSymbols: Symbols;
}

/** Interns the patterns of a grammar. */
export function internGrammar(grammar: Grammar): InternedGrammar {
  const interning = new Interning();
  const elements = grammar.elements.map(({ name, pattern }) => ({
    name,
    pattern: interning.intern(pattern),
  }));
  const start = interning.intern(grammar.start);
  const { patterns, nameClasses, datatypes, values } = interning;
  return {
    patterns,
    start,
    elements,
    nameClasses: nameClasses.all,
    datatypes: datatypes.all,
    values: values.all,
    elementSymbols: symbolsOf(elements.map(({ name }) => name)),
    attributeSymbols: symbolsOf(nameClasses.all),
  };
}

/** Records by a key, numbered in the order they came. */
class Numbered<Item> {
  readonly all: Item[] = [];
  readonly #numbers = new Map<string, number>();

  number(key: string, item: Item): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.all.length);
    return this.all.push(item) - 1;
  }
}

class Interning {
  readonly patterns = new PatternTable();
  readonly nameClasses = new Numbered<NameClass>();
  readonly datatypes = new Numbered<Datatype>();
  readonly values = new Numbered<SchemaValue>();
  readonly #known = new Map<Pattern, number>();

  intern(pattern: Pattern): number {
    const known = this.#known.get(pattern);
    if (known !== undefined) return known;
    const interned = this.#make(pattern);
    this.#known.set(pattern, interned);
    return interned;
  }

  #make(pattern: Pattern): number {
    const { patterns } = this;
    switch (pattern.kind) {
      case "empty":
        return EMPTY;
      case "notAllowed":
        return NOT_ALLOWED;
      case "text":
        return TEXT;
      case "choice":
      case "group":
      case "interleave":
        return patterns[pattern.kind](pattern.members.map((member) => this.intern(member)));
      case "oneOrMore":
        return patterns.oneOrMore(this.intern(pattern.pattern));
      case "list":
        return patterns.list(this.intern(pattern.pattern));
      case "data":
        return patterns.data(
          this.#datatype(pattern.datatype),
          pattern.except === null ? NOT_ALLOWED : this.intern(pattern.except),
        );
      case "value":
        return this.#value(pattern.datatype, pattern.lexical, pattern.key);
      case "attribute":
        return patterns.attribute(
          this.nameClasses.number(JSON.stringify(pattern.name), pattern.name),
          this.intern(pattern.pattern),
        );
      case "element":
        return patterns.element(pattern.element);
      default:
        return pattern satisfies never;
    }
  }

  #datatype(datatype: Datatype): number {
    const { library, name, parameters } = datatype;
    return this.datatypes.number(JSON.stringify([library, name, parameters]), datatype);
  }

  #value(datatype: Datatype, lexical: string, key: string): number {
    const number = this.#datatype(datatype);
    return this.patterns.value(
      this.values.number(JSON.stringify([number, key]), { datatype: number, lexical, key }),
    );
  }
}
