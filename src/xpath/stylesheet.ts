import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { StylesheetError } from "./stylesheet-error.ts";
import { OUTPUT_FOLDER, type StylesheetReply, type TransformQuestion } from "./stylesheet-message.ts";
import { type FolderLister, StylesheetThread, type TextResolver } from "./stylesheet-thread.ts";

export type { FolderLister, TextResolver };

/**
 * How long one compilation or run may take, in milliseconds. The stylesheets of the TEI need 24 s to be compiled and
 * 36 s for an edition of 10 MB; five minutes end only what would never end.
 */
export const STYLESHEET_TIMEOUT = 300_000;

export interface StylesheetOptions {
  /** Without it a stylesheet can read nothing but the document it is given. */
  readonly resolve?: TextResolver;
  /** Without it there are no collections of documents. */
  readonly list?: FolderLister;
  /** In milliseconds; {@link STYLESHEET_TIMEOUT} when absent. */
  readonly timeout?: number;
}

/** The text of a stylesheet and where it stands, which its relative addresses start from. */
export interface StylesheetSource {
  readonly path: string;
  readonly text: string;
}

/** A compiled stylesheet: data, which may be kept and used again while none of its modules changed. */
export interface CompiledStylesheet {
  readonly path: string;
  readonly compiled: string;
  /** The addresses of the modules that it includes and imports, in the order in which they were read. */
  readonly modules: readonly string[];
}

/** One run of a stylesheet. */
export interface StylesheetRun {
  readonly stylesheet: CompiledStylesheet;
  /** The document, with the path that its relative addresses start from; none for a run that starts by a template's name. */
  readonly document?: { readonly path: string; readonly text: string };
  /** By name, in another namespace as `Q{uri}name`. The stylesheet's types decide what the texts become. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** The template to start with, `Q{uri}name` in a namespace. */
  readonly initialTemplate?: string;
  /** The principal result's path, relative to the output folder, which the addresses of further results start from. */
  readonly baseOutput?: string;
}

export interface StylesheetResult {
  readonly principal: string;
  /** What `xsl:result-document` made, by path relative to the output folder. */
  readonly resultDocuments: ReadonlyMap<string, string>;
  /** What `xsl:message` said. */
  readonly messages: readonly string[];
}

/** Compiles and runs stylesheets, one after the other, in threads of its own. */
export interface StylesheetEngine {
  /** Rejects with a {@link StylesheetError} where the stylesheet has a fault. */
  compile(source: StylesheetSource): Promise<CompiledStylesheet>;
  /** Rejects with a {@link StylesheetError} where the run fails, stops itself or takes too long. */
  transform(run: StylesheetRun): Promise<StylesheetResult>;
  close(): Promise<void>;
}

/** Makes an engine. Loading the processor takes some 0.4 s, so that whoever has several runs keeps one and closes it. */
export function openStylesheetEngine(options: StylesheetOptions = {}): StylesheetEngine {
  const { resolve: resolver = () => null, list = () => null, timeout = STYLESHEET_TIMEOUT } = options;
  let last: Promise<unknown> = Promise.resolve();
  let runner: StylesheetThread | null = null;

  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = last.then(task);
    last = turn.catch(() => undefined);
    return turn;
  }

  async function compile({ path, text }: StylesheetSource): Promise<CompiledStylesheet> {
    const address = addressOf(path);
    const read: TextResolver = (uri) => (uri === address ? text : resolver(uri));
    const thread = new StylesheetThread(address, { read, list }, timeout);
    try {
      const { compiled, modules } = expected(await thread.ask(null, path), "compiled");
      return { path, compiled, modules };
    } finally {
      await thread.end();
    }
  }

  async function run(task: StylesheetRun): Promise<StylesheetResult> {
    if (runner === null || runner.isOver)
      runner = new StylesheetThread(null, { read: resolver, list }, timeout);
    return resultOf(task, expected(await runner.ask(questionOf(task), task.stylesheet.path), "transformed"));
  }

  return {
    compile: (source) => inTurn(() => compile(source)),
    transform: (task) => inTurn(() => run(task)),
    close: () => inTurn(async () => await runner?.end()),
  };
}

/** Compiles one stylesheet; see {@link StylesheetEngine}. */
export function compileStylesheet(
  source: StylesheetSource,
  options?: StylesheetOptions,
): Promise<CompiledStylesheet> {
  return once(options, (engine) => engine.compile(source));
}

/** Runs one compiled stylesheet; see {@link StylesheetEngine}. */
export function transform(run: StylesheetRun, options?: StylesheetOptions): Promise<StylesheetResult> {
  return once(options, (engine) => engine.transform(run));
}

async function once<T>(
  options: StylesheetOptions | undefined,
  task: (engine: StylesheetEngine) => Promise<T>,
): Promise<T> {
  const engine = openStylesheetEngine(options);
  try {
    return await task(engine);
  } finally {
    await engine.close();
  }
}

type ReplyOf<K extends StylesheetReply["kind"]> = Extract<StylesheetReply, { kind: K }>;

function expected<K extends StylesheetReply["kind"]>(reply: StylesheetReply, kind: K): ReplyOf<K> {
  if (reply.kind !== kind) throw new Error(`A thread answered ${reply.kind} where ${kind} was asked for`);
  return reply as ReplyOf<K>;
}

function questionOf(run: StylesheetRun): TransformQuestion {
  return {
    stylesheetUri: addressOf(run.stylesheet.path),
    compiled: run.stylesheet.compiled,
    modules: run.stylesheet.modules,
    documentUri: addressOf(run.document?.path ?? run.stylesheet.path),
    documentText: run.document?.text ?? null,
    parameters: Object.entries(run.parameters ?? {}),
    initialTemplate: run.initialTemplate ?? null,
    baseOutput: new URL(encodeURI(run.baseOutput ?? "result"), OUTPUT_FOLDER).href,
  };
}

function resultOf(run: StylesheetRun, reply: ReplyOf<"transformed">): StylesheetResult {
  const resultDocuments = new Map<string, string>();
  for (const [uri, text] of reply.resultDocuments)
    resultDocuments.set(outputPath(uri, run, reply.messages), text);
  return { principal: reply.principal, resultDocuments, messages: reply.messages };
}

function outputPath(uri: string, { stylesheet }: StylesheetRun, messages: readonly string[]): string {
  const path = uri.startsWith(OUTPUT_FOLDER) ? decoded(uri.slice(OUTPUT_FOLDER.length)) : "";
  if (path !== "" && !path.includes("\0") && !path.split(/[\\/]/u).includes("..")) return path;
  const message = `xsl:result-document would write ${uri}, which is not in the output folder`;
  throw new StylesheetError(message, { code: null, path: stylesheet.path, line: null, messages });
}

/** The path that an address stands for; a percent sign that begins no escape is meant as written. */
function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

function addressOf(path: string): string {
  return pathToFileURL(resolve(path)).href;
}
