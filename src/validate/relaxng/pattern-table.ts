import { Integers } from "./integers.ts";

/** The kinds of interned pattern, numbered as the table stores them. */
export const PatternKind = {
  notAllowed: 0,
  empty: 1,
  text: 2,
  choice: 3,
  group: 4,
  interleave: 5,
  oneOrMore: 6,
  list: 7,
  data: 8,
  value: 9,
  attribute: 10,
  element: 11,
} as const;
export type PatternKind = (typeof PatternKind)[keyof typeof PatternKind];

/** What an element may hold by a pattern (RELAX NG, section 7.2), in ascending order. */
export const ContentType = { empty: 0, element: 1, mixed: 2, data: 3 } as const;

/** The pattern that nothing matches; always the first of a table. */
export const NOT_ALLOWED = 0;
/** The pattern that nothing at all matches, and white space; always the second. */
export const EMPTY = 1;
/** The pattern that any text matches; always the third. */
export const TEXT = 2;

const NULLABLE = 1;
const HAS_ATTRIBUTE = 2;
const CONTENT_SHIFT = 2;

/** Numbers a row of the table is made of: kind, two operands, flags. */
const ROW = 4;

/** The columns of a table as they are stored. */
export interface PatternColumns {
  readonly rows: Int32Array;
  readonly pool: Int32Array;
  /** The hash table: its length is a power of two. */
  readonly slots: Int32Array;
}

/**
 * Patterns, each held once and known by a small number, so that equal patterns are equal numbers (hash-consing). The
 * constructors simplify as they go: what cannot match is dropped, nested choices and groups become one list, and the
 * members of a choice are a sorted set. A row has four slots:
 *
 *     kind                             first operand         second operand     flags
 *     choice, group, interleave        place in the pool     number of members
 *     oneOrMore, list                  pattern
 *     data                             datatype              except, or NOT_ALLOWED
 *     value                            value
 *     attribute                        name class            pattern
 *     element                          element
 */
export class PatternTable {
  readonly #rows: Integers;
  readonly #pool: Integers;
  /** Open addressing: pattern + 1, or 0 for a free slot. */
  #slots: Int32Array;

  constructor(columns?: PatternColumns) {
    this.#rows = new Integers(columns?.rows);
    this.#pool = new Integers(columns?.pool);
    this.#slots = columns?.slots ?? new Int32Array(0);
    if (this.size === 0) {
      this.#intern(PatternKind.notAllowed, 0, 0);
      this.#intern(PatternKind.empty, 0, 0);
      this.#intern(PatternKind.text, 0, 0);
    }
  }

  /** How many patterns there are. */
  get size(): number {
    return this.#rows.length / ROW;
  }

  get columns(): PatternColumns {
    return { rows: this.#rows.toCells(), pool: this.#pool.toCells(), slots: this.#slots };
  }

  kind(pattern: number): PatternKind {
    return this.#rows.cells[pattern * ROW] as PatternKind;
  }

  /** The first operand, whose meaning depends on the kind. */
  first(pattern: number): number {
    return this.#rows.cells[pattern * ROW + 1]!;
  }

  /** The second operand, whose meaning depends on the kind. */
  second(pattern: number): number {
    return this.#rows.cells[pattern * ROW + 2]!;
  }

  /** Whether it matches nothing at all (RELAX NG, section 9: nullable). */
  isNullable(pattern: number): boolean {
    return (this.#rows.cells[pattern * ROW + 3]! & NULLABLE) !== 0;
  }

  /** Whether an attribute stands in it, elements not entered. */
  hasAttribute(pattern: number): boolean {
    return (this.#rows.cells[pattern * ROW + 3]! & HAS_ATTRIBUTE) !== 0;
  }

  /** One of {@link ContentType}. */
  contentType(pattern: number): number {
    return this.#rows.cells[pattern * ROW + 3]! >> CONTENT_SHIFT;
  }

  /** The members of a choice, group or interleave; any other pattern is its own only member. */
  members(pattern: number, kind: PatternKind): readonly number[] {
    if (this.kind(pattern) !== kind) return [pattern];
    const at = this.first(pattern);
    return Array.from(this.#pool.cells.subarray(at, at + this.second(pattern)));
  }

  choice(members: readonly number[]): number {
    if (members.length === 2 && members[0] === members[1]) return members[0]!;
    const set = new Set<number>();
    for (const member of members) {
      for (const each of this.members(member, PatternKind.choice)) set.add(each);
    }
    set.delete(NOT_ALLOWED);
    if (set.has(EMPTY) && this.#anyOtherNullable(set)) set.delete(EMPTY);
    const sorted = [...set].sort(ascending);
    if (sorted.length === 0) return NOT_ALLOWED;
    return sorted.length === 1 ? sorted[0]! : this.#internMembers(PatternKind.choice, sorted);
  }

  group(members: readonly number[]): number {
    const list: number[] = [];
    for (const member of members) {
      if (member === NOT_ALLOWED) return NOT_ALLOWED;
      if (member === EMPTY) continue;
      if (this.kind(member) === PatternKind.group) list.push(...this.members(member, PatternKind.group));
      else list.push(member);
    }
    if (list.length === 0) return EMPTY;
    return list.length === 1 ? list[0]! : this.#internMembers(PatternKind.group, list);
  }

  interleave(members: readonly number[]): number {
    const list: number[] = [];
    for (const member of members) {
      if (member === NOT_ALLOWED) return NOT_ALLOWED;
      if (member !== EMPTY) list.push(...this.members(member, PatternKind.interleave));
    }
    list.sort(ascending);
    const reduced = list.filter((member, at) => member !== TEXT || list[at - 1] !== TEXT);
    if (reduced.length === 0) return EMPTY;
    return reduced.length === 1 ? reduced[0]! : this.#internMembers(PatternKind.interleave, reduced);
  }

  oneOrMore(pattern: number): number {
    if (pattern <= TEXT || this.kind(pattern) === PatternKind.oneOrMore) return pattern;
    const members = this.members(pattern, PatternKind.choice);
    if (members.includes(EMPTY)) {
      return this.optional(this.oneOrMore(this.choice(members.filter((member) => member !== EMPTY))));
    }
    return this.#intern(PatternKind.oneOrMore, pattern, 0);
  }

  optional(pattern: number): number {
    return this.isNullable(pattern) ? pattern : this.choice([pattern, EMPTY]);
  }

  zeroOrMore(pattern: number): number {
    return this.optional(this.oneOrMore(pattern));
  }

  list(pattern: number): number {
    return pattern === NOT_ALLOWED ? NOT_ALLOWED : this.#intern(PatternKind.list, pattern, 0);
  }

  data(datatype: number, except: number): number {
    return this.#intern(PatternKind.data, datatype, except);
  }

  value(value: number): number {
    return this.#intern(PatternKind.value, value, 0);
  }

  attribute(nameClass: number, pattern: number): number {
    return pattern === NOT_ALLOWED ? NOT_ALLOWED : this.#intern(PatternKind.attribute, nameClass, pattern);
  }

  element(element: number): number {
    return this.#intern(PatternKind.element, element, 0);
  }

  #anyOtherNullable(set: ReadonlySet<number>): boolean {
    for (const member of set) if (member !== EMPTY && this.isNullable(member)) return true;
    return false;
  }

  #intern(kind: PatternKind, first: number, second: number): number {
    const slot = this.#slotOf(mix(mix(kind, first), second), (pattern) => {
      const at = pattern * ROW;
      const { cells } = this.#rows;
      return cells[at] === kind && cells[at + 1] === first && cells[at + 2] === second;
    });
    return this.#slots[slot] !== 0 ? this.#slots[slot]! - 1 : this.#add(slot, kind, first, second);
  }

  #internMembers(kind: PatternKind, members: readonly number[]): number {
    let hash = mix(kind, members.length);
    for (const member of members) hash = mix(hash, member);
    const slot = this.#slotOf(hash, (pattern) => this.#hasMembers(pattern, kind, members));
    if (this.#slots[slot] !== 0) return this.#slots[slot]! - 1;
    const place = this.#pool.length;
    for (const member of members) this.#pool.push(member);
    return this.#add(slot, kind, place, members.length);
  }

  #hasMembers(pattern: number, kind: PatternKind, members: readonly number[]): boolean {
    if (this.kind(pattern) !== kind || this.second(pattern) !== members.length) return false;
    const { cells } = this.#pool;
    const place = this.first(pattern);
    for (let at = 0; at < members.length; at++) if (cells[place + at] !== members[at]) return false;
    return true;
  }

  #slotOf(hash: number, isIt: (pattern: number) => boolean): number {
    if (this.#slots.length < (this.size + 1) * 2) this.#rehash();
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    while (this.#slots[slot] !== 0 && !isIt(this.#slots[slot]! - 1)) slot = (slot + 1) & mask;
    return slot;
  }

  #add(slot: number, kind: PatternKind, first: number, second: number): number {
    const pattern = this.size;
    this.#rows.push(kind);
    this.#rows.push(first);
    this.#rows.push(second);
    this.#rows.push(0);
    this.#rows.set(pattern * ROW + 3, this.#flags(kind, pattern));
    this.#slots[slot] = pattern + 1;
    return pattern;
  }

  #rehash(): void {
    let length = 1024;
    while (length < (this.size + 1) * 4) length *= 2;
    this.#slots = new Int32Array(length);
    const mask = length - 1;
    for (let pattern = 0; pattern < this.size; pattern++) {
      let slot = this.#hash(pattern) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = pattern + 1;
    }
  }

  #hash(pattern: number): number {
    const kind = this.kind(pattern);
    if (!isCompound(kind)) return mix(mix(kind, this.first(pattern)), this.second(pattern));
    const place = this.first(pattern);
    const length = this.second(pattern);
    let hash = mix(kind, length);
    for (let at = 0; at < length; at++) hash = mix(hash, this.#pool.at(place + at));
    return hash;
  }

  #flags(kind: PatternKind, pattern: number): number {
    const [nullable, attribute, content] = this.#traits(kind, pattern);
    return (nullable ? NULLABLE : 0) | (attribute ? HAS_ATTRIBUTE : 0) | (content << CONTENT_SHIFT);
  }

  /** Whether it is nullable, whether it has an attribute, and its content type. */
  #traits(kind: PatternKind, pattern: number): readonly [boolean, boolean, number] {
    switch (kind) {
      case PatternKind.notAllowed:
        return [false, false, ContentType.empty];
      case PatternKind.empty:
        return [true, false, ContentType.empty];
      case PatternKind.text:
        return [true, false, ContentType.mixed];
      case PatternKind.list:
      case PatternKind.data:
      case PatternKind.value:
        return [false, false, ContentType.data];
      case PatternKind.attribute:
        return [false, true, ContentType.empty];
      case PatternKind.element:
        return [false, false, ContentType.element];
      case PatternKind.oneOrMore: {
        const inner = this.first(pattern);
        return [this.isNullable(inner), this.hasAttribute(inner), this.contentType(inner)];
      }
      case PatternKind.choice:
      case PatternKind.group:
      case PatternKind.interleave:
        return this.#traitsOfMembers(kind, pattern);
      default:
        return kind satisfies never;
    }
  }

  #traitsOfMembers(kind: PatternKind, pattern: number): readonly [boolean, boolean, number] {
    let nullable = kind !== PatternKind.choice;
    let attribute = false;
    let content: number = ContentType.empty;
    for (const member of this.members(pattern, kind)) {
      nullable =
        kind === PatternKind.choice
          ? nullable || this.isNullable(member)
          : nullable && this.isNullable(member);
      attribute ||= this.hasAttribute(member);
      content = Math.max(content, this.contentType(member));
    }
    return [nullable, attribute, content];
  }
}

function isCompound(kind: PatternKind): boolean {
  return kind === PatternKind.choice || kind === PatternKind.group || kind === PatternKind.interleave;
}

function ascending(one: number, other: number): number {
  return one - other;
}

function mix(hash: number, value: number): number {
  const mixed = Math.imul(hash ^ value, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}
