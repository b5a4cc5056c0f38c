import type { Pointing } from "./pointing.ts";

/**
 * The words of a document that stand where pointers belong, and that are the name of nothing. Those that follow one another in
 * an attribute are a name of several words (`ref="Isole dei Principi"`), and told as one. A word before a `#` is that of a file
 * without its extension, which is not there.
 */
export class BareWords {
  readonly #phrases: Pointing[] = [];

  /** Takes the next of them, in the order of the document. */
  add(pointing: Pointing): void {
    const { attribute, at, pointer } = pointing;
    const last = this.#phrases.at(-1);
    const isApart = last?.attribute !== attribute || pointer.includes("#") || last.pointer.includes("#");
    if (isApart || !isNext(last, at)) this.#phrases.push(pointing);
    else {
      const phrase = attribute.value.slice(last.at, at + pointer.length);
      this.#phrases[this.#phrases.length - 1] = { ...last, pointer: phrase };
    }
  }

  /**
   * Each, where it begins, with the number of further ones. The same words in the same attribute are an understanding, and one;
   * so are those that differ in their numbers alone, as the keys of a database do (`pmb2121`).
   */
  phrases(): Pointing[] {
    const firsts = new Map<string, Pointing & { further: number; isAlike: boolean }>();
    for (const phrase of this.#phrases) {
      const key = `${phrase.attribute.name.qualified} ${shapeOf(phrase.pointer)}`;
      const first = firsts.get(key);
      if (first === undefined) firsts.set(key, { ...phrase, further: 0, isAlike: false });
      else {
        first.further++;
        first.isAlike ||= first.pointer !== phrase.pointer;
      }
    }
    return [...firsts.values()];
  }
}

function shapeOf(pointer: string): string {
  return pointer.replace(/#.*$/su, "#").replace(/\d+/gu, "0");
}

function isNext({ attribute, at, pointer }: Pointing, next: number): boolean {
  return attribute.value.slice(at + pointer.length, next).trim() === "";
}
