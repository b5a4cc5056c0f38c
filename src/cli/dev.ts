import { spawn } from "node:child_process";
import { type DevNews, startPreview } from "../build/index.ts";
import { type Command, type CommonOptions, command, portNumber } from "./command.ts";
import { printReport } from "./findings.ts";
import { type Finish, openTerminal, type Terminal } from "./terminal.ts";

interface DevOptions extends CommonOptions {
  readonly port: number;
  readonly out: string;
  readonly open?: boolean;
  readonly cache: boolean;
}

/** Not a port that another tool is likely to have. */
const PORT = 4321;

/** `colophon dev`: build, serve on this machine, watch, show what changes. */
export function devCommand(finish: Finish): Command {
  return command(
    "dev",
    "build the site for a look, serve it on this machine, and show what changes at once",
    ["colophon dev", "colophon dev --port 8080 --open"],
  )
    .option("--port <n>", "the port; 0 for any that is free", portNumber, PORT)
    .option("--open", "open the site in the browser")
    .option("--out <folder>", "the folder of builds, which is not watched", "out")
    .option("--no-cache", "make everything anew, and keep nothing of it")
    .action(async (options: DevOptions) => {
      const terminal = openTerminal(options.quiet ?? false);
      const preview = await startPreview({
        folder: process.cwd(),
        config: options.config ?? null,
        safe: options.safe ?? false,
        jobs: options.jobs,
        port: options.port,
        out: options.out,
        cache: options.cache,
        tell: teller(terminal),
        shown: (path, milliseconds) =>
          terminal.err(`${path} shows the change after ${Math.round(milliseconds)} ms\n`),
      });
      terminal.err(`\nThe edition is at ${preview.url}\nIt follows every change; Ctrl+C ends it.\n`);
      if (options.open === true) openBrowser(preview.url, terminal);
      await new Promise<void>((fulfil) => {
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => fulfil());
      });
      await preview.close();
      finish(0);
    });
}

/**
 * The findings are told when they are other than before. A round that changed nothing is not told at all: the file that
 * was written may be that of these very lines.
 */
function teller(terminal: Terminal): (news: DevNews) => void {
  let last: string | null = null;
  return (news) => {
    if (news.kind === "failed") {
      terminal.must(`${news.message}\n`);
      return;
    }
    const { report, changed, milliseconds } = news;
    const found = JSON.stringify(
      report.documents.map(({ findings }) => findings.map(({ fingerprint }) => fingerprint)),
    );
    if (found === last && changed.length === 0) return;
    if (found !== last) printReport(report, "pretty", terminal);
    last = found;
    const pages = changed.filter((path) => path.endsWith(".html"));
    const what = pages.length === 1 ? pages[0] : `${pages.length} pages`;
    terminal.err(`${what} in ${Math.round(milliseconds)} ms\n`);
  };
}

/** Whoever has no browser to open can read the address. */
function openBrowser(url: string, terminal: Terminal): void {
  const programs: Record<string, readonly [string, ...string[]]> = {
    darwin: ["open", url],
    win32: ["cmd", "/c", "start", "", url],
  };
  const [program, ...args] = programs[process.platform] ?? ["xdg-open", url];
  const child = spawn(program, args, { stdio: "ignore", detached: true });
  child.on("error", () => terminal.err(`No browser could be opened; go to ${url}\n`));
  child.unref();
}
