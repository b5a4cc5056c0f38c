import { catalogue, type Finding, nearest, placeIn, type SourcePlace } from "../../report/index.ts";
import type { Name, Tree, XmlNode } from "../../tree/index.ts";
import type { Datatype, ValueContext } from "../datatypes/datatype.ts";
import { temporalTypeMeant, XSD_LIBRARY } from "../datatypes/index.ts";
import type { Automaton } from "./automaton.ts";
import { remember } from "./derivative.ts";
import type { Expectation, MentionedName } from "./expectation.ts";
import { EMPTY, NOT_ALLOWED } from "./pattern-table.ts";
import { Usage } from "./usage.ts";

/** Puts the faults of one document into words, and keeps them. */
export class Faults {
  readonly expectation: Expectation;
  readonly #tree: Tree;
  readonly #automaton: Automaton;
  readonly #context: ValueContext & { row: number };
  readonly #usage: Usage;
  readonly #found: Finding[] = [];
  /** What was put in order already, by state and parent: one fault is often made a hundred times. */
  readonly #likely = new Map<string, readonly MentionedName[]>();

  constructor(
    tree: Tree,
    automaton: Automaton,
    expectation: Expectation,
    context: ValueContext & { row: number },
  ) {
    this.#tree = tree;
    this.#automaton = automaton;
    this.#context = context;
    this.#usage = new Usage(tree);
    this.expectation = expectation;
  }

  /** The elements that may come next, those first that an author is likely to want there. */
  likely(state: number, parent: XmlNode | null): readonly MentionedName[] {
    const key = `${state} ${parent?.isElement ? parent.name.qualified : ""}`;
    return remember(this.#likely, key, () => this.#usage.likely(this.expectation.elements(state), parent));
  }

  /** The findings in document order. */
  all(): readonly Finding[] {
    return this.#found;
  }

  /** An element that the schema has, where it may not stand. */
  elementNotAllowed(row: number, state: number, meant: Meant): void {
    const { name, parent } = this.#tree.node(row);
    const allowed = this.expectation.elements(state);
    const holders = this.expectation.parents(this.#symbol(name));
    const twin = allowed.find(({ uri, local }) => local === name.local && uri !== name.uri);
    if (twin !== undefined) {
      this.namespaceWrong(row, twin.uri);
      return;
    }
    const wrappers = this.#usage.likely(
      allowed.filter((each) => holders.some((holder) => isSame(each, holder))),
      parent,
    );
    const allowsText = this.expectation.allowsText(state);
    const isWrapped = !allowsText && wrappers.some((each) => this.#usage.standsIn(each, parent));
    this.#add(
      catalogue.elementNotAllowed(this.#tree.node(row), {
        element: name.qualified,
        parent: parent?.isElement ? parent.name.qualified : null,
        expected: this.#written(this.likely(state, parent), row),
        allowsText,
        wrappers: this.#written(wrappers, row),
        holders: this.#written(this.#usage.likely(holders, null), row),
        hasOneBefore: this.#hasOneBefore(row),
        nearest: meant.nearest,
        mayFollow: meant.mayFollow && !isWrapped,
        outer: parent?.parent?.isElement ? parent.parent.name.qualified : null,
        mayHoldNothing: this.#mayHoldNothing(state),
        isInclusion: name.uri === XINCLUDE,
      }),
    );
  }

  /** An element that may stand here, but only behind others that are missing. */
  elementTooEarly(row: number, missing: readonly MentionedName[], state: number): void {
    const { name, parent } = this.#tree.node(row);
    this.#add(
      catalogue.elementTooEarly(this.#tree.node(row), {
        element: name.qualified,
        parent: parent?.isElement ? parent.name.qualified : null,
        missing: this.#written(
          missing.length > 0
            ? missing
            : this.#usage.likely(this.expectation.enabling(state, this.#symbol(name)), parent),
          row,
        ),
        areAllMissing: missing.length > 0,
        standsBehind: missing.some((each) => this.#followsSibling(row, each)),
      }),
    );
  }

  /** An element of which the schema has none; `guess` is what it was probably meant to be. */
  elementUnknown(row: number, state: number | null, guess: string | null): void {
    const { name, parent } = this.#tree.node(row);
    const allowed = state === null ? [] : this.likely(state, parent);
    this.#add(
      catalogue.elementUnknown(this.#tree.node(row), {
        element: name.qualified,
        parent: parent?.isElement ? parent.name.qualified : null,
        expected: this.#written(allowed, row),
        nearest: guess,
      }),
    );
  }

  /** An element whose name the schema has in another namespace. */
  namespaceWrong(row: number, expected: string): void {
    const { name } = this.#tree.node(row);
    this.#add(
      catalogue.namespaceWrong(this.#tree.node(row), { element: name.qualified, uri: name.uri, expected }),
    );
  }

  /** An end tag that comes too early. */
  incomplete(row: number, state: number): void {
    const node = this.#tree.node(row);
    const required = this.expectation.requiredElements(state);
    this.#add(
      catalogue.elementIncomplete(this.#endTag(row), {
        element: node.name.qualified,
        missing: this.#written(required, row),
        expected:
          required.length > 0
            ? []
            : this.#written(this.#usage.likely(this.expectation.completing(state), node), row),
      }),
    );
  }

  /** Text where only elements may stand. */
  text(row: number, state: number): void {
    const { parent, text } = this.#tree.node(row);
    const allowed = this.expectation.elements(state);
    this.#add(
      catalogue.textNotAllowed(this.#textPlace(row), {
        element: parent!.name.qualified,
        text,
        wrappers: this.#written(this.#usage.likely(this.#holdingText(allowed), parent), row),
        mayHoldNothing: this.#mayHoldNothing(state),
      }),
    );
  }

  /** An attribute that the element may not have; `guess` is what it was probably meant to be. */
  attribute(attribute: number, state: number, guess: MentionedName | null): void {
    const { name, owner } = this.#tree.attribute(attribute);
    const symbol = this.#automaton.grammar.attributeSymbols.of(name.uri, name.local);
    this.#add(
      catalogue.attributeNotAllowed(this.#tree.attribute(attribute), {
        attribute: name.qualified,
        element: owner.name.qualified,
        expected: this.#attributeNames(
          this.#usage.likelyAttributes(absent(this.expectation.attributes(state), owner)),
        ),
        nearest: guess === null ? null : this.#attributeNames([guess])[0]!,
        owners: this.#written(this.#usage.likely(this.expectation.owners(symbol), null), owner.row),
      }),
    );
  }

  /** A start tag that lacks required attributes. */
  missingAttributes(row: number, state: number): void {
    const required = this.expectation.requiredAttributes(state);
    this.#add(
      catalogue.attributeMissing(this.#tree.node(row), {
        element: this.#tree.node(row).name.qualified,
        attributes: this.#attributeNames(required),
        expected: required.length > 0 ? [] : this.#attributeNames(this.expectation.attributes(state)),
      }),
    );
  }

  /** A value that an attribute may not have, by the patterns that it should have matched. */
  value(attribute: number, patterns: readonly number[], value: string): void {
    const { name, owner } = this.#tree.attribute(attribute);
    this.#add(
      catalogue.valueInvalid(this.#tree.attribute(attribute), {
        attribute: name.qualified,
        element: owner.name.qualified,
        ...this.#aboutValue(patterns, value),
      }),
    );
  }

  /** Content that an element may not have, where a value is looked for. */
  content(row: number, state: number, value: string): void {
    const { states } = this.#automaton;
    const node = this.#tree.node(row);
    const text = [...node.children()].find((child) => child.isText);
    const about = this.#aboutValue(states.members(state), value);
    this.#add(
      catalogue.textInvalid(text === undefined ? this.#endTag(row) : this.#textPlace(text.row), {
        element: node.name.qualified,
        value,
        expected: words(about),
        reason: about.reason,
      }),
    );
  }

  /** An identifier that another element has. */
  duplicateId(attribute: number, id: string, first: number): void {
    const { line } = this.#tree.attribute(first).owner.position;
    this.#add(catalogue.duplicateId(this.#tree.attribute(attribute), { id, line }));
  }

  /** A reference to an identifier that no element has. */
  danglingReference(attribute: number, id: string): void {
    const { name, owner } = this.#tree.attribute(attribute);
    this.#add(
      catalogue.idMissing(this.#tree.attribute(attribute), {
        attribute: name.qualified,
        element: owner.name.qualified,
        value: id,
      }),
    );
  }

  #add(finding: Finding): void {
    this.#found.push(finding);
  }

  #symbol({ uri, local }: Name): number {
    return this.#automaton.grammar.elementSymbols.of(uri, local);
  }

  /** Names as they have to be written at a place: with the prefix that their namespace has there. */
  #written(names: readonly MentionedName[], row: number): readonly string[] {
    const prefixes = this.#usage.prefixes(row);
    return names.map(({ uri, local }) => {
      const prefix = prefixes.get(uri);
      return prefix === undefined || prefix === "" ? local : `${prefix}:${local}`;
    });
  }

  #attributeNames(names: readonly MentionedName[]): readonly string[] {
    return names.map(({ uri, local }) => {
      if (uri === "") return local;
      if (uri === "http://www.w3.org/XML/1998/namespace") return `xml:${local}`;
      const prefix = this.#usage.prefixes(1).get(uri);
      return prefix === undefined ? local : `${prefix}:${local}`;
    });
  }

  #mayHoldNothing(state: number): boolean {
    return this.#automaton.states
      .members(state)
      .every((member) => member === EMPTY || member === NOT_ALLOWED);
  }

  #hasOneBefore(row: number): boolean {
    const { name, previous } = this.#tree.columns;
    for (let at = previous[row]!; at >= 0; at = previous[at]!) if (name[at] === name[row]) return true;
    return false;
  }

  #followsSibling(row: number, { uri, local }: MentionedName): boolean {
    for (let at = this.#tree.node(row).nextSibling; at !== null; at = at.nextSibling) {
      if (at.isElement && at.local === local && at.uri === uri) return true;
    }
    return false;
  }

  /** Those of some elements that may hold text. */
  #holdingText(names: readonly MentionedName[]): readonly MentionedName[] {
    const { elementSymbols } = this.#automaton.grammar;
    return names.filter(({ uri, local }) => {
      const state = this.#automaton.anywhere(elementSymbols.of(uri, local));
      return state >= 0 && this.expectation.allowsText(this.#automaton.waiveAttributes(state));
    });
  }

  #aboutValue(patterns: readonly number[], value: string): ValueFault {
    const { datatypes } = this.#automaton.grammar;
    const all = patterns.filter((pattern) => pattern !== NOT_ALLOWED);
    const found = all.map((pattern) => this.expectation.values(pattern));
    const listed = [...new Set(found.flatMap((each) => each.listed))];
    const types = [...new Set(found.flatMap((each) => each.datatypes))].map((number) => datatypes[number]!);
    const telling = this.#telling(types, listed, value);
    const described = telling === null ? types : [telling, ...types.filter((type) => type !== telling)];
    return {
      value,
      expected: listed,
      nearest: nearest(value.trim(), listed),
      descriptions: [...new Set(described.map(({ description }) => description))],
      reason: value === "" ? "it is empty" : (telling?.reasonAgainst(value, this.#context) ?? null),
    };
  }

  /** The datatype that says best what is wrong with a value: the only one, or the date or time it was meant to be. */
  #telling(types: readonly Datatype[], listed: readonly string[], value: string): Datatype | null {
    if (types.length === 1 && listed.every((each) => each === "")) return types[0]!;
    const meant = temporalTypeMeant(value);
    return types.find(({ library, name }) => library === XSD_LIBRARY && name === meant) ?? null;
  }

  /** The end tag of an element; the whole tag of an empty one. */
  #endTag(row: number): SourcePlace {
    const node = this.#tree.node(row);
    const { source } = this.#tree;
    const start = node.end > node.tagEnd ? source.lastIndexOf("</", node.end - 1) : node.start;
    return placeIn(this.#tree, { start: Math.max(start, node.start), end: node.end }, node);
  }

  /** A text from its first sign that is not white space to its last. */
  #textPlace(row: number): SourcePlace {
    const node = this.#tree.node(row);
    const written = this.#tree.source.slice(node.start, node.end);
    const [space = ""] = /^[ \t\r\n]*/u.exec(written) ?? [];
    const text = written.slice(space.length).replace(/[ \t\r\n]+$/u, "");
    const start = node.start + space.length;
    return placeIn(this.#tree, { start, end: start + text.length }, node.parent ?? node);
  }
}

const XINCLUDE = "http://www.w3.org/2001/XInclude";

/** What an author may have meant by an element that stands in the wrong place. */
interface Meant {
  /** Another element, which may stand there. */
  readonly nearest: string | null;
  /** Whether it may stand behind its parent. */
  readonly mayFollow: boolean;
}

interface ValueFault {
  readonly value: string;
  readonly expected: readonly string[];
  readonly nearest: string | null;
  readonly descriptions: readonly string[];
  readonly reason: string | null;
}

/** What a value should have been, in words. */
function words({ expected, descriptions }: ValueFault): string | null {
  const options = [...expected.map((value) => `“${value}”`), ...descriptions];
  return options.length === 0 ? null : options.join(" or ");
}

function isSame(one: MentionedName, other: MentionedName): boolean {
  return one.local === other.local && one.uri === other.uri;
}

/** The attributes that an element does not have yet. */
function absent(names: readonly MentionedName[], element: XmlNode): readonly MentionedName[] {
  const present = new Set([...element.attributes()].map(({ name }) => `{${name.uri}}${name.local}`));
  return names.filter(({ uri, local }) => !present.has(`{${uri}}${local}`));
}
