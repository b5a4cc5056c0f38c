import { lookUp, type XmlNode } from "../tree/index.ts";
import { readName } from "./personal-name.ts";
import { type Contributor, ROLES, type Role } from "./work.ts";

/** Gives the key of the person or organisation that an element's `@ref` or `@key` points to, or null. */
export type KeyOf = (element: XmlNode) => string | null;

const OF_ELEMENTS: Readonly<Record<string, Role>> = {
  author: "author",
  editor: "editor",
  principal: "editor",
};

const ROLE_WORDS: readonly (readonly [RegExp, Role])[] = [
  [/^ill$|illust|zeichn/iu, "illustrator"],
  [/^cmp$|compos|komponist|musik/iu, "composer"],
  [/^rcp$|recipient|addressee|empfänger|destinataire/iu, "recipient"],
  [/^com$|compil|zusammengest/iu, "compiler"],
  [/^trl$|transl|übers|trad|перев|vert/iu, "translator"],
  [/^edt$|edit|hrsg|herausg|éd|ed\.|cur|ред/iu, "editor"],
  [/^aut$|author|verf|auteur/iu, "author"],
];

/** What is done to a file of a work, and not to the work. */
const TO_THE_FILE = /^(?:dpt|trc|mrk|pfr)$|deposit|encod|transcri|proofread/iu;

/** A contributor, and whether to what the work stands in. */
type Placed = Contributor & { readonly hosts: boolean };

/** A contributor as a record has it. */
export function bare({ role, name }: Placed): Contributor {
  return { role, name };
}

/** Those among the nodes of an entry who made the work, each once in each role. */
export function contributorsAmong(nodes: readonly XmlNode[], keyOf: KeyOf): Placed[] {
  return nodes
    .filter(
      (node) =>
        node.isTei("author", "editor", "principal", "respStmt") &&
        node.maybeAncestor("titleStmt", "respStmt")?.local !== "respStmt",
    )
    .flatMap((node) => contributors(node, keyOf))
    .filter(
      ({ role, name }, at, all) =>
        all.findIndex((other) => other.role === role && other.name.text === name.text) === at,
    );
}

function contributors(node: XmlNode, keyOf: KeyOf): Placed[] {
  const role = roleOf(node);
  if (role === null) return [];
  const hosts = node.parent?.local === "monogr" && node.parent.parent?.maybeElement("analytic") !== null;
  const names = [...node.elements()].filter((child) => child.isTei("persName", "orgName", "name"));
  const named = names.length === 0 && node.local !== "respStmt" ? [node] : names;
  return named
    .map((name) => ({ role, hosts, name: readName(name, keyOf(name) ?? keyOf(node)) }))
    .filter(({ name }) => name.text !== "");
}

function roleOf(node: XmlNode): Role | null {
  const words =
    node.get("role") ?? (node.local === "respStmt" ? (node.maybeElement("resp")?.text ?? "") : "");
  const said =
    ROLES.find((role) => role === words) ?? ROLE_WORDS.find(([pattern]) => pattern.test(words))?.[1];
  if (said === undefined && TO_THE_FILE.test(words)) return null;
  return said ?? lookUp(OF_ELEMENTS, node.local) ?? null;
}
