import type { SiteFile } from "../site/index.ts";

/** A passage with all that the index says of it, in words. */
export interface SearchRecord {
  readonly url: string;
  readonly text: string;
  readonly language: string;
  readonly meta: Readonly<Record<string, string>>;
  readonly filters: Readonly<Record<string, readonly string[]>>;
}

/**
 * How many passages are handed over before the answers are waited for: so many that there is enough to do while this thread is
 * busy with something else.
 */
const AT_ONCE = 4000;

/** Files of Pagefind's own interface, which our page has no use for. */
const UNUSED = /(?:^|\/)pagefind-(?:ui|modular-ui|component-ui|highlight)\b/u;

/** More fragments than these share files, so that a large edition does not come to tens of thousands. */
const MOST_FRAGMENTS = 1000;

/** What joins two words; at other signs of ASCII than the apostrophe Pagefind parts words itself. */
const BETWEEN_WORDS = /(?<=[\p{L}\p{N}\p{M}])(?:(?![!-&(-~])\p{P})+(?=[\p{L}\p{N}])/gu;

/**
 * Parts words that a dash, an apostrophe, a maqaf or a mark of quotation joins, which Pagefind takes for one, by a space;
 * the word joiner before it says to the search page that it is none of the text. That parts what is searched for as well.
 */
function wordsApart(text: string): string {
  return text.replace(BETWEEN_WORDS, "$&\u2060 ");
}

/** Makes the files of a Pagefind index, below `pagefind/`. Throws where Pagefind says that it could not be made. */
export async function* pagefindFiles(
  records: Iterable<SearchRecord>,
  language: string,
): AsyncGenerator<SiteFile> {
  const { createIndex } = await import("pagefind");
  const { index, errors } = await createIndex({
    forceLanguage: language,
    keepIndexUrl: true,
    maxFragments: MOST_FRAGMENTS,
  });
  if (index === undefined) throw new Error(`The index of the search could not be made: ${errors.join("; ")}`);
  try {
    let waiting: Promise<unknown>[] = [];
    for (const { url, text, meta, filters } of records) {
      const added = index.addCustomRecord({
        url,
        content: wordsApart(text),
        language,
        meta: { ...meta },
        filters: Object.fromEntries(Object.entries(filters).map(([name, values]) => [name, [...values]])),
      });
      waiting.push(added);
      if (waiting.length < AT_ONCE) continue;
      await Promise.all(waiting);
      waiting = [];
    }
    await Promise.all(waiting);
    const { files } = await index.getFiles();
    for (const { path, content } of [...files].sort((one, other) => (one.path < other.path ? -1 : 1))) {
      if (!UNUSED.test(path)) yield { path: `pagefind/${path}`, bytes: content };
    }
  } finally {
    await index.deleteIndex();
  }
}
