import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { changedMeanwhile, hashOf } from "./document-source.ts";
import { type Outline, outlineOf } from "./made-document.ts";
import type { SourceReader } from "./source-reader.ts";
import { type OutlinedPlace, outlineKey } from "./task-key.ts";
import type { Tools, WorkshopSetup } from "./workshop-tools.ts";

/** Of how many bytes of documents outlines are held, for who asks again; that of a larger one as long as no other is asked for. */
const OUTLINE_BUDGET = 8_000_000;

/** What documents say of themselves, as it is kept; it is worked out again where it is not kept any more. */
export class Outlines {
  readonly #setup: Pick<WorkshopSetup, "stamp" | "folder">;
  readonly #store: Tools["store"];
  readonly #reader: SourceReader;
  readonly #held = new Map<string, Outline>();
  #bytes = 0;

  constructor(setup: Pick<WorkshopSetup, "stamp" | "folder">, store: Tools["store"], reader: SourceReader) {
    this.#setup = setup;
    this.#store = store;
    this.#reader = reader;
  }

  /** Gives what a document says of itself, where that was worked out before. */
  of(place: OutlinedPlace): Outline {
    const name = `${place.hash} ${place.path}`;
    const known = this.#held.get(name);
    if (known !== undefined) return known;
    const outline = this.kept(place) ?? this.#again(place);
    this.#bytes += outline.bytes;
    if (this.#bytes > OUTLINE_BUDGET) {
      this.#held.clear();
      this.#bytes = outline.bytes;
    }
    this.#held.set(name, outline);
    return outline;
  }

  /** Gives what is kept of what a document said of itself, also when it had other bytes. */
  kept(place: OutlinedPlace): Outline | null {
    const kept = this.#store.get(outlineKey(place, this.#setup.stamp)) as { readonly value: unknown } | null;
    return kept === null ? null : (kept.value as Outline);
  }

  #again({ id, path, hash }: OutlinedPlace): Outline {
    const bytes = readFileSync(resolve(this.#setup.folder, path));
    if (hashOf(bytes) !== hash) throw changedMeanwhile(path);
    const { files: _, ...read } = this.#reader.read({ id, path, bytes }, hash);
    return outlineOf({ id, path, bytes }, read, false);
  }
}
