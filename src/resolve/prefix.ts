import type { Tree } from "../tree/index.ts";

/** How private pointers such as `psn:bach` are written out (TEI P5, 17.2.3). */
export interface PrefixDef {
  readonly ident: string;
  readonly matchPattern: string;
  readonly replacementPattern: string;
}

/** Schemes that stand for themselves: registered, or so common that nobody means a private prefix by them. */
const SCHEMES: ReadonlySet<string> = new Set(
  (
    "http https ftp ftps sftp file mailto urn tel geo doi info data ark hdl tag news nntp ldap ws wss git ssh javascript about " +
    "cid mid oai isbn issn purl viaf gnd wikidata orcid dts cts iiif swh lsid xmpp sip im acct blob view-source tei"
  ).split(" "),
);

/** The prefixes that a document declares. */
export function prefixDefs(tree: Tree): PrefixDef[] {
  return [...tree.document.descendantElements("prefixDef")].map((node) => ({
    ident: node.get("ident") ?? "",
    matchPattern: node.get("matchPattern") ?? "(.+)",
    replacementPattern: node.get("replacementPattern") ?? "$1",
  }));
}

/** The prefix of a pointer that is neither a path nor an id; null where it has none. A letter alone is a drive. */
export function prefixOf(pointer: string): string | null {
  return /^([A-Za-z][A-Za-z0-9+.-]+):/u.exec(pointer)?.[1] ?? null;
}

/** Whether a prefix is a scheme of the web, which nobody declares. */
export function isScheme(prefix: string): boolean {
  return SCHEMES.has(prefix.toLowerCase());
}

/** Writes a private pointer out, by the first declaration of its prefix that fits; null where none does. */
export function expandPrefix(pointer: string, definitions: readonly PrefixDef[]): string | null {
  const prefix = prefixOf(pointer);
  if (prefix === null) return null;
  const rest = pointer.slice(prefix.length + 1);
  for (const { matchPattern, replacementPattern } of definitions.filter(({ ident }) => ident === prefix)) {
    const pattern = compile(matchPattern);
    if (pattern?.test(rest)) return rest.replace(pattern, replacementPattern);
  }
  return null;
}

/** The patterns are the editor's and short; one that is no pattern fits nothing. */
function compile(pattern: string): RegExp | null {
  try {
    return new RegExp(`^(?:${pattern})$`, "u");
  } catch {
    return null;
  }
}
