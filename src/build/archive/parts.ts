import { readFileSync } from "node:fs";
import { extname } from "node:path";

/** A file that another takes in; `isLenient` says that it may be missing, since it is named in a program. */
export interface PartReference {
  readonly pointer: string;
  readonly isLenient: boolean;
}

/** How a kind of file names what it takes in. */
interface Manner {
  readonly pattern: RegExp;
  readonly isLenient: boolean;
}

const MARKUP: Manner = {
  pattern:
    /<(?:[\w-]+:)?(?:include|import|externalRef|redefine|override|extends|moduleRef|specGrpRef)\b[^<>]*?\b(?:href|schemaLocation|url|target)\s*=\s*["']([^"'#][^"']*)["']/gu,
  isLenient: false,
};
const CALLS: Manner = {
  pattern:
    /\b(?:doc|document|unparsed-text|unparsed-text-lines|json-doc)\(\s*(?:'|"|&quot;|&apos;)([^'"&]+)/gu,
  isLenient: true,
};
const ENTITIES: Manner = {
  pattern: /<!(?:ENTITY|DOCTYPE)\b[^>]*?\b(?:SYSTEM|PUBLIC\s+(?:"[^"]*"|'[^']*'))\s+["']([^"']+)["']/gu,
  isLenient: false,
};
const COMPACT: Manner = { pattern: /^\s*(?:include|external)\s+["']([^"']+)["']/gmu, isLenient: false };
const MODULES: Manner = {
  pattern: /^\s*(?:import(?!\s+type\b)|export)\b[^"';]*?["'](\.{1,2}\/[^"']+)["']/gmu,
  isLenient: true,
};

const MANNERS: Readonly<Record<string, readonly Manner[]>> = {
  ".rng": [MARKUP, ENTITIES],
  ".xsd": [MARKUP, ENTITIES],
  ".sch": [MARKUP],
  ".odd": [MARKUP],
  ".xsl": [MARKUP, CALLS, ENTITIES],
  ".xslt": [MARKUP, CALLS, ENTITIES],
  ".rnc": [COMPACT],
  ".dtd": [ENTITIES],
  ".mod": [ENTITIES],
  ".ts": [MODULES],
  ".mts": [MODULES],
  ".js": [MODULES],
  ".mjs": [MODULES],
};

/** Gives what a schema, a stylesheet or a configuration takes in, as it is written there; nothing for other files. */
export function* partsOf({
  file,
  role,
}: {
  readonly file: string;
  readonly role: string;
}): Generator<PartReference> {
  if (role === "source" || role === "output") return;
  const manners = MANNERS[extname(file).toLowerCase()] ?? [];
  if (manners.length === 0) return;
  const text = readFileSync(file, "utf8").replace(/<!--.*?-->/gsu, "");
  for (const { pattern, isLenient } of manners) {
    for (const [, pointer] of text.matchAll(pattern)) yield { pointer: pointer!, isLenient };
  }
}
