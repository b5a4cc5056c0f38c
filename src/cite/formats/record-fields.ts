/** The fields of a record in their order. It keeps account of what was taken, because nothing may be lost unsaid. */
export class RecordFields {
  readonly #fields: readonly (readonly [string, string])[];
  readonly #taken = new Set<number>();

  /** Takes names and values; values that are empty say nothing. */
  constructor(fields: Iterable<readonly [string, string]>) {
    this.#fields = [...fields].filter(([, value]) => value.trim() !== "");
  }

  /** The first value of a name, or null; it is not taken. */
  peek(name: string): string | null {
    return this.#fields.find(([each]) => each === name)?.[1] ?? null;
  }

  /** Whether there is such a field; it is not taken. */
  has(name: string): boolean {
    return this.peek(name) !== null;
  }

  /** Takes the first value of the first of these names that has one; null where none has. */
  one(...names: readonly string[]): string | null {
    for (const name of names) {
      const at = this.#fields.findIndex(([each]) => each === name);
      if (at < 0) continue;
      this.#taken.add(at);
      return this.#fields[at]![1];
    }
    return null;
  }

  /** Takes all values of these names. */
  all(...names: readonly string[]): readonly string[] {
    return this.#fields.flatMap(([name, value], at) => {
      if (!names.includes(name)) return [];
      this.#taken.add(at);
      return [value];
    });
  }

  /** The names of what was not taken, and says what nothing that was taken says. */
  left(): readonly string[] {
    const said = new Set([...this.#taken].map((at) => this.#fields[at]![1]));
    const names = this.#fields
      .filter(([, value], at) => !this.#taken.has(at) && !said.has(value))
      .map(([name]) => name);
    return [...new Set(names)];
  }
}
