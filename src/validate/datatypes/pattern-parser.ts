import {
  CATEGORIES,
  type CharacterClass,
  classOfCategory,
  classOfRanges,
  complementOfClass,
  differenceOfClasses,
  unionOfClasses,
} from "./character-class.ts";
import { choiceOf, type Expression, repeatOf, sequenceOf } from "./expression.ts";
import { nameRanges, nameStartRanges } from "./name.ts";
import type { Ranges } from "./ranges.ts";
import { rangesOfBlock } from "./unicode-block.ts";

/** What a pattern says, or why it is none. */
export type ParsedPattern =
  | { readonly expression: Expression }
  | { readonly expression: null; readonly reason: string };

/** Parentheses within parentheses, and classes within classes: far more than anybody writes, far less than fills a stack. */
const MAX_NESTING = 200;

const ESCAPED_AS_ITSELF = "\\|.-^?*+{}()[]";
const WHITE_SPACE: Ranges = [
  [0x09, 0x0a],
  [0x0d, 0x0d],
  [0x20, 0x20],
];
const LINE_ENDS: Ranges = [
  [0x0a, 0x0a],
  [0x0d, 0x0d],
];

/** Reads a regular expression of XML Schema (Part 2, appendix F). */
export function parsePattern(source: string): ParsedPattern {
  try {
    return { expression: new PatternParser(source).parse() };
  } catch (error) {
    if (error instanceof PatternFault) return { expression: null, reason: error.message };
    throw error;
  }
}

class PatternFault extends Error {}

/** One reading of one pattern. */
class PatternParser {
  readonly #source: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(source: string) {
    this.#source = [...source];
  }

  parse(): Expression {
    const expression = this.#regExp();
    if (this.#at < this.#source.length) this.#fail(`“${this.#next}” must be escaped as \\${this.#next}`);
    return expression;
  }

  /** Production 1: branches with `|` between them. */
  #regExp(): Expression {
    const branches = [this.#branch()];
    while (this.#takes("|")) branches.push(this.#branch());
    return branches.length === 1 ? branches[0]! : choiceOf(branches);
  }

  /** Productions 2 and 3: pieces, each an atom with a quantifier or without. */
  #branch(): Expression {
    const pieces: Expression[] = [];
    for (let atom = this.#atom(); atom !== null; atom = this.#atom()) pieces.push(this.#quantified(atom));
    return sequenceOf(pieces);
  }

  /** Production 9; null where a branch ends. */
  #atom(): Expression | null {
    const next = this.#next;
    if (next === undefined || "?*+){}|]".includes(next)) return null;
    this.#at++;
    if (next === "(") return this.#nested(() => this.#group());
    return { kind: "class", class: this.#characterOrClass(next) };
  }

  #characterOrClass(first: string): CharacterClass {
    if (first === "[") return this.#nested(() => this.#classExpression());
    if (first === "\\") return this.#escape();
    return first === "." ? complementOfClass(classOfRanges(LINE_ENDS)) : characterClass(first);
  }

  #group(): Expression {
    const inner = this.#regExp();
    if (!this.#takes(")")) this.#fail("a closing parenthesis is missing");
    return inner;
  }

  /** Productions 4 to 8. */
  #quantified(atom: Expression): Expression {
    if (this.#takes("?")) return repeatOf(atom, 0, 1);
    if (this.#takes("*")) return repeatOf(atom, 0, Number.POSITIVE_INFINITY);
    if (this.#takes("+")) return repeatOf(atom, 1, Number.POSITIVE_INFINITY);
    if (!this.#takes("{")) return atom;
    const least = this.#number();
    const bounded = !this.#takes(",");
    const most = bounded ? least : this.#next === "}" ? Number.POSITIVE_INFINITY : this.#number();
    if (!this.#takes("}")) this.#fail("a closing brace is missing");
    if (most < least) this.#fail(`{${least},${most}} counts downwards`);
    return repeatOf(atom, least, most);
  }

  #number(): number {
    let digits = "";
    while (/^[0-9]$/u.test(this.#next ?? "")) digits += this.#source[this.#at++];
    if (digits === "") this.#fail("a number is missing between the braces");
    return Number(digits);
  }

  /** Productions 12 to 15: a group of characters, its complement, and what is taken away from it. */
  #classExpression(): CharacterClass {
    const negative = this.#takes("^");
    const members: CharacterClass[] = [];
    let less: CharacterClass | null = null;
    do {
      if (this.#next === "-" && this.#source[this.#at + 1] === "[" && members.length > 0) {
        this.#at += 2;
        less = this.#nested(() => this.#classExpression());
        if (this.#source[this.#at] !== "]")
          this.#fail("behind a class that is taken away the class must end");
      } else members.push(this.#groupPart(members.length === 0));
    } while (!this.#takes("]"));
    const union = unionOfClasses(members);
    const group = negative ? complementOfClass(union) : union;
    return less === null ? group : differenceOfClasses(group, less);
  }

  /** Productions 16 to 21: a character, a range of characters or an escape. */
  #groupPart(isFirst: boolean): CharacterClass {
    const first = this.#groupCharacter(isFirst);
    if (this.#next !== "-" || this.#endsBehindHyphen())
      return typeof first === "string" ? characterClass(first) : first;
    this.#at++;
    const last = this.#groupCharacter(false);
    if (typeof first !== "string" || typeof last !== "string")
      this.#fail("a range goes from one character to another");
    if (first.codePointAt(0)! > last.codePointAt(0)!) this.#fail(`the range ${first}-${last} goes downwards`);
    if (this.#next === "-" && !this.#endsBehindHyphen())
      this.#fail("a hyphen behind a range must be escaped as \\-");
    return classOfRanges([[first.codePointAt(0)!, last.codePointAt(0)!]]);
  }

  /** A hyphen stands for itself where a group begins or ends; before a bracket it takes a class away. */
  #endsBehindHyphen(): boolean {
    const next = this.#source[this.#at + 1];
    return next === "]" || next === "[";
  }

  #groupCharacter(mayBeHyphen: boolean): string | CharacterClass {
    const next = this.#next;
    if (next === undefined) this.#fail("a closing bracket is missing");
    const ends = this.#source[this.#at + 1] === "]";
    if (next === "[" || next === "]" || (next === "-" && !mayBeHyphen && !ends)) {
      this.#fail(`“${next}” must be escaped as \\${next} within brackets`);
    }
    this.#at++;
    return next === "\\" ? this.#groupEscape() : next;
  }

  #groupEscape(): string | CharacterClass {
    const single = singleEscape(this.#next);
    if (single === null) return this.#escape();
    this.#at++;
    return single;
  }

  /** Productions 23 to 37, behind the backslash. */
  #escape(): CharacterClass {
    const letter = this.#next;
    const single = singleEscape(letter);
    if (letter !== undefined) this.#at++;
    if (single !== null) return characterClass(single);
    if (letter === "p") return this.#property();
    if (letter === "P") return complementOfClass(this.#property());
    return multiEscape(letter ?? "") ?? this.#fail(`\\${letter ?? ""} means nothing`);
  }

  #property(): CharacterClass {
    const end = this.#source.indexOf("}", this.#at);
    if (!this.#takes("{") || end < 0) this.#fail("behind \\p a name stands in braces");
    const name = this.#source.slice(this.#at, end).join("");
    this.#at = end + 1;
    return propertyClass(name) ?? this.#fail(`no category or block of Unicode is called “${name}”`);
  }

  #nested<T>(read: () => T): T {
    if (++this.#depth > MAX_NESTING) this.#fail(`it is nested more than ${MAX_NESTING} deep`);
    const found = read();
    this.#depth--;
    return found;
  }

  get #next(): string | undefined {
    return this.#source[this.#at];
  }

  #takes(character: string): boolean {
    if (this.#next !== character) return false;
    this.#at++;
    return true;
  }

  #fail(reason: string): never {
    throw new PatternFault(`at character ${this.#at + 1}: ${reason}`);
  }
}

function characterClass(character: string): CharacterClass {
  const code = character.codePointAt(0)!;
  return classOfRanges([[code, code]]);
}

/** Production 24. */
function singleEscape(letter: string | undefined): string | null {
  if (letter === undefined) return null;
  if (ESCAPED_AS_ITSELF.includes(letter)) return letter;
  return { n: "\n", r: "\r", t: "\t" }[letter] ?? null;
}

/** Production 37; a capital is the complement of its small letter. */
function multiEscape(letter: string): CharacterClass | null {
  const small = letter.toLowerCase();
  const found = smallEscape(small);
  return found === null || small === letter ? found : complementOfClass(found);
}

/** The names are those of XML 1.0, second edition, to which XML Schema 1.0 refers. */
function smallEscape(letter: string): CharacterClass | null {
  switch (letter) {
    case "s":
      return classOfRanges(WHITE_SPACE);
    case "i":
      return classOfRanges(nameStartRanges());
    case "c":
      return classOfRanges(nameRanges());
    case "d":
      return classOfCategory("Nd");
    case "w":
      return complementOfClass(unionOfClasses(["P", "Z", "C"].map(classOfCategory)));
    default:
      return null;
  }
}

/** Productions 27 to 36. */
function propertyClass(name: string): CharacterClass | null {
  if (name.startsWith("Is")) {
    const block = rangesOfBlock(name.slice(2));
    return block === null ? null : classOfRanges(block);
  }
  const isCategory = name !== "Cs" && (CATEGORIES.includes(name) || /^[LMNPZSC]$/u.test(name));
  return isCategory ? classOfCategory(name) : null;
}
