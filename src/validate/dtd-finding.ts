import { catalogue, type Finding, nearest, placeIn } from "../report/index.ts";
import type { Tree, XmlAttribute, XmlNode } from "../tree/index.ts";
import { misfit } from "./content-model.ts";
import type { DtdSaying } from "./dtd-message.ts";
import { duplicateIds } from "./duplicate-ids.ts";

/** Says in our words what libxml2 found by a DTD, at the element, attribute or text it is about. */
export function dtdFindings(sayings: readonly DtdSaying[], tree: Tree): readonly Finding[] {
  const unknown = new Set(
    sayings.flatMap(({ message }) => /^No declaration for element (\S+)$/u.exec(message)?.[1] ?? []),
  );
  const duplicates = [...duplicateIds(tree).values()];
  const found = new Map<string, Finding>();
  for (const saying of sayings.filter(({ level }) => level > 1)) {
    for (const finding of translate(saying, { tree, unknown, duplicates }))
      found.set(`${finding.code} ${finding.line}:${finding.column} ${finding.message}`, finding);
  }
  return [...found.values()].sort((one, other) => one.line - other.line || one.column - other.column);
}

interface Translation {
  readonly tree: Tree;
  /** Elements that the DTD does not declare: that they stand anywhere is said once. */
  readonly unknown: ReadonlySet<string>;
  readonly duplicates: readonly Finding[];
}

function translate({ message, xpath, level, line }: DtdSaying, translation: Translation): readonly Finding[] {
  const { tree } = translation;
  const node = (xpath === null ? null : nodeAt(tree, xpath)) ?? tree.root;
  if (level > 2 || /^Entity '.*' not defined/u.test(message)) return [fatal(tree, line, message)];
  return (
    idFindings(message, node, translation) ??
    contentFindings(message, node, translation) ??
    attributeFindings(message, node) ?? [catalogue.notValid(node, { reason: message })]
  );
}

/** Something that stops libxml2 altogether has a line only. */
function fatal(tree: Tree, line: number, reason: string): Finding {
  const start = tree.lines.text(line) === "" ? 0 : tree.lines.offset(line, 1);
  const span = { start, end: start + tree.lines.text(line).length };
  return catalogue.notValid(placeIn(tree, span, tree.root), { reason });
}

function idFindings(
  message: string,
  node: XmlNode,
  { tree, duplicates }: Translation,
): readonly Finding[] | null {
  const twice = /^ID (\S+) already defined$/u.exec(message)?.[1];
  if (twice !== undefined) return duplicates.length > 0 ? duplicates : duplicateOf(twice, node);
  const missing = /^IDREFS? attribute (\S+) references an unknown ID "(.*)"$/su.exec(message);
  if (missing === null) return null;
  const [, name, value] = missing;
  return attributesWith(tree, name!, value!).map((attribute) =>
    catalogue.idMissing(attribute, {
      attribute: name!,
      element: attribute.owner.name.qualified,
      value: value!,
    }),
  );
}

/** An ID that only the external DTD declares as one is not known as such to the tree. */
function duplicateOf(id: string, node: XmlNode): readonly Finding[] {
  const attribute = [...node.attributes()].find(({ value }) => value === id);
  if (attribute === undefined) return [];
  const [first = attribute] = attributesWith(node.tree, attribute.name.qualified, id);
  const { line } = node.tree.lines.position(first.start);
  return [catalogue.duplicateId(attribute, { id, line })];
}

function attributesWith(tree: Tree, name: string, value: string): XmlAttribute[] {
  const found: XmlAttribute[] = [];
  for (let row = 0; row < tree.columns.attributeOwner.length; row++) {
    const attribute = tree.attribute(row);
    if (attribute.name.qualified === name && attribute.value.split(/\s+/u).includes(value))
      found.push(attribute);
  }
  return found;
}

function contentFindings(
  message: string,
  node: XmlNode,
  { unknown }: Translation,
): readonly Finding[] | null {
  const element = node.name.qualified;
  const parent = node.parent?.isElement ? node.parent.name.qualified : null;
  if (message.startsWith("No declaration for element"))
    return [catalogue.elementUnknown(node, { element, parent, expected: [], nearest: null })];
  const roots = /^root and DTD name do not match '(.*)' and '(.*)'$/u.exec(message);
  if (roots !== null) return [catalogue.rootMismatched(node, { element: roots[1]!, declared: roots[2]! })];
  if (/was declared EMPTY/u.test(message)) return emptyFindings(node);
  const model = /content does not follow the DTD, expecting (.*), got\b/su.exec(message)?.[1];
  if (model !== undefined) return modelFindings(node, model, unknown);
  if (/content does not follow the DTD, Text not allowed$/u.test(message)) return textFindings(node);
  if (/was declared #PCDATA but contains non text nodes$/u.test(message))
    return [...node.elements()].map((child) => misplaced(child, node, []));
  const stray = /^Element (\S+) is not declared in \S+ list of possible children$/u.exec(message)?.[1];
  if (stray === undefined) return null;
  if (unknown.has(stray)) return [];
  return [...node.elements()]
    .filter((child) => child.name.qualified === stray)
    .map((child) => misplaced(child, node, []));
}

function emptyFindings(node: XmlNode): readonly Finding[] {
  const child = [...node.elements()][0];
  return child === undefined ? textFindings(node) : [misplaced(child, node, [])];
}

function textFindings(node: XmlNode): readonly Finding[] {
  const texts = [...node.children()].filter((child) => child.isText && /\S/u.test(child.text));
  const element = node.name.qualified;
  if (texts.length === 0) return [catalogue.contentInvalid(node, { element })];
  return texts.map((text) => catalogue.textNotAllowed(text, { element, text: text.text }));
}

/** Where the children leave the model is worked out here: libxml2 only says the model and the children. */
function modelFindings(node: XmlNode, model: string, unknown: ReadonlySet<string>): readonly Finding[] {
  const children = [...node.elements()];
  const element = node.name.qualified;
  const texts = [...node.children()].filter((child) => child.isText && /\S/u.test(child.text));
  const found = misfit(
    model,
    children.map((child) => child.name.qualified),
  );
  if (found === null)
    return texts.length > 0 ? textFindings(node) : [catalogue.contentInvalid(node, { element })];
  const child = children[found.at];
  const inText = texts.length > 0 ? textFindings(node) : [];
  if (child === undefined)
    return [
      ...inText,
      catalogue.elementIncomplete(node, {
        element,
        expected: found.expected.length === 1 ? found.expected : [],
      }),
    ];
  if (unknown.has(child.name.qualified)) return inText;
  return [...inText, misplaced(child, node, found.expected)];
}

function misplaced(child: XmlNode, parent: XmlNode, expected: readonly string[]): Finding {
  const element = child.name.qualified;
  const args = { element, parent: parent.name.qualified, expected, nearest: nearest(element, expected) };
  return catalogue.elementNotAllowed(child, args);
}

function attributeFindings(message: string, node: XmlNode): readonly Finding[] | null {
  const element = node.name.qualified;
  const lacking = /does not carry attribute (\S+)$/u.exec(message)?.[1];
  if (lacking !== undefined) return [catalogue.attributeMissing(node, { element, attributes: [lacking] })];
  const undeclared = /^No declaration for attribute (\S+) of element/u.exec(message)?.[1];
  if (undeclared !== undefined)
    return [
      catalogue.attributeNotAllowed(attributeOf(node, undeclared) ?? node, {
        attribute: undeclared,
        element,
        expected: [],
        nearest: null,
      }),
    ];
  // The same is said in other words, with what the value must be.
  if (/is different from default "/u.test(message)) return [];
  const wrong =
    /^(?:Value "(.*)"|Syntax of value|Value) for attribute (\S+) of \S+ (is .*|must be .*)$/su.exec(message);
  if (wrong === null) return null;
  const attribute = attributeOf(node, wrong[2]!);
  const fixed = /^must be "(.*)"$/su.exec(wrong[3]!)?.[1];
  const args = {
    attribute: wrong[2]!,
    element,
    value: attribute?.value ?? wrong[1] ?? "",
    expected: fixed === undefined ? [] : [fixed],
    nearest: null,
  };
  return [catalogue.valueInvalid(attribute ?? node, args)];
}

function attributeOf(node: XmlNode, name: string): XmlAttribute | null {
  return [...node.attributes()].find((each) => each.name.qualified === name) ?? null;
}

/** Follows a path of libxml2: `/TEI.2/text/p[3]`, or `*[2]` for an element in a default namespace. */
function nodeAt(tree: Tree, xpath: string): XmlNode | null {
  let node: XmlNode | null = tree.document;
  for (const step of xpath.split("/").slice(1)) {
    const [, name, index] = /^(.*?)(?:\[(\d+)\])?$/u.exec(step)!;
    const kin: XmlNode[] = [...node.elements()].filter(
      (child) => name === "*" || child.name.qualified === name,
    );
    node = kin[Number(index ?? "1") - 1] ?? null;
    if (node === null) return null;
  }
  return node.isElement ? node : null;
}
