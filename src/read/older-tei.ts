import {
  type Name,
  NameTable,
  NONE,
  NodeKind,
  TEI_NAMESPACE,
  type Tree,
  XML_NAMESPACE,
} from "../tree/index.ts";

/** The outermost elements of TEI, with what P4 and older called them. */
const OUTERMOST: ReadonlyMap<string, string> = new Map([
  ["TEI", "TEI"],
  ["teiCorpus", "teiCorpus"],
  ["TEI.2", "TEI"],
  ["teiCorpus.2", "teiCorpus"],
]);

/**
 * Other elements of P4 that have another name since; and what corpora that stand on P4 call elements of TEI where no `TEIform`
 * says so: those of the IDS, and CES before them.
 */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ["div0", "div"],
  ["xref", "ref"],
  ["xptr", "ptr"],
  ["idsText", "TEI"],
  ...["c", "d", "t", "x", "h"].map((level) => [`${level}.title`, "title"] as const),
  ["h.author", "author"],
]);

/** By this P4's customisations say which element of TEI one of theirs is (P4, 29.3). */
const FORM = "TEIform";

/** Attributes of P4 that have another name since, on some elements. */
const RENAMED_ON: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  ...["xref", "xptr"].map((local) => [local, new Map([["url", "target"]])] as const),
  ...["date", "time"].map((local) => [local, new Map([["value", "when"]])] as const),
  ...["link", "join", "alt"].map((local) => [local, new Map([["targets", "target"]])] as const),
]);

/** Attributes of P4 that have another name since, wherever they are. */
const RENAMED_ATTRIBUTES: ReadonlyMap<string, readonly [prefix: string, local: string, uri: string]> =
  new Map([
    ["id", ["xml", "id", XML_NAMESPACE]],
    ["lang", ["xml", "lang", XML_NAMESPACE]],
  ]);

/** Attributes that held ids in P4, and hold pointers since. */
const ID_REFERENCES: ReadonlySet<string> = new Set(
  (
    "active ana copyOf corresp decls domains end exclude hand inst mutual new next old passive prev rendition resp sameAs " +
    "scheme script select since start synch target targetEnd targets who wit"
  ).split(" "),
);

/** Those of them that could hold nothing else (IDREF), where a word is an id, whether or not there is one of that name. */
const IDS_ALONE: ReadonlySet<string> = new Set(
  "copyOf corresp exclude next prev sameAs select synch target targetEnd targets".split(" "),
);

/**
 * Gives a document in no namespace whose outermost element is TEI's as the TEI it was meant to be: as P5, where it is P4, has
 * ids as P4 has (TEITOK writes them so), calls elements otherwise and says so, or has left its namespace out. Any other is
 * given back as it is. The rows and offsets are those of the document as it is written.
 */
export function asTei(tree: Tree): Tree {
  const { local, uri } = tree.root;
  const outermost = OUTERMOST.get(tree.root.get(FORM) ?? local);
  if (uri !== "" || outermost === undefined) return tree;
  const isOlder = local !== outermost || hasPlainIds(tree);
  const names = new NameTable();
  const { columns } = tree;
  const forms = formsIn(tree);
  const elements = renumbered(tree, columns.name, (name, row) => {
    if (name.uri !== "" || columns.kind[row] !== NodeKind.element)
      return names.intern(name.prefix, name.local, name.uri);
    const local = forms.get(row) ?? name.local;
    const today = OUTERMOST.get(local) ?? (isOlder ? RENAMED.get(local) : undefined);
    return names.intern("", today ?? local, TEI_NAMESPACE);
  });
  const attributes = renumbered(tree, columns.attributeName, (name) => {
    const today = isOlder && name.uri === "" ? RENAMED_ATTRIBUTES.get(name.local) : undefined;
    return today === undefined ? names.intern(name.prefix, name.local, name.uri) : names.intern(...today);
  });
  if (isOlder) renameOnElements(tree, { elements, attributes, names, forms });
  const values = isOlder ? pointers(tree) : new Map<number, string>();
  return tree.renamed({ names, elements, attributes, values });
}

/** The rows of elements that say which of TEI they are, with its name. */
function formsIn(tree: Tree): ReadonlyMap<number, string> {
  const forms = new Map<number, string>();
  if (!tree.names.has("", FORM, "")) return forms;
  const { attributeOwner, attributeName } = tree.columns;
  attributeName.forEach((id, row) => {
    if (tree.names.get(id).qualified === FORM) forms.set(attributeOwner[row]!, tree.value(row));
  });
  return forms;
}

/** Whether ids and languages are written as in P4, whatever the outermost element is called. */
function hasPlainIds({ names }: Tree): boolean {
  return names.has("", "id", "") && !names.has("xml", "id", XML_NAMESPACE);
}

function renumbered(
  tree: Tree,
  column: Int32Array,
  numberOf: (name: Name, row: number) => number,
): Int32Array {
  return column.map((id, row) => (id === NONE ? NONE : numberOf(tree.names.get(id), row)));
}

/** The names of a document as they are to be, by their rows. */
interface Renaming {
  readonly elements: Int32Array;
  readonly attributes: Int32Array;
  readonly names: NameTable;
  readonly forms: ReadonlyMap<number, string>;
}

function renameOnElements(tree: Tree, { elements, attributes, names, forms }: Renaming): void {
  const { attributeOwner, attributeName, name, kind } = tree.columns;
  for (let row = 0; row < attributeOwner.length; row++) {
    const owner = attributeOwner[row]!;
    if (kind[owner] !== NodeKind.element || elements[owner] === NONE) continue;
    const renamed = RENAMED_ON.get(forms.get(owner) ?? tree.names.get(name[owner]!).local);
    const today = renamed?.get(tree.names.get(attributeName[row]!).qualified);
    if (today !== undefined && tree.node(owner).get(today) === null)
      attributes[row] = names.intern("", today, "");
  }
}

/** A word alone; what has a full stop in it may be the name of a file. */
const BARE_ID = /^[\p{L}_][\p{L}\p{N}_-]*$/u;
const NO_ID = /(?!)/u;

/** The values that name elements of the document by their ids, as the pointers to them. */
function pointers(tree: Tree): Map<number, string> {
  const { attributeName } = tree.columns;
  const isP4 = tree.root.local !== OUTERMOST.get(tree.root.local);
  const ids = new Set<string>();
  const references: number[] = [];
  attributeName.forEach((id, row) => {
    const { qualified } = tree.names.get(id);
    if (qualified === "id") ids.add(tree.value(row));
    else if (ID_REFERENCES.has(qualified)) references.push(row);
  });
  const values = new Map<number, string>();
  for (const row of references) {
    const value = tree.value(row);
    const isId = isP4 && IDS_ALONE.has(tree.names.get(attributeName[row]!).qualified) ? BARE_ID : NO_ID;
    const pointing = value.replace(/\S+/gu, (token) =>
      ids.has(token) || isId.test(token) ? `#${token}` : token,
    );
    if (pointing !== value) values.set(row, pointing);
  }
  return values;
}
