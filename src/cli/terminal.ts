import { quieted } from "../report/index.ts";
import { lament } from "./streams.ts";

/** What a command ends with: 0 done, 1 done with errors in documents, 2 it could not be done. */
export type ExitCode = 0 | 1 | 2;

/** Takes what a command ends with. */
export type Finish = (code: ExitCode) => void;

/** Where a command speaks: stdout carries what was asked for, stderr what a person reads; nothing of a document is obeyed by it. */
export interface Terminal {
  readonly color: boolean;
  /** Whether `err` says nothing. */
  readonly isQuiet: boolean;
  /** What a person asked for. */
  out(text: string): void;
  /** What a program reads, as it is; only a terminal is spared what it would obey. */
  data(text: string): void;
  err(text: string): void;
  /** What goes to stderr also where the command is quiet: it was asked for, or is why the command fails. */
  must(text: string): void;
  /** A report for a person, whose printer has made it ready for a terminal, in its colours. */
  report(text: string): void;
}

/** Gives the terminal of this process; `quiet` silences notes on stderr, neither errors nor findings on stdout. */
export function openTerminal(quiet: boolean): Terminal {
  return {
    isQuiet: quiet,
    color: process.stderr.isTTY === true && process.env.NO_COLOR === undefined,
    out: (text) => void process.stdout.write(quieted(text)),
    data: (text) => void process.stdout.write(process.stdout.isTTY === true ? quieted(text) : text),
    must: (text) => void process.stderr.write(quieted(text)),
    err: (text) => void (quiet || process.stderr.write(quieted(text))),
    report: (text) => void process.stderr.write(text),
  };
}

/** Writes a message that must be seen, also where the command is quiet: the reason why it ends with 2. */
export function complain(message: string): void {
  lament(quieted(message));
}
