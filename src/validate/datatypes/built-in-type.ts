import type { IdRole, ValueContext } from "./datatype.ts";
import type { LimitMaker } from "./order.ts";
import type { WhiteSpace } from "./white-space.ts";

/** Whether a stretch of a string belongs to a type; no white space stands at the ends where the type collapses it. */
export type Scan = (text: string, start: number, end: number, context: ValueContext) => boolean;

/** A type as a library names it, before parameters are applied. The strings handed to all but `scan` have their white space normalised. */
export interface BuiltInType {
  readonly name: string;
  readonly whiteSpace: WhiteSpace;
  readonly scan: Scan;
  readonly allowsAll: boolean;
  readonly needsContext: boolean;
  readonly idRole: IdRole | null;
  /** The value of a string the type allows, as a key (see {@link Datatype.valueKey}). */
  key(value: string, context: ValueContext): string;
  /** What length counts (XML Schema Part 2, section 4.3.1), or null where the facet does not apply. */
  readonly length: ((value: string) => number) | null;
  /** What length counts, in words: `characters`. */
  readonly unit: string;
  /** Makes the tests of bounds, or null where the values have no order. */
  readonly limit: LimitMaker | null;
  /** Whether its values are decimal numbers, so that digits can be counted (sections 4.3.11 and 4.3.12). */
  readonly isDecimal: boolean;
  /** What belongs to it, in plain words. */
  readonly words: string;
  /** Why a string does not belong to it, as the end of a sentence, where more can be said. */
  fault(value: string, context: ValueContext): string | null;
}

/** A type that differs from a plain collapsed string only in what is given. */
export function builtInType(
  given: Pick<BuiltInType, "name" | "scan" | "words"> & Partial<BuiltInType>,
): BuiltInType {
  return {
    whiteSpace: "collapse",
    allowsAll: false,
    needsContext: false,
    idRole: null,
    key: sameSpelling,
    length: null,
    unit: "characters",
    limit: null,
    isDecimal: false,
    fault: () => null,
    ...given,
  };
}

function sameSpelling(value: string): string {
  return value;
}
