import type { SourcePlace } from "../../report/index.ts";
import type { LineTable, Tree } from "../../tree/index.ts";
import type { Datatype } from "../datatypes/datatype.ts";
import type { NameClass } from "./name-class.ts";

/** A file of a schema as it was read, so that a fault can be shown in it. */
export interface SchemaSource {
  readonly path: string;
  readonly lines: LineTable;
  /** Null where the file is in the compact syntax. */
  readonly tree: Tree | null;
}

/** A stretch of a file of a schema, in UTF-16 units of its text. */
export interface Place {
  readonly source: SchemaSource;
  readonly start: number;
  readonly end: number;
}

/** Where another file is called in: what is written there, and the path or URI that this comes to. */
export interface Reference {
  readonly href: string;
  readonly path: string;
  /** The namespace that names in the file have where it does not say. */
  readonly ns: string;
}

/**
 * A pattern as either syntax gives it, after the steps that need only the file itself (RELAX NG, sections 4.1 to 4.5,
 * 4.8 to 4.12 and 4.16): prefixes are resolved, datatypes are known, several children where one was expected are a
 * group. Files are not yet put together, and nothing is looked up. A `fault` stands where a finding was made.
 */
export type SchemaPattern =
  | Leaf<"empty" | "notAllowed" | "text" | "fault">
  | Several<"group" | "interleave" | "choice">
  | Wrapping<"optional" | "zeroOrMore" | "oneOrMore" | "list" | "mixed">
  | Named<"element" | "attribute">
  | DataNode
  | ValueNode
  | Calling<"ref" | "parentRef">
  | ExternalNode
  | GrammarNode;

/** A pattern of one of the kinds `K`, so that what is known of a kind is known of its record. */
export type PatternOf<K extends SchemaPattern["kind"]> = SchemaPattern & { readonly kind: K };

type Leaf<K> = K extends string ? { readonly kind: K; readonly place: Place } : never;

type Several<K> = K extends string
  ? { readonly kind: K; readonly members: readonly SchemaPattern[]; readonly place: Place }
  : never;

type Wrapping<K> = K extends string
  ? { readonly kind: K; readonly content: SchemaPattern; readonly place: Place }
  : never;

type Named<K> = K extends string
  ? {
      readonly kind: K;
      readonly name: NameClass;
      readonly content: SchemaPattern;
      readonly place: Place;
    }
  : never;

type Calling<K> = K extends string
  ? { readonly kind: K; readonly name: string; readonly place: Place }
  : never;

interface DataNode {
  readonly kind: "data";
  readonly datatype: Datatype;
  readonly except: SchemaPattern | null;
  readonly place: Place;
}

interface ValueNode {
  readonly kind: "value";
  readonly datatype: Datatype;
  readonly lexical: string;
  readonly key: string;
  readonly place: Place;
}

interface ExternalNode {
  readonly kind: "externalRef";
  readonly reference: Reference;
  readonly place: Place;
}

/** A grammar as it stands in a file; what stands in `div` stands among its other components (section 4.11). */
export interface GrammarNode {
  readonly kind: "grammar";
  readonly components: readonly Component[];
  readonly place: Place;
}

/** How several definitions of a name go together (section 4.17). */
export type Combine = "choice" | "interleave";

/** A part of a grammar. */
export type Component =
  | {
      readonly kind: "define";
      /** Null for `start`. */
      readonly name: string | null;
      readonly combine: Combine | null;
      readonly pattern: SchemaPattern;
      readonly place: Place;
    }
  | {
      readonly kind: "include";
      readonly reference: Reference;
      readonly overrides: readonly Component[];
      readonly place: Place;
    };

/** Gives a place as findings take it; the element path is known in the XML syntax only. */
export function whereOf({ source, start, end }: Place): SourcePlace {
  const { path, lines, tree } = source;
  return { path, lines, span: { start, end }, elementPath: tree === null ? null : pathAt(tree, start) };
}

/** Finds the element that begins at an offset, or else the last one before it, and gives its path. */
function pathAt(tree: Tree, offset: number): string {
  const { start } = tree.columns;
  let low = 0;
  let high = start.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (start[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  const node = tree.node(low);
  return (node.isElement ? node : (node.parent ?? node)).path;
}
