import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Registers } from "../resolve/index.ts";
import {
  type DocumentPassages,
  PASSAGES,
  type SearchPassage,
  type SiteFile,
  type SiteSettings,
} from "../site/index.ts";
import { type DocumentCache, keyOf } from "./cache/document-cache.ts";
import { keptFiles } from "./cache/kept-files.ts";
import { diskIndex } from "./disk-index.ts";
import { Spool } from "./run/spool.ts";
import { pagefindFiles, type SearchRecord } from "./search-index.ts";
import { programBuild } from "./version.ts";

/** What the search calls things by. */
export interface SearchNames {
  readonly registers: Registers;
  readonly settings: SiteSettings;
}

/**
 * Lets the files of a site pass, takes the passages of its documents from among them, and makes of these the index of the
 * search: for a site that is served, and for a copy that is opened from disk. The former takes longer than all pages; it is
 * kept in the store, and found there as long as no passage has changed. Throws where it is not wanted any more: `goesOn` is
 * asked before each document.
 */
export async function* withSearch(
  files: AsyncIterable<SiteFile> | Iterable<SiteFile>,
  names: SearchNames,
  store: DocumentCache | null = null,
  goesOn: () => boolean = () => true,
): AsyncGenerator<SiteFile> {
  const spool = new Spool();
  const digest = createHash("sha256");
  const languages = new Map<string, number>();
  const records = function* (): Generator<SearchRecord> {
    for (const bytes of spool.all()) {
      if (!goesOn()) throw new Error("The search is not wanted any more");
      yield* recordsOf(parsed(bytes), names);
    }
  };
  try {
    for await (const file of files) {
      if (!file.path.startsWith(PASSAGES)) yield file;
      else {
        spool.add(file.bytes);
        for (const record of recordsOf(parsed(file.bytes), names)) {
          languages.set(record.language, (languages.get(record.language) ?? 0) + 1);
          digest.update(JSON.stringify(record));
        }
      }
    }
    const language = mainLanguage(languages, names.settings.language);
    const key = keyOf("search", programBuild(), language, digest.digest("hex"));
    yield* keptFiles(store, key, () => pagefindFiles(records(), language));
    yield { path: "search/passages.js", bytes: diskIndex(records()) };
    yield { path: "search/minisearch.js", bytes: await miniSearch() };
  } finally {
    spool.close();
  }
}

function parsed(bytes: Uint8Array): DocumentPassages {
  return JSON.parse(new TextDecoder().decode(bytes)) as DocumentPassages;
}

function recordsOf(document: DocumentPassages, names: SearchNames): SearchRecord[] {
  return document.passages.map((passage) => recordOf(passage, document, names));
}

function recordOf(passage: SearchPassage, document: DocumentPassages, names: SearchNames): SearchRecord {
  const { registers, settings } = names;
  const { words } = settings;
  const kinds = {
    paragraph: words.kindParagraph,
    speech: words.kindSpeech,
    quotation: words.kindQuotation,
    note: words.kindNote,
  };
  const kind = kinds[passage.kind];
  const speakers = passage.speakers.map((key) => nameOf(key, registers));
  const works = passage.works.map((key) => registers.works.get(key)?.title ?? key);
  const people = passage.people
    .map((key) => registers.people.get(key)?.name)
    .filter((name) => name !== undefined);
  const filters = {
    kind: [kind],
    speaker: speakers,
    person: people,
    work: works,
    document: [document.title],
  };
  const given = Object.entries(filters).filter(([, values]) => values.length > 0);
  return {
    url: passage.url,
    text: passage.text,
    language: (passage.language ?? document.language ?? settings.language).split("-")[0]!.toLowerCase(),
    meta: {
      title: document.title,
      kind,
      ...(passage.kind === "speech" && speakers.length > 0 ? { speaker: speakers.join(", ") } : {}),
    },
    filters: Object.fromEntries(given.map(([name, values]) => [name, [...new Set(values)]])),
  };
}

function nameOf(key: string, { people, organisations, places }: Registers): string {
  return (people.get(key) ?? organisations.get(key) ?? places.get(key))?.name ?? key;
}

/** The language most passages are in: words are cut to their stems by its rules, in one index for all. */
function mainLanguage(counts: ReadonlyMap<string, number>, otherwise: string): string {
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0] ?? otherwise.split("-")[0]!;
}

/** The library as its package has it, for browsers. */
async function miniSearch(): Promise<Uint8Array> {
  const entry = createRequire(import.meta.url).resolve("minisearch");
  return await readFile(entry.replace(/dist[\\/].*$/u, "dist/umd/index.js"));
}
