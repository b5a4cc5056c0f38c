import { fileURLToPath, pathToFileURL } from "node:url";
import { parentPort, receiveMessageOnPort } from "node:worker_threads";
import type { FileQuestion, StylesheetWorkerData, TextReply } from "./stylesheet-message.ts";
import { notFetched } from "./stylesheet-words.ts";

/** What a program sees of the world after {@link confine}. */
export interface Surroundings {
  /** Gives the text at an absolute address; throws where there is none or it may not be read. */
  readonly read: (uri: string) => string;
  /** Takes what the program writes, by path. */
  readonly write: (path: string, text: string) => void;
  /** Whether a file is read from the disk all the same, because it is the program itself. */
  readonly isProgram: (path: string) => boolean;
}

const REFUSAL = "A stylesheet may neither write files nor reach the network nor run other programs";

/** Looks that the loader of modules takes, and that tell no more than whether a file is there. */
const HARMLESS: ReadonlySet<string> = new Set([
  "realpathSync",
  "statSync",
  "lstatSync",
  "existsSync",
  "internalModuleStat",
]);

/**
 * Takes disk, network and other programs from everything that runs in this thread: the functions of Node's modules are
 * replaced, for a thread has those to itself. Reading a file becomes a question to the surroundings. A stylesheet is
 * still a program and to be trusted as one; this keeps an honest one to what it was given.
 */
export function confine(surroundings: Surroundings): void {
  const { fs, promises } = { fs: builtin("node:fs"), promises: builtin("node:fs/promises") };
  const { readFileSync } = fs as { readFileSync: (path: unknown, options: unknown) => unknown };
  const read = (path: unknown, options?: unknown): unknown =>
    surroundings.isProgram(pathOf(path))
      ? readFileSync(path, options)
      : textAs(surroundings.read(uriOf(path)), options);
  const write = (path: unknown, data: unknown): void => surroundings.write(pathOf(path), String(data));
  for (const name of ["child_process", "dgram", "worker_threads", "cluster", "vm", "inspector"])
    close(builtin(`node:${name}`));
  close(fs, { readFileSync: read });
  close(promises, {
    readFile: async (path: unknown, options: unknown) => read(path, options),
    writeFile: async (path: unknown, data: unknown) => write(path, data),
    mkdir: async () => undefined,
    realpath: async (path: unknown) => pathOf(path),
  });
  close((builtin("node:net").Socket as { prototype: Record<string, unknown> }).prototype, {}, ["connect"]);
  close(process as unknown as Record<string, unknown>, {}, ["binding", "dlopen", "kill", "getBuiltinModule"]);
  forbidFunctionsFromStrings();
}

/** Files as the thread that started this one gives them, which is asked and waited for. */
export interface AskedFiles {
  /** The text at an address; throws where there is none or it may not be read. */
  readonly read: (uri: string) => string;
  /** The addresses of the files in a folder and, where `isDeep`, below it; null where there is no such folder. */
  readonly list: (uri: string, isDeep: boolean) => readonly string[] | null;
}

/** Gives the functions that ask the thread which started this one for files. */
export function askForFiles({ signal, texts }: StylesheetWorkerData): AskedFiles {
  const waiting = new Int32Array(signal);
  const port = parentPort!;
  const receive = receiveMessageOnPort;
  const ask = (question: FileQuestion): string | null => {
    port.postMessage(question);
    Atomics.wait(waiting, 0, 0);
    Atomics.store(waiting, 0, 0);
    return (receive(texts)!.message as TextReply).text;
  };
  return {
    read: (uri) => {
      const text = ask({ kind: "read", uri });
      if (text === null) throw new Error(unreadable(uri));
      return text;
    },
    list: (uri, isDeep) => ask({ kind: "list", uri, isDeep })?.split("\n").filter(Boolean) ?? null,
  };
}

function unreadable(uri: string): string {
  return uri.startsWith("file:") ? `${uri} is not there, or may not be read` : notFetched(uri);
}

function builtin(name: string): Record<string, unknown> {
  return process.getBuiltinModule(name) as unknown as Record<string, unknown>;
}

function close(
  target: Record<string, unknown>,
  instead: Record<string, unknown> = {},
  names = Object.keys(target),
): void {
  for (const name of names) {
    const isClass = /^[A-Z]/u.test(name);
    if (typeof target[name] === "function" && !isClass && !HARMLESS.has(name))
      target[name] = instead[name] ?? refuse;
  }
}

function refuse(): never {
  throw new Error(REFUSAL);
}

/** `ixsl:eval` of a stylesheet makes a function of a string, and every function leads to their constructor. */
function forbidFunctionsFromStrings(): void {
  const noFunction = new Proxy(Function, { construct: refuse, apply: refuse });
  Object.defineProperty(Function.prototype, "constructor", { value: noFunction });
  globalThis.Function = noFunction;
}

function pathOf(path: unknown): string {
  const text = String(path);
  return text.startsWith("file:") ? fileURLToPath(text) : text;
}

function uriOf(path: unknown): string {
  return pathToFileURL(pathOf(path)).href;
}

function textAs(text: string, options: unknown): unknown {
  const encoding =
    typeof options === "string" ? options : (options as { encoding?: string } | undefined)?.encoding;
  return encoding === undefined || encoding === null ? Buffer.from(text) : text;
}
