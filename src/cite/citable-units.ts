import {
  type CiteStructure,
  citedElements,
  citeStructuresIn,
  editedText,
  outermostTexts,
} from "../resolve/index.ts";
import { isPieceOfText, serializeNode, type Tree, type XmlNode } from "../tree/index.ts";
import { ExpressionError } from "../xpath/index.ts";

/** A part of a document that can be cited: a chapter, a scene, a letter. */
export interface CitableUnit {
  /** Its reference, unique in the document: `2`, `2.1`, `front.1`. */
  readonly ref: string;
  /** How deep it stands, from 1. */
  readonly level: number;
  /** The reference of the unit it stands in, or null. */
  readonly parent: string | null;
  /** What it is: `chapter`, `scene`. */
  readonly type: string;
  readonly title: string | null;
  /** Where it stands in the source, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** The namespaces and the language in force there, as attributes. */
  readonly context: string;
  /** Its words, where they cannot be cut out of the source: of several files, or with entities of the document's own. */
  readonly xml: string | null;
}

/** The units of a document in its order, and how long its source is. */
export interface CitableText {
  readonly units: readonly CitableUnit[];
  readonly length: number;
}

/** So many units of a document are given: each is a file of the site. Deeper levels that would make more are left out. */
const MOST_UNITS = 400;

/** How long the heading of a unit is that is given as its title. */
const LONGEST_TITLE = 200;

interface Named {
  readonly node: XmlNode;
  readonly ref: string;
  readonly type: string;
  readonly parent: string | null;
  readonly inside: () => readonly Named[];
}

/**
 * Finds the units that a document is cited by: those that `citeStructure` declares (TEI P5, 16.2.5.4), or else its
 * divisions, by their `@n` or their number. Levels are taken whole, as long as there are not too many units.
 */
export function citableUnits(tree: Tree): CitableText {
  const units: (CitableUnit & { readonly row: number })[] = [];
  let level = declaredUnits(tree) ?? dividedUnits(tree);
  for (let depth = 1; level.length > 0 && units.length + level.length <= MOST_UNITS; depth++) {
    units.push(...level.map((named) => unitOf(named, depth)));
    level = level.flatMap(({ inside }) => inside());
  }
  const sorted = withUniqueRefs(units).sort((one, other) => one.row - other.row || one.level - other.level);
  return { units: sorted.map(({ row: _, ...unit }) => unit), length: tree.source.length };
}

/** A division that is called like a part of the text may be referred to like one of that part: the first has the name. */
function withUniqueRefs<T extends CitableUnit>(units: readonly T[]): T[] {
  const taken = new Set<string>();
  return units.filter(({ ref }) => !taken.has(ref) && taken.add(ref));
}

function unitOf({ node, ref, type, parent }: Named, level: number): CitableUnit & { readonly row: number } {
  const head = node.maybeElement("head");
  const title = head === null ? "" : editedText(head).slice(0, LONGEST_TITLE);
  const { tree, start, end, row } = node;
  const isCut = tree.parts.length === 1 && !(tree.doctype !== null && /<!ENTITY/u.test(tree.source));
  return {
    ref,
    level,
    parent,
    type,
    title: title === "" ? null : title,
    start,
    end,
    context: contextOf(node),
    xml: isCut ? null : serializeNode(node),
    row,
  };
}

/** Declarations of namespaces and `xml:lang` above an element, the nearest of each. */
function contextOf(node: XmlNode): string {
  const found = new Map<string, string>();
  for (const above of node.ancestors()) {
    if (!above.isElement) continue;
    for (const { name, value } of above.attributesAndNamespaces()) {
      const { qualified } = name;
      if (/^xmlns(?::(?!dts$)|$)|^xml:lang$/u.test(qualified) && !found.has(qualified))
        found.set(qualified, value);
    }
  }
  if (!found.has("xmlns")) found.set("xmlns", "");
  return [...found]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(
      ([name, value]) =>
        ` ${name}="${value.replace(/&/gu, "&amp;").replace(/</gu, "&lt;").replace(/"/gu, "&quot;")}"`,
    )
    .join("");
}

const DIVISION = /^div[1-7]?$/u;

/**
 * Divisions of the body by their number; those before and behind it are led by the name of their part, and in a corpus all
 * by the number of their text.
 */
function dividedUnits(tree: Tree): readonly Named[] {
  const texts = outermostTexts(tree);
  return texts.flatMap((text, at) => {
    if (isPieceOfText(text.name)) return divisionsIn(text, "", null);
    const lead = texts.length === 1 ? "" : `${at + 1}.`;
    return ["front", "body", "back"].flatMap((part) => {
      const holder = text.maybeElement(part);
      return holder === null ? [] : divisionsIn(holder, `${lead}${part === "body" ? "" : `${part}.`}`, null);
    });
  });
}

function divisionsIn(holder: XmlNode, prefix: string, parent: string | null): readonly Named[] {
  const divisions = [...holder.elements()].filter(
    (child) => child.isTei(child.local) && DIVISION.test(child.local),
  );
  return withRefs(
    divisions,
    divisions.map((node) => node.get("n")),
    prefix,
  ).map(({ node, ref }) => ({
    node,
    ref,
    parent,
    type: node.get("type") ?? "division",
    inside: () => divisionsIn(node, `${ref}.`, ref),
  }));
}

/** What names files and stands in addresses on any machine. */
const SAFE = /^[\p{L}\p{N}_-]{1,40}$/u;

/** The references of sisters: what they are called, where that tells all of them apart, else their numbers. */
function withRefs(
  nodes: readonly XmlNode[],
  names: readonly (string | null)[],
  prefix: string,
): readonly { readonly node: XmlNode; readonly ref: string }[] {
  const isNamed =
    new Set(names).size === names.length && names.every((name) => name !== null && SAFE.test(name));
  return nodes.map((node, at) => ({ node, ref: `${prefix}${isNamed ? names[at]! : at + 1}` }));
}

/** The units that the header declares; null where it declares none, or what it says cannot be understood. */
function declaredUnits(tree: Tree): readonly Named[] | null {
  const refsDecl = [...tree.document.descendantElements("refsDecl")].find(
    (each) => each.maybeElement("citeStructure") !== null,
  );
  if (refsDecl === undefined) return null;
  try {
    const declared = citeStructuresIn(refsDecl);
    const found = declared.flatMap((each) => unitsOf(each, tree.document, "", null));
    return found.length === 0 || new Set(found.map(({ ref }) => ref)).size < found.length ? null : found;
  } catch (error) {
    if (error instanceof ExpressionError) return null;
    throw error;
  }
}

function unitsOf(
  declared: CiteStructure,
  context: XmlNode,
  before: string,
  parent: string | null,
): readonly Named[] {
  const cited = citedElements(declared, context);
  const delimiter = SAFE.test(declared.delimiter) || declared.delimiter === "" ? declared.delimiter : ".";
  return withRefs(
    cited.map(({ node }) => node),
    cited.map(({ name }) => name),
    `${before}${delimiter}`,
  ).map(({ node, ref }) => ({
    node,
    ref,
    parent,
    type: declared.unit,
    inside: () => declared.inside.flatMap((each) => unitsOf(each, node, ref, ref)),
  }));
}
