import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { readDocument } from "../../read/index.ts";
import { lookUp, type XmlNode } from "../../tree/index.ts";
import { FileError } from "../files.ts";

const CATALOG_NAMESPACE = "urn:oasis:names:tc:entity:xmlns:xml:catalog";

/** One entry of a catalog (OASIS XML Catalogs 1.1, section 6.5); `target` is absolute. */
interface CatalogEntry {
  readonly kind: string;
  /** What is matched: an identifier, its beginning or its end. */
  readonly key: string;
  readonly target: string;
  /** Whether a public identifier counts also where there is a system identifier (section 4.1.1). */
  readonly prefersPublic: boolean;
}

/** What an identifier leads to, or that other catalogs and no more are to be asked (delegation). */
type Answer = { readonly found: string } | { readonly ask: readonly string[] } | null;

/** An OASIS XML catalog, with those it names: identifiers of schemas and where copies of them are. */
export class Catalog {
  readonly #files: readonly string[];
  readonly #entries = new Map<string, readonly CatalogEntry[]>();

  /**
   * Opens catalogs by the paths of their files, asked in this order; they are read when something is looked up. A
   * lookup throws a `FileError` where one cannot be understood.
   */
  constructor(files: readonly string[]) {
    this.#files = files.map((file) => pathToFileURL(file).href);
  }

  /** Finds where the copy of a URI is (section 7.2.2); null where no entry matches. */
  resolveUri(uri: string): string | null {
    const publicId = publicIdOf(uri);
    if (publicId !== null) return this.resolveExternal(publicId, null);
    return this.#search(this.#files, (entries) => uriAnswer(entries, normalizeUri(uri)));
  }

  /** Finds where the copy of an external identifier is (section 7.1.2); null where no entry matches. */
  resolveExternal(publicId: string | null, systemId: string | null): string | null {
    const urn = systemId === null ? null : publicIdOf(systemId);
    const id = {
      publicId: normalizePublicId(publicId ?? urn ?? ""),
      systemId: systemId === null || urn !== null ? null : normalizeUri(systemId),
    };
    return this.#search(this.#files, (entries) => externalAnswer(entries, id));
  }

  /** Asks catalogs one after the other, the ones they name after themselves; none is asked twice. */
  #search(files: readonly string[], ask: (entries: readonly CatalogEntry[]) => Answer): string | null {
    const asked = new Set<string>();
    const queue = [...files];
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      if (asked.has(file)) continue;
      asked.add(file);
      const entries = this.#read(file);
      const answer = ask(entries);
      if (answer !== null && "found" in answer) return answer.found;
      if (answer !== null) queue.splice(0, queue.length, ...answer.ask);
      else queue.unshift(...entries.filter(({ kind }) => kind === "nextCatalog").map(({ target }) => target));
    }
    return null;
  }

  /** A catalog that is named and not there is as good as empty (section 7.1.2, resource failures). */
  #read(address: string): readonly CatalogEntry[] {
    const known = this.#entries.get(address);
    if (known !== undefined) return known;
    const file = address.startsWith("file:") ? fileURLToPath(address) : null;
    const entries = file === null || !existsSync(file) ? [] : readCatalog(readFileSync(file), file);
    this.#entries.set(address, entries);
    return entries;
  }
}

/** Reads the entries of a catalog. Throws a {@link FileError} where it is not well-formed or no catalog. */
function readCatalog(bytes: Uint8Array, file: string): readonly CatalogEntry[] {
  const { tree, findings } = readDocument(bytes, { path: file });
  if (tree === null)
    throw new FileError(
      `The catalog ${file} cannot be read: line ${findings[0]?.line}: ${findings[0]?.message}`,
    );
  if (tree.root.uri !== CATALOG_NAMESPACE || tree.root.local !== "catalog")
    throw new FileError(`${file} is no XML catalog: its outermost element is <${tree.root.name.qualified}>.`);
  return [...entriesIn(tree.root, pathToFileURL(file).href, true)];
}

/** Entries in document order; `group` gives its base and its preference to those within (section 6.5.3). */
function* entriesIn(parent: XmlNode, outer: string, outerPrefer: boolean): Generator<CatalogEntry> {
  const base = against(parent.get("xml:base") ?? "", outer);
  const prefer = parent.get("prefer");
  const prefersPublic = prefer === null ? outerPrefer : prefer === "public";
  for (const node of parent.elements()) {
    if (node.uri !== CATALOG_NAMESPACE) continue;
    if (node.local === "group") yield* entriesIn(node, base, prefersPublic);
    else yield* entry(node, against(node.get("xml:base") ?? "", base), prefersPublic);
  }
}

/** For each kind of entry, the attribute that is matched and the one that holds the target (section 6.5). */
const ENTRIES: Readonly<Record<string, readonly [key: string, target: string]>> = {
  public: ["publicId", "uri"],
  system: ["systemId", "uri"],
  rewriteSystem: ["systemIdStartString", "rewritePrefix"],
  systemSuffix: ["systemIdSuffix", "uri"],
  delegatePublic: ["publicIdStartString", "catalog"],
  delegateSystem: ["systemIdStartString", "catalog"],
  uri: ["name", "uri"],
  rewriteURI: ["uriStartString", "rewritePrefix"],
  uriSuffix: ["uriSuffix", "uri"],
  delegateURI: ["uriStartString", "catalog"],
  nextCatalog: ["catalog", "catalog"],
};

function* entry(node: XmlNode, base: string, prefersPublic: boolean): Generator<CatalogEntry> {
  const attributes = lookUp(ENTRIES, node.local);
  if (attributes === undefined) return;
  const key = node.get(attributes[0]);
  const target = node.get(attributes[1]);
  if (key === null || target === null) return;
  const isPublic = attributes[0].startsWith("public");
  yield {
    kind: node.local,
    key: isPublic ? normalizePublicId(key) : normalizeUri(key),
    target: against(target, base),
    prefersPublic,
  };
}

function uriAnswer(entries: readonly CatalogEntry[], uri: string): Answer {
  return (
    exact(entries, "uri", uri) ??
    rewritten(entries, "rewriteURI", uri) ??
    suffixed(entries, "uriSuffix", uri) ??
    delegated(entries, "delegateURI", uri)
  );
}

function externalAnswer(
  entries: readonly CatalogEntry[],
  { publicId, systemId }: { readonly publicId: string; readonly systemId: string | null },
): Answer {
  const bySystem =
    systemId === null
      ? null
      : (exact(entries, "system", systemId) ??
        rewritten(entries, "rewriteSystem", systemId) ??
        suffixed(entries, "systemSuffix", systemId) ??
        delegated(entries, "delegateSystem", systemId));
  if (bySystem !== null || publicId === "") return bySystem;
  const open = entries.filter(({ prefersPublic }) => prefersPublic || systemId === null);
  return exact(open, "public", publicId) ?? delegated(open, "delegatePublic", publicId);
}

function exact(entries: readonly CatalogEntry[], kind: string, id: string): Answer {
  const match = entries.find((each) => each.kind === kind && each.key === id);
  return match === undefined ? null : { found: match.target };
}

function rewritten(entries: readonly CatalogEntry[], kind: string, id: string): Answer {
  const match = longest(entries, kind, (key) => id.startsWith(key))[0];
  return match === undefined ? null : { found: match.target + id.slice(match.key.length) };
}

function suffixed(entries: readonly CatalogEntry[], kind: string, id: string): Answer {
  const match = longest(entries, kind, (key) => id.endsWith(key))[0];
  return match === undefined ? null : { found: match.target };
}

function delegated(entries: readonly CatalogEntry[], kind: string, id: string): Answer {
  const matches = longest(entries, kind, (key) => id.startsWith(key));
  return matches.length === 0 ? null : { ask: matches.map(({ target }) => target) };
}

function longest(
  entries: readonly CatalogEntry[],
  kind: string,
  matches: (key: string) => boolean,
): CatalogEntry[] {
  return entries
    .filter((each) => each.kind === kind && matches(each.key))
    .sort((one, other) => other.key.length - one.key.length);
}

function against(reference: string, base: string): string {
  return URL.canParse(reference, base) ? new URL(reference, base).href : reference;
}

/** Section 6.4: a public identifier written as a URN. */
function publicIdOf(uri: string): string | null {
  const coded = /^urn:publicid:(.*)$/isu.exec(uri)?.[1];
  if (coded === undefined) return null;
  const plain = coded.replace(/[+:;]/gu, (sign) => URN_SIGNS[sign]!);
  return normalizePublicId(decodeURIComponent(plain.replace(/%(?![\da-f]{2})/giu, "%25")));
}

/** How a URN writes the signs of a public identifier. */
const URN_SIGNS: Readonly<Record<string, string>> = { "+": " ", ":": "//", ";": "::" };

/** Section 6.2. */
function normalizePublicId(id: string): string {
  return id.replace(/[ \t\r\n]+/gu, " ").trim();
}

/** Section 6.3: what a URI may not hold is written with percent signs. */
function normalizeUri(uri: string): string {
  return uri.trim().replace(/[^\x21-\x7e]|["<>\\^`{|}]/gu, (sign) => encodeURIComponent(sign));
}
