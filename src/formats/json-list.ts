const INDENT = "  ";

/** What stands around the members of a list within a list, as JSON is written with an indent. */
const OPEN = `[\n${INDENT}[\n`;
const CLOSED = `\n${INDENT}]\n]`;

/** Writes values as members of a list that is a member of a JSON text with an indent of two; nothing for none. */
export function jsonMembers(values: readonly object[]): string {
  if (values.length === 0) return "";
  // As the list within a list they have the right indent at once.
  const text = JSON.stringify([values], null, INDENT.length);
  return text.slice(OPEN.length, -CLOSED.length);
}

/**
 * Writes a JSON text with an indent of two whose last member is a list, piece by piece: a text may be longer than a string
 * can be, and the list longer than memory. `members` are texts of {@link jsonMembers}.
 */
export function* jsonWithList(
  head: Readonly<Record<string, unknown>>,
  name: string,
  members: Iterable<string>,
): Generator<string> {
  const before = Object.entries(head).map(
    ([key, value]) => `${INDENT}${JSON.stringify(key)}: ${indented(value, 1)},\n`,
  );
  yield `{\n${before.join("")}${INDENT}${JSON.stringify(name)}: [`;
  let isFirst = true;
  for (const some of members) {
    if (some === "") continue;
    yield isFirst ? `\n${some}` : `,\n${some}`;
    isFirst = false;
  }
  yield isFirst ? "]\n}\n" : `\n${INDENT}]\n}\n`;
}

/** No text in JSON has a line break of its own. */
function indented(value: unknown, depth: number): string {
  return JSON.stringify(value, null, INDENT.length).replace(/\n/gu, `\n${INDENT.repeat(depth)}`);
}
