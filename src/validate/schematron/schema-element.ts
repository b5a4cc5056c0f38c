import type { XmlNode } from "../../tree/index.ts";

/** An element of a schema. It is looked up when something is to be told of it: a schema that was kept is not parsed again before. */
export class SchemaElement {
  readonly #find: () => XmlNode;

  constructor(find: () => XmlNode) {
    this.#find = find;
  }

  get node(): XmlNode {
    return this.#find();
  }
}
