import { catalogue, type Finding } from "../report/index.ts";
import { TEI_NAMESPACE, type XmlAttribute, type XmlNode } from "../tree/index.ts";
import { type LinkScope, pointersIn, resolvePointer } from "./pointer.ts";
import type { EditionDocument } from "./registers.ts";
import { strongComponents } from "./strong-components.ts";

/**
 * The attributes that may not lead back to where they began, together with those that say the same: `@next` and, the other
 * way round, `@prev` put elements in a row; `@copyOf` and `@sameAs` make one stand for another (TEI Guidelines, 17.6 and 17.7).
 */
const FAMILIES = [
  ["next", "prev"],
  ["copyOf", "sameAs"],
] as const;
type RowAttribute = (typeof FAMILIES)[number][number];

/** A pointer from one element to another, as data. */
export interface RowStep {
  readonly attribute: RowAttribute;
  /** `document#id`; no pointer leads to an element without an id. */
  readonly from: string;
  readonly to: string;
  /** Whether it is a copy of an element that holds it. */
  readonly isInItself: boolean;
}

/** Gives the steps of a document, by which it is seen whether there can be a circle. */
export function rowStepsIn(document: EditionDocument, scope: LinkScope): RowStep[] {
  return stepsIn(document, scope).map(({ attribute, from, to, isInItself }) => ({
    attribute,
    from,
    to,
    isInItself,
  }));
}

/** Whether {@link checkCircles} would find anything in documents with these steps. */
export function hasCircles(steps: readonly RowStep[]): boolean {
  return steps.some(({ isInItself }) => isInItself) || circlesIn(steps).length > 0;
}

/** A step with the attribute that takes it. */
interface PlacedStep extends RowStep {
  readonly where: XmlAttribute;
}

/**
 * Finds the circles of `@next` and `@prev`, and of `@copyOf` and `@sameAs`, over all documents. Each is told once, at its
 * element that comes first; a copy of an element that holds the copy is one as well.
 */
export function checkCircles(documents: readonly EditionDocument[], scope: LinkScope): Finding[] {
  const steps = documents.flatMap((document) => stepsIn(document, scope));
  return [...circlesIn(steps).map(circle), ...steps.filter(({ isInItself }) => isInItself).map(copyInItself)];
}

function stepsIn({ id, tree }: EditionDocument, scope: LinkScope): PlacedStep[] {
  const { attributeName, attributeOwner } = tree.columns;
  const names: readonly string[] = FAMILIES.flat();
  const steps: PlacedStep[] = [];
  for (let row = 0; row < attributeOwner.length; row++) {
    const name = tree.names.get(attributeName[row]!).qualified;
    if (!names.includes(name)) continue;
    const where = tree.attribute(row);
    const { owner } = where;
    if (owner.uri !== TEI_NAMESPACE) continue;
    for (const pointer of pointersIn(where.value)) {
      const target = resolvePointer(pointer, owner, id, scope);
      if (target.kind !== "element") continue;
      const from = `${id}#${owner.get("xml:id") ?? `/${owner.row}`}`;
      const isInItself = name === "copyOf" && holder(owner, target.id) !== null;
      steps.push({
        attribute: name as RowAttribute,
        from,
        to: `${target.document}#${target.id}`,
        isInItself,
        where,
      });
    }
  }
  return steps;
}

function holder(node: XmlNode, id: string): XmlNode | null {
  return [...node.ancestors()].find((above) => above.get("xml:id") === id) ?? null;
}

/** The circles of all families: the steps of each, in the order in which they lead on, the first of the document first. */
function circlesIn<S extends RowStep>(steps: readonly S[]): S[][] {
  return FAMILIES.flatMap((family) => {
    const own = steps.filter(({ attribute }) => (family as readonly string[]).includes(attribute));
    return circlesOf(own);
  });
}

function circlesOf<S extends RowStep>(steps: readonly S[]): S[][] {
  const onward = new Map<string, S[]>();
  for (const step of steps) {
    const start = startOf(step);
    const known = onward.get(start);
    if (known === undefined) onward.set(start, [step]);
    else known.push(step);
  }
  const next = new Map([...onward].map(([node, out]) => [node, out.map(endOf)]));
  const order = new Map(steps.map((step, at) => [step, at]));
  const found = strongComponents(next).map((group) => circleWithin(group, onward));
  return found
    .filter((each) => each !== null)
    .map((each) => fromFirst(each, order))
    .sort((one, other) => order.get(one[0]!)! - order.get(other[0]!)!);
}

/** `@prev` says of its target that it is before the element. */
function startOf({ attribute, from, to }: RowStep): string {
  return attribute === "prev" ? to : from;
}

function endOf({ attribute, from, to }: RowStep): string {
  return attribute === "prev" ? from : to;
}

/** A shortest way from a node of a group back to it, over the group's own nodes; null for a node by itself. */
function circleWithin<S extends RowStep>(
  group: readonly string[],
  onward: ReadonlyMap<string, readonly S[]>,
): S[] | null {
  const own = new Set(group);
  const [first] = group;
  const cameBy = new Map<string, S>();
  const queue = [first!];
  for (const node of queue) {
    for (const step of onward.get(node) ?? []) {
      const end = endOf(step);
      if (!own.has(end) || cameBy.has(end)) continue;
      cameBy.set(end, step);
      queue.push(end);
    }
  }
  return cameBy.has(first!) ? wayBack(first!, cameBy) : null;
}

function wayBack<S extends RowStep>(first: string, cameBy: ReadonlyMap<string, S>): S[] {
  const way: S[] = [];
  for (let node = first; way.length === 0 || node !== first; node = startOf(way.at(-1)!))
    way.push(cameBy.get(node)!);
  return way.reverse();
}

/** Begins a circle where the document does; one of `@prev` alone is told in the direction of its pointers. */
function fromFirst<S extends RowStep>(circle: readonly S[], order: ReadonlyMap<S, number>): S[] {
  const told = isBackward(circle) ? circle.toReversed() : circle;
  const places = told.map((step) => order.get(step)!);
  const first = places.indexOf(places.reduce((least, place) => Math.min(least, place)));
  return [...told.slice(first), ...told.slice(0, first)];
}

function isBackward(circle: readonly RowStep[]): boolean {
  return circle.every(({ attribute }) => attribute === "prev");
}

function circle(steps: readonly PlacedStep[]): Finding {
  const nodes = steps.map((step) => shown(isBackward(steps) ? step.from : startOf(step), step));
  const attributes = [...new Set(steps.map(({ attribute }) => `@${attribute}`))];
  return catalogue.circular(steps[0]!.where, { attributes, chain: [...nodes, nodes[0]!] });
}

/** An element by its id, or by its name where it has none and is the one that points. */
function shown(node: string, { from, where }: PlacedStep): string {
  const id = node.slice(node.indexOf("#"));
  return node === from && where.owner.get("xml:id") === null ? `<${where.owner.name.qualified}>` : id;
}

function copyInItself({ where, to }: PlacedStep): Finding {
  const id = to.slice(to.indexOf("#"));
  return catalogue.circular(where, { attributes: ["@copyOf"], chain: [id, "this copy in it", id] });
}
