import { catalogue, type Finding, nearest } from "../report/index.ts";
import type { Tree, XmlAttribute, XmlNode } from "../tree/index.ts";
import type { XmllintMessage } from "./xmllint.ts";

/**
 * Says in our words what libxml2 found by an XML Schema: its messages name a line, which stands for one element. The
 * same fault said twice, by facet and by type, becomes one finding. What is not understood keeps libxml2's own words.
 */
export function xsdFindings(
  messages: readonly XmllintMessage[],
  tree: Tree,
  rowOfLine: readonly number[],
): readonly Finding[] {
  const found = new Map<string, Finding>();
  for (const { line, text } of messages) {
    const row = line === null ? undefined : rowOfLine[line];
    const node = row === undefined || row < 0 ? tree.root : tree.node(row);
    const finding = translate(node, withoutNamespaces(text));
    const key = `${finding.line}:${finding.column}:${finding.code.includes("text-invalid") ? "text" : placeKey(finding)}`;
    if (!found.has(key)) found.set(key, finding);
  }
  if (found.size === 0) {
    return [catalogue.notValid(tree.root, { reason: messages[0]?.text ?? "the validator gave no reason" })];
  }
  return [...found.values()].sort((one, other) => one.line - other.line || one.column - other.column);
}

/** Two missing attributes are two faults at one place; two sayings about one value are one. */
function placeKey({ code, message }: Finding): string {
  return code === "schema/attribute-missing" ? message : code;
}

/** libxml2 writes names as `{namespace}name`. */
function withoutNamespaces(text: string): string {
  return text.replace(/\{[^{}'\s]*[:/][^{}'\s]*\}/gu, "");
}

function translate(node: XmlNode, text: string): Finding {
  const attribute = /^Element '[^']*', attribute '([^']+)': (.*)$/su.exec(text);
  if (attribute !== null) return attributeFinding(node, attribute[1]!, attribute[2]!);
  const said = /^Element '[^']*': (.*)$/su.exec(text)?.[1] ?? text;
  return elementFinding(node, said) ?? valueFinding(node, said) ?? catalogue.notValid(node, { reason: said });
}

function elementFinding(node: XmlNode, said: string): Finding | null {
  const element = node.name.qualified;
  const expected = expectedNames(said);
  const parent = node.parent?.isElement ? node.parent.name.qualified : null;
  if (said.startsWith("This element is not expected") || said.startsWith("No matching global")) {
    const meant = nearest(node.local, expected);
    return catalogue.elementNotAllowed(node, { element, parent, expected, nearest: meant });
  }
  if (said.startsWith("Missing child element(s)"))
    return catalogue.elementIncomplete(node, { element, expected: expected.length === 1 ? expected : [] });
  if (/^(?:Character content|Text content)[^.]*not allowed/u.test(said))
    return catalogue.textNotAllowed(firstText(node) ?? node, {
      element,
      text: firstText(node)?.text ?? "",
    });
  if (/^Element content is not allowed/u.test(said)) {
    const child = [...node.elements()][0] ?? node;
    const args = { element: child.name.qualified, parent: element, expected: [], nearest: null };
    return catalogue.elementNotAllowed(child, args);
  }
  const missing = /^The attribute '([^']+)' is required but missing/u.exec(said)?.[1];
  return missing === undefined ? null : catalogue.attributeMissing(node, { element, attributes: [missing] });
}

function valueFinding(node: XmlNode, said: string): Finding | null {
  if (!/^(?:\[facet '|'.*' is not a valid value)/su.test(said)) return null;
  const value = node.text.replace(/\s+/gu, " ").trim();
  return catalogue.textInvalid(firstText(node) ?? node, {
    element: node.name.qualified,
    value,
    expected: typeWords(said),
  });
}

function attributeFinding(node: XmlNode, name: string, said: string): Finding {
  const attribute = attributeOf(node, name);
  const element = node.name.qualified;
  if (said.includes("is not allowed"))
    return catalogue.attributeNotAllowed(attribute ?? node, {
      attribute: attribute?.name.qualified ?? name,
      element,
      expected: [],
      nearest: null,
    });
  const value = attribute?.value ?? "";
  const permitted = setOf(said);
  const words = typeWords(said);
  return catalogue.valueInvalid(attribute ?? node, {
    attribute: attribute?.name.qualified ?? name,
    element,
    value,
    expected: permitted.length > 0 ? permitted : words === null ? [] : [words],
    nearest: nearest(value, permitted),
  });
}

function attributeOf(node: XmlNode, name: string): XmlAttribute | null {
  return [...node.attributes()].find((each) => each.name.local === name) ?? null;
}

function firstText(node: XmlNode): XmlNode | null {
  return [...node.children()].find((child) => child.isText && /\S/u.test(child.text)) ?? null;
}

/** `Expected is one of ( a, b ).` and `Expected is ( a ).`; wildcards are written `##any`. */
function expectedNames(said: string): string[] {
  const list = /Expected is (?:one of )?\( (.*?) \)\./u.exec(said)?.[1];
  return list === undefined ? [] : list.split(", ").filter((name) => !name.startsWith("#"));
}

/** `The value 'z' is not an element of the set {'a', 'b'}.` */
function setOf(said: string): string[] {
  const set = /set \{(.*)\}/su.exec(said)?.[1];
  return set === undefined ? [] : [...set.matchAll(/'([^']*)'/gu)].map(([, value]) => value!);
}

/** What a value should have been, as far as libxml2 says it. */
function typeWords(said: string): string | null {
  const pattern = /not accepted by the pattern '(.*)'/su.exec(said)?.[1];
  if (pattern !== undefined) return `the form ${pattern}`;
  const values = setOf(said);
  if (values.length > 0) return values.join(", ");
  const type = /of the (?:atomic|union|list) type '([^']+)'/u.exec(said)?.[1];
  return type === undefined ? null : `a value of type ${type}`;
}
