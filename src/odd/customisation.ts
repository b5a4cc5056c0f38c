import { catalogue, type Finding, nearest } from "../report/index.ts";
import { TEI_NAMESPACE, type Tree, type XmlNode } from "../tree/index.ts";
import { mode, tokens } from "./attribute-value.ts";
import { addSpecification, type DraftSpecifications, emptySpecifications, modulesOf } from "./base.ts";
import { changeClass, changeContent, changeElement } from "./merge.ts";
import { elementKey, findElement } from "./pattern-name.ts";
import { readClassSpec, readContentSpec, readElementSpec, SPECIFICATIONS } from "./read-specification.ts";
import type {
  AttributePart,
  ClassSpec,
  ForeignGrammar,
  OddFiles,
  Specification,
  Specifications,
} from "./specification.ts";

/** Reads what a file specifies; null after noting why it cannot be had. `where` is the reference to it. */
type ReadSource = (source: Tree, where: XmlNode) => Specifications | null;

/** Puts an ODD together with what it customises (TEI Guidelines, section 23.4 and chapter 24). */
export class Customisation {
  readonly foreign: ForeignGrammar[] = [];
  /** Everything that was there to choose from; null where nothing was asked for. */
  base: Specifications | null = null;
  readonly #specs: DraftSpecifications = emptySpecifications();
  readonly #schema: XmlNode;
  readonly #files: OddFiles;
  readonly #findings: Finding[];
  readonly #read: ReadSource;
  readonly #sources = new Map<string, Specifications | null>();

  constructor(schema: XmlNode, files: OddFiles, findings: Finding[], read: ReadSource) {
    this.#schema = schema;
    this.#files = files;
    this.#findings = findings;
    this.#read = read;
  }

  /** Takes what modules and references ask for, adds what is new, and does the changes, in this order. */
  put(parts: readonly XmlNode[]): DraftSpecifications {
    const references = parts.filter(({ local }) => !SPECIFICATIONS.includes(local));
    const specifications = parts.filter(({ local }) => SPECIFICATIONS.includes(local));
    for (const node of references.filter(({ local }) => local !== "moduleRef")) this.#takeOne(node);
    for (const node of references.filter(({ local }) => local === "moduleRef")) {
      if (node.get("url") === null) this.#takeModule(node);
      else this.#takeGrammar(node);
    }
    const changes = specifications.filter((node) => mode(node) !== "add");
    if (changes.length > 0) this.#source(changes[0]!);
    for (const node of specifications.filter((each) => mode(each) === "add")) this.#add(node);
    for (const node of changes) this.#change(node);
    return this.#specs;
  }

  /** Whether everything that was asked for was there to choose from. */
  get isWhole(): boolean {
    return [...this.#sources.values()].every((source) => source !== null);
  }

  get #namespace(): string {
    return this.#schema.get("ns") ?? TEI_NAMESPACE;
  }

  /** The specifications that a reference is about: `@source` on it or on the schema, else those of TEI. */
  #source(node: XmlNode): Specifications | null {
    const own = node.get("source");
    const said = own ?? this.#schema.get("source");
    const key = said ?? "";
    const known = this.#sources.get(key);
    if (known !== undefined) return known;
    const where = own === null ? this.#schema : node;
    const tree = this.#files.source(said, node.tree.path);
    if (tree === null) this.#note(catalogue.oddNeedsTei(said === null ? node : where, { source: said }));
    const specs = tree === null ? null : this.#read(tree, where);
    this.#sources.set(key, specs);
    this.base ??= specs;
    return specs;
  }

  #takeModule(node: XmlNode): void {
    const source = this.#source(node);
    if (source === null) return;
    const key = node.get("key") ?? "";
    const modules = modulesOf(source);
    if (!modules.has(key)) {
      const where = node.maybeAttribute("key") ?? node;
      this.#note(catalogue.oddModuleUnknown(where, { name: key, nearest: nearest(key, modules) }));
      return;
    }
    const ofModule = <S extends Specification>(specs: ReadonlyMap<string, S>): S[] =>
      [...specs.values()].filter(({ module }) => module === key);
    const elements = ofModule(source.elements);
    const wanted = this.#chosen(node, key, elements);
    for (const spec of ofModule(source.classes)) keep(this.#specs.classes, spec);
    for (const spec of ofModule(source.macros)) keep(this.#specs.macros, spec);
    for (const spec of ofModule(source.datatypes)) keep(this.#specs.datatypes, spec);
    for (const spec of elements.filter(({ ident }) => wanted(ident)))
      keep(this.#specs.elements, { ...spec, namespace: this.#namespaceOf(spec) }, elementKey(spec));
  }

  /** What stands in TEI without a namespace of its own is in that of the schema. */
  #namespaceOf({ node }: Specification): string {
    return node.get("ns") ?? this.#namespace;
  }

  #chosen(node: XmlNode, module: string, elements: readonly Specification[]): (ident: string) => boolean {
    const include = tokens(node.get("include"));
    const except = tokens(node.get("except"));
    const known = new Set(elements.map(({ ident }) => ident));
    for (const name of [...include, ...except].filter((each) => !known.has(each))) {
      const where = node.maybeAttribute(include.includes(name) ? "include" : "except") ?? node;
      this.#note(catalogue.oddNotInModule(where, { name, module, nearest: nearest(name, known) }));
    }
    // An empty list is a list: it takes the classes of the module and none of its elements.
    if (node.get("include") !== null) return (ident) => include.includes(ident);
    return (ident) => !except.includes(ident);
  }

  #takeOne(node: XmlNode): void {
    const source = this.#source(node);
    const key = node.get("key") ?? "";
    if (source === null || key === "") return;
    const element = findElement(source.elements, key);
    const owner = source.classes.get(key);
    if (element !== null) {
      const here = { ...element, namespace: this.#namespaceOf(element) };
      keep(this.#specs.elements, here, elementKey(here));
    }
    if (owner !== undefined) keep(this.#specs.classes, someAttributes(owner, node));
    for (const kind of ["macros", "datatypes"] as const) {
      const spec = source[kind].get(key);
      if (spec !== undefined) keep(this.#specs[kind], spec);
    }
    const all = { ...Object.fromEntries(source.elements), ...Object.fromEntries(source.classes) };
    if (element ?? owner ?? source.macros.get(key) ?? source.datatypes.get(key)) return;
    const kind = node.local.replace("Ref", "Spec");
    const where = node.maybeAttribute("key") ?? node;
    this.#note(catalogue.oddUndefined(where, { kind, name: key, nearest: nearest(key, Object.keys(all)) }));
  }

  #takeGrammar(node: XmlNode): void {
    const href = node.get("url") ?? "";
    const tree = this.#files.file(href, node.tree.path);
    if (tree === null) this.#note(catalogue.oddFileMissing(node.maybeAttribute("url") ?? node, { href }));
    else this.foreign.push({ tree, prefix: node.get("prefix") ?? "", node });
  }

  /** A specification of the ODD's own comes before one of that name that was taken from elsewhere. */
  #add(node: XmlNode): void {
    const ident = node.get("ident") ?? "";
    const specs: Map<string, Specification> = this.#kindOf(node);
    const key = node.local === "elementSpec" ? elementKey({ prefix: node.get("prefix"), ident }) : ident;
    const there = specs.get(key);
    if (there !== undefined && there.node.tree !== node.tree) specs.delete(key);
    if (!addSpecification(this.#specs, node, this.#namespace))
      this.#note(catalogue.oddTwice(node, { ident }));
  }

  #change(node: XmlNode): void {
    const ident = node.get("ident") ?? "";
    const specs = this.#kindOf(node);
    const key = this.#keyOf(node, ident);
    if (key === null) {
      if (this.base === null && this.#sources.size > 0) return;
      const what = `${node.local.replace("Spec", "")} “${ident}”`;
      const where = node.maybeAttribute("ident") ?? node;
      const others = nearest(ident, specs.keys());
      this.#note(catalogue.oddNothingThere(where, { what, mode: mode(node), nearest: others }));
      return;
    }
    if (mode(node) === "delete") specs.delete(key);
    else if (mode(node) === "replace") {
      specs.delete(key);
      addSpecification(this.#specs, node, this.#namespace);
    } else this.#merge(node, key);
  }

  /** The key of what a change is about; where two elements have one ident, their namespaces tell which. */
  #keyOf(node: XmlNode, ident: string): string | null {
    if (node.local !== "elementSpec") return this.#kindOf(node).has(ident) ? ident : null;
    const same = [...this.#specs.elements].filter(([, spec]) => spec.ident === ident);
    const namespace = node.get("ns") ?? this.#namespace;
    const [key] = same.find(([, spec]) => spec.namespace === namespace) ?? same[0] ?? [null];
    return key;
  }

  #merge(node: XmlNode, ident: string): void {
    const { elements, classes, macros, datatypes } = this.#specs;
    switch (node.local) {
      case "elementSpec":
        elements.set(ident, changeElement(elements.get(ident)!, readElementSpec(node, this.#namespace)));
        break;
      case "classSpec":
        classes.set(ident, changeClass(classes.get(ident)!, readClassSpec(node)));
        break;
      case "macroSpec":
        macros.set(ident, changeContent(macros.get(ident)!, readContentSpec(node)));
        break;
      default:
        datatypes.set(ident, changeContent(datatypes.get(ident)!, readContentSpec(node)));
    }
  }

  #kindOf({ local }: XmlNode): Map<string, Specification> {
    const { elements, classes, macros, datatypes } = this.#specs;
    const kinds: Record<string, Map<string, Specification>> = {
      elementSpec: elements as Map<string, Specification>,
      classSpec: classes as Map<string, Specification>,
      macroSpec: macros as Map<string, Specification>,
    };
    return kinds[local] ?? (datatypes as Map<string, Specification>);
  }

  #note(finding: Finding): void {
    this.#findings.push(finding);
  }
}

/** What was taken first stays. */
function keep<S extends Specification>(specs: Map<string, S>, spec: S, key: string = spec.ident): void {
  if (!specs.has(key)) specs.set(key, spec);
}

/** `classRef/@include` and `@except` choose among the attributes of a class. */
function someAttributes(spec: ClassSpec, reference: XmlNode): ClassSpec {
  const include = tokens(reference.get("include"));
  const except = tokens(reference.get("except"));
  if (include.length === 0 && except.length === 0) return spec;
  const isWanted = (ident: string): boolean =>
    include.length > 0 ? include.includes(ident) : !except.includes(ident);
  const chosen = (part: AttributePart): AttributePart[] => {
    if (part.kind === "reference") return [part];
    if (part.kind === "group") return [{ ...part, parts: part.parts.flatMap(chosen) }];
    return isWanted(part.ident) ? [part] : [];
  };
  return { ...spec, attributes: { ...spec.attributes, parts: spec.attributes.parts.flatMap(chosen) } };
}
