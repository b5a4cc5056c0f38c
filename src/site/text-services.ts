import type { CitableUnit } from "../cite/index.ts";
import { addressOfFile, isFileName, linkTo } from "../resolve/index.ts";
import { relativeAddress } from "./address.ts";
import { outdented } from "./outdent.ts";
import { type Shell, wholeAddress } from "./page.ts";
import type { DocumentSummary, SiteDocument, SiteFile } from "./records.ts";

/** The vocabulary of Distributed Text Services 1.0. */
const CONTEXT = "https://dtsapi.org/context/v1.0.json";

const VERSION = "1.0";

/** The namespace of the element around a passage (DTS 1.0, Document endpoint): not that of the vocabulary. */
const WRAPPER = "https://w3id.org/api/dts#";

/** The namespace of TEI, as it is declared around a passage. */
const OF_TEI = 'xmlns="http://www.tei-c.org/ns/1.0"';

/** What a document is called here: its id as a path, percent-encoded, so that it can be put into a template as it is. */
function resourceId(document: string): string {
  return `/${linkTo(addressOfFile(document))}`;
}

/**
 * The URI templates of the endpoints (RFC 6570): ids are put into paths with their slashes, so that all answers are files, and
 * a whole document is the one that is there to be downloaded. A reference is a parameter of its path.
 */
function endpoints(shell: Shell, from: string): { collection: string; navigation: string; document: string } {
  return {
    collection: `${at(shell, "dts/collection", from)}{+id}.json`,
    navigation: `${at(shell, "dts/navigation", from)}{+resource}.json`,
    document: `${at(shell, "tei", from)}{+resource}{;ref}.xml`,
  };
}

/** Where nobody knows the site's address, that from one file to another. */
function at(shell: Shell, file: string, from: string): string {
  const address = addressOfFile(file);
  return wholeAddress(shell, address) ?? relativeAddress(addressOfFile(from), address);
}

/** Makes the entry and the collection of the static text services (DTS 1.0): all documents, in their order. */
export function* collectionFiles(shell: Shell, documents: readonly DocumentSummary[]): Generator<SiteFile> {
  const head = { "@context": CONTEXT, dtsVersion: VERSION };
  const [entry, collection] = ["dts/index.json", "dts/collection.json"];
  yield json(entry, {
    ...head,
    "@id": at(shell, entry, entry),
    "@type": "EntryPoint",
    ...endpoints(shell, entry),
  });
  yield json(collection, {
    ...head,
    "@id": at(shell, collection, collection),
    "@type": "Collection",
    title: shell.title,
    totalParents: 0,
    totalChildren: documents.length,
    collection: endpoints(shell, collection).collection,
    member: documents.map((document) => resource(shell, document, collection)),
  });
}

/** Makes the files of one document: what it is, how it is divided and each unit; the whole of it is among its other files. */
export function* textServiceFiles(shell: Shell, document: SiteDocument): Generator<SiteFile> {
  const { id, citable = { units: [], length: -1 } } = document;
  const text = sourceOf(document.tei);
  // References grow with depth, so that none is left out whose unit holds one that is not.
  const units = citable.units.filter(
    ({ xml, ref }) =>
      (xml !== null || text.length === citable.length) && isFileName(fileOfUnit(id, ref).split("/").at(-1)!),
  );
  const head = { "@context": CONTEXT, dtsVersion: VERSION };
  const own = (path: string) => ({ ...resource(shell, document, path), citationTrees: trees(units) });
  const [collection, navigation] = [`dts/collection/${id}.json`, `dts/navigation/${id}.json`];
  yield json(collection, { ...head, ...own(collection), totalParents: 1, totalChildren: 0 });
  yield json(navigation, {
    ...head,
    "@id": at(shell, navigation, navigation),
    "@type": "Navigation",
    resource: own(navigation),
    member: units.map((unit) => member(unit, document.front.language)),
  });
  const isKept = /\bxml:space\b/u.test(text);
  for (const unit of units)
    yield { path: fileOfUnit(id, unit.ref), bytes: encode(passage(unit, text, isKept)) };
}

function fileOfUnit(document: string, ref: string): string {
  return `tei/${document};ref=${ref}.xml`;
}

function resource(
  shell: Shell,
  { id, front }: Pick<SiteDocument, "id" | "front">,
  from: string,
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
    ...endpoints(shell, from),
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

/** A unit, which is outdented where the document nowhere keeps its white space. */
function passage({ start, end, context, xml }: CitableUnit, source: string, isKept: boolean): string {
  const own = xml ?? source.slice(start, end);
  const words = isKept ? own : outdented(own);
  const here = context.replace(` ${OF_TEI}`, "");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<TEI ${OF_TEI}><dts:wrapper xmlns:dts="${WRAPPER}"${here}>${words}</dts:wrapper></TEI>\n`;
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
  return { path, bytes: encode(`${JSON.stringify(value)}\n`) };
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
