import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serialize } from "node:v8";
import type { Watch } from "../../edition/index.ts";
import type { DocumentCache } from "../cache/document-cache.ts";
import { engineSettings } from "../engine-settings.ts";
import { type HeavyShelf, openTools, type ToolsSetup } from "../tools.ts";
import { knowsHash, sizeOf } from "./document-source.ts";
import { type Jobs, jobsHere, type Outcome, type Take, type Work } from "./jobs.ts";
import type { Joined } from "./made-document.ts";
import { sentDocuments } from "./sent-documents.ts";
import { Spool } from "./spool.ts";
import type { Hear } from "./stage-times.ts";
import type { Tasks } from "./task.ts";
import { jobsInThreads, LARGEST_HERE } from "./thread-jobs.ts";
import type { SentJoined, WorkerSetup } from "./worker.ts";
import { Workshop } from "./workshop.ts";
import type { Shown, Tools } from "./workshop-tools.ts";

/** How a crew works. */
export interface CrewOptions {
  readonly setup: ToolsSetup;
  readonly store: DocumentCache;
  /** The file of the configuration, or null. */
  readonly configuration: string | null;
  /** How many threads there may be. */
  readonly jobs: number;
  readonly watch: Watch;
  /** Told what other threads have done at each stage. */
  readonly elsewhere?: Hear;
  /** How many bytes of documents are worth threads; {@link WORTH_THREADS} when absent. */
  readonly worthThreads?: number;
  /** Told how many bytes of documents are to be done anew, before they are. */
  readonly toDo?: (bytes: number) => void;
  /** Told how many bytes of documents are done, of how many. */
  readonly progress: (done: number, all: number) => void;
  /** What an earlier run has opened. */
  readonly shelf?: HeavyShelf;
  /** Told of each document that is made into a page in this thread. */
  readonly shown?: (shown: Shown) => void;
}

/**
 * How many bytes of documents are worth threads: to start them takes as long as some half a megabyte of documents, and each
 * of them opens schemas and models of its own.
 */
const WORTH_THREADS = 3_000_000;

/** Does tasks: what is kept is not done again, little is done in this thread, much in several. */
export class Crew {
  readonly #options: CrewOptions;
  readonly #work: Work;
  readonly #here: Jobs;
  readonly #keep: () => Promise<void>;
  readonly #joined = new Map<string, Joined>();
  /** The documents that threads read, by the names of what was joined. */
  readonly #sent = new Map<string, Spool>();
  #joinings = 0;
  readonly workshop: Workshop;
  readonly tools: Tools;
  #threads: Jobs | null = null;
  #hasLost = false;
  /** Where threads find what documents say of themselves; made when there are threads. */
  readonly #folder = join(tmpdir(), `colophon-crew-${randomUUID()}`);

  constructor(options: CrewOptions) {
    this.#options = options;
    const { tools, keep } = openTools(options.setup, options.store, options.watch, options.shelf);
    this.tools = options.shown === undefined ? tools : { ...tools, shown: options.shown };
    this.workshop = new Workshop(options.setup, this.tools);
    this.#keep = keep;
    // A copy, as a thread would send it: what is cut out of a document's text would hold on to the whole of it.
    this.#work = async (task) => structuredClone(await this.workshop.findOrDo(task));
    this.#here = jobsHere(this.#work);
  }

  /** Takes what the documents say of themselves; gives the name that tasks go by. */
  join(joined: Joined): string {
    // A name is given once: a thread keeps what it was told under it.
    const name = join(this.#folder, `joined-${++this.#joinings}`);
    this.#joined.set(name, joined);
    this.workshop.join(name, joined);
    if (this.#threads !== null) this.#send(name, joined);
    return name;
  }

  /** Lets go of what documents say of themselves, where no task goes by it any more. */
  leave(name: string): void {
    this.#joined.delete(name);
    this.workshop.leave(name);
    this.#sent.get(name)?.close();
    this.#sent.delete(name);
  }

  /** Does tasks, or finds what came of them before; hands over what comes of each as soon as it is there. */
  async run(tasks: Tasks, take: Take): Promise<void> {
    const missing: number[] = [];
    let all = 0;
    for (let at = 0; at < tasks.length; at++) {
      const task = tasks.at(at)!;
      // To know which bytes a document has is a good part of the work on it: who does that does the rest as well.
      const found = knowsHash(task.source) ? this.workshop.find(task) : null;
      if (found !== null) {
        take(at, { kind: "done", ...found });
        continue;
      }
      missing.push(at);
      all += sizeOf(task.source);
    }
    if (missing.length > 0) this.#options.toDo?.(all);
    const left: Tasks = { length: missing.length, at: (nth) => tasks.at(missing[nth]!) };
    const jobs = await this.#jobsFor(all, left.length);
    let done = 0;
    await jobs.run(left, (nth, outcome) => {
      this.#note(outcome);
      take(missing[nth]!, outcome);
      done += sizeOf(left.at(nth)!.source);
      this.#options.progress(done, all);
    });
    if (jobs === this.#threads) this.#options.store.lookAnew();
  }

  /** How many threads there may be. */
  get jobs(): number {
    return this.#options.jobs;
  }

  /** Whether a document was given up, which may go well another time. */
  get hasLost(): boolean {
    return this.#hasLost;
  }

  /** Ends the threads, whose memory others may want; there are new ones as soon as there is much to do. */
  async dismiss(): Promise<void> {
    if (this.#threads === null) return;
    await this.#threads.close();
    this.#threads = null;
    for (const spool of this.#sent.values()) spool.close();
    this.#sent.clear();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Ends the threads, and keeps what was gathered. */
  async close(): Promise<void> {
    await this.dismiss();
    await this.#keep();
  }

  /** Writes what the documents say of themselves to where threads find it. */
  #send(name: string, joined: Joined): void {
    const spool = new Spool();
    this.#sent.set(name, spool);
    writeFileSync(name, sent(joined, spool));
  }

  #note(outcome: Outcome): void {
    if (outcome.kind === "lost") {
      this.#hasLost = true;
      return;
    }
    this.workshop.outside.note(outcome.questions);
    if (outcome.pieces !== undefined) this.#options.elsewhere?.(outcome.pieces);
  }

  async #jobsFor(bytes: number, count: number): Promise<Jobs> {
    const { jobs, worthThreads = WORTH_THREADS } = this.#options;
    const isMuch = jobs > 1 && count > 1 && bytes > worthThreads;
    if (this.#threads === null && isMuch) {
      mkdirSync(this.#folder, { mode: 0o700 });
      for (const [name, joined] of this.#joined) this.#send(name, joined);
      this.#threads = await jobsInThreads(jobs - 1, this.#workerSetup(), this.#work);
      this.#options.store.growsElsewhere();
    }
    // A large document goes where it was before: its tree may still be there, and would be here once more.
    return this.#threads !== null && (count > 1 || bytes > LARGEST_HERE) ? this.#threads : this.#here;
  }

  /** What can be sent to a thread: a configuration that is a program is read there again. */
  #workerSetup(): WorkerSetup {
    const { setup, store, configuration } = this.#options;
    const { config: _, ...rest } = setup;
    const isWatched = this.#options.elsewhere !== undefined;
    const engine = engineSettings();
    return { ...rest, cache: store.folder, run: store.run, configuration, engine, isWatched };
  }
}

/** What documents say of themselves as data, whatever it is here. */
function sent({ documents, ...rest }: Joined, spool: Spool): Buffer {
  const joined: SentJoined = { ...rest, documents: sentDocuments(documents, spool) };
  return serialize(joined);
}
