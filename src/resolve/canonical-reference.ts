import type { Tree, XmlAttribute, XmlNode } from "../tree/index.ts";
import { ExpressionError, lazyExpression } from "../xpath/index.ts";
import { type CiteStructure, citedElements, citeStructuresIn } from "./cite-structure.ts";
import { pointersIn } from "./pointer.ts";
import { writtenOut } from "./prefix.ts";
import { matchWhole } from "./whole-match.ts";

/** Where a canonical reference leads by what its document declares. */
export type CanonicalTarget =
  /** A pointer that a `cRefPattern` writes out; it is taken from where that stands. */
  | { readonly kind: "pointer"; readonly pointer: string; readonly from: XmlNode }
  | { readonly kind: "passage"; readonly node: XmlNode }
  /** What it begins with is known, and has nothing of the name that follows. */
  | { readonly kind: "no-passage"; readonly known: string; readonly missing: string };

/** An attribute that holds a canonical reference, and where that leads. */
export interface CanonicalReference {
  readonly attribute: XmlAttribute;
  readonly target: CanonicalTarget;
}

/** A way of referring that a document declares. */
interface ReferenceSystem {
  readonly refsDecl: XmlNode;
  readonly structures: readonly CiteStructure[];
}

/** Longer ones are no references: each length of each level is looked up. */
const LONGEST = 200;

const SYSTEMS = new WeakMap<Tree, readonly ReferenceSystem[]>();

/**
 * Follows a canonical reference such as `Il. 1.1` by the declarations that hold where it stands: patterns that write it out
 * as a pointer, or the parts of the text that it names one after the other (TEI P5, 16.2.5). Gives null where no
 * declaration fits, so that it may mean a work that is not at hand.
 */
export function canonicalTarget(reference: string, from: XmlNode): CanonicalTarget | null {
  const said = reference.replace(/\s+/gu, " ").trim();
  if (said === "" || said.length > LONGEST) return null;
  const targets = systemsFor(from).flatMap((system) => targetIn(said, system) ?? []);
  return targets.find(({ kind }) => kind !== "no-passage") ?? targets[0] ?? null;
}

/** The attributes of a document that hold canonical references it declares, and where each leads (TEI P5, att.cReferencing). */
export function* canonicalReferences(tree: Tree): Generator<CanonicalReference, undefined> {
  if (systemsOf(tree).length === 0) return;
  for (const node of tree.document.descendantElements("ref", "ptr", "term", "gloss")) {
    const attribute = node.isTei() ? node.maybeAttribute("cRef") : null;
    const target = attribute === null ? null : canonicalTarget(attribute.value, node);
    if (attribute !== null && target !== null) yield { attribute, target };
  }
}

function systemsOf(tree: Tree): readonly ReferenceSystem[] {
  const known = SYSTEMS.get(tree);
  if (known !== undefined) return known;
  const systems = [...tree.document.descendantElements("refsDecl")]
    .filter(
      (node) => node.maybeElement("cRefPattern") !== null || node.maybeElement("citeStructure") !== null,
    )
    .map((refsDecl) => ({ refsDecl, structures: understood(refsDecl) }));
  SYSTEMS.set(tree, systems);
  return systems;
}

/** What is not XPath declares nothing; the check of a schema says so, not this. */
function understood(refsDecl: XmlNode): readonly CiteStructure[] {
  return orNull(() => citeStructuresIn(refsDecl)) ?? [];
}

/** The systems that hold for an element: those that the nearest `@decls` names, else the default, else all (TEI P5, 16.3.2). */
function systemsFor(from: XmlNode): readonly ReferenceSystem[] {
  const all = systemsOf(from.tree);
  if (all.length < 2) return all;
  for (let at: XmlNode | null = from; at?.isElement; at = at.parent) {
    const named = pointersIn(at.get("decls") ?? "");
    const chosen = all.filter(({ refsDecl }) => named.includes(`#${refsDecl.get("xml:id")}`));
    if (chosen.length > 0) return chosen;
  }
  const byDefault = all.filter(({ refsDecl }) => /^(?:true|1)$/u.test(refsDecl.get("default") ?? ""));
  return byDefault.length > 0 ? byDefault : all;
}

function targetIn(reference: string, { refsDecl, structures }: ReferenceSystem): CanonicalTarget | null {
  return byPattern(reference, refsDecl) ?? orNull(() => byStructure(reference, structures, refsDecl.tree));
}

/**
 * The first pattern that fits writes the reference out (TEI P5, 16.2.5.2). A path that finds nothing in the document fits
 * nothing: patterns of paths are often so wide that they fit references to any work.
 */
function byPattern(reference: string, refsDecl: XmlNode): CanonicalTarget | null {
  for (const from of refsDecl.elements("cRefPattern")) {
    const match = matchWhole(from.get("matchPattern") ?? "", reference, from.tree);
    if (match === null) continue;
    const pointer = writtenOut(from.get("replacementPattern") ?? "", match);
    const path = /^#xpath\((.+)\)$/su.exec(pointer)?.[1];
    if (path === undefined) return { kind: "pointer", pointer, from };
    const [node] = orNull(() => lazyExpression(path).nodes(from.tree.document)) ?? [];
    if (node !== undefined && "isElement" in node && node.isElement) return { kind: "passage", node };
  }
  return null;
}

function byStructure(
  reference: string,
  structures: readonly CiteStructure[],
  { document }: Tree,
): CanonicalTarget | null {
  let best: CanonicalTarget | null = null;
  let level: readonly Reached[] = structures.map((structure) => ({
    structure,
    within: document,
    at: reference.startsWith(structure.delimiter) ? structure.delimiter.length : 0,
  }));
  while (level.length > 0) {
    const named = level.flatMap((reached) => namedBy(reference, reached));
    const end = named.find(({ at }) => at === reference.length);
    if (end !== undefined) return { kind: "passage", node: end.node };
    level = named.flatMap(({ node, at, structure }) =>
      structure.inside
        .filter(({ delimiter }) => reference.startsWith(delimiter, at))
        .map((inner) => ({ structure: inner, within: node, at: at + inner.delimiter.length })),
    );
    const separated = level.find(({ structure: { delimiter } }) => delimiter !== "");
    if (separated !== undefined) best = stoppedAt(reference, separated);
  }
  return best;
}

/** How far a reference was followed: into an element, and to where its next name begins. */
interface Reached {
  readonly structure: CiteStructure;
  readonly within: XmlNode;
  readonly at: number;
}

function stoppedAt(reference: string, { structure, at }: Reached): CanonicalTarget {
  const known = reference.slice(0, at - structure.delimiter.length);
  return { kind: "no-passage", known, missing: reference.slice(at) };
}

/** The elements of a level by whose names a reference goes on, the longest first. */
function namedBy(
  reference: string,
  { structure, within, at }: Reached,
): readonly { readonly node: XmlNode; readonly at: number; readonly structure: CiteStructure }[] {
  const names = namesIn(structure, within);
  const found = [];
  for (let end = reference.length; end > at; end--) {
    const node = names.get(reference.slice(at, end));
    if (node !== undefined) found.push({ node, at: end, structure });
  }
  return found;
}

const NAMES = new WeakMap<CiteStructure, Map<number, ReadonlyMap<string, XmlNode>>>();

/** The first element of each name, kept: a document refers to the same book again and again. */
function namesIn(structure: CiteStructure, within: XmlNode): ReadonlyMap<string, XmlNode> {
  const kept = NAMES.get(structure) ?? new Map<number, ReadonlyMap<string, XmlNode>>();
  NAMES.set(structure, kept);
  const row = within.isElement ? within.row : -1;
  const known = kept.get(row);
  if (known !== undefined) return known;
  const names = new Map<string, XmlNode>();
  for (const { node, name } of citedElements(structure, within)) if (!names.has(name)) names.set(name, node);
  kept.set(row, names);
  return names;
}

function orNull<T>(ask: () => T): T | null {
  try {
    return ask();
  } catch (error) {
    if (error instanceof ExpressionError) return null;
    throw error;
  }
}
