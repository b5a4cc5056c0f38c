import { writeXmlRecord } from "../formats/index.ts";
import type { Registers } from "../resolve/index.ts";
import type { EditionIndex } from "./edition-index.ts";
import type { Groups } from "./groups.ts";
import { exchangesOf } from "./passages.ts";
import type { DocumentRecords } from "./records.ts";

const NAME = "graph.graphml";

type Kind = "speaks with" | "cites" | "is quoted from";

/** An edge with how often there is one. */
interface Edge {
  readonly source: string;
  readonly target: string;
  readonly kind: Kind;
  weight: number;
}

/**
 * The index `graph.graphml`: who speaks with whom, and which document and speaker cites which work, each with how often. Edges
 * and nodes stand in the order in which documents bring them; those between persons and works are counted in memory until
 * all documents are there.
 */
export function graphMlIndex(registers: Registers): EditionIndex {
  const shared = new SharedEdges();
  const nodes = new Set<string>();
  const addNode = (id: string, groups: Groups): void => {
    if (nodes.has(id)) return;
    if (!isDocument(id)) nodes.add(id);
    groups.add(`${NAME} nodes`, id);
  };
  return {
    name: NAME,
    add: (records, groups) => {
      const fresh = freshEdges(records, shared);
      const edges = fresh.map((edge) => shared.edge(edge));
      for (const id of new Set(edges.flatMap(({ source, target }) => [source, target]))) addNode(id, groups);
      for (const edge of fresh) groups.add(`${NAME} edges`, edge);
    },
    write: (groups) => written(groups, shared, registers),
    taken: (records) => [...edgesIn(records)],
  };
}

function isDocument(id: string): boolean {
  return id.startsWith("document:");
}

const KINDS: readonly Kind[] = ["speaks with", "cites", "is quoted from"];

/** A map holds no more nodes than this. */
const MOST_NODES = 2 ** 24;

/**
 * Edges that several documents may have, counted. There may be as many as there are pairs of persons and works, and so each is a
 * number, made of those of its nodes and of its kind.
 */
class SharedEdges {
  readonly #numbers = new Map<string, number>();
  readonly #nodes: string[] = [];
  readonly #weights = new Map<number, number>();

  /** Counts an edge; gives its number if it is a new one, else null. */
  count(source: string, target: string, kind: Kind): number | null {
    const nodes = this.#numberOf(source) * MOST_NODES + this.#numberOf(target);
    const number = nodes * KINDS.length + KINDS.indexOf(kind);
    const weight = this.#weights.get(number) ?? 0;
    this.#weights.set(number, weight + 1);
    return weight === 0 ? number : null;
  }

  /** Gives an edge by its number; one that is no number is itself. */
  edge(edge: Edge | number): Edge {
    if (typeof edge !== "number") return edge;
    const nodes = Math.floor(edge / KINDS.length);
    return {
      source: this.#nodes[Math.floor(nodes / MOST_NODES)]!,
      target: this.#nodes[nodes % MOST_NODES]!,
      kind: KINDS[edge % KINDS.length]!,
      weight: this.#weights.get(edge)!,
    };
  }

  #numberOf(node: string): number {
    const known = this.#numbers.get(node);
    if (known !== undefined) return known;
    this.#numbers.set(node, this.#nodes.length);
    return this.#nodes.push(node) - 1;
  }
}

/**
 * Counts the edges of a document; gives those that are new, in order. A document is the source of all edges that are its own, and
 * of no other document's; of those that others may have as well there are the numbers.
 */
function freshEdges(records: DocumentRecords, shared: SharedEdges): (Edge | number)[] {
  const own = new Map<string, Edge>();
  const fresh: (Edge | number)[] = [];
  for (const [source, target, kind] of edgesIn(records)) {
    const edge = isDocument(source) ? ownEdge(own, source, target) : shared.count(source, target, kind);
    if (edge !== null) fresh.push(edge);
  }
  return fresh;
}

function ownEdge(own: Map<string, Edge>, source: string, target: string): Edge | null {
  const known = own.get(target);
  if (known !== undefined) {
    known.weight++;
    return null;
  }
  const edge: Edge = { source, target, kind: "cites", weight: 1 };
  own.set(target, edge);
  return edge;
}

function* edgesIn({
  document,
  speeches,
  citations,
  quotations,
}: DocumentRecords): Generator<[source: string, target: string, kind: Kind]> {
  for (const [{ who }, { addressees }] of exchangesOf(speeches))
    for (const key of who)
      for (const other of addressees) yield [`person:${key}`, `person:${other}`, "speaks with"];
  const own = new Set(citations.map(({ id }) => id));
  for (const { work, speaker } of citations) {
    if (work === null || own.has(work)) continue;
    yield [`document:${document}`, `work:${work}`, "cites"];
    if (speaker !== undefined) yield [`person:${speaker}`, `work:${work}`, "cites"];
  }
  for (const { speaker, work } of quotations)
    if (speaker !== null && work !== null && !own.has(work))
      yield [`person:${speaker}`, `work:${work}`, "is quoted from"];
}

/** A frame in which the elements of the graph are written one after the other. */
const FRAME = {
  "@xmlns": "http://graphml.graphdrawing.org/xmlns",
  key: [
    { "@id": "label", "@for": "node", "@attr.name": "label", "@attr.type": "string" },
    { "@id": "kind", "@for": "all", "@attr.name": "kind", "@attr.type": "string" },
    { "@id": "weight", "@for": "edge", "@attr.name": "weight", "@attr.type": "int" },
  ],
};
const GRAPH = { "@id": "edition", "@edgedefault": "directed" };

function* written(groups: Groups, shared: SharedEdges, registers: Registers): Generator<string> {
  const empty = writeXmlRecord({ graphml: { ...FRAME, graph: GRAPH } });
  const place = empty.lastIndexOf("/>");
  let isEmpty = true;
  for (const element of elementsIn(groups, shared, registers)) {
    if (isEmpty) yield `${empty.slice(0, place)}>\n`;
    isEmpty = false;
    yield element;
  }
  yield isEmpty ? empty : `  </graph>${empty.slice(place + 2)}`;
}

function* elementsIn(groups: Groups, shared: SharedEdges, registers: Registers): Generator<string> {
  const nodeOf = (id: string): object => {
    const said = [data("label", labelOf(id, registers)), data("kind", id.split(":")[0]!)];
    return { "@id": id, data: said };
  };
  const edgeOf = (one: Edge | number): object => {
    const { source, target, kind, weight } = shared.edge(one);
    return {
      "@source": source,
      "@target": target,
      data: [data("kind", kind), data("weight", String(weight))],
    };
  };
  yield* inGraph("node", groups.get(`${NAME} nodes`) as Iterable<string>, nodeOf);
  yield* inGraph("edge", groups.get(`${NAME} edges`) as Iterable<Edge | number>, edgeOf);
}

/** How many elements are written at once. */
const AT_ONCE = 500;

function* inGraph<T>(name: string, things: Iterable<T>, elementOf: (thing: T) => object): Generator<string> {
  let some: object[] = [];
  for (const thing of things) {
    some.push(elementOf(thing));
    if (some.length < AT_ONCE) continue;
    yield elementsOf(name, some);
    some = [];
  }
  if (some.length > 0) yield elementsOf(name, some);
}

/** Elements as they are written within the graph: their depth decides how they are indented. */
function elementsOf(name: string, elements: readonly object[]): string {
  const whole = writeXmlRecord({ graphml: { graph: { [name]: elements } } });
  return whole.slice(whole.indexOf("<graph>") + "<graph>\n".length, whole.lastIndexOf("  </graph>"));
}

function data(key: string, value: string): object {
  return { "@key": key, "#text": value };
}

function labelOf(id: string, { people, organisations, works }: Registers): string {
  const key = id.slice(id.indexOf(":") + 1);
  return (
    (id.startsWith("work:") ? works.get(key)?.title : (people.get(key) ?? organisations.get(key))?.name) ??
    key
  );
}
