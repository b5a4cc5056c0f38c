/** What a command ends with: 0 done, 1 done with errors in documents, 2 it could not be done. */
export type ExitCode = 0 | 1 | 2;

/** Takes what a command ends with. */
export type Finish = (code: ExitCode) => void;

/** Where a command speaks: stdout carries what was asked for, stderr what a person reads. */
export interface Terminal {
  readonly color: boolean;
  /** Whether `err` says nothing. */
  readonly isQuiet: boolean;
  out(text: string): void;
  err(text: string): void;
  /** What goes to stderr also where the command is quiet: it was asked for, or is why the command fails. */
  must(text: string): void;
}

/** Who reads may stop reading, as in `colophon check | head`: the rest is for nobody then, and that is no fault. */
export function outliveReader(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}

/** Gives the terminal of this process; `quiet` silences notes on stderr, neither errors nor findings on stdout. */
export function openTerminal(quiet: boolean): Terminal {
  return {
    isQuiet: quiet,
    color: process.stderr.isTTY === true && process.env.NO_COLOR === undefined,
    out: (text) => void process.stdout.write(text),
    must: (text) => void process.stderr.write(text),
    err: (text) => void (quiet || process.stderr.write(text)),
  };
}

/** Writes a message that must be seen, also where the command is quiet: the reason why it ends with 2. */
export function complain(message: string): void {
  process.stderr.write(`colophon: ${message}\n`);
}
