import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  type CompiledStylesheet,
  openStylesheetEngine,
  type StylesheetEngine,
} from "../../src/xpath/index.ts";

const JAVA = "/usr/bin/java";
const JAR = "/usr/share/java/Saxon-HE.jar";
const FOLDER = resolve(import.meta.dirname, "../../src/xslt");

/** What a processor makes of a document. */
export type Run = (
  name: string,
  document: string,
  parameters?: Readonly<Record<string, string>>,
) => Promise<string>;

/** Runs our stylesheets in the engine of the program; each is compiled once. */
export function runIn(engine: StylesheetEngine): Run {
  const compiled = new Map<string, Promise<CompiledStylesheet>>();
  return async (name, document, parameters = {}) => {
    const path = join(FOLDER, name);
    const stylesheet = compiled.get(name) ?? engine.compile({ path, text: readFileSync(path, "utf8") });
    compiled.set(name, stylesheet);
    const run = {
      stylesheet: await stylesheet,
      document: { path: document, text: readFileSync(document, "utf8") },
    };
    return (await engine.transform({ ...run, parameters })).principal;
  };
}

/** An engine that reads files: the register beside a document and the modules beside a stylesheet. */
export function openEngine(): StylesheetEngine {
  return openStylesheetEngine({ resolve: (uri) => readFileSync(new URL(uri), "utf8") });
}

/** Runs our stylesheets on another processor, Saxon-HE under Java. */
export const runInJava: Run = async (name, document, parameters = {}) => {
  const given = Object.entries(parameters).map(([key, value]) => `${key}=${value}`);
  const call = [
    "-cp",
    JAR,
    "net.sf.saxon.Transform",
    `-s:${document}`,
    `-xsl:${join(FOLDER, name)}`,
    ...given,
  ];
  return execFileSync(JAVA, call, { encoding: "utf8" });
};

/** Whether Saxon-HE is on this machine; says aloud where it is not. */
export function hasJava(): boolean {
  if (existsSync(JAVA) && existsSync(JAR)) return true;
  console.warn("skipped: Saxon-HE is not installed (apt-get install libsaxonhe-java)");
  return false;
}
