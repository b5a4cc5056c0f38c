import { NONE, type TreeColumns } from "../tree/index.ts";

/** The columns of a tree while it is being read: they grow by doubling, and only what was filled is given away. */
export class Columns {
  size = 0;
  attributes = 0;
  kind: Uint8Array;
  name: Int32Array;
  parent: Int32Array;
  next: Int32Array;
  previous: Int32Array;
  start: Uint32Array;
  tagEnd: Uint32Array;
  end: Uint32Array;
  firstAttribute: Uint32Array;
  attributeName: Int32Array;
  attributeOwner: Int32Array;
  attributeStart: Uint32Array;
  attributeEnd: Uint32Array;
  valueStart: Uint32Array;
  valueEnd: Uint32Array;

  /**
   * Makes room for what a document of a length, in UTF-16 units, usually holds. Room that is never written to takes no
   * memory but that of an address, so there may be more of it than is needed.
   */
  constructor(length: number) {
    const rows = 64 + (length >> 4);
    this.kind = new Uint8Array(rows);
    this.name = new Int32Array(rows);
    this.parent = new Int32Array(rows);
    this.next = new Int32Array(rows);
    this.previous = new Int32Array(rows);
    this.start = new Uint32Array(rows);
    this.tagEnd = new Uint32Array(rows);
    this.end = new Uint32Array(rows);
    this.firstAttribute = new Uint32Array(rows);
    const attributes = 64 + (length >> 5);
    this.attributeName = new Int32Array(attributes);
    this.attributeOwner = new Int32Array(attributes);
    this.attributeStart = new Uint32Array(attributes);
    this.attributeEnd = new Uint32Array(attributes);
    this.valueStart = new Uint32Array(attributes);
    this.valueEnd = new Uint32Array(attributes);
  }

  /** Adds a node, gives its row, and links it with the sibling before it, or `NONE`. */
  addNode(kind: number, name: number, parent: number, previous: number, start: number, end: number): number {
    const row = this.size++;
    if (row === this.kind.length) this.#growNodes();
    this.kind[row] = kind;
    this.name[row] = name;
    this.parent[row] = parent;
    this.next[row] = NONE;
    this.previous[row] = previous;
    if (previous !== NONE) this.next[previous] = row;
    this.start[row] = start;
    this.tagEnd[row] = start;
    this.end[row] = end;
    this.firstAttribute[row] = this.attributes;
    return row;
  }

  /** Adds an attribute of an element, with the offsets of all of it and of its value; gives its row. */
  addAttribute(
    name: number,
    owner: number,
    start: number,
    end: number,
    valueStart: number,
    valueEnd: number,
  ): number {
    const row = this.attributes++;
    if (row === this.attributeName.length) this.#growAttributes();
    this.attributeName[row] = name;
    this.attributeOwner[row] = owner;
    this.attributeStart[row] = start;
    this.attributeEnd[row] = end;
    this.valueStart[row] = valueStart;
    this.valueEnd[row] = valueEnd;
    return row;
  }

  /** Gives the columns as a tree wants them. */
  finish(): TreeColumns {
    const { size, attributes } = this;
    const firstAttribute = new Uint32Array(size + 1);
    firstAttribute.set(this.firstAttribute.subarray(0, size));
    firstAttribute[size] = attributes;
    return {
      kind: this.kind.subarray(0, size),
      name: this.name.subarray(0, size),
      parent: this.parent.subarray(0, size),
      next: this.next.subarray(0, size),
      previous: this.previous.subarray(0, size),
      start: this.start.subarray(0, size),
      tagEnd: this.tagEnd.subarray(0, size),
      end: this.end.subarray(0, size),
      firstAttribute,
      attributeName: this.attributeName.subarray(0, attributes),
      attributeOwner: this.attributeOwner.subarray(0, attributes),
      attributeStart: this.attributeStart.subarray(0, attributes),
      attributeEnd: this.attributeEnd.subarray(0, attributes),
      valueStart: this.valueStart.subarray(0, attributes),
      valueEnd: this.valueEnd.subarray(0, attributes),
    };
  }

  #growNodes(): void {
    this.kind = grown(this.kind, Uint8Array);
    this.name = grown(this.name, Int32Array);
    this.parent = grown(this.parent, Int32Array);
    this.next = grown(this.next, Int32Array);
    this.previous = grown(this.previous, Int32Array);
    this.start = grown(this.start, Uint32Array);
    this.tagEnd = grown(this.tagEnd, Uint32Array);
    this.end = grown(this.end, Uint32Array);
    this.firstAttribute = grown(this.firstAttribute, Uint32Array);
  }

  #growAttributes(): void {
    this.attributeName = grown(this.attributeName, Int32Array);
    this.attributeOwner = grown(this.attributeOwner, Int32Array);
    this.attributeStart = grown(this.attributeStart, Uint32Array);
    this.attributeEnd = grown(this.attributeEnd, Uint32Array);
    this.valueStart = grown(this.valueStart, Uint32Array);
    this.valueEnd = grown(this.valueEnd, Uint32Array);
  }
}

function grown<T extends Uint8Array | Int32Array | Uint32Array>(
  column: T,
  Column: new (length: number) => T,
): T {
  const larger = new Column(column.length * 2);
  larger.set(column);
  return larger;
}
