import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { findingsPage } from "../../src/report/index.ts";

/** Writes the page of findings anew from the catalogue. */
writeFileSync(resolve(import.meta.dirname, "../../docs/findings.md"), findingsPage());
