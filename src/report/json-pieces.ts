/** Stands for a list until its members are written; no text of the program's has such a sign. */
const MEMBERS = "\u0000members";

/**
 * Writes a value as JSON with an indent of two, piece by piece: a member each of one list in it, which may be longer than memory
 * or a string can be.
 *
 * @param whole gives the value, with the list that it is given in its place
 * @param items what the list is made of
 * @param member gives what stands in the list for one of them
 */
export function* jsonPieces<Item>(
  whole: (list: readonly string[]) => object,
  items: Iterable<Item>,
  member: (item: Item) => object,
): Generator<string> {
  const [before = "", after = ""] = printed(whole([MEMBERS])).split(JSON.stringify(MEMBERS));
  const indent = before.slice(before.lastIndexOf("\n"));
  let isFirst = true;
  for (const item of items) {
    const text = printed(member(item)).replaceAll("\n", indent);
    yield isFirst ? before + text : `,${indent}${text}`;
    isFirst = false;
  }
  yield isFirst ? `${printed(whole([]))}\n` : `${after}\n`;
}

function printed(value: object): string {
  return JSON.stringify(value, null, 2);
}
