import type { MessagePort } from "node:worker_threads";

/** One run of a compiled stylesheet, as it crosses to the thread in which it runs. */
export interface TransformQuestion {
  readonly stylesheetUri: string;
  readonly compiled: string;
  readonly modules: readonly string[];
  readonly documentUri: string;
  readonly documentText: string | null;
  readonly parameters: readonly (readonly [name: string, value: string])[];
  readonly initialTemplate: string | null;
  readonly baseOutput: string;
}

/** What came of a question. */
export type StylesheetReply =
  | { readonly kind: "compiled"; readonly compiled: string; readonly modules: readonly string[] }
  | {
      readonly kind: "transformed";
      readonly principal: string;
      readonly resultDocuments: readonly (readonly [uri: string, text: string])[];
      readonly messages: readonly string[];
    }
  | { readonly kind: "failed"; readonly fault: StylesheetFault };

/** What a thread waits for: the text at an address, or the files in the folder at one and, where it is to go deep, below it. */
export type FileQuestion =
  | { readonly kind: "read"; readonly uri: string }
  | { readonly kind: "list"; readonly uri: string; readonly isDeep: boolean };

/** What a thread says: an answer, or what it waits for. */
export type StylesheetMessage = StylesheetReply | FileQuestion;

/** A fault of a stylesheet or of its run. */
export interface StylesheetFault {
  readonly message: string;
  /** The specification's code, as in `XTSE0010`; null where the fault has none. */
  readonly code: string | null;
  /** The address of the module it stands in, or null. */
  readonly module: string | null;
  readonly line: number | null;
  /** What the stylesheet had said by `xsl:message` until then. */
  readonly messages: readonly string[];
}

/** What a thread is started with. */
export interface StylesheetWorkerData {
  /** One 32-bit word: 1 once what the thread waits for is in `texts`. */
  readonly signal: SharedArrayBuffer;
  readonly texts: MessagePort;
  /** The stylesheet to be compiled, by its address; null in a thread that runs compiled ones. */
  readonly compile: string | null;
}

/** The text that a thread asked for, or the addresses of files, one a line; null where there is none. */
export interface TextReply {
  readonly text: string | null;
}

/** Where results are thought to be written; nothing is, and what would leave this folder is refused. */
export const OUTPUT_FOLDER = "file:///colophon-results/";
