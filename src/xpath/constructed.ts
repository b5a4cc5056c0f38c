/**
 * A node that an expression of XQuery makes (XQuery 3.1, section 3.9). It belongs to no document: an answer that holds it holds
 * its text.
 */
export class ConstructedNode {
  readonly nodeType: number;
  readonly #data: string;
  readonly #children: ConstructedNode[] = [];

  constructor(nodeType: number, data: string) {
    this.nodeType = nodeType;
    this.#data = data;
  }

  /** Its string value: of comments and processing instructions in it nothing. */
  get text(): string {
    const inner = this.#children.filter(({ nodeType }) => nodeType === ELEMENT || nodeType === TEXT);
    return this.#data + inner.map(({ text }) => text).join("");
  }

  insert(child: ConstructedNode, before: ConstructedNode | null): void {
    const at = before === null ? -1 : this.#children.indexOf(before);
    this.#children.splice(at < 0 ? this.#children.length : at, 0, child);
  }

  /** Texts that stand side by side need not be one here; the engine asks for it. */
  normalize(): void {}

  remove(child: ConstructedNode): void {
    const at = this.#children.indexOf(child);
    if (at >= 0) this.#children.splice(at, 1);
  }
}

const ELEMENT = 1;
const ATTRIBUTE = 2;
const TEXT = 3;
const INSTRUCTION = 7;
const COMMENT = 8;
const DOCUMENT = 9;

const make = (nodeType: number, data = ""): ConstructedNode => new ConstructedNode(nodeType, data);

/** What the engine makes nodes with. */
export const CONSTRUCTION = {
  nodesFactory: {
    createElementNS: () => make(ELEMENT),
    createAttributeNS: () => make(ATTRIBUTE),
    createTextNode: (text: string) => make(TEXT, text),
    createCDATASection: (text: string) => make(TEXT, text),
    createProcessingInstruction: (_target: string, data: string) => make(INSTRUCTION, data),
    createComment: (text: string) => make(COMMENT, text),
    createDocument: () => make(DOCUMENT),
  },
  documentWriter: {
    insertBefore: (parent: unknown, child: unknown, before: unknown) =>
      (parent as ConstructedNode).insert(child as ConstructedNode, before as ConstructedNode | null),
    removeChild: (parent: unknown, child: unknown) =>
      (parent as ConstructedNode).remove(child as ConstructedNode),
    setAttributeNS: () => undefined,
    removeAttributeNS: () => undefined,
    setData: () => undefined,
  },
} as unknown as { readonly nodesFactory: never; readonly documentWriter: never };
