/**
 * What a terminal or the log of a service obeys where it stands in a text: controls (C0 but tabs and line ends, DEL, C1) and
 * the signs that turn the direction of what follows. Hebrew and Arabic need none of these, and marks of direction are left.
 */
const OBEYED = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu;

/** What most texts are made of, in which there is nothing to be shown otherwise. */
const PLAIN = /^[\t\n\x20-\x7e]*$/u;

/**
 * Gives a text as it may go to a terminal or a log, whatever a document, a configuration or the name of a file brought into
 * it: what would be obeyed is shown as a sign, so that one sees that something is there.
 */
export function quieted(text: string): string {
  return PLAIN.test(text) ? text : text.replaceAll("\r\n", "\n").replace(OBEYED, visible);
}

/** The sign that is shown for one that would be obeyed. */
export function visible(sign: string): string {
  const code = sign.codePointAt(0)!;
  return code < 32 ? String.fromCodePoint(0x2400 + code) : "\ufffd";
}
