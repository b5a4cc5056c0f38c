import * as catalogue from "./catalogue/index.ts";
import type { FindingSpec } from "./define.ts";
import { EXAMPLES } from "./examples.ts";
import type { Check, Severity } from "./finding.ts";
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
  const example = exampleOf(spec);
  const shown = example === null ? "" : `\nExample:\n${filled(example, "  ")}\n`;
  return `${spec.code}: ${spec.title}\n${SEVERITIES[spec.severity]} of the ${spec.check} check\n\n${filled(spec.explanation)}\n${shown}`;
}

/** A line or two in which the fault of a code stands, or null. */
export function exampleOf({ code, example }: FindingSpec<never>): string | null {
  return example ?? (Object.hasOwn(EXAMPLES, code) ? EXAMPLES[code]! : null);
}

const ABOUT: Readonly<Record<Check, string>> = {
  wellformed: "Whether a document is XML, and whether what it includes is there",
  schema: "Whether a document follows its schema, and whether the schema is one",
  schematron: "Whether a document keeps the rules of its schema",
  links: "Whether what a document points to is there, and is what it should be",
  citations: "Whether citations lead to works",
  archive: "Whether an edition can be packed, and whether a package is whole",
};

/** Writes the page of all findings, `docs/findings.md`: what each means, an example, and how to mend it. */
export function findingsPage(): string {
  const specs = allSpecs();
  const checks = Object.keys(ABOUT) as Check[];
  const sections = checks.map((check) => {
    const own = specs.filter((spec) => spec.check === check);
    return `## ${check}\n\n${ABOUT[check]}.\n\n${own.map(pageOf).join("\n")}`;
  });
  return `${PAGE_HEAD}\n${sections.join("\n")}`;
}

const PAGE_HEAD = `# Findings

Every code that \`colophon\` may report, with what it means and how to mend it. \`colophon explain CODE\` prints the same at
a terminal. This page is made from the catalogue by \`npx tsx tests/report/write-findings.ts\`; a test holds the two
together.

The severity of a code can be changed in the configuration: \`severity: { "links/bare-word": "error", "links/media-*":
"off" }\`. One finding is left aside where it stands by \`<?colophon-ignore CODE reason?>\` before its element; findings that
are known and accepted are kept in a baseline. Both are told in [ci.md](ci.md).
`;

/** Nothing in an explanation is meant as markup. */
function plain(text: string): string {
  return text.replace(/&/gu, "&amp;").replace(/</gu, "&lt;").replace(/[*_]/gu, "\\$&");
}

function pageOf(spec: FindingSpec<never>): string {
  const { code, severity, title, explanation } = spec;
  const example = exampleOf(spec);
  const shown = example === null ? "" : `\n\`\`\`\n${example}\n\`\`\`\n`;
  return `### ${code}\n\n**${title}** (${severity})\n\n${plain(explanation)}\n${shown}`;
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
function filled(paragraph: string, indent = ""): string {
  const lines = [""];
  for (const word of paragraph.split(/\s+/u)) {
    const line = lines.at(-1)!;
    if (line !== "" && indent.length + line.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines.map((line) => indent + line).join("\n");
}
