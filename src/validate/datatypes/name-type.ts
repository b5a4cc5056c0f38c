import { type BuiltInType, builtInType, type Scan } from "./built-in-type.ts";
import type { IdRole, ValueContext } from "./datatype.ts";
import { everyItem, isName, isNameCharacter, isNameStart, isNCName, isNmtoken, isQName } from "./name.ts";
import { codePointsIn } from "./text-type.ts";
import { itemsOf } from "./white-space.ts";

/** The types of names and the lists of names (XML Schema Part 2, sections 3.2.18, 3.2.19 and 3.3.4 to 3.3.12). */
export function nameTypes(): readonly BuiltInType[] {
  return [
    nameType("Name", isName, "a name: letters, digits, hyphens, and no blank"),
    nameType("NCName", isNCName, "a name: letters, digits, hyphens, no colon and no blank"),
    nameType("NMTOKEN", nmtoken, "letters, digits and hyphens without a blank"),
    listType("NMTOKENS", nmtoken, "words of letters, digits and hyphens, with blanks between them"),
    ...idTypes(),
    builtInType({ ...ENTITY, scan: isEntity, words: "the name of an unparsed entity", fault: entityFault }),
    builtInType({ ...ENTITIES, scan: areEntities, words: "names of unparsed entities", fault: entityFault }),
    qualifiedType("QName", "a name whose prefix is declared, such as tei:div"),
    qualifiedType("NOTATION", "a name whose prefix, if any, is declared"),
  ];
}

/** A test of a stretch of a string that needs no context. */
type Stretch = (text: string, start: number, end: number) => boolean;

/** ID, IDREF and IDREFS (sections 3.3.8 to 3.3.10), which RELAX NG DTD Compatibility (section 5) names too. */
export function idTypes(): readonly BuiltInType[] {
  return [
    nameType("ID", isNCName, "an identifier: a name without colon and blank, once in the document", "ID"),
    nameType("IDREF", isNCName, "the identifier of an element of this document", "IDREF"),
    listType(
      "IDREFS",
      isNCName,
      "identifiers of elements of this document, with blanks between them",
      "IDREFS",
    ),
  ];
}

const ENTITY = { name: "ENTITY", needsContext: true, length: codePointsIn } as const;
const ENTITIES = { name: "ENTITIES", needsContext: true, length: countItems, unit: "items" } as const;

const nmtoken: Stretch = (text, start, end) => isNmtoken(text, start, end);

const isEntity: Scan = (text, start, end, context) =>
  isNCName(text, start, end) && context.isUnparsedEntity(text.slice(start, end));

const areEntities: Scan = (text, start, end, context) =>
  everyItem(text, start, end, (item, from, to) => isEntity(item, from, to, context));

function nameType(name: string, scan: Scan, words: string, idRole: IdRole | null = null): BuiltInType {
  return builtInType({ name, scan, words, idRole, length: codePointsIn, fault: nameFault });
}

function listType(name: string, test: Stretch, words: string, idRole: IdRole | null = null): BuiltInType {
  return builtInType({
    name,
    scan: (text, start, end) => everyItem(text, start, end, test),
    words,
    idRole,
    length: countItems,
    unit: "items",
    fault: (value) => listFault(value, test),
  });
}

function qualifiedType(name: string, words: string): BuiltInType {
  return builtInType({
    name,
    scan: (text, start, end, context) =>
      isQName(text, start, end) && hasPrefix(text.slice(start, end), context),
    words,
    needsContext: true,
    key: expandedName,
    fault: qualifiedFault,
  });
}

function countItems(value: string): number {
  return itemsOf(value).length;
}

/** The prefix xml is bound without a declaration (Namespaces in XML, section 3). */
function hasPrefix(value: string, context: ValueContext): boolean {
  const colon = value.indexOf(":");
  if (colon < 0) return true;
  const prefix = value.slice(0, colon);
  return prefix === "xml" || context.namespaceOf(prefix) !== null;
}

/** A QName is its namespace and its local name, whatever the prefix (section 3.2.18). */
function expandedName(value: string, context: ValueContext): string {
  const colon = value.indexOf(":");
  const prefix = colon < 0 ? "" : value.slice(0, colon);
  const namespace = prefix === "xml" ? XML_NAMESPACE : context.namespaceOf(prefix);
  return `{${namespace ?? ""}}${value.slice(colon + 1)}`;
}

const XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";

function entityFault(value: string, context: ValueContext): string | null {
  const item = itemsOf(value).find((each) => !context.isUnparsedEntity(each));
  return item === undefined ? null : `the document declares no unparsed entity “${item}”`;
}

function qualifiedFault(value: string, context: ValueContext): string | null {
  if (isQName(value, 0, value.length)) {
    return hasPrefix(value, context)
      ? null
      : `the prefix “${value.slice(0, value.indexOf(":"))}” is not declared`;
  }
  return nameFault(value);
}

function listFault(value: string, test: Stretch): string | null {
  const item = itemsOf(value).find((each) => !test(each, 0, each.length));
  return item === undefined ? null : `of “${item}”: ${nameFault(item)}`;
}

function nameFault(value: string): string | null {
  for (const character of value) {
    const code = character.length > 1 ? -1 : character.charCodeAt(0);
    if (code === 0x20) return null;
    if (code < 0 || !isNameCharacter(code)) return `it holds “${character}”, which may not stand in a name`;
  }
  const first = value.charCodeAt(0);
  if (!isNameStart(first)) return `a name does not begin with “${value.charAt(0)}”`;
  return value.includes(":") ? "it holds a colon" : null;
}
