import type { DocumentRecords } from "../../cite/index.ts";
import { type ReadSource, type Source, SwiftCheck } from "../../edition/index.ts";
import { type LinkScope, type RegisterRecord, readEntries } from "../../resolve/index.ts";
import { keyOf } from "../cache/document-cache.ts";
import { DocumentMaker } from "./document-maker.ts";
import { knowsHash, lendBytes, sizeOf } from "./document-source.ts";
import type { Done } from "./jobs.ts";
import {
  type Joined,
  type KeptPage,
  type KeptRecords,
  type KeptText,
  type MadeDocument,
  type MadePage,
  NO_REGISTERS,
  type Outline,
  outlineOf,
  passagesKey,
  type SingleDocument,
  soundDocument,
} from "./made-document.ts";
import { Outlines } from "./outlines.ts";
import { type Answers, Asked, askingKeys, askingScope, OutsideQuestions } from "./questions.ts";
import { type ReadyEdition, readyEdition } from "./ready-edition.ts";
import { SourceReader } from "./source-reader.ts";
import type { EntriesTask, MakeTask, OutlineTask, PageTask, SingleTask, Task } from "./task.ts";
import { type OutlinedPlace, taskKey } from "./task-key.ts";
import { noteSchemas, type Tools, type WorkshopSetup } from "./workshop-tools.ts";

interface KeptEntry extends Done {
  readonly answers: string;
}

/**
 * Where the work on single documents is done. What comes of a task depends on the bytes of the document and on the answers
 * to what it asks of the edition around it; it is kept with both.
 */
export class Workshop {
  readonly #setup: WorkshopSetup;
  readonly #tools: Tools;
  readonly #reader: SourceReader;
  readonly #ready = new Map<string, ReadyEdition>();
  readonly #alone: Answers;
  /** What was asked about files that are no documents of the edition, by documents that were found or done. */
  readonly outside: OutsideQuestions = new OutsideQuestions();
  readonly #outlines: Outlines;
  readonly #swift: SwiftCheck;
  readonly #maker: DocumentMaker;

  constructor(setup: WorkshopSetup, tools: Tools) {
    this.#setup = setup;
    this.#tools = tools;
    this.#reader = new SourceReader(tools, setup.bytes);
    this.#outlines = new Outlines(setup, tools.store, this.#reader);
    this.#swift = new SwiftCheck(tools.limits);
    this.#maker = new DocumentMaker(setup, tools, this.#reader);
    this.join(NOTHING, NOTHING_JOINED);
    this.#alone = this.#joined(NOTHING).answers;
  }

  /** Whether the workshop has what the documents say of themselves under a name. */
  hasJoined(name: string): boolean {
    return this.#ready.has(name);
  }

  /** Takes what the documents say of themselves, under a name that tasks go by. */
  join(name: string, joined: Joined): void {
    const { folder } = this.#setup;
    this.#ready.set(name, readyEdition(joined, { folder, load: this.#tools.load, outlines: this }));
  }

  /** Lets go of what the documents say of themselves under a name that no task goes by any more. */
  leave(name: string): void {
    this.#ready.delete(name);
  }

  /** Gives what is kept of a task, or null where it has to be done. */
  find(task: Task): Done | null {
    return this.#checked(task, this.#tools.store.get(this.keyOf(task)) as KeptEntry | null);
  }

  /** Gives what is kept of a task while every question has the same answer. */
  #checked(task: Task, entry: KeptEntry | null): Done | null {
    if (entry === null || this.#answersFor(task).digest(entry.questions) !== entry.answers) return null;
    this.outside.note(entry.questions);
    return entry;
  }

  /** Gives what is kept of a task, or does it. Where the hash of its document was known, it was looked for before. */
  async findOrDo(task: Task): Promise<Done> {
    const found = knowsHash(task.source) ? null : this.#findEarlier(task);
    return found ?? (await this.do(task));
  }

  #findEarlier(task: Task): Done | null {
    return this.#checked(task, this.#tools.store.getEarlier(this.keyOf(task)) as KeptEntry | null);
  }

  /** Does a task, and keeps what comes of it. */
  async do(task: Task): Promise<Done> {
    const asked = new Asked();
    const value = await this.#work(task, asked);
    const { questions } = asked;
    const answers = this.#answersFor(task).digest(questions);
    this.outside.note(questions);
    if (value !== null) this.#tools.store.put(this.keyOf(task), { questions, answers, value });
    return { value, questions };
  }

  /** Gives what a document says of itself, where that was worked out before; it is again if it is not kept any more. */
  outlineOf(place: OutlinedPlace): Outline {
    return this.#outlines.of(place);
  }

  /** Gives what is kept of what a document said of itself, also when it had other bytes. */
  keptOutline(place: OutlinedPlace): Outline | null {
    return this.#outlines.kept(place);
  }

  /** Gives what is kept of making a document, whatever the answers were to what it asked of the edition around it. */
  keptMaking(task: MakeTask): MadeDocument | null {
    const kept = this.#tools.store.get(this.keyOf(task)) as KeptEntry | null;
    return kept === null ? null : (kept.value as MadeDocument);
  }

  /** Gives the documents that pointers can lead to, as they were joined under a name. */
  scopeOf(joined: string): LinkScope {
    return this.#joined(joined).scope;
  }

  /** Gives answers about the edition as it was joined under a name. */
  answersOf(joined: string): Answers {
    return this.#joined(joined).answers;
  }

  /** Gives answers about files alone. */
  get answersAlone(): Answers {
    return this.#alone;
  }

  /** Reads a document, for whoever has to look at several together. */
  read(source: Source, hash: string): ReadSource {
    return this.#reader.read(source, hash);
  }

  /** The key by which what comes of a task is kept. */
  keyOf(task: Task): string {
    return taskKey(task, this.#setup);
  }

  #work(task: Task, asked: Asked): Promise<unknown> | unknown {
    switch (task.kind) {
      case "outline":
        return this.#outline(task, asked, false);
      case "single":
        return this.#makeSingle(task, asked);
      case "entries":
        return this.#entries(task, asked);
      case "make":
        return this.#make(task, asked);
      case "page":
        return this.#writePage(task);
      default:
        return task satisfies never;
    }
  }

  #answersFor(task: Task): Answers {
    return "joined" in task ? this.#joined(task.joined).answers : this.#alone;
  }

  #outline({ source, hash }: OutlineTask | SingleTask, asked: Asked, isAlone: boolean): Outline {
    const { files, ...read } = this.#reader.read(source, hash);
    for (const file of files) asked.note("file", file);
    return outlineOf(source, read, isAlone);
  }

  /** The document is read once, and its tree not kept: nobody asks for it again. */
  async #makeSingle(task: SingleTask, asked: Asked): Promise<SingleDocument> {
    const { source, hash } = task;
    const sound = await this.#makeSound(source, asked);
    if (sound !== null) return sound;
    const alone = this.#outline(task, asked, true);
    const hasParts = alone.teiParts.length > 0 || alone.wholeParts.length > 0;
    const outline = hasParts ? this.#outline(task, asked, false) : alone;
    const making: MakeTask = { kind: "make", source, hash, seen: [], joined: NOTHING };
    const made = hasParts ? null : await this.#make(making, asked);
    this.#reader.clear();
    return { outline, made };
  }

  /** Nearly all documents are sound, and need not be read to be found so; null where one may not be. */
  async #makeSound(source: Source, asked: Asked): Promise<SingleDocument | null> {
    if (!this.#swift.isFor(sizeOf(source))) return null;
    const heavy = await this.#tools.heavy();
    const setup = { schemasOf: heavy.schemasOf, watch: this.#tools.watch };
    const sound = await lendBytes(source, (bytes) => this.#swift.look(source.path, bytes, setup));
    if (sound === null) return null;
    noteSchemas(heavy, asked, this.#alone);
    return soundDocument(source, sound);
  }

  #entries({ source, hash, joined }: EntriesTask, asked: Asked): readonly RegisterRecord[] {
    const { tree, files } = this.#reader.read(source, hash);
    for (const file of files) asked.note("file", file);
    if (tree === null) return [];
    const { scope, joined: all } = this.#joined(joined);
    const own = { id: source.id, tree };
    return readEntries(own, askingKeys(all.keys, asked), askingScope(scope, source.id, asked));
  }

  async #make(task: MakeTask, asked: Asked): Promise<MadeDocument> {
    const { page, text, records, brief, ...made } = await this.#maker.make(
      task,
      this.#joined(task.joined),
      asked,
    );
    noteSchemas(await this.#tools.heavy(), asked, this.#answersFor(task));
    if (records === null) return { ...made, ...NOTHING_KEPT };
    const answers = this.#answersFor(task).digest(asked.questions);
    const origin = keyOf(this.keyOf(task), asked.questions, answers);
    const put = (name: string, value: KeptPage | KeptText | KeptRecords | DocumentRecords): string => {
      const key = keyOf(name, origin);
      this.#tools.store.put(key, value);
      return key;
    };
    return {
      ...made,
      recordsKey: put("records", records),
      briefKey: brief === null ? null : put("brief", brief),
      pageKey: page === null ? null : put("kept", page),
      textKey: text === null ? null : put("text", { readingText: Buffer.from(text) }),
    };
  }

  /** Null where what the page is made of is not kept any more. */
  async #writePage(task: PageTask): Promise<MadePage | null> {
    const { pageKey, recordsKey, shell, dead, moved } = task;
    const kept = this.#tools.store.get(pageKey) as KeptPage | null;
    const records = this.#tools.store.get(recordsKey) as DocumentRecords | null;
    if (kept === null || records === null) return null;
    const { writePage } = await import("./presenter.ts");
    const { files, passages, front, own } = writePage(task, kept, records);
    if (own !== null) this.#tools.store.put(own.key, own.made);
    const filesKey = keyOf("files", pageKey, shell, dead, moved);
    this.#tools.store.put(filesKey, files);
    this.#tools.store.put(passagesKey(filesKey), passages);
    return { filesKey, paths: [...files, ...passages].map(({ path }) => path), dead, moved, front };
  }

  #joined(name: string): ReadyEdition {
    const ready = this.#ready.get(name);
    if (ready === undefined) throw new Error("Documents are made after they were joined");
    return ready;
  }
}

const NOTHING_KEPT = { recordsKey: null, briefKey: null, pageKey: null, textKey: null };

/** The name by which a task goes whose document is looked at by itself. */
const NOTHING = "";

const NOTHING_JOINED: Joined = {
  documents: [],
  keys: new Map(),
  registers: NO_REGISTERS,
  own: 0,
};
