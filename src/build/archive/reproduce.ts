import { spawn } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { readEdition } from "../../edition/index.ts";
import { type EditionOptions, loadEdition, treeLoader } from "../edition-files.ts";
import { TaskError } from "../run/task-error.ts";
import { packageDate } from "./date.ts";
import { collectPayload } from "./payload.ts";

/** What is done twice. */
export interface ReproduceOptions extends EditionOptions {
  /** How this program is started: the executable, and its arguments up to the command. */
  readonly program: readonly string[];
  /** The command and its options. */
  readonly command: readonly string[];
}

/** What came of it: how many files are the same, and the first that is not, in words. */
export interface Reproduced {
  readonly files: number;
  readonly difference: string | null;
}

/** Two places on earth as different as environments are: time zone, language, number of workers, user, umask. */
const WORLDS = [
  { folder: "one", env: { TZ: "UTC", LC_ALL: "C", LANG: "C", USER: "one" }, jobs: "1", umask: 0o022 },
  {
    folder: join("another", "folder with a longer name"),
    env: { TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8", USER: "another" },
    jobs: "3",
    umask: 0o077,
  },
] as const;

/**
 * Runs a command twice, on two copies of the edition in two folders, under different time zones, languages, umasks and numbers
 * of workers, and compares what it made byte by byte. The date of both is that of the edition. Throws a `TaskError` where a run
 * cannot be done.
 */
export async function reproduce(options: ReproduceOptions): Promise<Reproduced> {
  const files = await loadEdition(options);
  const limits = files.config.limits ?? {};
  const edition = readEdition([...files.sources], [...files.context], {
    limits,
    load: treeLoader(options.folder, limits),
  });
  const payload = await collectPayload(files, edition, options);
  const root = resolve(options.folder, files.prefix);
  const paths = payload.files.map(({ path }) => path).filter((path) => existsSync(join(root, path)));
  const date = await packageDate(root, paths, edition.documents);
  const place = mkdtempSync(join(tmpdir(), "colophon-reproduce-"));
  try {
    const outs = await Promise.all(
      WORLDS.map((world, at) => {
        const folder = join(place, world.folder);
        copyFiles(root, folder, at === 0 ? paths : [...paths].reverse());
        return run(folder, world, date, options);
      }),
    );
    return compareTrees(outs[0]!, outs[1]!);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** The order of copying is the order in which a file system may list them. */
function copyFiles(root: string, folder: string, paths: readonly string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    copyFileSync(join(root, path), join(folder, path));
  }
  const modules = join(root, "node_modules");
  if (existsSync(modules)) symlinkSync(modules, join(folder, "node_modules"));
}

async function run(
  folder: string,
  { env, jobs, umask }: (typeof WORLDS)[number],
  date: string | null,
  { program, command }: ReproduceOptions,
): Promise<string> {
  const [executable, ...first] = program;
  const epoch = date === null ? {} : { SOURCE_DATE_EPOCH: String(Date.parse(date) / 1000) };
  const args = [...first, ...command, "--jobs", jobs, "--quiet", "--out", "out"];
  const before = process.umask(umask);
  const child = spawn(executable!, args, {
    cwd: folder,
    // What is kept between runs would be in both.
    env: { ...process.env, ...env, ...epoch, COLOPHON_CACHE: "off" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  process.umask(before);
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const code = await new Promise<number | null>((fulfil, reject) => {
    child.on("error", reject);
    child.on("close", fulfil);
  });
  if (code !== 0 && code !== 1) throw new TaskError(`A run ended with ${code}: ${said.trim()}`);
  return join(folder, "out");
}

/** Compares two folders; the first difference in the order of the paths is told with its place. */
export function compareTrees(one: string, other: string): Reproduced {
  const [first, second] = [treeOf(one), treeOf(other)];
  const all = [...new Set([...first, ...second])].sort();
  for (const path of all) {
    const inBoth = first.has(path) && second.has(path);
    if (!inBoth)
      return {
        files: all.length,
        difference: `${path} was made only ${first.has(path) ? "the first" : "the second"} time`,
      };
    const [a, b] = [readFileSync(join(one, path)), readFileSync(join(other, path))];
    if (!a.equals(b))
      return { files: all.length, difference: `${path} differs from byte ${firstDifference(a, b) + 1} on` };
  }
  return { files: all.length, difference: null };
}

function treeOf(folder: string): Set<string> {
  if (!existsSync(folder)) return new Set();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return new Set(files.map((file) => file.slice(folder.length + 1)));
}

function firstDifference(a: Uint8Array, b: Uint8Array): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}
