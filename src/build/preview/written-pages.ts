import { isPage, PASSAGES, type SiteFile } from "../../site/index.ts";
import { filesOf, passagesOf } from "../run/kept-pages.ts";
import type { MadePage } from "../run/made-document.ts";
import type { MadePages, RunOutputs } from "../run/run-outputs.ts";
import type { WrittenPassages } from "./preview-search.ts";
import type { DevSite } from "./preview-site.ts";
import type { ShownDocuments } from "./shown-documents.ts";

/** So much of what is no page may wait, in bytes: of more, a change concerns many documents, and takes its time. */
const MOST_WAITING = 30_000_000;

/** What a round has for the pages of its documents. */
export interface PageRound {
  readonly pages: MadePages;
  readonly outputs: RunOutputs;
  readonly round: number;
  /** Whether there is a round before it, after whose pages somebody may look. */
  readonly isLater: boolean;
  /** Told of a page whose document is remembered as it is no more. */
  readonly stale: (page: string) => void;
}

/** The pages of documents in a preview, by the ids of these, as they were written last. */
export class WrittenPages {
  readonly #site: DevSite;
  readonly #shown: ShownDocuments;
  readonly #pages = new Map<string, Pick<MadePage, "filesKey" | "paths">>();

  constructor(site: DevSite, shown: ShownDocuments) {
    this.#site = site;
    this.#shown = shown;
  }

  /**
   * Writes the pages of documents that are other than before; gives their paths, and the other files of these documents,
   * unless these are written at once.
   */
  async write({
    pages,
    outputs,
    round,
    isLater,
    stale,
  }: PageRound): Promise<{ readonly changed: readonly string[]; readonly others: readonly SiteFile[] }> {
    const changed: string[] = [];
    const others: SiteFile[] = [];
    let bytes = 0;
    for (const shown of pages.documents) {
      const { document, page } = shown;
      const { id, source } = document;
      if (this.#pages.get(id)?.filesKey === page.filesKey || this.#shown.isNewer(source.path, round))
        continue;
      const passages = await passagesOf(shown, pages.shell, outputs);
      const files = [...(await filesOf(shown, pages.shell, outputs)), ...passages];
      // What is kept of another day is remembered when there is time.
      if (this.#shown.forgetOlder(source.path, round)) stale(page.paths[0]!);
      changed.push(...this.put(files.filter(({ path }) => isPage(path))));
      const rest = files.filter(({ path }) => !isPage(path));
      bytes += rest.reduce((sum, file) => sum + file.bytes.length, 0);
      if (!isLater || bytes > MOST_WAITING) this.put(rest);
      else others.push(...rest);
      this.#pages.set(id, { filesKey: page.filesKey, paths: page.paths });
    }
    return { changed, others };
  }

  /** Writes files; gives the paths of those that are other than before. */
  put(files: readonly SiteFile[]): string[] {
    return files.filter((file) => this.#site.write(file)).map(({ path }) => path);
  }

  /** Has the pages of a document written again in the next round: what was written last is none of what is kept. */
  distrust(id: string): void {
    const written = this.#pages.get(id);
    if (written !== undefined) this.#pages.set(id, { ...written, filesKey: "" });
  }

  /** The pages that are to be seen: those of a round, and the last ones of documents that cannot be read for the moment. */
  pathsIn({ documents }: MadePages, { run }: RunOutputs): readonly string[] {
    const broken = [...run.documents.filter(({ gist }) => !gist.isRead)];
    return [
      ...documents.flatMap(({ page }) => page.paths),
      ...broken.flatMap(({ id }) => this.#pages.get(id)?.paths ?? []),
    ];
  }

  /** Where the passages of documents lie that the search is made of. */
  passagesIn({ run }: RunOutputs): readonly WrittenPassages[] {
    return [...run.documents].flatMap(({ id }) => {
      const { paths = [], filesKey = "" } = this.#pages.get(id) ?? {};
      return paths.filter((path) => path.startsWith(PASSAGES)).map((path) => ({ id, path, filesKey }));
    });
  }

  /** Forgets the documents that there are no more. */
  keepOnly({ run }: RunOutputs): void {
    const present = new Set(run.documents.map(({ source }) => source.id));
    for (const id of this.#pages.keys()) if (!present.has(id)) this.#pages.delete(id);
  }
}
