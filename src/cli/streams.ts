/** Who reads may stop reading, as in `colophon check | head`: the rest is for nobody then, and that is no fault. */
export function outliveReader(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}

/** Writes a message of the program's own, in which nothing is that a document brought. */
export function lament(message: string): void {
  process.stderr.write(`colophon: ${message}\n`);
}
