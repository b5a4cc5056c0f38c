import { fileAtAddress, pageOfDocument, parted } from "../../resolve/index.ts";
import { isLiveOn, isPage, type Moved, movedOn } from "../../site/index.ts";
import { hasPicture } from "../site-setup.ts";
import type { KeptRecords, MadeDocument } from "./made-document.ts";
import type { RunDocument } from "./run-document.ts";

/** A document that has a page, with what was made of it. */
export interface PagedDocument {
  readonly document: RunDocument;
  readonly made: MadeDocument;
}

/** What of a page others link to: the ids that are there, and the pages of parts that they are on. */
interface Target {
  readonly ids: Set<string>;
  readonly places: Map<string, string>;
}

/** The links from the page of one document to those of others, and to pictures: which are dead, and which lead elsewhere now. */
export class LinksBetween {
  readonly #folder: string;
  readonly #targets = new Map<string, Target>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Looks at what documents link to. Of those that others point into, `recordsOf` gives what is kept of their ids, one at a
   * time: all ids of all documents would be too many.
   */
  static async among(
    shown: readonly PagedDocument[],
    folder: string,
    recordsOf: (document: PagedDocument) => Promise<KeptRecords>,
  ): Promise<LinksBetween> {
    const links = new LinksBetween(folder);
    const wanted = idsWanted(shown);
    for (const each of shown) {
      const page = pageOfDocument(each.document.id);
      const ids = wanted.get(page);
      links.#targets.set(page, ids === undefined ? NOTHING : targetIn(await recordsOf(each), ids));
    }
    return links;
  }

  /** The links of a document that lead to nothing. */
  deadOf({ made }: PagedDocument): readonly string[] {
    return [...made.dead, ...made.links.filter((address) => !this.#isLive(address))];
  }

  /** Where those are now that lead to a page of a part. */
  movedOf({ made }: PagedDocument): Moved {
    return movedOn(made.links, (page) => this.#targets.get(page)?.places);
  }

  #isLive(address: string): boolean {
    if (isPicture(address)) return hasPicture(this.#folder, pathOfPicture(address));
    const page = parted(address)[0];
    if (!page.startsWith("texts/") || !isPage(page)) return true;
    return this.#targets.has(page) && isLiveOn(address, (each) => this.#targets.get(each)?.ids);
  }
}

const NOTHING: Target = { ids: new Set(), places: new Map() };

/** Whether an address is that of a picture of the edition's. */
export function isPicture(address: string): boolean {
  return address.startsWith("images/");
}

/** The path of a picture in the edition's folder. */
export function pathOfPicture(address: string): string {
  return fileAtAddress(address.slice("images/".length));
}

/** The ids that documents point to on pages of others, by page. */
function idsWanted(shown: readonly PagedDocument[]): ReadonlyMap<string, ReadonlySet<string>> {
  const wanted = new Map<string, Set<string>>();
  for (const address of shown.flatMap(({ made }) => made.links)) {
    const [page, id] = parted(address);
    if (id === undefined) continue;
    const ids = wanted.get(page) ?? new Set();
    wanted.set(page, ids.add(id));
  }
  return wanted;
}

function targetIn({ ids, places }: KeptRecords, wanted: ReadonlySet<string>): Target {
  return {
    ids: new Set(ids.filter((id) => wanted.has(id))),
    places: new Map([...places].filter(([id]) => wanted.has(id))),
  };
}
