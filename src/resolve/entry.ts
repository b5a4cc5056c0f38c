import type { Work } from "./work.ts";

/** A person, place or organisation of a register: small data, without nodes. What is absent is null. */
export interface Entry {
  readonly kind: "person" | "place" | "organisation";
  readonly key: string;
  readonly document: string;
  readonly xmlId: string;
  /** The name to show. */
  readonly name: string;
  /** Every form of the name that the register gives, the one to show first. */
  readonly names: readonly string[];
  readonly family: string | null;
  readonly given: string | null;
  /** A page of others that says who or what it is. */
  readonly ref: string | null;
  /** Years of life, or of being: “1888–1938”. */
  readonly dates: string | null;
  readonly note: string | null;
}

/** The registers of an edition. Keys are in the order of the documents. */
export interface Registers {
  readonly people: ReadonlyMap<string, Entry>;
  readonly places: ReadonlyMap<string, Entry>;
  readonly organisations: ReadonlyMap<string, Entry>;
  readonly works: ReadonlyMap<string, Work>;
  /** From `document#xml:id` to the entry. */
  readonly byAddress: ReadonlyMap<string, Entry | Work>;
}

/** Gives the entry that has this key, or null. */
export function entryOf(registers: Registers, key: string): Entry | Work | null {
  const { people, places, organisations, works } = registers;
  return people.get(key) ?? places.get(key) ?? organisations.get(key) ?? works.get(key) ?? null;
}
