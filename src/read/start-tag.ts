import { catalogue, nearest } from "../report/index.ts";
import { normalizeTokens, readAttributeValue } from "./attribute-value.ts";
import { isPlainValue, isSpace } from "./character.ts";
import type { AttributeDeclaration, Declarations } from "./declarations.ts";
import type { Input } from "./input.ts";
import type { Limits } from "./limits.ts";
import { type Namespaces, UNDECLARED, whyForbidden } from "./namespaces.ts";
import type { TreeBuilder } from "./tree-builder.ts";
import type { WrittenName, WrittenNames } from "./written-names.ts";

/** What the reading of start tags needs to know. */
export interface StartTagParts {
  readonly builder: TreeBuilder;
  readonly names: WrittenNames;
  readonly namespaces: Namespaces;
  readonly declarations: Declarations;
  readonly limits: Limits;
}

/** Reads start tags and empty-element tags (XML 1.0, productions 40 to 44), attributes and namespaces with them. */
export class StartTag {
  readonly #builder: TreeBuilder;
  readonly #names: WrittenNames;
  readonly #namespaces: Namespaces;
  readonly #declarations: Declarations;
  readonly #limits: Limits;
  /** Of the tag being read: its element, its first attribute, and whether it declares namespaces. */
  #row = 0;
  #first = 0;
  #declaresNamespaces = false;

  constructor({ builder, names, namespaces, declarations, limits }: StartTagParts) {
    this.#builder = builder;
    this.#names = names;
    this.#namespaces = namespaces;
    this.#declarations = declarations;
    this.#limits = limits;
  }

  /** Reads the tag that begins where the input stands, at `<`, and opens or adds its element. */
  read(input: Input): void {
    const start = input.at;
    const name = this.#names.read(input.text, start + 1);
    if (name === null) throw notATag(input);
    if (name.declares === "prefix") throw reservedPrefix(input, name);
    const { columns } = this.#builder;
    if (this.#builder.depth >= this.#limits.nesting) throw this.#tooDeep(input, start);
    const row = this.#builder.addElement(input.inclusion?.place.start ?? start);
    this.#row = row;
    this.#first = columns.attributes;
    this.#declaresNamespaces = false;
    const isEmpty = this.#readAttributes(input, name);
    this.#finishAttributes(input, name);
    columns.name[row] = this.#nameOf(name, input, start + 1);
    const end = input.inclusion?.place.end ?? input.at;
    columns.tagEnd[row] = end;
    this.#builder.open(row, name);
    if (isEmpty) {
      this.#namespaces.leave(this.#builder.depth);
      this.#builder.close(end);
    }
  }

  /** Reads attributes up to the end of the tag; says whether it ends with `/>`. */
  #readAttributes(input: Input, element: WrittenName): boolean {
    const { text } = input;
    let at = this.#names.end;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === 62) {
        input.at = at + 1;
        return false;
      }
      if (code === 47 && text.charCodeAt(at + 1) === 62) {
        input.at = at + 2;
        return true;
      }
      if (!isSpace(code)) throw this.#brokenTag(input, at, element);
      do at++;
      while (isSpace(text.charCodeAt(at)));
      const next = text.charCodeAt(at);
      if (next !== 62 && next !== 47) at = this.#readAttribute(input, at, element);
    }
  }

  /** Reads an attribute (production 41) and gives the offset behind it. */
  #readAttribute(input: Input, start: number, element: WrittenName): number {
    const { text } = input;
    const name = this.#names.read(text, start);
    if (name === null)
      throw input.unexpected(`the tag <${element.text}>`, "an attribute, “>” or “/>”", start);
    if (name.lastOwner === this.#row)
      throw this.#repeated(input, name, name, element, start, this.#names.end);
    name.lastOwner = this.#row;
    if (name.declares !== "nothing") this.#declaresNamespaces = true;
    let at = this.#names.end;
    if (text.charCodeAt(at) !== 61) at = this.#passEquals(input, at, name);
    at++;
    if (isSpace(text.charCodeAt(at))) at = spaceEnd(text, at);
    const quote = text.charCodeAt(at);
    if (quote !== 34 && quote !== 39) throw unquoted(input, at, name);
    const from = at + 1;
    at = from;
    let code = text.charCodeAt(at);
    while (isPlainValue(code) || (code !== quote && (code === 34 || code === 39)))
      code = text.charCodeAt(++at);
    if (code === quote) return this.#addPlain(input, name, start, from, at);
    return this.#addNormalized(input, name, start, from, quote);
  }

  #addPlain(input: Input, name: WrittenName, start: number, from: number, to: number): number {
    const place = input.inclusion?.place;
    const { columns, values } = this.#builder;
    if (place === undefined) {
      columns.addAttribute(name.id, this.#row, start, to + 1, from, to);
    } else {
      const row = columns.addAttribute(name.id, this.#row, place.start, place.end, place.start, place.end);
      values.set(row, input.text.slice(from, to));
    }
    if (columns.attributes - this.#first > this.#limits.attributes) throw this.#tooMany(input, start, to + 1);
    return to + 1;
  }

  #addNormalized(input: Input, name: WrittenName, start: number, from: number, quote: number): number {
    input.at = from;
    const value = readAttributeValue(input, quote, this.#declarations.entities);
    const to = input.at - 1;
    this.#addPlain(input, name, start, from, to);
    this.#builder.values.set(this.#builder.columns.attributes - 1, value);
    return to + 1;
  }

  /** Passes over the space before `=`, which is rarely there. */
  #passEquals(input: Input, from: number, name: WrittenName): number {
    const at = spaceEnd(input.text, from);
    if (input.text.charCodeAt(at) !== 61)
      throw input.unexpected(`the attribute ${name.text}`, "“=” and a value", at);
    return at;
  }

  /** Puts declared defaults and types in force, then the namespaces, then gives the attributes their names in the tree. */
  #finishAttributes(input: Input, element: WrittenName): void {
    const declared = this.#declarations.attributes.get(element.text);
    if (declared !== undefined) this.#applyDeclarations(input, declared);
    const { columns } = this.#builder;
    const behind = columns.attributes;
    if (this.#first === behind) return;
    if (this.#declaresNamespaces) this.#declareNamespaces(input);
    let prefix = 0;
    let hasTwoPrefixes = false;
    for (let row = this.#first; row < behind; row++) {
      const name = this.#names.all[columns.attributeName[row]!]!;
      if (name.prefix !== 0) {
        hasTwoPrefixes ||= prefix !== 0 && prefix !== name.prefix;
        prefix = name.prefix;
      }
    }
    if (hasTwoPrefixes) this.#checkExpandedNames(input, element);
    for (let row = this.#first; row < behind; row++) {
      const name = this.#names.all[columns.attributeName[row]!]!;
      columns.attributeName[row] =
        name.prefix === 0 && name.isQualified
          ? this.#builder.plainName(name)
          : this.#nameOf(name, input, columns.attributeStart[row]!);
    }
  }

  /** XML 1.0, sections 3.3.2 and 3.3.3. */
  #applyDeclarations(input: Input, declared: ReadonlyMap<string, AttributeDeclaration>): void {
    const { columns, values, declaredIds } = this.#builder;
    for (let row = this.#first; row < columns.attributes; row++) {
      const declaration = declared.get(this.#names.all[columns.attributeName[row]!]!.text);
      if (declaration === undefined) continue;
      if (declaration.isTokens) values.set(row, normalizeTokens(this.#valueOf(row, input)));
      if (declaration.isId) declaredIds.add(row);
    }
    for (const declaration of declared.values()) {
      if (declaration.value !== null) this.#addDefault(input, declaration, declaration.value);
    }
  }

  #addDefault(input: Input, { name: text }: AttributeDeclaration, value: string): void {
    const name = this.#names.read(text, 0)!;
    if (name.lastOwner === this.#row) return;
    name.lastOwner = this.#row;
    if (name.declares !== "nothing") this.#declaresNamespaces = true;
    const { columns, values } = this.#builder;
    const at = columns.start[this.#row]!;
    values.set(columns.addAttribute(name.id, this.#row, at, at, at, at), value);
    if (columns.attributes - this.#first > this.#limits.attributes)
      throw this.#tooMany(input, input.at, input.at);
  }

  #valueOf(row: number, input: Input): string {
    const { columns, values } = this.#builder;
    return values.get(row) ?? input.text.slice(columns.valueStart[row], columns.valueEnd[row]);
  }

  #declareNamespaces(input: Input): void {
    const { columns, depth } = this.#builder;
    for (let row = this.#first; row < columns.attributes; row++) {
      const name = this.#names.all[columns.attributeName[row]!]!;
      if (name.declares === "nothing") continue;
      const uri = this.#valueOf(row, input);
      const prefix = name.declares === "default" ? "" : name.local;
      const why = whyForbidden(prefix, uri);
      if (why !== null) {
        const declaration = `${name.text}="${uri}"`;
        const start = columns.attributeStart[row]!;
        throw input.fault(
          catalogue.namespaceForbidden,
          { declaration, why },
          start,
          columns.attributeEnd[row]!,
        );
      }
      this.#namespaces.declare(this.#names.prefixId(prefix), uri, depth + 1);
    }
  }

  /** Namespaces in XML 1.0, section 6.3: no two attributes with the same local name and namespace. */
  #checkExpandedNames(input: Input, element: WrittenName): void {
    const { columns } = this.#builder;
    const seen = new Map<string, WrittenName>();
    for (let row = this.#first; row < columns.attributes; row++) {
      const name = this.#names.all[columns.attributeName[row]!]!;
      if (name.prefix === 0) continue;
      const expanded = `${this.#namespaces.of(name.prefix)} ${name.local}`;
      const first = seen.get(expanded);
      if (first !== undefined && this.#namespaces.of(name.prefix) !== UNDECLARED) {
        const { attributeStart, attributeEnd } = columns;
        throw this.#repeated(input, name, first, element, attributeStart[row]!, attributeEnd[row]!);
      }
      seen.set(expanded, name);
    }
  }

  #nameOf(name: WrittenName, input: Input, start: number): number {
    const namespace = this.#namespaces.of(name.prefix);
    if (namespace === UNDECLARED || !name.isQualified) {
      throw this.#notQualified(name, input, start);
    }
    return this.#builder.nameIn(name, namespace, this.#namespaces);
  }

  #notQualified(name: WrittenName, input: Input, start: number): Error {
    const end = start + name.text.length;
    const { text, prefixText: prefix } = name;
    if (!name.isQualified) {
      return input.fault(
        catalogue.nameNotQualified,
        { name: text, what: "an element or an attribute" },
        start,
        end,
      );
    }
    const args = { prefix, name: text, nearest: nearest(prefix, this.#namespaces.prefixes) };
    return input.fault(catalogue.prefixUndeclared, args, start, end);
  }

  #repeated(
    input: Input,
    name: WrittenName,
    first: WrittenName,
    element: WrittenName,
    start: number,
    end: number,
  ): Error {
    const args = { name: name.text, first: first.text, element: element.text };
    return input.fault(catalogue.attributeRepeated, args, start, end);
  }

  #brokenTag(input: Input, at: number, element: WrittenName): Error {
    const attributes = this.#builder.columns.attributes - this.#first;
    const expected = `white space, “>” or “/>” behind ${attributes === 0 ? "its name" : "an attribute"}`;
    return input.unexpected(`the tag <${element.text}>`, expected, at);
  }

  #tooDeep(input: Input, start: number): Error {
    return input.fault(catalogue.nestingTooDeep, { limit: this.#limits.nesting }, start, this.#names.end);
  }

  #tooMany(input: Input, start: number, end: number): Error {
    return input.fault(catalogue.attributesTooMany, { limit: this.#limits.attributes }, start, end);
  }
}

function spaceEnd(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at++;
  return at;
}

function notATag(input: Input): Error {
  return input.unexpected("a tag", "a name behind “<”; the sign itself is written &lt;", input.at + 1);
}

/** Namespaces in XML 1.0, section 3: no element has the prefix xmlns. */
function reservedPrefix(input: Input, { text }: WrittenName): Error {
  const args = { declaration: `<${text}>`, why: "the prefix xmlns is for declarations of namespaces" };
  return input.fault(catalogue.namespaceForbidden, args, input.at, input.at + 1 + text.length);
}

function unquoted(input: Input, at: number, name: WrittenName): Error {
  return input.unexpected(`the attribute ${name.text}`, "a value in quotation marks", at);
}
