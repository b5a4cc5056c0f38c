/** The signals by which a person or a system ends a run; Ctrl-C is the first. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Has something undone, should a signal end the run before the function is called that this gives. The process ends by that
 * signal then, as it would have. What undoes may not wait for anything.
 */
export function onInterruption(undo: () => void): () => void {
  const release = (): void => {
    for (const signal of SIGNALS) process.off(signal, interrupted);
  };
  const interrupted = (signal: NodeJS.Signals): void => {
    // Who is impatient presses twice: the signal counts again only when all is undone.
    try {
      undo();
    } finally {
      release();
      process.kill(process.pid, signal);
    }
  };
  for (const signal of SIGNALS) process.on(signal, interrupted);
  return release;
}
