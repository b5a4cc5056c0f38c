import type { Finding } from "../report/index.ts";
import type { Pointing } from "./pointing.ts";

/** How often something has to be wrong in a document to be its manner of writing: fewer are slips, each of which is told. */
const MANNER = 10;

/** A pointer with a fault, and what makes a finding of it. */
interface Faulty {
  readonly pointing: Pointing;
  readonly tell: (pointing: Pointing) => Finding | null;
}

/**
 * Faults that are one and the same: every pointer of an attribute lacks its sign, or leads into one file, to one element or to a
 * numbered series that is not there, or has a prefix that nothing declares, or is a word that names nothing.
 * Where a document has many of them they are told once, at the first, with the number of the others.
 */
export class RepeatedFaults {
  readonly #groups = new Map<string, Faulty[]>();

  /** Takes note of a fault of an attribute; `what` says what is wrong, for all that it is wrong with in the same way. */
  add(what: string, faulty: Faulty): void {
    const key = `${faulty.pointing.attribute.name.qualified} ${what}`;
    const group = this.#groups.get(key);
    if (group === undefined) this.#groups.set(key, [faulty]);
    else group.push(faulty);
  }

  /** Gives the findings. */
  findings(): Finding[] {
    return [...this.#groups.values()].flatMap(told).filter((finding) => finding !== null);
  }
}

function told(group: readonly Faulty[]): (Finding | null)[] {
  const [{ pointing, tell }] = group as [Faulty];
  if (group.length <= MANNER) return group.map((each) => each.tell(each.pointing));
  const isAlike = group.some((each) => each.pointing.pointer !== pointing.pointer);
  const places = group.reduce((sum, each) => sum + 1 + (each.pointing.further ?? 0), 0);
  return [tell({ ...pointing, further: places - 1, isAlike })];
}
