import { catalogue } from "../../report/index.ts";
import type { NameClass } from "./name-class.ts";
import type { Pattern } from "./pattern.ts";
import type { Note } from "./schema-datatypes.ts";
import { type Place, whereOf } from "./schema-tree.ts";
import { type Simplified, serialOf } from "./simplify.ts";

/** Where a pattern may stand, as far as section 7.1 makes a difference. */
type Context =
  | "start"
  | "element"
  | "repeat"
  | "repeatGroup"
  | "repeatInterleave"
  | "attribute"
  | "list"
  | "except";

interface Rule {
  /** Marks the context in a set of them. */
  readonly bit: number;
  readonly section: string;
  readonly within: string;
  readonly forbidden: readonly Pattern["kind"][];
}

/** What may not stand where (section 7.1). */
const RULES: Readonly<Record<Context, Rule>> = {
  element: { bit: 1, section: "section 7.1", within: "", forbidden: [] },
  repeat: { bit: 2, section: "section 7.1", within: "", forbidden: [] },
  attribute: {
    bit: 4,
    section: "section 7.1.1",
    within: "in an attribute, which holds text or data only",
    forbidden: ["attribute", "element"],
  },
  repeatGroup: {
    bit: 8,
    section: "section 7.1.2",
    within: "in a group that is repeated, but an element has each attribute once",
    forbidden: ["attribute"],
  },
  repeatInterleave: {
    bit: 16,
    section: "section 7.1.2",
    within: "in an interleave that is repeated, but an element has each attribute once",
    forbidden: ["attribute"],
  },
  list: {
    bit: 32,
    section: "section 7.1.3",
    within: "in a list, which holds data and values only",
    forbidden: ["list", "element", "attribute", "text", "interleave"],
  },
  except: {
    bit: 64,
    section: "section 7.1.4",
    within: "in what is excepted from a datatype, where data and values stand",
    forbidden: ["attribute", "element", "list", "text", "group", "interleave", "oneOrMore", "empty"],
  },
  start: {
    bit: 128,
    section: "section 7.1.5",
    within: "in start, which leads to one element",
    forbidden: ["attribute", "data", "value", "text", "list", "group", "interleave", "oneOrMore", "empty"],
  },
};

const WORDS: Readonly<Record<Pattern["kind"], string>> = {
  empty: "<empty>, or something optional,",
  notAllowed: "<notAllowed>",
  text: "<text>",
  choice: "<choice>",
  group: "A group",
  interleave: "An interleave",
  oneOrMore: "Something repeated",
  list: "<list>",
  data: "<data>",
  value: "<value>",
  attribute: "An attribute",
  element: "An element",
};

/**
 * Checks what stands where (RELAX NG, section 7.1), and that attributes of any name are repeated (section 7.3). A
 * pattern is gone through once for each context, however often it is shared.
 */
export function checkContexts(simplified: Simplified, note: Note): void {
  const { grammar, places, rootPlace, elementPlaces } = simplified;
  const walk = new Contexts(places, note);
  walk.check(grammar.start, "start", rootPlace);
  grammar.elements.forEach(({ pattern }, index) => {
    walk.check(pattern, "element", elementPlaces[index]!);
  });
}

class Contexts {
  readonly #places: Simplified["places"];
  readonly #note: Note;
  /** By serial: a bit for each context in which the pattern was gone through. */
  readonly #seen: Uint8Array;

  constructor(places: Simplified["places"], note: Note) {
    this.#places = places;
    this.#note = note;
    this.#seen = new Uint8Array(places.length);
  }

  check(pattern: Pattern, context: Context, around: Place): void {
    const serial = serialOf(pattern);
    const { bit, forbidden } = RULES[context];
    if ((this.#seen[serial]! & bit) !== 0) return;
    this.#seen[serial]! |= bit;
    const place = this.#places[serial] ?? around;
    if (forbidden.includes(pattern.kind)) this.#refuse(pattern, context, place);
    else this.#checkBelow(pattern, context, place);
  }

  #checkBelow(pattern: Pattern, context: Context, place: Place): void {
    switch (pattern.kind) {
      case "choice":
        for (const member of pattern.members) this.check(member, context, place);
        return;
      case "group":
      case "interleave":
        for (const member of pattern.members) this.check(member, among(pattern.kind, context), place);
        return;
      case "oneOrMore":
        this.check(pattern.pattern, context === "element" ? "repeat" : context, place);
        return;
      case "list":
        this.check(pattern.pattern, "list", place);
        return;
      case "data":
        if (pattern.except !== null) this.check(pattern.except, "except", place);
        return;
      case "attribute":
        if (context === "element" && isOpen(pattern.name)) this.#noteWildcard(place);
        this.check(pattern.pattern, "attribute", place);
        return;
      default:
        pattern.kind satisfies "empty" | "notAllowed" | "text" | "value" | "element";
    }
  }

  #refuse({ kind }: Pattern, context: Context, place: Place): void {
    const { section, within } = RULES[context];
    this.#note(catalogue.relaxngNesting(whereOf(place), { what: WORDS[kind], within, section }));
  }

  #noteWildcard(place: Place): void {
    this.#note(catalogue.relaxngWildcard(whereOf(place), {}));
  }
}

function among(kind: "group" | "interleave", context: Context): Context {
  if (context !== "repeat") return context;
  return kind === "group" ? "repeatGroup" : "repeatInterleave";
}

/** Whether a class has endlessly many names. */
function isOpen(nameClass: NameClass): boolean {
  return nameClass.kind === "choice" ? nameClass.members.some(isOpen) : nameClass.kind !== "name";
}
