/**
 * What a table holds under a name that a document gives. `constructor`, `toString` and the like are names as well, and
 * every object has something under them, so that a table is never asked for such a name by brackets.
 */
export function lookUp<V>(table: Readonly<Record<string, V>>, name: string): V | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
