import type { PointerTarget } from "./pointer.ts";
import type { Pointing } from "./pointing.ts";

/** A name of a vocabulary, where a document uses it first. */
interface UsedName {
  readonly pointing: Pointing;
  readonly target: PointerTarget;
}

/**
 * The names of a vocabulary that a document uses, as renditions are: a few that are used everywhere. A fault of such a name
 * is told once, where it is used first, since it is mended in one place.
 */
export class Vocabulary {
  readonly #names = new Map<string, UsedName & { further: number }>();

  /** Takes a pointer that is the name of something in a vocabulary; says whether it is one. */
  takes(pointing: Pointing, target: PointerTarget): boolean {
    if (!pointing.use.isVocabulary) return false;
    const key = `${target.kind} ${"document" in target ? target.document : ""} ${pointing.pointer}`;
    const known = this.#names.get(key);
    if (known === undefined) this.#names.set(key, { pointing, target, further: 0 });
    else known.further++;
    return true;
  }

  /** The names in the order of their first use, each with the number of its further ones. */
  names(): readonly UsedName[] {
    return [...this.#names.values()].map(({ pointing, target, further }) => ({
      pointing: { ...pointing, further },
      target,
    }));
  }
}
