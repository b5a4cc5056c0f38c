/** A list of integers that grows: what the tables of a schema are made of, ready to be stored as they are. */
export class Integers {
  #cells: Int32Array;
  #length: number;

  /** Takes over the cells it is given; a list that starts empty has room for some. */
  constructor(cells: Int32Array = new Int32Array(0)) {
    this.#cells = cells;
    this.#length = cells.length;
  }

  get length(): number {
    return this.#length;
  }

  /** The cells in use, for reading in a loop; an addition may move them. */
  get cells(): Int32Array {
    return this.#cells;
  }

  at(index: number): number {
    return this.#cells[index]!;
  }

  set(index: number, value: number): void {
    this.#cells[index] = value;
  }

  /** Adds an integer and gives its index. */
  push(value: number): number {
    if (this.#length === this.#cells.length) this.#grow();
    this.#cells[this.#length] = value;
    return this.#length++;
  }

  /** A copy of what is in use. */
  toCells(): Int32Array {
    return this.#cells.slice(0, this.#length);
  }

  #grow(): void {
    const larger = new Int32Array(Math.max(64, this.#cells.length * 2));
    larger.set(this.#cells);
    this.#cells = larger;
  }
}
