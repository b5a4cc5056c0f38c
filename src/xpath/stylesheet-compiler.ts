import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { format } from "node:util";
import { parentPort, workerData } from "node:worker_threads";
import "./saxon.ts";
import { askForFiles, confine } from "./stylesheet-confinement.ts";
import type { StylesheetFault, StylesheetMessage, StylesheetWorkerData } from "./stylesheet-message.ts";
import { withWayOut } from "./stylesheet-words.ts";

/**
 * The thread that compiles one stylesheet, with Saxonica's command for it. The command wants files: it is given a disk
 * on which there is nothing but the stylesheet and its modules, and what it exports is caught before it is written.
 */
function compile(data: StylesheetWorkerData, uri: string): void {
  const port = parentPort!;
  const { read: ask } = askForFiles(data);
  const words: string[] = [];
  const modules = new Set<string>();
  const say = (message: StylesheetMessage): void => port.postMessage(message);

  const require = createRequire(import.meta.url);
  const program = require.resolve("xslt3");
  const read = (address: string): string => {
    if (address !== uri) modules.add(address);
    return ask(address);
  };
  const write = (_path: string, compiled: string): void => {
    say({ kind: "compiled", compiled, modules: [...modules] });
  };
  console.error = (...said: unknown[]): void => void words.push(format(...said));
  process.once("exit", () => {
    if (words.length > 0) say({ kind: "failed", fault: faultIn(words.join("\n"), [uri, ...modules]) });
  });
  process.argv = [
    process.execPath,
    "xslt3",
    `-xsl:${fileURLToPath(uri)}`,
    "-export:/compiled",
    "-relocate:on",
    "-nogo",
  ];
  confine({ read, write, isProgram: (path) => path === program });
  // Loaded at once: the loader of modules has more ways to the disk than are left open now.
  require(program);
}

/** Reads what the command says of a fault: a code, a line, a module, and a sentence on the next line. */
function faultIn(words: string, modules: readonly string[]): StylesheetFault {
  const [, code] = /^Error (?:Q\{[^}]*\})?([A-Z]{4}\d{4})/mu.exec(words) ?? [];
  return {
    message: withWayOut(sentenceIn(words)),
    code: code ?? null,
    ...placeIn(words, modules),
    messages: [],
  };
}

function placeIn(words: string, modules: readonly string[]): Pick<StylesheetFault, "module" | "line"> {
  const [, unread, row] = /Failed parsing XML in (\S+): .* at line (\d+) column \d+/u.exec(words) ?? [];
  // The processor's parser counts lines from 0.
  if (unread !== undefined) return { module: unread, line: Number(row) + 1 };
  const [, line, name] = /\bon line (\d+)(?: (?:of|in) ([^\s:{]+))?/u.exec(words) ?? [];
  const named = modules.filter((uri) => name === undefined || decodeURI(uri).endsWith(`/${name}`));
  const [module = null] = named.length === 1 ? named : [];
  return { module, line: module === null || line === undefined ? null : Number(line) };
}

function sentenceIn(words: string): string {
  return words
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && line !== "Failed to compile stylesheet" && !/^Error .*:$/u.test(line))
    .join(" ")
    .replace(/^Static error in XPath on line \d+ (?:(?:of|in) \S+ )?/u, "")
    .replace(/^Failed parsing XML in \S+: (.*) at line \d+ column \d+/u, "$1");
}

const data = workerData as StylesheetWorkerData;
compile(data, data.compile!);
