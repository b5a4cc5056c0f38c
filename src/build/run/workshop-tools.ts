import type { EditionDocument, SchemasOf, Watch } from "../../edition/index.ts";
import type { Limits, OpenFile } from "../../read/index.ts";
import type { CompiledModels, RenderContext } from "../../render/index.ts";
import type { Tree } from "../../tree/index.ts";
import type { DocumentCache } from "../cache/document-cache.ts";
import type { Wanted } from "./made-document.ts";
import type { Presenter } from "./presenter.ts";
import type { Answers, Asked } from "./questions.ts";

/** What a workshop needs to know; it can be sent to a thread. */
export interface WorkshopSetup {
  readonly folder: string;
  /** How many bytes all documents have. */
  readonly bytes: number;
  /** What of program and configuration decides what comes of a document. */
  readonly stamp: string;
  readonly wanted: Wanted;
}

/** What cannot be sent to a thread: each thread makes its own. */
export interface Tools {
  readonly open: OpenFile;
  readonly limits: Partial<Limits>;
  readonly load: (path: string) => Tree | null;
  readonly store: DocumentCache;
  readonly watch: Watch;
  /** Who finds what documents cite, and shows them. */
  readonly presenter: () => Promise<Presenter>;
  /** What takes time to open, and is not needed where everything is known already. */
  readonly heavy: () => Promise<HeavyTools>;
  /** Told of each document that is made into a page here, with what it was rendered by. */
  readonly shown?: (shown: Shown) => void;
}

/** A document that was made into a page. */
export interface Shown {
  readonly document: EditionDocument;
  readonly models: CompiledModels;
  readonly context: RenderContext;
}

export interface HeavyTools {
  readonly schemasOf: SchemasOf;
  /** The files that were looked for in search of schemas so far, and the folders they are looked for in. */
  readonly schemaFiles: () => Iterable<string>;
  readonly schemaFolders: readonly string[];
  /** The SHA-256 of such a file as it was read; null where it was not. */
  readonly schemaDigest: (path: string) => string | null;
  /** Null where nothing is rendered or indexed. */
  readonly models: CompiledModels | null;
}

/** What comes of a document depends on the schemas that were looked for, as they were read: they may have changed since. */
export function noteSchemas(heavy: HeavyTools, asked: Asked, answers: Answers): void {
  for (const file of heavy.schemaFiles()) {
    asked.note("file", file);
    const digest = heavy.schemaDigest(file);
    if (digest !== null) answers.know("file", file, digest);
  }
  for (const folder of heavy.schemaFolders) asked.note("folder", folder);
}
