import type { Tree, XmlNode } from "../tree/index.ts";
import { matchWhole } from "./whole-match.ts";

/** How private pointers such as `psn:bach` are written out (TEI P5, 17.2.3). */
export interface PrefixDef {
  readonly ident: string;
  readonly matchPattern: string;
  readonly replacementPattern: string;
  /** The declaration itself: what it gives is taken from where it stands. */
  readonly node: XmlNode;
}

/** A private pointer written out, and the declaration that says so. */
export interface Expansion {
  readonly pointer: string;
  readonly by: PrefixDef;
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
    node,
  }));
}

/**
 * The prefix of a pointer that is neither a path nor an id; null where it has none. A letter alone is a drive, unless one
 * of the prefixes `declared` is that letter.
 */
export function prefixOf(pointer: string, declared: readonly PrefixDef[] = []): string | null {
  const prefix = /^([A-Za-z][A-Za-z0-9+.-]*):/u.exec(pointer)?.[1] ?? null;
  if (prefix === null || prefix.length > 1) return prefix;
  return declared.some(({ ident }) => ident === prefix) ? prefix : null;
}

/** Whether a prefix is a scheme of the web, which nobody declares. */
export function isScheme(prefix: string): boolean {
  return SCHEMES.has(prefix.toLowerCase());
}

/** Writes a private pointer out, by the first declaration of its prefix that fits; null where none does. */
export function expandPrefix(pointer: string, definitions: readonly PrefixDef[]): Expansion | null {
  const prefix = prefixOf(pointer, definitions);
  if (prefix === null) return null;
  const rest = pointer.slice(prefix.length + 1);
  for (const by of definitions.filter(({ ident }) => ident === prefix)) {
    const match = matchWhole(by.matchPattern, rest, by.node.tree);
    if (match !== null) return { pointer: writtenOut(by.replacementPattern, match), by };
  }
  return null;
}

/** Puts the groups of a match into a replacement as XPath does: `$1` is a group, `\$` a dollar sign (XPath functions, 5.6.4). */
export function writtenOut(replacement: string, match: RegExpExecArray): string {
  return replacement.replace(
    /\\([\\$])|\$(\d)/gu,
    (_, sign: string | undefined, group: string | undefined) =>
      group === undefined ? (sign ?? "") : (match[Number(group)] ?? ""),
  );
}
