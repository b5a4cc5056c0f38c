/** Text whose white space is all its own. */
const CDATA = "<![CDATA[";

/** The white space at the beginning of a line that has something else as well. */
const INDENTATION = /\n([ \t]*)(?=\S)/gu;

/**
 * Takes from the lines of a piece of XML, but the first, the indentation that all of them have: what they had for standing
 * deep in their document. What indentation says of one line beside another stays. Where something is in a CDATA
 * section nothing is taken, and nothing may be where white space is kept (XML 1.0, section 2.10).
 */
export function outdented(xml: string): string {
  if (xml.includes(CDATA)) return xml;
  let common: string | null = null;
  for (const [, own = ""] of xml.matchAll(INDENTATION)) {
    common = common === null ? own : sameStart(common, own);
    if (common === "") return xml;
  }
  return common === null ? xml : xml.replaceAll(`\n${common}`, "\n");
}

function sameStart(one: string, other: string): string {
  if (other.startsWith(one)) return one;
  let at = 0;
  while (at < other.length && one[at] === other[at]) at++;
  return one.slice(0, at);
}
