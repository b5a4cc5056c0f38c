import { catalogue } from "../../report/index.ts";
import { NodeKind, XmlAttribute, XmlNode } from "../../tree/index.ts";
import type { Item, TreeNode, Variables } from "../../xpath/index.ts";
import type { Run } from "./run.ts";
import type { Check, MessagePart, Rule } from "./schema.ts";

/** What assertions are asked with. */
interface Question {
  /** The node that the rule is about. */
  readonly node: TreeNode;
  /** What is asked: the node, or one of the items that `visit-each` gives. */
  readonly item: TreeNode;
  readonly variables: Variables;
  readonly run: Run;
}

/** Puts the assertions of a rule to a node that its context matches. */
export function judge(rule: Rule, node: TreeNode, outer: Variables, run: Run): void {
  const variables = run.withLets(rule.lets, node, outer);
  const { visitEach } = rule;
  const items =
    visitEach === null ? [node] : (run.attempt(rule.at, () => visitEach.items(node, variables)) ?? []);
  for (const item of items) {
    // The engine takes a value as readily as a node for what it is asked of.
    const question = { node, item: item as TreeNode, variables, run };
    for (const check of rule.checks) assertOne(check, rule, question);
  }
}

function assertOne(check: Check, rule: Rule, question: Question): void {
  const { item, variables, run } = question;
  const holds = run.attempt(check.at, () => check.test.boolean(item, variables));
  if (holds === null || holds === (check.kind === "assert")) return;
  const args = {
    text: sayAll(check.message, question),
    diagnostics: check.remarks.map((each) => sayAll(each, question)).filter((each) => each !== ""),
  };
  const place = placeOf(check.subject === null ? rule : check, question);
  run.findings.push(FINDINGS[check.severity](place, args));
}

const FINDINGS = {
  error: catalogue.ruleBroken,
  warning: catalogue.ruleWarning,
  info: catalogue.ruleRemark,
} as const;

/** The node that a finding is shown at: that of `@subject`, else the one the rule is about; an element for the document. */
function placeOf({ subject, at }: Rule | Check, { node, variables, run }: Question): TreeNode {
  if (subject === null) return shownAt(node);
  const found = run.attempt(at, () => subject.nodes(node, variables)[0] ?? null);
  return shownAt(found ?? node);
}

function shownAt(place: TreeNode): TreeNode {
  return place instanceof XmlNode && place.kind === NodeKind.document ? place.tree.root : place;
}

function sayAll(parts: readonly MessagePart[], question: Question): string {
  const words = parts.map((part) => say(part, question)).join("");
  return words.replace(/\s+/gu, " ").trim();
}

function say(part: MessagePart, { node, item, variables, run }: Question): string {
  if (part.kind === "text") return part.text;
  if (part.value === null) return nameOf(node);
  const { value } = part;
  const items = run.attempt(part.at, () => value.items(item, variables)) ?? [];
  return items.map((each) => (part.kind === "name" ? nameOf(each) : stringOf(each))).join(" ");
}

function nameOf(item: Item): string {
  if (item instanceof XmlAttribute) return item.name.qualified;
  if (item instanceof XmlNode) return item.isElement ? item.name.qualified : item.local;
  return String(item);
}

function stringOf(item: Item): string {
  if (item instanceof XmlAttribute) return item.value;
  return item instanceof XmlNode ? item.text : String(item);
}
