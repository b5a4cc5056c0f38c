import { catalogue, type Finding } from "../report/index.ts";
import { TEI_NAMESPACE, type XmlAttribute } from "../tree/index.ts";
import { type LinkScope, pointersIn, resolvePointer } from "./pointer.ts";
import type { EditionDocument } from "./registers.ts";

/** The attributes that put elements in a row, or make one the copy of another: they may not lead back to the start. */
const IN_A_ROW = ["next", "prev", "copyOf", "sameAs"];

/** Where the pointers of a row lead in one document: small data, by which it is seen whether there can be a circle. */
export interface RowSteps {
  readonly attribute: string;
  readonly from: string;
  readonly to: string;
  /** Whether it is a copy of an element that holds it. */
  readonly isInItself: boolean;
}

/** Gives the steps of a document, as data. */
export function rowStepsIn(document: EditionDocument, scope: LinkScope): RowSteps[] {
  return IN_A_ROW.flatMap((attribute) =>
    stepsIn(document, attribute, scope).map((step) => ({
      attribute,
      from: step.from,
      to: step.to,
      isInItself: attribute === "copyOf" && copyOfAbove(step).length > 0,
    })),
  );
}

/** Whether {@link checkCircles} would find anything in documents with these steps. */
export function hasCircles(steps: readonly RowSteps[]): boolean {
  return (
    steps.some(({ isInItself }) => isInItself) ||
    IN_A_ROW.some((name) => chainsBack(steps.filter(({ attribute }) => attribute === name)).length > 0)
  );
}

/** A pointer from one element to another. */
interface Step {
  readonly attribute: XmlAttribute;
  /** `document#id`; that of an element without an id leads there and is never led to. */
  readonly from: string;
  readonly to: string;
}

/**
 * Finds the circles of `@next`, `@prev`, `@copyOf` and `@sameAs` over all documents. Each is told once, at its element
 * that comes first; a copy of an element that holds the copy is one as well.
 */
export function checkCircles(documents: readonly EditionDocument[], scope: LinkScope): Finding[] {
  return IN_A_ROW.flatMap((name) => {
    const steps = documents.flatMap((document) => stepsIn(document, name, scope));
    return [...circlesIn(steps), ...(name === "copyOf" ? steps.flatMap(copyOfAbove) : [])];
  });
}

function stepsIn({ id, tree }: EditionDocument, name: string, scope: LinkScope): Step[] {
  const { attributeName, attributeOwner } = tree.columns;
  const steps: Step[] = [];
  for (let row = 0; row < attributeOwner.length; row++) {
    if (tree.names.get(attributeName[row]!).qualified !== name) continue;
    const attribute = tree.attribute(row);
    const { owner } = attribute;
    if (owner.uri !== TEI_NAMESPACE) continue;
    for (const pointer of pointersIn(attribute.value)) {
      const target = resolvePointer(pointer, owner, id, scope);
      if (target.kind !== "element") continue;
      const from = `${id}#${owner.get("xml:id") ?? ""}`;
      steps.push({ attribute, from, to: `${target.document}#${target.id}` });
    }
  }
  return steps;
}

function circlesIn(steps: readonly Step[]): Finding[] {
  return chainsBack(steps).map((chain) => circle(chain));
}

/** Follows each chain to its end or back into itself, and gives the circles; what was walked once is not walked again. */
function chainsBack<T extends { readonly from: string; readonly to: string }>(steps: readonly T[]): T[][] {
  const next = new Map<string, T>();
  for (const step of steps) if (!next.has(step.from)) next.set(step.from, step);
  const walked = new Set<string>();
  const circles: T[][] = [];
  for (const start of next.keys()) {
    const chain: string[] = [];
    const onChain = new Set<string>();
    let at = start;
    while (next.has(at) && !walked.has(at)) {
      walked.add(at);
      onChain.add(at);
      chain.push(at);
      at = next.get(at)!.to;
    }
    if (onChain.has(at)) circles.push(chain.slice(chain.indexOf(at)).map((each) => next.get(each)!));
  }
  return circles;
}

function circle(members: readonly Step[]): Finding {
  const { attribute } = members[0]!;
  const ids = members.map(({ from }) => from.slice(from.indexOf("#")));
  return catalogue.circular(attribute, { attribute: attribute.name.qualified, chain: [...ids, ids[0]!] });
}

function copyOfAbove({ attribute, to }: Step): Finding[] {
  const id = to.slice(to.indexOf("#") + 1);
  const holder = [...attribute.owner.ancestors()].find((above) => above.get("xml:id") === id);
  return holder === undefined
    ? []
    : [
        catalogue.circular(attribute, {
          attribute: "copyOf",
          chain: [`#${id}`, "this copy in it", `#${id}`],
        }),
      ];
}
