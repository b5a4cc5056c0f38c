/** The namespace of the `xml` prefix, bound in every document (Namespaces in XML 1.0, section 3). */
export const XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";
/** The namespace of namespace declarations themselves (Namespaces in XML 1.0, section 3). */
export const XMLNS_NAMESPACE = "http://www.w3.org/2000/xmlns/";
/** The namespace of the Text Encoding Initiative. */
export const TEI_NAMESPACE = "http://www.tei-c.org/ns/1.0";

/** A qualified name as it stands in a document: prefix and local part, with the namespace it is bound to. */
export interface Name {
  readonly id: number;
  /** Empty where the name has no prefix. */
  readonly prefix: string;
  readonly local: string;
  /** Empty where the name is in no namespace. */
  readonly uri: string;
  /** `prefix:local`, or `local` alone. */
  readonly qualified: string;
}

const NO_NAMES: readonly number[] = [];

/** What is to be known of the names of elements: worked out once for each name of a document, and then looked up by its number. */
export class NameMarks {
  readonly #markOf: (name: Name) => number;
  readonly #known = new WeakMap<NameTable, Uint8Array>();

  /** Takes what gives the mark of a name, from 0 to 255. */
  constructor(markOf: (name: Name) => number) {
    this.#markOf = markOf;
  }

  /** The marks of a document's names, by their numbers. */
  in(names: NameTable): Uint8Array {
    const known = this.#known.get(names);
    if (known?.length === names.size) return known;
    const marks = Uint8Array.from({ length: names.size }, (_, id) => this.#markOf(names.get(id)));
    this.#known.set(names, marks);
    return marks;
  }
}

/**
 * Gives a string as the engine holds the names of properties: once each, so that two are compared by where they stand, and not
 * sign by sign as pieces of a document are.
 */
function asKey(text: string): string {
  return Object.keys({ [text]: 0 })[0]!;
}

/** Names of one document, each held once and known by a small number. */
export class NameTable {
  readonly #ids = new Map<string, number>();
  readonly #names: Name[] = [];
  readonly #byLocal = new Map<string, number[]>();
  readonly #byList = new WeakMap<readonly string[], readonly number[]>();

  /** Gives the number of a name, adding it when it is new. */
  intern(prefix: string, local: string, uri: string): number {
    const key = `${prefix}:${local} ${uri}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#names.length;
    this.#ids.set(key, id);
    const qualified = prefix === "" ? local : `${prefix}:${local}`;
    this.#names.push({ id, prefix, local: asKey(local), uri: asKey(uri), qualified: asKey(qualified) });
    const kin = this.#byLocal.get(local);
    if (kin === undefined) this.#byLocal.set(local, [id]);
    else kin.push(id);
    return id;
  }

  /** The numbers of the names that have one of some local parts, whatever their namespace. */
  withLocal(locals: readonly string[]): readonly number[] {
    if (locals.length === 1) return this.#byLocal.get(locals[0]!) ?? NO_NAMES;
    return locals.flatMap((local) => this.#byLocal.get(local) ?? NO_NAMES);
  }

  /**
   * The same of a list that is asked for again and again, for which they are looked up once. Nothing must be added to the
   * names of a tree, or to the list.
   */
  withLocalsOf(locals: readonly string[]): readonly number[] {
    if (locals.length === 0) return NO_NAMES;
    const known = this.#byList.get(locals);
    if (known !== undefined) return known;
    const ids = this.withLocal(locals);
    this.#byList.set(locals, ids);
    return ids;
  }

  /** The number of a name, or null where the document does not use it. */
  maybeId(prefix: string, local: string, uri: string): number | null {
    return this.#ids.get(`${prefix}:${local} ${uri}`) ?? null;
  }

  /** Gives the name behind a number; throws a `RangeError` for a number never given out. */
  get(id: number): Name {
    const name = this.#names[id];
    if (name === undefined) throw new RangeError(`No name has the number ${id}`);
    return name;
  }

  /** Whether the document uses a name. */
  has(prefix: string, local: string, uri: string): boolean {
    return this.#ids.has(`${prefix}:${local} ${uri}`);
  }

  /** How many names the document uses. */
  get size(): number {
    return this.#names.length;
  }
}
