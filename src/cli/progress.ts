/** A line that tells how far a long task is; it is there on a terminal only, and gone at the end. */
export interface ProgressLine {
  /** Takes how many of all bytes are done. */
  readonly show: (done: number, all: number) => void;
  readonly end: () => void;
}

/** Makes a line of progress on stderr; where that is no terminal, or the command is quiet, it says nothing. */
export function openProgress(quiet: boolean, doing: string): ProgressLine {
  if (quiet || process.stderr.isTTY !== true) return { show: () => {}, end: () => {} };
  let last = "";
  return {
    show: (done, all) => {
      const line = `${doing}: ${all === 0 ? 100 : Math.min(100, Math.floor((100 * done) / all))} % of ${inMegabytes(all)}`;
      if (line !== last) process.stderr.write(`\r${line}`);
      last = line;
    },
    end: () => void (last !== "" && process.stderr.write(`\r${" ".repeat(last.length)}\r`)),
  };
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
