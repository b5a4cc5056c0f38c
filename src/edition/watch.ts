/** What is being done to a document, or to all of them together. */
export type Stage = "read" | "include" | "registers" | "cite" | "schema" | "schematron" | "links" | "render";

/** Runs a piece of the work and gives what came of it: told which, for progress and for the time each stage takes. */
export type Watch = <T>(stage: Stage, path: string | null, work: () => T) => T;

/** Looks on at nothing. */
export const unwatched: Watch = (_stage, _path, work) => work();
