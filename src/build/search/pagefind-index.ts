/** A passage with all that the index says of it, in words. */
export interface SearchRecord {
  readonly url: string;
  readonly text: string;
  readonly language: string;
  readonly filters: Readonly<Record<string, readonly string[]>>;
}

/**
 * How many passages are handed over before the answers are waited for: so many that there is enough to do while this thread is
 * busy with something else.
 */
const AT_ONCE = 4000;

/** What joins two words; at other signs of ASCII than the apostrophe Pagefind parts words itself. */
const BETWEEN_WORDS = /(?<=[\p{L}\p{N}\p{M}])(?:(?![!-&(-~])\p{P})+(?=[\p{L}\p{N}])/gu;

/**
 * Parts words that a dash, an apostrophe, a maqaf or a mark of quotation joins, which Pagefind takes for one, by a space;
 * the word joiner before it says to the search page that it is none of the text. That parts what is searched for as well.
 */
function wordsApart(text: string): string {
  return text.replace(BETWEEN_WORDS, "$&\u2060 ");
}

/** What an index is made with. */
export interface IndexPlan {
  /** The language by whose rules words are cut to their stems. */
  readonly language: string;
  /** More passages than these share files, so that a large edition does not come to tens of thousands. */
  readonly mostFragments: number;
  /** Where the files go. */
  readonly folder: string;
}

/** Loads Pagefind, which is large and seldom wanted. */
export async function pagefind(): Promise<typeof import("pagefind")> {
  return await import("pagefind");
}

/** Makes a Pagefind index, and writes its files into a folder. Throws where Pagefind says that it could not be made. */
export async function writeIndex(records: Iterable<SearchRecord>, plan: IndexPlan): Promise<void> {
  const { language, mostFragments, folder } = plan;
  const { createIndex } = await pagefind();
  const { index, errors } = await createIndex({
    forceLanguage: language,
    keepIndexUrl: true,
    maxFragments: mostFragments,
  });
  if (index === undefined) throw notMade(errors);
  try {
    let waiting: Promise<unknown>[] = [];
    for (const { url, text, filters } of records) {
      const added = index.addCustomRecord({
        url,
        content: wordsApart(text),
        language,
        filters: Object.fromEntries(Object.entries(filters).map(([name, values]) => [name, [...values]])),
      });
      waiting.push(added);
      if (waiting.length < AT_ONCE) continue;
      await Promise.all(waiting);
      waiting = [];
    }
    await Promise.all(waiting);
    const written = await index.writeFiles({ outputPath: folder });
    if (written.errors.length > 0) throw notMade(written.errors);
  } finally {
    await index.deleteIndex();
  }
}

function notMade(errors: readonly string[]): Error {
  return new Error(`The index of the search could not be made: ${errors.join("; ")}`);
}
