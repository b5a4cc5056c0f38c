import { writeXmlRecord } from "../formats/index.ts";
import type { Registers } from "../resolve/index.ts";
import type { EditionIndex } from "./edition-index.ts";
import type { Groups } from "./groups.ts";
import { exchangesOf } from "./passages.ts";
import type { DocumentRecords } from "./records.ts";

const NAME = "graph.graphml";

/** An edge with how often there is one. */
interface Edge {
  readonly source: string;
  readonly target: string;
  readonly kind: string;
  weight: number;
}

/**
 * The index `graph.graphml`: who speaks with whom, and which document and speaker cites which work, each with how often. Edges
 * and nodes stand in the order in which documents bring them; those between persons and works, of which there are no more
 * than registers have, are counted in memory until all documents are there.
 */
export function graphMlIndex(registers: Registers): EditionIndex {
  const known = new Map<string, Edge>();
  const nodes = new Set<string>();
  const addNode = (id: string, groups: Groups): void => {
    if (nodes.has(id)) return;
    if (!isDocument(id)) nodes.add(id);
    groups.add(`${NAME} nodes`, id);
  };
  return {
    name: NAME,
    add: (records, groups) => {
      const fresh = freshEdges(records, known);
      // A document is the source of all its edges, and of no other document's.
      const ids = new Set(fresh.flatMap(({ source, target }) => [source, target]));
      for (const id of ids) addNode(id, groups);
      for (const edge of fresh) groups.add(`${NAME} edges`, isDocument(edge.source) ? edge : keyOf(edge));
    },
    write: (groups) => written(groups, known, registers),
    taken: (records) => [...edgesIn(records)],
  };
}

function isDocument(id: string): boolean {
  return id.startsWith("document:");
}

function keyOf({ source, target, kind }: Omit<Edge, "weight">): string {
  return JSON.stringify([source, target, kind]);
}

/** Counts the edges of a document; gives those that are new, in order, and enters those among them that others may have as well. */
function freshEdges(records: DocumentRecords, known: Map<string, Edge>): Edge[] {
  const own = new Map<string, Edge>();
  const fresh: Edge[] = [];
  for (const [source, target, kind] of edgesIn(records)) {
    const key = JSON.stringify([source, target, kind]);
    const edge = known.get(key) ?? own.get(key);
    if (edge !== undefined) edge.weight++;
    else {
      const first = { source, target, kind, weight: 1 };
      (isDocument(source) ? own : known).set(key, first);
      fresh.push(first);
    }
  }
  return fresh;
}

function* edgesIn({
  document,
  speeches,
  citations,
  quotations,
}: DocumentRecords): Generator<[source: string, target: string, kind: string]> {
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

function* written(groups: Groups, known: ReadonlyMap<string, Edge>, registers: Registers): Generator<string> {
  const empty = writeXmlRecord({ graphml: { ...FRAME, graph: GRAPH } });
  const place = empty.lastIndexOf("/>");
  let isEmpty = true;
  for (const element of elementsIn(groups, known, registers)) {
    if (isEmpty) yield `${empty.slice(0, place)}>\n`;
    isEmpty = false;
    yield element;
  }
  yield isEmpty ? empty : `  </graph>${empty.slice(place + 2)}`;
}

function* elementsIn(
  groups: Groups,
  known: ReadonlyMap<string, Edge>,
  registers: Registers,
): Generator<string> {
  const nodeOf = (id: string): object => {
    const said = [data("label", labelOf(id, registers)), data("kind", id.split(":")[0]!)];
    return { "@id": id, data: said };
  };
  const edgeOf = (one: string | Edge): object => {
    const { source, target, kind, weight } = typeof one === "string" ? known.get(one)! : one;
    return {
      "@source": source,
      "@target": target,
      data: [data("kind", kind), data("weight", String(weight))],
    };
  };
  yield* inGraph("node", groups.get(`${NAME} nodes`) as Iterable<string>, nodeOf);
  yield* inGraph("edge", groups.get(`${NAME} edges`) as Iterable<string | Edge>, edgeOf);
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
