import * as catalogue from "./catalogue/index.ts";
import type { FindingSpec } from "./define.ts";
import type { Severity } from "./finding.ts";
import { nearest } from "./nearest.ts";

/** Every code that a check may report, in the order of the codes. */
export function allSpecs(): readonly FindingSpec<never>[] {
  const types: readonly object[] = Object.values(catalogue);
  const specs = types.flatMap((type) => ("spec" in type ? [type.spec as FindingSpec<never>] : []));
  return specs.sort((one, other) => (one.code < other.code ? -1 : 1));
}

/** Gives what `colophon explain` says of a code, or null where there is none of that name. */
export function explain(code: string): string | null {
  const spec = allSpecs().find((each) => each.code === code);
  if (spec === undefined) return null;
  return `${spec.code}: ${spec.title}\n${SEVERITIES[spec.severity]} of the ${spec.check} check\n\n${filled(spec.explanation)}\n`;
}

/** Gives the code that was probably meant, or null. The last part alone, as in `target-missing`, is enough. */
export function nearestCode(code: string): string | null {
  const codes = allSpecs().map((spec) => spec.code);
  const tail = codes.find((each) => each.endsWith(`/${code.toLowerCase()}`));
  return tail ?? nearest(code, codes) ?? nearestTail(code, codes);
}

const SEVERITIES: Readonly<Record<Severity, string>> = {
  error: "An error",
  warning: "A warning",
  info: "A note",
};
const WIDTH = 80;

function nearestTail(code: string, codes: readonly string[]): string | null {
  const tails = new Map(codes.map((each) => [each.slice(each.indexOf("/") + 1), each]));
  const tail = nearest(code.slice(code.indexOf("/") + 1), tails.keys());
  return tail === null ? null : tails.get(tail)!;
}

/** Breaks a paragraph into lines that a terminal holds. */
function filled(paragraph: string): string {
  const lines = [""];
  for (const word of paragraph.split(/\s+/u)) {
    const line = lines.at(-1)!;
    if (line !== "" && line.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines.join("\n");
}
