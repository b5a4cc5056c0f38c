import { catalogue, type Finding, nearest, placeIn } from "../report/index.ts";
import { type Tree, XML_NAMESPACE, type XmlAttribute, type XmlNode } from "../tree/index.ts";
import {
  clark,
  type ElementVocabulary,
  localPart,
  type ValueVocabulary,
  type Vocabulary,
} from "./vocabulary.ts";
import type { XmllintMessage } from "./xmllint.ts";

/** What is needed to say in our words what libxml2 said of a document. */
export interface Translation {
  readonly tree: Tree;
  readonly vocabulary: Vocabulary;
  /** The row of the element that a line of the validator's input stands for. */
  readonly rowOfLine: readonly number[];
}

/**
 * Says in our words what libxml2 found. It names lines and words, and repeats one fault at each level above; here each
 * fault becomes one finding at its element, attribute or text. A document it refused without a reason we understand
 * gets a finding with libxml2's own words, so that no refusal is lost.
 */
export function relaxngFindings(messages: readonly XmllintMessage[], translation: Translation): Finding[] {
  const { tree } = translation;
  const found = new Map<string, Finding>();
  const duplicates = duplicateIds(tree);
  const all = [
    ...duplicates.values(),
    ...messages.flatMap((message) => translate(message, translation, duplicates)),
  ];
  for (const finding of all) found.set(`${finding.code} ${finding.line}:${finding.column}`, finding);
  if (found.size > 0)
    return [...found.values()].sort((one, other) => one.line - other.line || one.column - other.column);
  const vague = vagueFinding(messages, translation);
  const reason = messages[0]?.text ?? "the validator gave no reason";
  return [vague ?? catalogue.notValid(tree.root, { reason })];
}

/**
 * Gives a finding for each `xml:id` that an element before has, by the attribute. It is the finding of the check of
 * links, since the same fault has one code whoever sees it first.
 */
export function duplicateIds(tree: Tree): Map<XmlAttribute, Finding> {
  const first = new Map<string, XmlAttribute>();
  const found = new Map<XmlAttribute, Finding>();
  for (let row = 0; row < tree.columns.attributeOwner.length; row++) {
    if (!tree.isId(row)) continue;
    const attribute = tree.attribute(row);
    const before = first.get(attribute.value);
    if (before === undefined) first.set(attribute.value, attribute);
    else {
      const { line } = tree.lines.position(before.start);
      found.set(attribute, catalogue.duplicateId(attribute, { id: attribute.value, line }));
    }
  }
  return found;
}

/** The sayings of libxml2 that name a fault; the others repeat them or have no reason in them. */
function translate(
  { line, text }: XmllintMessage,
  translation: Translation,
  duplicates: ReadonlyMap<XmlAttribute, Finding>,
): readonly Finding[] {
  const node = nodeAt(line, translation);
  const attribute = /^Invalid attribute (\S+) for element/u.exec(text)?.[1];
  if (node !== null && attribute !== undefined)
    return attributeFindings(node, attribute, translation, duplicates);
  const lacking = /^Element (\S+) failed to validate attributes$/u.exec(text)?.[1];
  if (lacking !== undefined) return attributesOfSome(node, lacking, translation);
  if (node === null) return [];
  if (
    /^(?:Did not expect element|Expecting element \S+, got|Element \S+ has extra content: (?!text$))/u.test(
      text,
    )
  ) {
    return [elementFinding(node, translation)];
  }
  if (/^(?:Did not expect text in element|Element \S+ has extra content: text$)/u.test(text))
    return [textFinding(node)];
  return /got nothing$|^Missing element/u.test(text) ? [incomplete(node, translation)] : [];
}

function nodeAt(line: number | null, { tree, rowOfLine }: Translation): XmlNode | null {
  const row = line === null ? undefined : rowOfLine[line];
  return row === undefined || row < 0 ? null : tree.node(row);
}

function wordsOf(node: XmlNode | null, { vocabulary }: Translation): ElementVocabulary | null {
  return node?.isElement ? (vocabulary.get(clark(node.uri, node.local)) ?? null) : null;
}

function elementFinding(node: XmlNode, translation: Translation): Finding {
  const { vocabulary } = translation;
  const parent = node.parent?.isElement ? node.parent : null;
  const inParent = wordsOf(parent, translation);
  const name = clark(node.uri, node.local);
  if (parent !== null && inParent?.children.has(name)) {
    const missing = missingChildren(parent, inParent);
    if (missing.length > 0)
      return catalogue.elementIncomplete(parent, { element: parent.name.qualified, expected: missing });
  }
  const allowed = [...(inParent?.children ?? [])].map(localPart);
  const args = { element: spelled(node, vocabulary), parent: parent?.name.qualified ?? null };
  if (!vocabulary.has(name)) {
    const meant = nearest(node.local, allowed) ?? nearest(node.local, [...vocabulary.keys()].map(localPart));
    return catalogue.elementUnknown(node, {
      ...args,
      expected: [],
      nearest: meant === node.local ? null : meant,
    });
  }
  const misplaced = inParent?.children.has(name) === true;
  return catalogue.elementNotAllowed(node, {
    ...args,
    expected: misplaced ? [] : allowed,
    nearest: misplaced ? null : nearest(node.local, allowed),
  });
}

/** A right name in a wrong namespace looks right; the namespace is shown then. */
function spelled(node: XmlNode, vocabulary: Vocabulary): string {
  const known = vocabulary.has(clark(node.uri, node.local));
  const elsewhere = !known && [...vocabulary.keys()].some((name) => localPart(name) === node.local);
  return elsewhere ? `${node.name.qualified} xmlns="${node.uri}"` : node.name.qualified;
}

function missingChildren(node: XmlNode, words: ElementVocabulary): string[] {
  const present = new Set([...node.elements()].map((child) => clark(child.uri, child.local)));
  return [...words.requiredChildren].filter((name) => !present.has(name)).map(localPart);
}

function incomplete(node: XmlNode, translation: Translation): Finding {
  const words = wordsOf(node, translation);
  const expected = words === null ? [] : missingChildren(node, words);
  return catalogue.elementIncomplete(node, { element: node.name.qualified, expected });
}

function textFinding(node: XmlNode): Finding {
  const text = [...node.children()].find((child) => child.isText && child.text.trim() !== "");
  if (text === undefined) return catalogue.contentInvalid(node, { element: node.name.qualified });
  const place = placeIn(node.tree, trimmedSpan(text), node);
  return catalogue.textNotAllowed(place, { element: node.name.qualified, text: text.text });
}

/** The stretch of a text without the white space around it. */
function trimmedSpan(text: XmlNode): { start: number; end: number } {
  const written = text.tree.source.slice(text.start, text.end);
  const start = text.start + (written.length - written.trimStart().length);
  return { start, end: start + written.trim().length };
}

function attributeFindings(
  node: XmlNode,
  local: string,
  translation: Translation,
  duplicates: ReadonlyMap<XmlAttribute, Finding>,
): readonly Finding[] {
  const words = wordsOf(node, translation);
  const candidates = [...node.attributes()].filter((attribute) => attribute.name.local === local);
  const attribute = candidates.find((each) => !words?.attributes.has(nameOf(each))) ?? candidates[0];
  if (attribute === undefined) return attributesOf(node, translation);
  const said = words?.attributes.get(nameOf(attribute));
  if (said === undefined) return [notAllowed(node, attribute, words)];
  return duplicates.has(attribute) ? [] : [invalidValue(attribute, said)];
}

function invalidValue(attribute: XmlAttribute, said: ValueVocabulary): Finding {
  return catalogue.valueInvalid(attribute, {
    attribute: attribute.name.qualified,
    element: attribute.owner.name.qualified,
    value: attribute.value,
    expected: said.values ?? [...new Set(said.types.map(({ words }) => words))],
    nearest: nearestValue(attribute.value, said.values ?? []),
  });
}

/** Of two letters one is always near the other; that is no advice. */
function nearestValue(value: string, values: readonly string[]): string | null {
  return value.length < 3 ? null : nearest(value, values);
}

function notAllowed(node: XmlNode, attribute: XmlAttribute, words: ElementVocabulary | null): Finding {
  const present = new Set([...node.attributes()].map(nameOf));
  const free = [...(words?.attributes.keys() ?? [])].filter((name) => !present.has(name)).map(written);
  return catalogue.attributeNotAllowed(attribute, {
    attribute: attribute.name.qualified,
    element: node.name.qualified,
    expected: free,
    nearest: nearest(attribute.name.qualified, free),
  });
}

function nameOf(attribute: XmlAttribute): string {
  return clark(attribute.name.uri, attribute.name.local);
}

function written(name: string): string {
  return name.startsWith(`{${XML_NAMESPACE}}`) ? `xml:${localPart(name)}` : localPart(name);
}

/** libxml2 often does not say which element it means; then it is the first of the name whose attributes are not right. */
function attributesOfSome(node: XmlNode | null, local: string, translation: Translation): readonly Finding[] {
  if (node !== null) return attributesOf(node, translation);
  for (const candidate of translation.tree.document.descendantElements(local)) {
    const found = attributesOf(candidate, translation);
    if (found.length > 0) return found;
  }
  return [];
}

/** What is wrong with the attributes of an element, as far as names and lists of values tell. */
function attributesOf(node: XmlNode, translation: Translation): readonly Finding[] {
  const words = wordsOf(node, translation);
  if (words === null) return [];
  const attributes = [...node.attributes()];
  const missing = [...words.requiredAttributes].filter(
    (name) => !attributes.some((each) => nameOf(each) === name),
  );
  const found = attributes.flatMap((attribute) => {
    const said = words.attributes.get(nameOf(attribute));
    if (said === undefined) return [notAllowed(node, attribute, words)];
    return isPlainlyWrong(attribute, said) ? [invalidValue(attribute, said)] : [];
  });
  if (missing.length === 0) return found;
  const element = node.name.qualified;
  return [...found, catalogue.attributeMissing(node, { element, attributes: missing.map(written) })];
}

/** A value of a list may be several of its words; of several types, one has to fit. */
function isPlainlyWrong(attribute: XmlAttribute, { values, types }: ValueVocabulary): boolean {
  const tokens = attribute.value.trim().split(/\s+/u);
  if (values !== null) return !tokens.every((token) => values.includes(token));
  return types.every(
    ({ form }) => form !== null && ![attribute.value.trim(), ...tokens].some((each) => form.test(each)),
  );
}

/** A saying without a fault of its own still names an element: better that than nothing. */
function vagueFinding(messages: readonly XmllintMessage[], translation: Translation): Finding | null {
  for (const { line, text } of messages) {
    const named = /^Element (\S+) failed to validate (attributes|content)/u.exec(text);
    if (named === null) continue;
    const node =
      nodeAt(line, translation) ??
      translation.tree.document.descendantElements(named[1]!).next().value ??
      null;
    if (node === null) continue;
    const element = node.name.qualified;
    if (named[2] === "attributes") return catalogue.attributeMissing(node, { element, attributes: [] });
    return catalogue.contentInvalid(node, { element });
  }
  return null;
}
