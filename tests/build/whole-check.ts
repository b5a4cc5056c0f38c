import type { CheckRun } from "../../src/build/check-run.ts";

type Options = "only" | "schemas" | "catalogs" | "xinclude" | "baseline" | "updateBaseline" | "changed";

/** A check of everything, as `colophon check` does it without options. */
export const WHOLE_CHECK: Pick<CheckRun, Options> = {
  only: [],
  schemas: [],
  catalogs: [],
  xinclude: null,
  baseline: null,
  updateBaseline: false,
  changed: null,
};
