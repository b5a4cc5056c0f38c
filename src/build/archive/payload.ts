import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  statSync,
} from "node:fs";
import { join, posix, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Edition, EditionDocument } from "../../edition/index.ts";
import { catalogue, type Finding, wholeOf } from "../../report/index.ts";
import type { XmlNode } from "../../tree/index.ts";
import { schemaDeclarations } from "../../validate/index.ts";
import { type ColophonConfig, findConfiguration, type StageConfig } from "../configuration.ts";
import type { EditionFiles, EditionOptions } from "../edition-files.ts";
import { listFiles } from "../files.ts";
import { partsOf } from "./parts.ts";

/** What a file is in a package. */
export type PayloadRole = "source" | "schema" | "stylesheet" | "configuration" | "output";

/** A file that is packed: its path in the payload, where it lies, and what it is. */
export interface PayloadFile {
  readonly path: string;
  readonly file: string;
  readonly role: PayloadRole;
}

/** What of an edition's folder is packed, and what is wrong with it, by the path of the file it is about. */
export interface Payload {
  readonly files: readonly PayloadFile[];
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  /** The folder with the program's portable stylesheets. */
  readonly portable: string;
}

/** Lists the files of the edition's folder that belong into its package: all that its documents, schemas and stylesheets need. */
export async function collectPayload(
  files: EditionFiles,
  edition: Edition,
  options: EditionOptions,
): Promise<Payload> {
  const basket = new Basket(resolve(options.folder, files.prefix));
  for (const { path } of files.sources) basket.add(path, "source", path);
  await addFolders(basket, files, options);
  for (const stage of files.config.stages ?? []) basket.add(stage.stylesheet, "stylesheet", stage.stylesheet);
  for (const document of edition.documents) addReferences(basket, document);
  addSchemas(basket, files, edition);
  basket.addParts();
  return basket.payload(basket.addPortable());
}

/** The program's portable stylesheets, as stages: every package has them, whatever stages the edition has of its own. */
export function portableStages({ portable }: Payload): readonly StageConfig[] {
  return [
    { name: "Reading text", stylesheet: `${portable}/reading-text.xsl`, output: "text/{id}.txt" },
    { name: "Plain page", stylesheet: `${portable}/plain-page.xsl`, output: "pages/{id}.html" },
    { name: "Citations", stylesheet: `${portable}/citations.xsl`, output: "citations/{id}.json" },
  ];
}
const PORTABLE = new URL("../../xslt/", import.meta.url);

/** Lockfiles that say what a configuration or a schema was taken from. */
const CONFIGURATIONS = [
  "package.json",
  "package-lock.json",
  "npm-shrinkwrap.json",
  "pnpm-lock.yaml",
  "yarn.lock",
  "colophon.lock.json",
  "catalog.xml",
];

async function addFolders(basket: Basket, { config }: EditionFiles, options: EditionOptions): Promise<void> {
  const { root } = basket;
  for (const path of await listFiles(root, ["tei/**"])) basket.add(path, "source", path);
  for (const path of await listFiles(root, ["schemas/**"])) basket.add(path, "schema", path);
  for (const path of await listFiles(root, config.archive?.include ?? [])) basket.add(path, "source", path);
  for (const path of [...linksBelow(root, "tei"), ...linksBelow(root, "schemas")])
    basket.add(path, "source", path);
  const configuration = options.config ?? findConfiguration(root);
  if (configuration !== null) {
    const path = relative(root, resolve(options.folder, configuration)).split(sep).join("/");
    basket.add(path, "configuration", path);
  }
  for (const path of CONFIGURATIONS.filter((name) => existsSync(join(root, name))))
    basket.add(path, "configuration", path);
}

/** Symbolic links, which globs leave out: one to a file of the edition is packed as that file, others dangle. */
function linksBelow(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isSymbolicLink())
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)).split(sep).join("/"));
}

/** Schemas: the configured ones, those in the store by the lockfile, those that documents declare. */
function addSchemas(basket: Basket, { config }: EditionFiles, edition: Edition): void {
  const locked = lockedSchemas(basket.root);
  for (const path of configuredSchemas(config)) {
    if (locked.has(path)) continue;
    if (/^[a-z][a-z0-9+.-]+:/iu.test(path))
      basket.find("colophon.config", catalogue.schemaNotPacked(wholeOf("colophon.config"), { href: path }));
    else basket.add(path, "schema", path);
  }
  for (const path of locked.values()) for (const file of path) basket.add(file, "schema", file);
  for (const { path, tree } of edition.documents) {
    const declared = schemaDeclarations(tree);
    for (const { href, where } of declared) {
      if (locked.has(href)) continue;
      if (/^[a-z][a-z0-9+.-]+:/iu.test(href) && !/^file:/iu.test(href))
        basket.find(path, catalogue.schemaNotPacked(where, { href }));
      else basket.refer(path, href, "schema", where);
    }
    if (declared.length === 0 && !basket.hasSchema)
      basket.find(path, catalogue.schemaNotPacked(tree.root, { href: null }));
  }
}

function configuredSchemas({ schema, odd, schemas = [] }: ColophonConfig): string[] {
  const named = [schema, odd, ...schemas.flatMap((each) => [each.schema, each.schematron])];
  return named.flatMap((each) => each ?? []);
}

/** The schemas of the store by the addresses they stand for, each with its files; empty where there is no lockfile that can be read. */
function lockedSchemas(root: string): Map<string, readonly string[]> {
  const file = join(root, "colophon.lock.json");
  if (!existsSync(file)) return new Map();
  const { schemas = {} } = JSON.parse(readFileSync(file, "utf8")) as {
    schemas?: Record<string, LockedSchema>;
  };
  return new Map(
    Object.entries(schemas).flatMap(([from, { as, main, files = {} }]) => {
      const paths = [...new Set([...(main === undefined ? [] : [main]), ...Object.keys(files)])];
      return [from, ...(as === undefined ? [] : [as])].map((address) => [address, paths] as const);
    }),
  );
}

interface LockedSchema {
  readonly as?: string;
  readonly main?: string;
  readonly files?: Readonly<Record<string, unknown>>;
}

/** Attributes that name files beside the document; `target` is the link check's where it leads to nothing. */
const REFERRING = ["url", "facs", "href", "target"];

function addReferences(basket: Basket, { path, tree }: EditionDocument): void {
  for (const element of [tree.root, ...tree.root.descendants()]) {
    if (!element.isElement) continue;
    for (const attribute of element.attributes()) {
      const { local } = attribute.name;
      if (!REFERRING.includes(local)) continue;
      for (const pointer of attribute.value.split(/\s+/u).filter((each) => each !== ""))
        basket.refer(path, pointer, "source", attribute, local === "target" || isWithinHeader(element));
    }
  }
}

/** A header may tell of addresses that were files once, on another machine. */
function isWithinHeader(element: XmlNode): boolean {
  return element.maybeAncestor("teiHeader") !== null && !element.isTei("graphic", "media");
}

type Place = Parameters<typeof catalogue.referenceMissing>[0];

/** What is gathered. */
class Basket {
  readonly root: string;
  readonly #files = new Map<string, PayloadFile>();
  readonly #findings = new Map<string, Finding[]>();

  constructor(root: string) {
    this.root = root;
  }

  get hasSchema(): boolean {
    return [...this.#files.values()].some(
      ({ path, role }) => role === "schema" && /\.(?:rng|rnc|xsd|dtd|odd)$/iu.test(path),
    );
  }

  payload(portable: string): Payload {
    const files = [...this.#files.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
    return { files, findings: this.#findings, portable };
  }

  find(path: string, finding: Finding): void {
    this.#findings.set(path, [...(this.#findings.get(path) ?? []), finding]);
  }

  /** Adds a file of the edition's folder by its path; `from` names the file that wants it. */
  add(path: string, role: PayloadRole, from: string, place: Place = wholeOf(from)): void {
    const plain = posix.normalize(path);
    if (this.#files.has(plain)) return;
    if (plain.startsWith("../") || plain.startsWith("/"))
      this.find(from, catalogue.referenceOutside(place, { pointer: path }));
    else if (isBrokenLink(join(this.root, plain)))
      this.find(
        plain,
        catalogue.dangling(wholeOf(plain), { file: plain, target: readlinkSync(join(this.root, plain)) }),
      );
    else if (!existsSync(join(this.root, plain)))
      this.find(from, catalogue.referenceMissing(place, { pointer: path, file: plain }));
    else if (this.#isOwn(plain)) this.#files.set(plain, { path: plain, file: join(this.root, plain), role });
  }

  /** Follows a reference of a file to another; `isLenient` says that one that leads to nothing is another check's. */
  refer(from: string, pointer: string, role: PayloadRole, place: Place, isLenient = false): void {
    const file = pointer.replace(/[?#].*$/su, "");
    if (/^file:|^\/(?!\/)|^[A-Za-z]:[\\/]|^\\\\/iu.test(pointer)) {
      this.find(from, catalogue.absolutePath(place, { pointer }));
      return;
    }
    if (file === "" || /^(?:[a-z][a-z0-9+.-]*:|\/\/)/iu.test(file)) return;
    const path = posix.join(posix.dirname(from), decoded(file));
    const there = existsSync(join(this.root, path));
    if (there && statSync(join(this.root, path)).isDirectory()) return;
    if (there || !isLenient) this.add(path, role, from, place);
  }

  /** Adds the program's portable stylesheets, in a folder that the edition does not have; gives the folder. */
  addPortable(): string {
    const tops = new Set([...this.#files.keys()].map((path) => path.split("/")[0]!.toLowerCase()));
    let folder = "stylesheets";
    while (tops.has(folder)) folder = `portable-${folder}`;
    for (const name of readdirSync(PORTABLE).filter((each) => each.endsWith(".xsl"))) {
      const path = `${folder}/${name}`;
      this.#files.set(path, { path, file: fileURLToPath(new URL(name, PORTABLE)), role: "stylesheet" });
    }
    return folder;
  }

  /** Adds what schemas, stylesheets and configurations take in, and what that takes in. */
  addParts(): void {
    // Whoever goes through a map comes to what is added meanwhile, too.
    for (const one of this.#files.values()) {
      for (const { pointer, isLenient } of partsOf(one))
        this.refer(one.path, pointer, one.role, wholeOf(one.path), isLenient);
    }
  }

  /** A link may lead to another file of the edition, whose content is then packed; elsewhere it dangles. */
  #isOwn(path: string): boolean {
    const file = join(this.root, path);
    const target = realpathSync(file);
    const isLink = lstatSync(file).isSymbolicLink();
    if (!isLink && statSync(target).isFile()) return true;
    if (target.startsWith(realpathSync(this.root) + sep) && statSync(target).isFile()) return true;
    this.find(path, catalogue.dangling(wholeOf(path), { file: path, target: readlinkSync(file) }));
    return false;
  }
}

function isBrokenLink(file: string): boolean {
  return !existsSync(file) && lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

function decoded(pointer: string): string {
  try {
    return decodeURIComponent(pointer);
  } catch {
    return pointer;
  }
}

/**
 * Where outputs stand in the payload: in folders of their own, all below one more where the sources have a folder, or a file, of
 * such a name.
 */
export function outputPlace({ files }: Payload, outputs: readonly string[]): (path: string) => string {
  const tops = new Set(files.map(({ path }) => topOf(path)));
  if (!outputs.some((path) => tops.has(topOf(path)))) return (path) => path;
  let folder = "outputs";
  while (tops.has(folder)) folder = `more-${folder}`;
  return (path) => `${folder}/${path}`;
}

function topOf(path: string): string {
  return path.split("/")[0]!;
}

/** Gives the outputs of a stage for a document, as the configuration writes them. */
export function stageOutput({ output }: StageConfig, id: string): string {
  return output.replaceAll("{id}", () => id);
}
