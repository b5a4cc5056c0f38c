import { quieted } from "../report/index.ts";

/** A line at the foot of a terminal that says what is being done; it is gone at the end. */
export interface StatusLine {
  readonly show: (doing: string) => void;
  readonly end: () => void;
}

/** How often the line changes, in milliseconds: more often than anybody reads would only take time. */
const EVERY = 100;

/** Makes the line, on stderr; where that is no terminal, or the command is quiet, it says nothing. */
export function openStatusLine(quiet: boolean): StatusLine {
  if (quiet || process.stderr.isTTY !== true) return { show: () => {}, end: () => {} };
  let shown = 0;
  let last = Date.now();
  return {
    show: (doing) => {
      if (Date.now() - last < EVERY) return;
      last = Date.now();
      const line = quieted(doing)
        .replace(/[\t\n]/gu, " ")
        .slice(0, (process.stderr.columns ?? 80) - 1);
      process.stderr.write(`\r${line.padEnd(shown)}`);
      shown = line.length;
    },
    end: () => void (shown > 0 && process.stderr.write(`\r${" ".repeat(shown)}\r`)),
  };
}
