import { NodeKind, type Tree, XmlAttribute, XmlNode } from "../tree/index.ts";

/** What a question is asked of, and what it may find. */
export type TreeNode = XmlNode | XmlAttribute;

/**
 * A node as the XPath engine reads it: the few properties of a DOM node it looks at, and the view it stands for. The
 * engine compares nodes by identity, so there is one of these for each node for as long as its tree lives.
 */
export interface FacadeNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly name: string;
  readonly localName: string;
  readonly namespaceURI: string | null;
  readonly prefix: string | null;
  readonly target: string;
  readonly ownerDocument: FacadeNode | null;
  readonly view: TreeNode;
}

/** The node types of the DOM standard, by our kinds: document, element, text, comment, instruction. */
const NODE_TYPES: readonly number[] = [9, 1, 3, 8, 7];
const ATTRIBUTE_TYPE = 2;

/** Trees live shorter than the program; what is kept here for one goes with it and changes no answer. */
const FACADES = new WeakMap<Tree, Facade>();

/** Gives the facade of a tree, the same each time. */
export function facadeOf(tree: Tree): Facade {
  const known = FACADES.get(tree);
  if (known !== undefined) return known;
  const made = new Facade(tree);
  FACADES.set(tree, made);
  return made;
}

/** Gives the engine's node for a view. */
export function facadeNode(view: TreeNode): FacadeNode {
  return facadeOf(view.tree).wrap(view);
}

/** Whether something the engine gave is one of our nodes. */
export function isFacadeNode(value: unknown): value is FacadeNode {
  return typeof value === "object" && value !== null && "view" in value && "nodeType" in value;
}

/** Answers the engine's questions about a tree from the tree's columns. */
export class Facade {
  readonly #tree: Tree;
  readonly #nodes: (FacadeNode | undefined)[] = [];
  readonly #attributes: (FacadeNode | undefined)[] = [];

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  /** Gives the node for a view of any tree. */
  wrap(view: TreeNode): FacadeNode {
    if (view.tree !== this.#tree) return facadeNode(view);
    return view instanceof XmlNode ? this.#node(view.row) : this.#attribute(view.row);
  }

  getAllAttributes(node: FacadeNode): FacadeNode[] {
    if (!(node.view instanceof XmlNode)) return [];
    return Array.from(node.view.attributes(), (attribute) => this.wrap(attribute));
  }

  getAttribute(node: FacadeNode, name: string): string | null {
    return node.view instanceof XmlNode ? node.view.get(name) : null;
  }

  getChildNodes(node: FacadeNode): FacadeNode[] {
    if (!(node.view instanceof XmlNode)) return [];
    return Array.from(node.view.children(), (child) => this.wrap(child));
  }

  getData(node: FacadeNode): string {
    return node.view instanceof XmlAttribute ? node.view.value : node.view.text;
  }

  getFirstChild(node: FacadeNode): FacadeNode | null {
    return node.view instanceof XmlNode ? this.#maybe(node.view.firstChild) : null;
  }

  getLastChild(node: FacadeNode): FacadeNode | null {
    return node.view instanceof XmlNode ? this.#maybe(node.view.lastChild) : null;
  }

  getNextSibling(node: FacadeNode): FacadeNode | null {
    return node.view instanceof XmlNode ? this.#maybe(node.view.nextSibling) : null;
  }

  getPreviousSibling(node: FacadeNode): FacadeNode | null {
    return node.view instanceof XmlNode ? this.#maybe(node.view.previousSibling) : null;
  }

  getParentNode(node: FacadeNode): FacadeNode | null {
    return this.#maybe(node.view instanceof XmlNode ? node.view.parent : node.view.owner);
  }

  #maybe(view: XmlNode | null): FacadeNode | null {
    return view === null ? null : this.wrap(view);
  }

  #node(row: number): FacadeNode {
    this.#nodes[row] ??= this.#makeNode(this.#tree.node(row));
    return this.#nodes[row];
  }

  #attribute(row: number): FacadeNode {
    this.#attributes[row] ??= this.#makeAttribute(this.#tree.attribute(row));
    return this.#attributes[row];
  }

  #makeNode(view: XmlNode): FacadeNode {
    const named = view.kind === NodeKind.element || view.kind === NodeKind.instruction;
    const qualified = named ? view.name.qualified : "";
    return {
      nodeType: NODE_TYPES[view.kind]!,
      nodeName: qualified,
      name: qualified,
      localName: view.local,
      namespaceURI: view.uri === "" ? null : view.uri,
      prefix: named && view.name.prefix !== "" ? view.name.prefix : null,
      target: view.kind === NodeKind.instruction ? view.local : "",
      ownerDocument: view.row === 0 ? null : this.#node(0),
      view,
    };
  }

  #makeAttribute(view: XmlAttribute): FacadeNode {
    const { qualified, local, uri, prefix } = view.name;
    return {
      nodeType: ATTRIBUTE_TYPE,
      nodeName: qualified,
      name: qualified,
      localName: local,
      namespaceURI: uri === "" ? null : uri,
      prefix: prefix === "" ? null : prefix,
      target: "",
      ownerDocument: this.#node(0),
      view,
    };
  }
}
