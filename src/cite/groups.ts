/** Data by keys, such as JSON can say; what is under one key comes back in the order in which it was added. */
export interface Groups {
  readonly add: (key: string, value: unknown) => void;
  readonly get: (key: string) => Iterable<unknown>;
}

/** Groups that are in memory. */
export class HeldGroups implements Groups {
  readonly #groups = new Map<string, unknown[]>();

  add(key: string, value: unknown): void {
    const group = this.#groups.get(key);
    if (group === undefined) this.#groups.set(key, [value]);
    else group.push(value);
  }

  get(key: string): readonly unknown[] {
    return this.#groups.get(key) ?? [];
  }
}
