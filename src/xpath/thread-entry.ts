import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/**
 * Gives what a thread is started with, from the address of its source: the compiled file beside the one that runs, or,
 * while the program is developed, the source by way of tsx, which a thread does not inherit from a test runner; a Node
 * that reads TypeScript itself needs no help.
 */
export function threadEntry(source: URL): URL {
  if (!import.meta.url.endsWith(".ts")) return new URL(source.href.replace(/\.ts$/u, ".js"));
  if ("typescript" in process.features) return source;
  const required = createRequire(import.meta.url).resolve("tsx/esm/api");
  const loader = pathToFileURL(required.replace(/\.cjs$/u, ".mjs")).href;
  const starter = `import { register } from ${JSON.stringify(loader)}; register(); await import(${JSON.stringify(source.href)});`;
  return new URL(`data:text/javascript,${encodeURIComponent(starter)}`);
}
