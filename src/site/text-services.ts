import type { CitableUnit } from "../cite/index.ts";
import { type Shell, wholeAddress } from "./page.ts";
import type { DocumentSummary, SiteDocument, SiteFile } from "./records.ts";

/** The vocabulary of Distributed Text Services 1.0. */
const CONTEXT = "https://dtsapi.org/context/v1.0.json";

const VERSION = "1.0";

/** The namespace of the element around a passage (DTS 1.0, Document endpoint): not that of the vocabulary. */
const WRAPPER = "https://w3id.org/api/dts#";

/** A parameter has no slash, and a file's name no sign that archives refuse: `letters/1` is `letters_-1`, `a_b` is `a__b`. */
function resourceId(document: string): string {
  return document.replace(/_/gu, "__").replace(/\//gu, "_-");
}

/** The URI templates of the endpoints: parameters are part of the path, so that they are files. */
function endpoints(shell: Shell, up: Up): { collection: string; navigation: string; document: string } {
  return {
    collection: `${at(shell, "dts/collection", up)}{/id}.json`,
    navigation: `${at(shell, "dts/navigation", up)}{/resource}.json`,
    document: `${at(shell, "dts/document", up)}{/resource,ref}.xml`,
  };
}

/** The way from a file to the folder of the services: the entry and the collection lie there, the others in folders of it. */
type Up = "" | "../";

/** Where nobody knows the site's address, that from one file to another. */
function at(shell: Shell, path: string, up: Up): string {
  return wholeAddress(shell, path) ?? path.replace(/^dts\//u, up);
}

/** Makes the entry and the collection of the static text services (DTS 1.0): all documents, in their order. */
export function* collectionFiles(shell: Shell, documents: readonly DocumentSummary[]): Generator<SiteFile> {
  const head = { "@context": CONTEXT, dtsVersion: VERSION };
  yield json("dts/index.json", {
    ...head,
    "@id": at(shell, "dts/index.json", ""),
    "@type": "EntryPoint",
    ...endpoints(shell, ""),
  });
  yield json("dts/collection.json", {
    ...head,
    "@id": at(shell, "dts/collection.json", ""),
    "@type": "Collection",
    title: shell.title,
    totalParents: 0,
    totalChildren: documents.length,
    collection: endpoints(shell, "").collection,
    member: documents.map(({ id, front }) => resource(shell, { id, front }, "")),
  });
}

/** Makes the files of one document: what it is, how it is divided, the whole of it and each unit. */
export function* textServiceFiles(shell: Shell, document: SiteDocument): Generator<SiteFile> {
  const { citable = { units: [], length: -1 } } = document;
  const id = resourceId(document.id);
  const text = sourceOf(document.tei);
  const units = citable.units.filter(({ xml }) => xml !== null || text.length === citable.length);
  const head = { "@context": CONTEXT, dtsVersion: VERSION };
  const own = { ...resource(shell, document, "../"), citationTrees: trees(units) };
  yield json(`dts/collection/${id}.json`, { ...head, ...own, totalParents: 1, totalChildren: 0 });
  yield json(`dts/navigation/${id}.json`, {
    ...head,
    "@id": at(shell, `dts/navigation/${id}.json`, "../"),
    "@type": "Navigation",
    resource: own,
    member: units.map((unit) => member(unit, document.front.language)),
  });
  yield { path: `dts/document/${id}.xml`, bytes: document.tei };
  for (const unit of units)
    yield { path: `dts/document/${id}/${unit.ref}.xml`, bytes: encode(passage(unit, text)) };
}

function resource(
  shell: Shell,
  { id, front }: Pick<SiteDocument, "id" | "front">,
  up: Up,
): Record<string, unknown> {
  const value = front.title;
  return {
    "@id": resourceId(id),
    "@type": "Resource",
    title: front.title,
    totalParents: 1,
    totalChildren: 0,
    dublinCore: {
      title: [{ ...(front.language === null ? {} : { lang: front.language }), value }],
      ...(front.authors.length === 0 ? {} : { creator: front.authors }),
      ...(front.language === null ? {} : { language: front.language }),
    },
    mediaTypes: ["application/tei+xml"],
    ...endpoints(shell, up),
  };
}

/** The levels of the units as a citation tree; a document without divisions has none. */
function trees(units: readonly CitableUnit[]): object[] {
  const deepest = units.reduce((most, { level }) => Math.max(most, level), 0);
  const types = Array.from({ length: deepest }, (_, depth) =>
    mostOf(units.filter(({ level }) => level === depth + 1).map(({ type }) => type)),
  );
  const structure = types.reduceRight<object[]>(
    (inside, citeType) => [
      { "@type": "CiteStructure", citeType, ...(inside.length === 0 ? {} : { citeStructure: inside }) },
    ],
    [],
  );
  return structure.length === 0 ? [] : [{ "@type": "CitationTree", citeStructure: structure }];
}

function mostOf(types: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const type of types) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]![0];
}

function member({ ref, level, parent, type, title }: CitableUnit, language: string | null): object {
  const lang = language === null ? {} : { lang: language };
  return {
    identifier: ref,
    "@type": "CitableUnit",
    level,
    parent,
    citeType: type,
    ...(title === null ? {} : { dublinCore: { title: [{ ...lang, value: title }] } }),
  };
}

function passage({ start, end, context, xml }: CitableUnit, source: string): string {
  const words = xml ?? source.slice(start, end);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0"><dts:wrapper xmlns:dts="${WRAPPER}"${context}>${words}</dts:wrapper></TEI>\n`;
}

/** The source as the reader decoded it: what cannot be is of another length, and has no units cut out of it. */
function sourceOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  const declared = /^<\?xml[^>]*encoding\s*=\s*["']iso-8859-1/iu.test(
    String.fromCharCode(...bytes.slice(0, 100)),
  );
  return declared ? Buffer.from(bytes).toString("latin1") : new TextDecoder().decode(bytes);
}

function json(path: string, value: object): SiteFile {
  return { path, bytes: encode(`${JSON.stringify(value, null, 1)}\n`) };
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
