import { createRequire } from "node:module";

/** Whether a string matches a pattern as a whole. */
export type Matcher = (value: string) => boolean;

/** What we use of the package, which does not lead TypeScript to its own declarations. */
interface Engine {
  compile(pattern: string, options: { language: "xsd" }): Matcher;
}

/**
 * Compiles a pattern with the engine that never backtracks: its time grows with the length of the value times the size
 * of the pattern. It is loaded when the first pattern needs it, for loading takes it longer than most documents need to
 * be checked. Throws where the pattern is none.
 */
export function compilePattern(pattern: string): Matcher {
  const engine = createRequire(import.meta.url)("xspattern") as Engine;
  return engine.compile(pattern, { language: "xsd" });
}
