import { writeXmlRecord } from "../formats/index.ts";
import type { Registers } from "../resolve/index.ts";
import { exchangesOf } from "./passages.ts";
import type { DocumentRecords } from "./records.ts";

/** `graph.graphml`: who speaks with whom, and which document and author cites which work, each with how often. */
export function graphMl(registers: Registers, documents: readonly DocumentRecords[]): string {
  const edges = new Map<string, { source: string; target: string; kind: string; weight: number }>();
  const add = (source: string, target: string, kind: string): void => {
    const key = JSON.stringify([source, target, kind]);
    const known = edges.get(key);
    if (known === undefined) edges.set(key, { source, target, kind, weight: 1 });
    else known.weight++;
  };
  for (const { document, speeches, citations, quotations } of documents) {
    for (const [{ who }, { addressees }] of exchangesOf(speeches))
      for (const key of who)
        for (const other of addressees) add(`person:${key}`, `person:${other}`, "speaks with");
    const own = new Set(citations.map(({ id }) => id));
    for (const { work } of citations)
      if (work !== null && !own.has(work)) add(`document:${document}`, `work:${work}`, "cites");
    for (const { speaker, work } of quotations)
      if (speaker !== null && work !== null && !own.has(work))
        add(`person:${speaker}`, `work:${work}`, "is quoted from");
  }
  const nodes = [...new Set([...edges.values()].flatMap(({ source, target }) => [source, target]))];
  return writeXmlRecord({
    graphml: {
      "@xmlns": "http://graphml.graphdrawing.org/xmlns",
      key: [
        { "@id": "label", "@for": "node", "@attr.name": "label", "@attr.type": "string" },
        { "@id": "kind", "@for": "all", "@attr.name": "kind", "@attr.type": "string" },
        { "@id": "weight", "@for": "edge", "@attr.name": "weight", "@attr.type": "int" },
      ],
      graph: {
        "@id": "edition",
        "@edgedefault": "directed",
        node: nodes.map((id) => ({
          "@id": id,
          data: [data("label", labelOf(id, registers)), data("kind", id.split(":")[0]!)],
        })),
        edge: [...edges.values()].map(({ source, target, kind, weight }) => ({
          "@source": source,
          "@target": target,
          data: [data("kind", kind), data("weight", String(weight))],
        })),
      },
    },
  });
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
