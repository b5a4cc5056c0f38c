/** The whiteSpace facet of a type (XML Schema Part 2, section 4.3.6). */
export type WhiteSpace = "preserve" | "replace" | "collapse";

/** Whether a code unit is white space as XML knows it (XML 1.0, production 3): tab, line feed, return, space. */
export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d;
}

/** The offset of the first code unit that is no white space; the length where there is none. */
export function trimmedStart(lexical: string): number {
  let start = 0;
  while (start < lexical.length && isBlank(lexical.charCodeAt(start))) start++;
  return start;
}

/** The offset behind the last code unit that is no white space, not before `start`. */
export function trimmedEnd(lexical: string, start: number): number {
  let end = lexical.length;
  while (end > start && isBlank(lexical.charCodeAt(end - 1))) end--;
  return end;
}

/** A string with its white space treated as a facet says (section 4.3.6). A string that needs no change is given back. */
export function normalizeWhiteSpace(lexical: string, whiteSpace: WhiteSpace): string {
  if (whiteSpace === "preserve") return lexical;
  if (whiteSpace === "replace")
    return /[\t\n\r]/u.test(lexical) ? lexical.replace(/[\t\n\r]/gu, " ") : lexical;
  return isCollapsed(lexical) ? lexical : collapse(lexical);
}

/** The items of a list (section 2.5.1.2): what stands between white space. */
export function itemsOf(lexical: string): readonly string[] {
  const collapsed = normalizeWhiteSpace(lexical, "collapse");
  return collapsed === "" ? [] : collapsed.split(" ");
}

function isCollapsed(lexical: string): boolean {
  let afterBlank = true;
  for (let i = 0; i < lexical.length; i++) {
    const code = lexical.charCodeAt(i);
    if (code === 0x09 || code === 0x0a || code === 0x0d) return false;
    if (code === 0x20 && afterBlank) return false;
    afterBlank = code === 0x20;
  }
  return !afterBlank || lexical === "";
}

function collapse(lexical: string): string {
  const start = trimmedStart(lexical);
  return lexical.slice(start, trimmedEnd(lexical, start)).replace(/[ \t\n\r]+/gu, " ");
}
