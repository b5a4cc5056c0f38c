/**
 * Makes what writes calls of functions anew in an expression, and leaves strings and comments as they are; `call` is a pattern
 * with one group, the name that `write` is given.
 */
export function callsWritten(call: string): (source: string, write: (name: string) => string) => string {
  const sign = new RegExp(
    String.raw`\(:.*?:\)|"(?:[^"]|"")*"|'(?:[^']|'')*'|(?<![\p{L}\p{M}\p{N}_.:$@-])${call}`,
    "gsu",
  );
  return (source, write) =>
    source.replace(sign, (all, name?: string) => (name === undefined ? all : write(name)));
}
