import type { XmlNode } from "../tree/index.ts";
import type { Engine, ExpressionOptions, Item, KeyLookup, Variables } from "./expression.ts";
import { type FacadeNode, facadeNode } from "./facade.ts";

/** What is at hand where a question is asked. */
interface Place extends Pick<ExpressionOptions, "document"> {
  readonly keys?: KeyLookup;
  readonly context: FacadeNode;
  readonly current: FacadeNode | null;
  readonly globals?: Variables;
}

/**
 * Makes functions known to the engine, in a namespace: `current()`, `key()` and `document()`, which XSLT adds to XPath, `doc()` and
 * `id()`, which are answered by whoever asks the question; the forms of Unicode, which the engine lacks; and what gives functions
 * of the user's own the variables outside of them.
 */
export function registerLookups(engine: Engine, namespaceURI: string): void {
  const own = (localName: string): { localName: string; namespaceURI: string } => ({
    localName,
    namespaceURI,
  });
  engine.registerCustomXPathFunction(own("current"), [], "node()?", (at) => placeOf(at).current);
  engine.registerCustomXPathFunction(own("id"), ["xs:string*"], "node()*", (at, ids: readonly string[]) =>
    elementsById(placeOf(at).context, ids),
  );
  engine.registerCustomXPathFunction(
    own("id"),
    ["xs:string*", "node()"],
    "node()*",
    (_at, ids: readonly string[], node: FacadeNode) => elementsById(node, ids),
  );
  engine.registerCustomXPathFunction(own("variable"), ["xs:string"], "item()*", (at, name: string) =>
    globalItems(placeOf(at), name),
  );
  engine.registerCustomXPathFunction(
    own("normalize-unicode"),
    ["xs:string?", "xs:string"],
    "xs:string",
    (_at, text: string | null, form: string) => normalForm(text ?? "", form.trim().toUpperCase()),
  );
  registerKeys(engine, own("key"));
  registerDocuments(engine, own);
}

function placeOf({ currentContext }: { readonly currentContext: unknown }): Place {
  return currentContext as Place;
}

/** The value of a variable where no nearer one hides it: what a function may name is what its schema says outermost. */
function globalItems({ globals = {} }: Place, name: string): readonly unknown[] {
  let outermost: Variables | null = null;
  for (let at: Variables | null = globals; at !== null; at = Object.getPrototypeOf(at) as Variables | null) {
    if (Object.hasOwn(at, name)) outermost = at;
  }
  const value = outermost?.[name];
  if (value === undefined) throw new Error(`XPST0008: there is no variable $${name} here`);
  const items = Array.isArray(value) ? (value as readonly Item[]) : [value as Item];
  return items.map((item) => (typeof item === "object" ? facadeNode(item) : item));
}

function normalForm(text: string, form: string): string {
  if (form === "") return text;
  if (!/^NFK?[CD]$/u.test(form)) throw new Error(`FOCH0003: there is no form “${form}” of Unicode here`);
  return text.normalize(form);
}

/** The key of a document, or of the part of one that a third argument names (XSLT 3.0, section 20.2.2). */
function registerKeys(engine: Engine, name: { localName: string; namespaceURI: string }): void {
  const found = (at: Place, key: string, values: readonly unknown[], top: FacadeNode): FacadeNode[] => {
    const nodes = new Set(at.keys?.(key, top.view.tree, values.map(String)) ?? []);
    return [...nodes].map(facadeNode);
  };
  engine.registerCustomXPathFunction(
    name,
    ["xs:string", "xs:anyAtomicType*"],
    "node()*",
    (at, key: string, values: readonly unknown[]) => found(placeOf(at), key, values, placeOf(at).context),
  );
  engine.registerCustomXPathFunction(
    name,
    ["xs:string", "xs:anyAtomicType*", "node()"],
    "node()*",
    (at, key: string, values: readonly unknown[], top: FacadeNode) =>
      found(placeOf(at), key, values, top).filter((node) => isWithin(node, top)),
  );
}

function isWithin({ view }: FacadeNode, top: FacadeNode): boolean {
  if (view === top.view) return true;
  const inside = "value" in view ? view.owner : view;
  for (let at: XmlNode | null = inside; at !== null; at = at.parent) {
    if (at.row === top.view.row && !("value" in top.view)) return true;
  }
  return false;
}

function registerDocuments(
  engine: Engine,
  own: (localName: string) => { localName: string; namespaceURI: string },
): void {
  const found = (at: Place, reference: string): FacadeNode | null => {
    const tree = at.document?.(reference) ?? null;
    return tree === null ? null : facadeNode(tree.document);
  };
  for (const name of ["doc", "document"]) {
    engine.registerCustomXPathFunction(
      own(name),
      ["xs:string?"],
      "node()?",
      (at, reference: string | null) => {
        if (reference === null) return null;
        const document = found(placeOf(at), reference);
        if (document === null) throw new Error(`FODC0002: the document “${reference}” is not here`);
        return document;
      },
    );
  }
  engine.registerCustomXPathFunction(
    own("doc-available"),
    ["xs:string?"],
    "xs:boolean",
    (at, reference: string | null) => reference !== null && found(placeOf(at), reference) !== null,
  );
}

/** Gives the elements that bear one of these ids, which may stand several in one string (XPath functions, 14.5.2). */
function elementsById(context: FacadeNode, ids: readonly string[]): FacadeNode[] {
  const wanted = ids.flatMap((each) => each.split(/\s+/u));
  const found = new Set(wanted.map((id) => context.view.tree.maybeById(id)));
  return [...found].filter((node) => node !== null).map(facadeNode);
}
