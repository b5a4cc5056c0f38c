import { catalogue } from "../../report/index.ts";
import { checkContexts } from "./contexts.ts";
import type { SharedName } from "./name-class-overlap.ts";
import { type Clash, NameSet } from "./name-set.ts";
import type { Pattern } from "./pattern.ts";
import type { Note } from "./schema-datatypes.ts";
import { type Place, whereOf } from "./schema-tree.ts";
import type { Simplified } from "./simplify.ts";

/** The content types of section 7.2, each above the one before. */
const Content = { empty: 0, complex: 1, simple: 2 } as const;
type Content = (typeof Content)[keyof typeof Content];

const NO_NAMES = new NameSet();

/** Checks a schema in simple form against all restrictions (RELAX NG, section 7), and notes what breaks them. */
export function checkRestrictions(simplified: Simplified, note: Note): void {
  checkContexts(simplified, note);
  const restrictions = new Restrictions(simplified, note);
  simplified.grammar.elements.forEach((element, index) => {
    restrictions.check(element.pattern, simplified.elementPlaces[index]!);
  });
}

/** Sections 7.2 to 7.4. What is found out of a pattern is kept, so that a shared one is looked at once. */
class Restrictions {
  readonly #simplified: Simplified;
  readonly #note: Note;
  readonly #contents = new Map<Pattern, Content>();
  readonly #attributes = new Map<Pattern, NameSet>();
  readonly #elements = new Map<Pattern, NameSet>();
  readonly #texts = new Map<Pattern, boolean>();
  #place: Place;

  constructor(simplified: Simplified, note: Note) {
    this.#simplified = simplified;
    this.#note = note;
    this.#place = simplified.rootPlace;
  }

  /** Checks the pattern of an element that begins at a place. */
  check(pattern: Pattern, place: Place): void {
    this.#place = place;
    this.#contentOf(pattern);
    this.#attributesOf(pattern);
  }

  /** Section 7.2. A fault is noted once, and the pattern then taken to hold elements. */
  #contentOf(pattern: Pattern): Content {
    let content = this.#contents.get(pattern);
    if (content === undefined) {
      content = this.#findContent(pattern);
      this.#contents.set(pattern, content);
    }
    return content;
  }

  #findContent(pattern: Pattern): Content {
    switch (pattern.kind) {
      case "empty":
      case "notAllowed":
        return Content.empty;
      case "text":
      case "element":
        return Content.complex;
      case "data":
      case "value":
      case "list":
        return Content.simple;
      case "attribute":
        this.#contentOf(pattern.pattern);
        return Content.empty;
      case "oneOrMore":
        return this.#repeated(pattern);
      case "choice":
        return pattern.members.reduce<Content>(
          (most, member) => higher(most, this.#contentOf(member)),
          Content.empty,
        );
      case "group":
        return this.#together(pattern);
      case "interleave":
        this.#checkInterleave(pattern);
        return this.#together(pattern);
      default:
        return pattern satisfies never;
    }
  }

  #repeated(pattern: Pattern & { kind: "oneOrMore" }): Content {
    const content = this.#contentOf(pattern.pattern);
    if (content !== Content.simple) return content;
    this.#noteContent(pattern, "Data or a value is repeated");
    return Content.complex;
  }

  #together(pattern: Pattern & { kind: "group" | "interleave" }): Content {
    let most: Content = Content.empty;
    for (const member of pattern.members) {
      const content = this.#contentOf(member);
      if (most === Content.empty || content === Content.empty) most = higher(most, content);
      else if (most === Content.simple || content === Content.simple) {
        this.#noteContent(member, "Data or a value stands beside elements, text or other data");
        return Content.complex;
      }
    }
    return most;
  }

  /** Section 7.3: the names of the attributes that occur in a pattern; a name may occur in one part of a group only. */
  #attributesOf(pattern: Pattern): NameSet {
    const known = this.#attributes.get(pattern);
    if (known !== undefined) return known;
    const found = this.#findAttributes(pattern);
    this.#attributes.set(pattern, found);
    return found;
  }

  #findAttributes(pattern: Pattern): NameSet {
    switch (pattern.kind) {
      case "attribute":
        return setOf(pattern.name, pattern);
      case "oneOrMore":
        return this.#attributesOf(pattern.pattern);
      case "choice":
        return union(pattern.members.map((member) => this.#attributesOf(member)));
      case "group":
      case "interleave":
        return union(
          pattern.members.map((member) => this.#attributesOf(member)),
          (clash) => this.#noteTwice(clash),
        );
      default:
        return NO_NAMES;
    }
  }

  /** Section 7.4. */
  #checkInterleave(pattern: Pattern & { kind: "interleave" }): void {
    union(
      pattern.members.map((member) => this.#elementsOf(member)),
      ({ name, other }) =>
        this.#noteInterleave(other, `${nameWords(name, "element")} may belong to two parts of an interleave`),
    );
    const [, second] = pattern.members.filter((member) => this.#hasText(member));
    if (second !== undefined) this.#noteInterleave(second, "Text may belong to two parts of an interleave");
  }

  #elementsOf(pattern: Pattern): NameSet {
    const known = this.#elements.get(pattern);
    if (known !== undefined) return known;
    const found = this.#findElements(pattern);
    this.#elements.set(pattern, found);
    return found;
  }

  #findElements(pattern: Pattern): NameSet {
    switch (pattern.kind) {
      case "element":
        return setOf(this.#simplified.grammar.elements[pattern.element]!.name, pattern);
      case "oneOrMore":
        return this.#elementsOf(pattern.pattern);
      case "choice":
      case "group":
      case "interleave":
        return union(pattern.members.map((member) => this.#elementsOf(member)));
      default:
        return NO_NAMES;
    }
  }

  #hasText(pattern: Pattern): boolean {
    const known = this.#texts.get(pattern);
    if (known !== undefined) return known;
    const found =
      pattern.kind === "text" ||
      (pattern.kind === "oneOrMore" && this.#hasText(pattern.pattern)) ||
      ("members" in pattern && pattern.members.some((member) => this.#hasText(member)));
    this.#texts.set(pattern, found);
    return found;
  }

  #noteContent(pattern: Pattern, how: string): void {
    this.#note(catalogue.relaxngContentType(whereOf(this.#placeOf(pattern)), { how }));
  }

  #noteTwice({ name, one, other }: Clash): void {
    const [first, second] = [this.#placeOf(one), this.#placeOf(other)];
    const { line } = first.source.lines.position(first.start);
    const facts = {
      name: nameWords(name, "attribute"),
      line,
      path: first.source === second.source ? null : first.source.path,
    };
    this.#note(catalogue.relaxngAttributeTwice(whereOf(second), facts));
  }

  #noteInterleave(pattern: Pattern, what: string): void {
    this.#note(catalogue.relaxngInterleave(whereOf(this.#placeOf(pattern)), { what }));
  }

  /** Where a pattern stands; what has no place of its own stands in the element that is being checked. */
  #placeOf(pattern: Pattern): Place {
    return this.#simplified.places.get(pattern) ?? this.#place;
  }
}

function higher(one: Content, other: Content): Content {
  return one > other ? one : other;
}

function setOf(name: Parameters<NameSet["add"]>[0], pattern: Pattern): NameSet {
  const names = new NameSet();
  names.add(name, pattern);
  return names;
}

/** Puts sets of names together; `clashing` is told of the first name that two of them share. */
function union(sets: readonly NameSet[], clashing?: (clash: Clash) => void): NameSet {
  const filled = sets.filter((each) => !each.isEmpty);
  if (filled.length < 2) return filled[0] ?? NO_NAMES;
  const all = new NameSet();
  for (const each of filled) {
    const clash = clashing === undefined ? null : all.clash(each);
    if (clash !== null) clashing?.(clash);
    all.addAll(each);
  }
  return all;
}

function nameWords({ uri, local }: SharedName, kind: "element" | "attribute"): string {
  const tag = kind === "element" ? `<${local}>` : `@${local}`;
  if (local !== null) return uri === "" || uri === null ? tag : `${tag} of the namespace ${uri}`;
  if (uri === null) return `an ${kind} of any name`;
  return `an ${kind} of ${uri === "" ? "no namespace" : `the namespace ${uri}`}`;
}
