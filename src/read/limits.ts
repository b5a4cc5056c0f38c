/** What a document may ask of the reader. Each limit passed is a finding; each can be raised in the configuration. */
export interface Limits {
  /** How deep elements nest. */
  readonly nesting: number;
  /** How many attributes an element has, declared defaults included. */
  readonly attributes: number;
  /** How many UTF-16 units all entity references together stand for. */
  readonly expansion: number;
  /** How many times its own length a document may grow by entity references. */
  readonly expansionFactor: number;
  /** How many UTF-16 units a document has. */
  readonly documentSize: number;
  /** How many UTF-16 units all inclusions of a document together bring in, each counted as often as it is included. */
  readonly inclusion: number;
  /** How deep inclusions nest. */
  readonly inclusionDepth: number;
}

export const DEFAULT_LIMITS: Limits = {
  // The deepest of a thousand TEI documents measured has 31 levels; stylesheets that recurse break near 1,000.
  nesting: 512,
  // The richest element of TEI has about 60 attributes; generated XML that is meant to be read stays below this.
  attributes: 1000,
  // Four times the longest play measured; it is read in a second, and takes tens of megabytes.
  expansion: 10_000_000,
  // Expat's factor. A document made of nothing but references to one long note stays below it.
  expansionFactor: 100,
  // The longest string that V8 holds (2^29 - 24). Raising it does not help; lowering it may.
  documentSize: 536_870_888,
  // A corpus of a thousand plays; its tree takes half a gigabyte. Eight files that each include the next ten times pass it.
  inclusion: 400_000_000,
  // An edition has volumes, chapters, a header and a list in it: five. A reader that recurses bears this many.
  inclusionDepth: 50,
};

/** The factor is not asked below this many units: a few lines may well refer to a boilerplate of some pages. */
export const EXPANSION_NEVER_REFUSED = 100_000;

/** Gives the limits with those that were set in place of the defaults. */
export function limitsWith(set: Partial<Limits> | undefined): Limits {
  return { ...DEFAULT_LIMITS, ...set };
}
