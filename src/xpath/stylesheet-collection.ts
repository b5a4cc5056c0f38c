import { SaxonJS, type XdmNode } from "./saxon.ts";

/** What a collection is found with. */
export interface CollectionSurroundings {
  /** The addresses of the files in a folder and, where `isDeep`, below it; null where there is no such folder. */
  readonly list: (uri: string, isDeep: boolean) => readonly string[] | null;
  /** Takes what is to be told of a file that is left out. */
  readonly say: (message: string) => void;
}

/** The names of files that are taken for XML; others of a folder are left out. */
const XML_FILE = /\.(?:xml|tei|xsl|xslt|xhtml|svg|rdf|odd|rng|xmi|sch|mei)$/iu;

/**
 * Gives the documents of `fn:collection` (XPath functions 3.1, section 14.6.3), whose addresses are each processor's own. They are
 * those of Saxon: a folder with `select` (a name with `*` and `?`), `match` (a regular expression), `recurse=yes` and
 * `on-error` (`fail`, `warning`, `ignore`) behind it, or a file that lists documents (`<collection><doc href="…"/></collection>`).
 * The documents of a folder are in the order of their paths. The default collection is empty.
 */
export function collectionAt(uri: unknown, surroundings: CollectionSurroundings): readonly XdmNode[] {
  if (uri === undefined || uri === null) return [];
  const [address, query] = parted(String(uri), "?");
  const asked = new Map<string, string>();
  for (const pair of query.split(/[;&]/u)) {
    const [keyword, value] = parted(pair, "=");
    asked.set(keyword, value);
  }
  const isDeep = asked.get("recurse") === "yes";
  const files = surroundings.list(address, isDeep);
  if (files === null && query !== "")
    throw new Error(`There is no folder ${address} for a collection, or it may not be read`);
  if (files === null) return listedIn(address);
  const pattern = patternOf(asked);
  const chosen = files.filter((file) => pattern.test(nameOf(file)));
  return documentsAt(chosen, asked.get("on-error") ?? "fail", surroundings);
}

/** What stands before and behind the first of a sign: a name may hold the next one, and so may a regular expression. */
function parted(text: string, sign: string): [before: string, behind: string] {
  const at = text.indexOf(sign);
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function documentsAt(
  files: readonly string[],
  onError: string,
  { say }: CollectionSurroundings,
): readonly XdmNode[] {
  return files.flatMap((file) => {
    try {
      return [documentAt(file)];
    } catch (error) {
      const { message } = error as Error;
      const reason = message.includes(file) ? message : `${file}: ${message}`;
      if (onError === "fail") throw new Error(`A document of a collection cannot be read: ${reason}`);
      if (onError !== "ignore") say(`Left out of a collection: ${reason}`);
      return [];
    }
  });
}

function documentAt(file: string): XdmNode {
  return SaxonJS.XPath.evaluate("doc($file)", null, { params: { file }, resultForm: "array" })[0] as XdmNode;
}

/** The documents that a catalogue of a collection names, relative to itself. */
function listedIn(catalogue: string): readonly XdmNode[] {
  const expression = "doc($catalogue)/*:collection/*:doc/@href/doc(resolve-uri(., base-uri(.)))";
  const options = { params: { catalogue }, resultForm: "array" } as const;
  return SaxonJS.XPath.evaluate(expression, null, options) as readonly XdmNode[];
}

function nameOf(file: string): string {
  const name = file.slice(file.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** As Saxon has it, a `select` is a regular expression in which `.`, `*` and `?` mean what they mean in names of files. */
function patternOf(asked: ReadonlyMap<string, string>): RegExp {
  const match = asked.get("match");
  if (match !== undefined) return new RegExp(`^(?:${decodeURIComponent(match)})$`, "u");
  const select = asked.get("select");
  if (select === undefined) return XML_FILE;
  const expression = decodeURIComponent(select)
    .replaceAll(".", "\\.")
    .replaceAll("*", ".*")
    .replaceAll("?", ".?");
  return new RegExp(`^(?:${expression})$`, "u");
}
