import { contains, type NameClass } from "./name-class.ts";

/** No name of a document is this; it stands for all the names that a schema does not mention. */
const UNMENTIONED = "\u0000";

/** A name, or all names of a namespace that a schema does not mention, or all names of all other namespaces. */
export interface SymbolName {
  /** {@link UNMENTIONED_URI} where it stands for all namespaces that are not mentioned. */
  readonly uri: string;
  /** Null where it stands for all local names that are not mentioned. */
  readonly local: string | null;
}

/** The namespace of a symbol that stands for every namespace a schema does not mention. */
export const UNMENTIONED_URI: string = UNMENTIONED;

/**
 * The alphabet of a schema: each name it mentions has a number, and so have, once for each namespace it mentions and
 * once for all others, the names it does not mention. Names with one number are treated alike by every name class.
 */
export class Symbols {
  readonly names: readonly SymbolName[];
  readonly #numbers = new Map<string, Map<string | null, number>>();

  constructor(names: readonly SymbolName[]) {
    this.names = names;
    names.forEach(({ uri, local }, number) => {
      const ofUri = this.#numbers.get(uri) ?? new Map<string | null, number>();
      this.#numbers.set(uri, ofUri.set(local, number));
    });
  }

  /** The number of a name. */
  of(uri: string, local: string): number {
    const ofUri = this.#numbers.get(uri) ?? this.#numbers.get(UNMENTIONED_URI)!;
    return ofUri.get(local) ?? ofUri.get(null)!;
  }

  /** Whether the names of a number belong to a name class. */
  isWithin(symbol: number, nameClass: NameClass): boolean {
    const { uri, local } = this.names[symbol]!;
    return contains(nameClass, uri, local ?? UNMENTIONED);
  }

  /** The numbers of the names in a name class, in ascending order. */
  within(nameClass: NameClass): readonly number[] {
    if (nameClass.kind === "name") return [this.of(nameClass.uri, nameClass.local)];
    return this.names.flatMap((_, symbol) => (this.isWithin(symbol, nameClass) ? [symbol] : []));
  }
}

/** Makes the alphabet of the names that some name classes mention. */
export function symbolsOf(nameClasses: Iterable<NameClass>): Symbols {
  const names = new Map<string, Set<string>>();
  for (const nameClass of nameClasses) mention(nameClass, names);
  const all: SymbolName[] = [];
  for (const [uri, locals] of names) {
    for (const local of locals) all.push({ uri, local });
    all.push({ uri, local: null });
  }
  return new Symbols([...all, { uri: UNMENTIONED_URI, local: null }]);
}

function mention(nameClass: NameClass, names: Map<string, Set<string>>): void {
  switch (nameClass.kind) {
    case "name":
      names.set(nameClass.uri, (names.get(nameClass.uri) ?? new Set()).add(nameClass.local));
      return;
    case "nsName":
      if (!names.has(nameClass.uri)) names.set(nameClass.uri, new Set());
      if (nameClass.except !== null) mention(nameClass.except, names);
      return;
    case "anyName":
      if (nameClass.except !== null) mention(nameClass.except, names);
      return;
    case "choice":
      for (const member of nameClass.members) mention(member, names);
      return;
    default:
      nameClass satisfies never;
  }
}
