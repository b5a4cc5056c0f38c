import { resolve } from "node:path";
import type { LongReport } from "../../report/index.ts";
import { linkScope } from "../../resolve/index.ts";
import { type DocumentCache, keyOf } from "../cache/document-cache.ts";
import type { EditionFiles } from "../edition-files.ts";
import { circumstancesOf } from "../shards/shard-manifest.ts";
import type { EarlyLooks } from "./early-looks.ts";
import { NO_REGISTERS } from "./made-document.ts";
import { packReport, unpackReport } from "./packed-report.ts";
import { Answers } from "./questions.ts";

/** What a run said that is remembered. */
export interface RememberedRun {
  readonly report: LongReport;
  readonly summary: string;
}

/** A run as it is remembered: with what it asked about files that are no documents, and how its outputs looked; then its report. */
interface KeptRun extends Omit<RememberedRun, "report"> {
  readonly questions: readonly string[];
  readonly answers: string;
  readonly outputs: string;
}

/** What a run was asked for, and the folders of its outputs. */
export interface RunRequest {
  readonly folder: string;
  readonly config: string | null;
  /** What else decides what comes of it. */
  readonly asked: unknown;
  /** The folders that it writes, whole. */
  readonly outputs: readonly string[];
}

/**
 * What the last run said, for a run of which nothing has changed: no document, no configuration or schema, no file that
 * was asked for, and none of the outputs. Such a run has nothing to do.
 */
export class RunMemory {
  readonly #store: DocumentCache;
  readonly #key: string;
  readonly #request: RunRequest;

  private constructor(store: DocumentCache, key: string, request: RunRequest) {
    this.#store = store;
    this.#key = key;
    this.#request = request;
  }

  /** Opens the memory of a run with these documents. */
  static async of(store: DocumentCache, files: EditionFiles, request: RunRequest): Promise<RunMemory> {
    const { asked, outputs } = request;
    const folder = resolve(request.folder);
    const key = keyOf("run", await circumstancesOf(files, request), folder, files.prefix, asked, outputs);
    return new RunMemory(store, key, request);
  }

  /** Gives what the run said last time, where it would say and make the same; null where it might not. */
  async find(looks: EarlyLooks): Promise<RememberedRun | null> {
    const [kept, ...report] = (this.#store.getPieces(this.#key) ?? []) as readonly [KeptRun?, ...unknown[]];
    if (kept === undefined || this.#answers(kept.questions) !== kept.answers) return null;
    const { summary, outputs } = kept;
    const now = await Promise.all(
      this.#request.outputs.map(async (folder) => (await looks.of(folder)).digest),
    );
    return outputs === now.join() ? { report: unpackReport(report), summary } : null;
  }

  /** Remembers a run that is over, by what it asked about files, and how the folders of its outputs look. */
  keep(questions: Iterable<string>, { report, summary }: RememberedRun, outputs: readonly string[]): void {
    const all = [...new Set(questions)].sort();
    const kept: KeptRun = {
      summary,
      questions: all,
      answers: this.#answers(all),
      outputs: outputs.join(),
    };
    this.#store.putPieces(this.#key, piecesOf(kept, report));
  }

  #answers(questions: readonly string[]): string {
    const scope = linkScope([], () => null);
    const { folder } = this.#request;
    const around = { registers: NO_REGISTERS, scope, keys: new Map(), pages: new Set<string>(), folder };
    return new Answers(around).digest(questions);
  }
}

function* piecesOf(kept: KeptRun, report: LongReport): Generator<unknown> {
  yield kept;
  yield* packReport(report);
}
