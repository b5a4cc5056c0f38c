import { contains, type NameClass } from "./name-class.ts";
import { overlap, type SharedName } from "./name-class-overlap.ts";
import type { Pattern } from "./pattern.ts";

/** A name that two sets share, with the pattern that has it in each. */
export interface Clash {
  readonly name: SharedName;
  readonly one: Pattern;
  readonly other: Pattern;
}

interface Wildcard {
  readonly nameClass: NameClass;
  readonly pattern: Pattern;
}

/** The names that patterns claim, single ones kept so that they are found at once, each with a pattern that claims it. */
export class NameSet {
  readonly #names = new Map<string, Pattern>();
  readonly #wildcards: Wildcard[] = [];

  get isEmpty(): boolean {
    return this.#names.size === 0 && this.#wildcards.length === 0;
  }

  /** Adds the names of a class, as claimed by a pattern. */
  add(nameClass: NameClass, pattern: Pattern): void {
    if (nameClass.kind === "name") this.#names.set(`${nameClass.local} ${nameClass.uri}`, pattern);
    else if (nameClass.kind === "choice") for (const member of nameClass.members) this.add(member, pattern);
    else this.#wildcards.push({ nameClass, pattern });
  }

  /** Adds all names of another set. */
  addAll(other: NameSet): void {
    for (const [name, pattern] of other.#names) this.#names.set(name, pattern);
    for (const wildcard of other.#wildcards) this.#wildcards.push(wildcard);
  }

  /** Gives a name that both sets have, or null. */
  clash(other: NameSet): Clash | null {
    return (
      this.#sameName(other) ??
      this.#caught(other) ??
      turned(other.#caught(this)) ??
      this.#wildcardClash(other)
    );
  }

  #sameName(other: NameSet): Clash | null {
    const [few, many] = this.#names.size < other.#names.size ? [this, other] : [other, this];
    for (const name of few.#names.keys()) {
      if (!many.#names.has(name)) continue;
      return { name: nameOf(name), one: this.#names.get(name)!, other: other.#names.get(name)! };
    }
    return null;
  }

  /** Whether a wildcard here takes in a single name there. */
  #caught(other: NameSet): Clash | null {
    for (const { nameClass, pattern } of this.#wildcards) {
      for (const [key, claimant] of other.#names) {
        const name = nameOf(key);
        if (contains(nameClass, name.uri, name.local)) return { name, one: pattern, other: claimant };
      }
    }
    return null;
  }

  #wildcardClash(other: NameSet): Clash | null {
    for (const one of this.#wildcards) {
      for (const two of other.#wildcards) {
        const name = overlap(one.nameClass, two.nameClass);
        if (name !== null) return { name, one: one.pattern, other: two.pattern };
      }
    }
    return null;
  }
}

function turned(clash: Clash | null): Clash | null {
  return clash === null ? null : { name: clash.name, one: clash.other, other: clash.one };
}

/** A local name holds no space, whatever the URI behind it holds. */
function nameOf(key: string): { uri: string; local: string } {
  const space = key.indexOf(" ");
  return { local: key.slice(0, space), uri: key.slice(space + 1) };
}
