import { jsonMembers, jsonWithList } from "../formats/index.ts";
import { AND_OTHERS, pageOf, pageOfDocument, type Registers, type Work } from "../resolve/index.ts";
import { type EditionIndex, wholeIndex } from "./edition-index.ts";
import type { Groups } from "./groups.ts";
import type { EditionName } from "./indexes.ts";
import type { CitationRecord, DocumentRecords } from "./records.ts";

/** The vocabularies: CiTO for what cites what, PROV for whence words are, Dublin Core and schema.org for what things are. */
const CONTEXT = {
  cito: "http://purl.org/spar/cito/",
  dcterms: "http://purl.org/dc/terms/",
  prov: "http://www.w3.org/ns/prov#",
  schema: "https://schema.org/",
  title: "dcterms:title",
  creator: "dcterms:creator",
  date: "dcterms:date",
  cites: { "@id": "cito:cites", "@type": "@id" },
  includesQuotationFrom: { "@id": "cito:includesQuotationFrom", "@type": "@id" },
  hasCitingEntity: { "@id": "cito:hasCitingEntity", "@type": "@id" },
  hasCitedEntity: { "@id": "cito:hasCitedEntity", "@type": "@id" },
  wasQuotedFrom: { "@id": "prov:wasQuotedFrom", "@type": "@id" },
  wasAttributedTo: { "@id": "prov:wasAttributedTo", "@type": "@id" },
  isPartOf: { "@id": "dcterms:isPartOf", "@type": "@id" },
  sameAs: { "@id": "schema:sameAs", "@type": "@id" },
};

const NAME = "graph.jsonld";

/** The index `graph.jsonld`: which document cites and quotes which work, and where. Addresses are relative to the site. */
export function graphIndex(edition: EditionName | null, registers: Registers): EditionIndex {
  return {
    name: NAME,
    add: (records, groups) => {
      const add = (part: string, nodes: readonly object[]): void => {
        if (nodes.length > 0) groups.add(`${NAME} ${part}`, jsonMembers(nodes));
      };
      add("documents", [documentNode(records, edition)]);
      add("citations", citationsOfRegister(records).map(citationNode));
      add("quotations", quotationNodes(records, registers));
    },
    write: (groups) => jsonWithList({ "@context": CONTEXT }, "@graph", nodesIn(edition, registers, groups)),
  };
}

function* nodesIn(edition: EditionName | null, { works }: Registers, groups: Groups): Generator<string> {
  const part = (name: string): Iterable<string> => groups.get(`${NAME} ${name}`) as Iterable<string>;
  if (edition !== null) yield jsonMembers([editionNode(edition)]);
  yield* part("documents");
  for (const work of works.values()) yield jsonMembers([workNode(work)]);
  yield* part("citations");
  yield* part("quotations");
}

function editionNode({ title, version }: EditionName): object {
  return { "@id": "index.html", "@type": "schema:Collection", title, "schema:version": version };
}

/** `graph.jsonld` of documents that are all at hand. */
export function graphJsonLd(
  edition: EditionName | null,
  registers: Registers,
  documents: readonly DocumentRecords[],
): string {
  return wholeIndex(graphIndex(edition, registers), documents);
}

/** A work that only a citation of the document itself describes has no page to point to. */
function citationsOfRegister({ citations }: DocumentRecords): readonly CitationRecord[] {
  const own = new Set(citations.map(({ id }) => id));
  return citations.filter(({ work }) => work !== null && !own.has(work));
}

function documentNode(records: DocumentRecords, edition: EditionName | null): object {
  const { document, citations, quotations } = records;
  const own = new Set(citations.map(({ id }) => id));
  const cites = pages(citationsOfRegister(records).map(({ work }) => work));
  const quotes = pages(quotations.map(({ work }) => (work !== null && own.has(work) ? null : work)));
  return {
    "@id": pageOfDocument(document),
    "@type": "schema:CreativeWork",
    "dcterms:identifier": document,
    ...(edition === null ? {} : { isPartOf: "index.html" }),
    ...(cites.length === 0 ? {} : { cites }),
    ...(quotes.length === 0 ? {} : { includesQuotationFrom: quotes }),
  };
}

function pages(works: readonly (string | null)[]): string[] {
  return [...new Set(works.filter((work) => work !== null))].map((work) => pageOf("work", work));
}

function workNode(work: Work): object {
  const creators = work.contributors
    .filter(({ role, name }) => role === "author" && name.text !== AND_OTHERS)
    .map(({ name }) => name.text);
  const date = work.date?.from ?? work.date?.text ?? null;
  const addresses = work.identifiers.flatMap(({ type, value }) =>
    type === "DOI" ? [`https://doi.org/${value}`] : type === "URL" ? [value] : [],
  );
  return {
    "@id": pageOf("work", work.key),
    "@type": work.type === "book" ? "schema:Book" : "schema:CreativeWork",
    title: work.title,
    ...(creators.length === 0 ? {} : { creator: creators }),
    ...(date === null || date === "" ? {} : { date }),
    ...(addresses.length === 0 ? {} : { sameAs: addresses }),
  };
}

/** A quotation, the work it was taken from and who speaks it, where the registers have them. */
function quotationNodes({ quotations }: DocumentRecords, { works, people }: Registers): object[] {
  return quotations.flatMap(({ url, document, work, speaker }) => {
    const from = work === null || !works.has(work) ? {} : { wasQuotedFrom: pageOf("work", work) };
    const by = speaker === null || !people.has(speaker) ? {} : { wasAttributedTo: pageOf("person", speaker) };
    const said = { ...from, ...by };
    if (Object.keys(said).length === 0) return [];
    return [
      {
        "@id": url,
        "@type": ["schema:Quotation", "prov:Entity"],
        isPartOf: pageOfDocument(document),
        ...said,
      },
    ];
  });
}

function citationNode({ url, document, work }: CitationRecord): object {
  return {
    "@id": url,
    "@type": "cito:Citation",
    hasCitingEntity: pageOfDocument(document),
    hasCitedEntity: pageOf("work", work!),
  };
}
