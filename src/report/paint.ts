import picocolors from "picocolors";
import type { Severity } from "./finding.ts";

/** How a terminal sets off the parts of a message. */
export interface Paint {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly severity: (severity: Severity, text: string) => string;
  readonly help: (text: string) => string;
}

/** Gives the colours, or a paint that leaves everything as it is. */
export function paintFor(color: boolean): Paint {
  const { bold, dim, red, yellow, blue, cyan } = picocolors.createColors(color);
  const severities = { error: red, warning: yellow, info: blue };
  return { strong: bold, faint: dim, severity: (severity, text) => severities[severity](text), help: cyan };
}
