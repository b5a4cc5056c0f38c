import { catalogue, type Finding } from "../report/index.ts";
import { NodeKind, type Tree, XmlAttribute, XmlNode } from "../tree/index.ts";
import {
  type Expression,
  ExpressionError,
  type Item,
  type TreeNode,
  type Variables,
} from "../xpath/index.ts";
import type { Check, Let, MessagePart, Pattern, Rule, Schematron } from "./schematron-schema.ts";

interface Run {
  readonly tree: Tree;
  readonly findings: Finding[];
  /** What failed already: a rule that cannot be worked out is reported once, not for every node. */
  readonly failed: Set<XmlNode>;
}

/**
 * Applies Schematron rules to a document. In a pattern each node is judged by the first rule whose context it matches
 * (ISO/IEC 19757-3, section 6.5); `@role` decides how grave a broken rule is. Findings come in document order, those
 * about rules that could not be applied stand in the schema and come last.
 */
export function validateSchematron(tree: Tree, schema: Schematron): readonly Finding[] {
  const run: Run = { tree, findings: [], failed: new Set() };
  const variables = evaluateLets(schema.lets, tree.document, {}, run);
  if (variables !== null) for (const pattern of schema.patterns) applyPattern(pattern, variables, run);
  const unusable = run.findings.filter((finding) => finding.path !== tree.path);
  const about = run.findings.filter((finding) => finding.path === tree.path);
  return [...about.sort((one, other) => one.line - other.line || one.column - other.column), ...unusable];
}

function applyPattern(pattern: Pattern, outer: Variables, run: Run): void {
  const variables = evaluateLets(pattern.lets, run.tree.document, outer, run);
  if (variables === null) return;
  const judged = new Set<TreeNode>();
  for (const rule of pattern.rules) {
    const matched = attempt(rule.node, run, () => rule.context.nodes(run.tree, variables)) ?? [];
    for (const node of matched) {
      if (judged.has(node)) continue;
      judged.add(node);
      applyRule(rule, node, variables, run);
    }
  }
}

function applyRule(rule: Rule, node: TreeNode, outer: Variables, run: Run): void {
  const variables = evaluateLets(rule.lets, node, outer, run);
  if (variables === null) return;
  for (const check of rule.checks) {
    const holds = attempt(check.node, run, () => check.test.boolean(node, variables));
    if (holds === null || holds === (check.kind === "assert")) continue;
    run.findings.push(findingOf(check, rule, node, variables, run));
  }
}

/** Later variables may use earlier ones; null where one of them has no value. */
function evaluateLets(lets: readonly Let[], node: TreeNode, outer: Variables, run: Run): Variables | null {
  let variables = outer;
  for (const { name, value, node: at } of lets) {
    const items = attempt(at, run, () => value.items(node, variables));
    if (items === null) return null;
    variables = { ...variables, [name]: items };
  }
  return variables;
}

function attempt<T>(at: XmlNode, run: Run, what: () => T): T | null {
  try {
    return what();
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    if (!run.failed.has(at)) {
      run.failed.add(at);
      run.findings.push(
        catalogue.ruleUnusable(at, { what: `<${at.name.qualified}>`, reason: error.message }),
      );
    }
    return null;
  }
}

function findingOf(check: Check, rule: Rule, node: TreeNode, variables: Variables, run: Run): Finding {
  const said = (parts: readonly MessagePart[]): string => sayAll(parts, node, variables, run);
  const args = { text: said(check.message), diagnostics: check.diagnostics.map(said) };
  return FINDINGS[check.severity](placeOf(check.subject ?? rule.subject, node, variables, run), args);
}

const FINDINGS = {
  error: catalogue.ruleBroken,
  warning: catalogue.ruleWarning,
  info: catalogue.ruleRemark,
} as const;

/** The node that a finding is shown at: that of `@subject`, else the one the rule is about; an element for the document. */
function placeOf(subject: Expression | null, node: TreeNode, variables: Variables, run: Run): TreeNode {
  const found =
    subject === null ? null : attempt(run.tree.root, run, () => subject.nodes(node, variables)[0] ?? null);
  const place = found ?? node;
  return place instanceof XmlNode && place.kind === NodeKind.document ? run.tree.root : place;
}

function sayAll(parts: readonly MessagePart[], node: TreeNode, variables: Variables, run: Run): string {
  const words = parts.map((part) => say(part, node, variables, run)).join("");
  return words.replace(/\s+/gu, " ").trim();
}

function say(part: MessagePart, node: TreeNode, variables: Variables, run: Run): string {
  if (part.kind === "text") return part.text;
  if (part.value === null) return nameOf(node);
  const { value } = part;
  const items = attempt(part.node, run, () => value.items(node, variables)) ?? [];
  return items.map((item) => (part.kind === "name" ? nameOf(item) : stringOf(item))).join(" ");
}

function nameOf(item: Item): string {
  if (item instanceof XmlAttribute) return item.name.qualified;
  if (item instanceof XmlNode) return item.isElement ? item.name.qualified : "";
  return String(item);
}

function stringOf(item: Item): string {
  if (item instanceof XmlAttribute) return item.value;
  return item instanceof XmlNode ? item.text : String(item);
}
