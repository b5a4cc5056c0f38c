import { catalogue } from "../../report/index.ts";
import { checkContexts } from "./contexts.ts";
import type { NameClass } from "./name-class.ts";
import type { SharedName } from "./name-class-overlap.ts";
import { NameNumbers, NameSet } from "./name-set.ts";
import type { Pattern } from "./pattern.ts";
import type { Note } from "./schema-datatypes.ts";
import { type Place, whereOf } from "./schema-tree.ts";
import { type Simplified, serialOf } from "./simplify.ts";

/** The content types of section 7.2, each above the one before. */
const Content = { empty: 0, complex: 1, simple: 2 } as const;
type Content = (typeof Content)[keyof typeof Content];

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
  /** What is known of each pattern, by its serial. */
  readonly #contents: (Content | undefined)[] = [];
  readonly #attributes: (NameSet | undefined)[] = [];
  readonly #elements: (NameSet | undefined)[] = [];
  readonly #texts: (boolean | undefined)[] = [];
  readonly #names = new NameNumbers();
  readonly #noNames = new NameSet(this.#names);
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
    let content = this.#contents[serialOf(pattern)];
    if (content === undefined) {
      content = this.#findContent(pattern);
      this.#contents[serialOf(pattern)] = content;
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
    const known = this.#attributes[serialOf(pattern)];
    if (known !== undefined) return known;
    const found = this.#findAttributes(pattern);
    this.#attributes[serialOf(pattern)] = found;
    return found;
  }

  #findAttributes(pattern: Pattern): NameSet {
    switch (pattern.kind) {
      case "attribute":
        return this.#setOf(pattern.name);
      case "oneOrMore":
        return this.#attributesOf(pattern.pattern);
      case "choice":
        return this.#union(pattern.members.map((member) => this.#attributesOf(member)));
      case "group":
      case "interleave": {
        const sets = pattern.members.map((member) => this.#attributesOf(member));
        return this.#union(sets, (name, one, other) => {
          this.#noteTwice(name, pattern.members[one]!, pattern.members[other]!);
        });
      }
      default:
        return this.#noNames;
    }
  }

  /** Section 7.4. */
  #checkInterleave({ members }: Pattern & { kind: "interleave" }): void {
    const sets = members.map((member) => this.#elementsOf(member));
    this.#union(sets, (name, _one, other) => {
      const what = `${nameWords(name, "element")} may belong to two parts of an interleave`;
      this.#noteInterleave(members[other]!, what);
    });
    const [, second] = members.filter((member) => this.#hasText(member));
    if (second !== undefined) this.#noteInterleave(second, "Text may belong to two parts of an interleave");
  }

  #elementsOf(pattern: Pattern): NameSet {
    const known = this.#elements[serialOf(pattern)];
    if (known !== undefined) return known;
    const found = this.#findElements(pattern);
    this.#elements[serialOf(pattern)] = found;
    return found;
  }

  #findElements(pattern: Pattern): NameSet {
    switch (pattern.kind) {
      case "element":
        return this.#setOf(this.#simplified.grammar.elements[pattern.element]!.name);
      case "oneOrMore":
        return this.#elementsOf(pattern.pattern);
      case "choice":
      case "group":
      case "interleave":
        return this.#union(pattern.members.map((member) => this.#elementsOf(member)));
      default:
        return this.#noNames;
    }
  }

  #setOf(name: NameClass): NameSet {
    const names = new NameSet(this.#names);
    names.add(name);
    return names;
  }

  /** Puts sets of names together; `clashing` is told of a name that a set shares with an earlier one. */
  #union(
    sets: readonly NameSet[],
    clashing?: (name: SharedName, one: number, other: number) => void,
  ): NameSet {
    let all = this.#noNames;
    let isOwn = false;
    sets.forEach((set, at) => {
      if (set.isEmpty) return;
      if (all.isEmpty) {
        all = set;
        return;
      }
      const name = clashing === undefined ? null : all.clash(set);
      if (name !== null)
        clashing?.(
          name,
          sets.findIndex((each) => each.clash(set) !== null),
          at,
        );
      if (!isOwn) all = this.#copy(all);
      isOwn = true;
      all.addAll(set);
    });
    return all;
  }

  #copy(names: NameSet): NameSet {
    const copy = new NameSet(this.#names);
    copy.addAll(names);
    return copy;
  }

  #hasText(pattern: Pattern): boolean {
    const known = this.#texts[serialOf(pattern)];
    if (known !== undefined) return known;
    const found =
      pattern.kind === "text" ||
      (pattern.kind === "oneOrMore" && this.#hasText(pattern.pattern)) ||
      ("members" in pattern && pattern.members.some((member) => this.#hasText(member)));
    this.#texts[serialOf(pattern)] = found;
    return found;
  }

  #noteContent(pattern: Pattern, how: string): void {
    this.#note(catalogue.relaxngContentType(whereOf(this.#placeOf(pattern)), { how }));
  }

  #noteTwice(name: SharedName, one: Pattern, other: Pattern): void {
    const first = this.#placeOf(this.#claimant(one, name) ?? one);
    const second = this.#placeOf(this.#claimant(other, name) ?? other);
    const { line } = first.source.lines.position(first.start);
    const path = first.source === second.source ? null : first.source.path;
    const facts = { name: nameWords(name, "attribute"), line, path };
    this.#note(catalogue.relaxngAttributeTwice(whereOf(second), facts));
  }

  /** Finds an attribute pattern with a name within another pattern; only the way that leads to one is gone. */
  #claimant(pattern: Pattern, name: SharedName): Pattern | null {
    if (pattern.kind === "attribute") return pattern;
    const below =
      "members" in pattern ? pattern.members : pattern.kind === "oneOrMore" ? [pattern.pattern] : [];
    const next = below.find((member) => this.#mayClaim(this.#attributesOf(member), name));
    return next === undefined ? null : this.#claimant(next, name);
  }

  #mayClaim(names: NameSet, { uri, local }: SharedName): boolean {
    if (uri === null || local === null) return !names.isEmpty;
    return names.clash(this.#setOf({ kind: "name", uri, local })) !== null;
  }

  #noteInterleave(pattern: Pattern, what: string): void {
    this.#note(catalogue.relaxngInterleave(whereOf(this.#placeOf(pattern)), { what }));
  }

  /** Where a pattern stands; what has no place of its own stands in the element that is being checked. */
  #placeOf(pattern: Pattern): Place {
    return this.#simplified.places[serialOf(pattern)] ?? this.#place;
  }
}

function higher(one: Content, other: Content): Content {
  return one > other ? one : other;
}

function nameWords({ uri, local }: SharedName, kind: "element" | "attribute"): string {
  const tag = kind === "element" ? `<${local}>` : `@${local}`;
  if (local !== null) return uri === "" || uri === null ? tag : `${tag} of the namespace ${uri}`;
  if (uri === null) return `an ${kind} of any name`;
  return `an ${kind} of ${uri === "" ? "no namespace" : `the namespace ${uri}`}`;
}
