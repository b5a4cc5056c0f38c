import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import { StylesheetError } from "./stylesheet-error.ts";
import type {
  FileQuestion,
  StylesheetFault,
  StylesheetMessage,
  StylesheetReply,
  StylesheetWorkerData,
  TextReply,
  TransformQuestion,
} from "./stylesheet-message.ts";
import { threadEntry } from "./thread-entry.ts";

/** Gives the text at an absolute address (an included module, a document asked for by `doc()`), or null: it may not be read. */
export type TextResolver = (uri: string) => string | null | Promise<string | null>;

/**
 * Gives the addresses of the files in a folder and, where `isDeep`, below it, in the order of their paths; null where there is no
 * such folder, or it may not be read.
 */
export type FolderLister = (uri: string, isDeep: boolean) => readonly string[] | null;

/** The files that a thread may see. */
export interface StylesheetFiles {
  readonly read: TextResolver;
  readonly list: FolderLister;
}

/** The question that is being answered. */
interface Pending {
  readonly path: string;
  readonly fulfil: (reply: StylesheetReply) => void;
  readonly reject: (error: Error) => void;
}

/** A thread in which a stylesheet is compiled or compiled ones run, one at a time. It keeps the process alive only while it works. */
export class StylesheetThread {
  readonly #worker: Worker;
  readonly #texts: MessagePort;
  readonly #signal = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  readonly #files: StylesheetFiles;
  readonly #timeout: number;
  #pending: Pending | null = null;
  #isOver = false;

  /** Starts a thread to compile the stylesheet at an address, or, with null, to run compiled ones. */
  constructor(compile: string | null, files: StylesheetFiles, timeout: number) {
    const { port1, port2 } = new MessageChannel();
    this.#files = files;
    this.#timeout = timeout;
    this.#texts = port1;
    this.#worker = startWorker({ signal: this.#signal, texts: port2, compile });
    this.#worker.on("message", (message: StylesheetMessage) => this.#hear(message));
    this.#worker.on("error", (error) => this.#fail(`The stylesheet could not be run: ${error.message}`));
    this.#worker.on("exit", () => this.#fail("The stylesheet could not be run: its thread ended"));
    this.#worker.unref();
  }

  /** Whether the thread has ended, by a fault or because it took too long. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Waits for the answer to a question, or to what the thread was started for; rejects with a {@link StylesheetError} that names `path`. */
  async ask(question: TransformQuestion | null, path: string): Promise<StylesheetReply> {
    this.#worker.ref();
    const stop = (): void => this.#fail(`The stylesheet was stopped after ${this.#timeout / 1000} seconds`);
    const timer = setTimeout(stop, this.#timeout);
    try {
      return await new Promise((fulfil, reject) => {
        this.#pending = { path, fulfil, reject };
        if (question !== null) this.#worker.postMessage(question);
      });
    } finally {
      clearTimeout(timer);
      this.#pending = null;
      this.#worker.unref();
    }
  }

  /** Ends the thread. */
  async end(): Promise<void> {
    this.#isOver = true;
    this.#texts.close();
    await this.#worker.terminate();
  }

  #hear(message: StylesheetMessage): void {
    if (message.kind === "read" || message.kind === "list") void this.#handOver(message);
    else if (message.kind === "failed") this.#pending?.reject(errorOf(message.fault, this.#pending.path));
    else this.#pending?.fulfil(message);
  }

  async #handOver(question: FileQuestion): Promise<void> {
    const text = await answerTo(question, this.#files);
    const signal = new Int32Array(this.#signal);
    this.#texts.postMessage({ text } satisfies TextReply);
    Atomics.store(signal, 0, 1);
    Atomics.notify(signal, 0);
  }

  #fail(message: string): void {
    const pending = this.#pending;
    pending?.reject(
      new StylesheetError(message, { code: null, path: pending.path, line: null, messages: [] }),
    );
    void this.end();
  }
}

async function answerTo(question: FileQuestion, { read, list }: StylesheetFiles): Promise<string | null> {
  try {
    if (question.kind === "read") return await read(question.uri);
    return list(question.uri, question.isDeep)?.join("\n") ?? null;
  } catch {
    return null;
  }
}

function startWorker(workerData: StylesheetWorkerData): Worker {
  const program = workerData.compile === null ? RUNNER : COMPILER;
  const transferList = [workerData.texts];
  const confined = { execArgv: [], env: {}, stdout: true, stderr: true };
  return new Worker(threadEntry(program), { workerData, transferList, ...confined });
}

const RUNNER = new URL("./stylesheet-worker.ts", import.meta.url);
const COMPILER = new URL("./stylesheet-compiler.ts", import.meta.url);

function errorOf(fault: StylesheetFault, path: string): StylesheetError {
  const { message, code, line, messages, module } = fault;
  return new StylesheetError(message, {
    code,
    line,
    messages,
    path: module === null ? path : modulePath(module, path),
  });
}

/** The path of a module, written as the stylesheet's own path is: from the same folder. */
function modulePath(module: string, path: string): string {
  if (!module.startsWith("file:")) return module;
  const from = relative(dirname(resolve(path)), fileURLToPath(module));
  return from === basename(path) ? path : join(dirname(path), from);
}
