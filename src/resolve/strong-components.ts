/**
 * Gives the groups of nodes that lead to one another, each node in one (Tarjan 1972). `next` has the nodes that each leads
 * to. Written as a loop, since a chain may be as long as the edition.
 */
export function strongComponents(next: ReadonlyMap<string, readonly string[]>): string[][] {
  const search = new Search(next);
  for (const node of next.keys()) search.from(node);
  return search.groups;
}

/** A node on the way that is gone, and which of those it leads to is looked at next. */
interface OnWay {
  readonly node: string;
  at: number;
}

class Search {
  readonly groups: string[][] = [];
  readonly #next: ReadonlyMap<string, readonly string[]>;
  /** When each node was met. */
  readonly #met = new Map<string, number>();
  /** The earliest node that each is known to lead back to. */
  readonly #earliest = new Map<string, number>();
  /** Nodes that have no group yet, in the order in which they were met. */
  readonly #open: string[] = [];
  readonly #isOpen = new Set<string>();

  constructor(next: ReadonlyMap<string, readonly string[]>) {
    this.#next = next;
  }

  from(start: string): void {
    if (this.#met.has(start)) return;
    const way = [this.#meet(start)];
    for (let top = way.at(-1); top !== undefined; top = way.at(-1)) {
      const target = this.#next.get(top.node)?.[top.at++];
      if (target === undefined) {
        way.pop();
        this.#leave(top.node, way.at(-1)?.node);
      } else if (!this.#met.has(target)) way.push(this.#meet(target));
      else if (this.#isOpen.has(target)) this.#leadsBack(top.node, this.#met.get(target)!);
    }
  }

  #meet(node: string): OnWay {
    this.#earliest.set(node, this.#met.size);
    this.#met.set(node, this.#met.size);
    this.#open.push(node);
    this.#isOpen.add(node);
    return { node, at: 0 };
  }

  #leadsBack(node: string, to: number): void {
    this.#earliest.set(node, Math.min(this.#earliest.get(node)!, to));
  }

  /** What leads back to nothing before it closes its group: all that was met since. */
  #leave(node: string, before: string | undefined): void {
    const earliest = this.#earliest.get(node)!;
    if (before !== undefined) this.#leadsBack(before, earliest);
    if (earliest < this.#met.get(node)!) return;
    const group = this.#open.splice(this.#open.lastIndexOf(node));
    for (const each of group) this.#isOpen.delete(each);
    this.groups.push(group);
  }
}
