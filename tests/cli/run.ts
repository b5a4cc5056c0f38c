import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The file that Node runs as the command line; see `program.ts`. */
export const PROGRAM: string = process.env.COLOPHON_TEST_PROGRAM!;

/** What a run of the command line left: its exit code and what it said. */
export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in a folder, as a shell would. */
export function colophon(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Run {
  const done = spawnSync(process.execPath, [PROGRAM, ...args], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", ...env },
    maxBuffer: 1 << 28,
    // One that hangs in the system heeds no other signal, and would hold up all tests.
    timeout: 300_000,
    killSignal: "SIGKILL",
  });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

/** Makes a folder with these files in it; gives its path. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "colophon-"));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Makes a small TEI document around the content of its body. */
export function tei(body: string): string {
  return `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>
<publicationStmt><p>p</p></publicationStmt><sourceDesc><p>s</p></sourceDesc></fileDesc></teiHeader>
<text><body>${body}</body></text></TEI>
`;
}
