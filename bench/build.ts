import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { leaveCertificates } from "./without-certificates.ts";

/*
 * Builds a corpus of plays from nothing: the texts and pages without a search, then with it, the joined indexes by themselves;
 * then with one play changed, with nothing changed but the outputs gone, with nothing changed, and without the search again: there the
 * middle of five changes is told, each of which is over in about a second. The search is made by another
 * process, whose processor time is counted in where it ends with ours. Beside it stand the html5 of the TEI Stylesheets on one Saxon process over the same folder, and xmllint
 * as the floor: it only reads. Needs the compiled program (npm run build).
 *
 *     npx tsx bench/build.ts ../shared/corpora/gerdracor [STYLESHEETS/html/html.xsl]
 */
const [corpus = "../shared/corpora/gerdracor", stylesheet = null] = process.argv.slice(2);
const CLI = resolve(process.env.COLOPHON_CLI ?? join(import.meta.dirname, "../dist/cli.cjs"));
const SAXON = process.env.SAXON_JAR ?? "/usr/share/java/Saxon-HE.jar";

interface Measured {
  readonly what: string;
  readonly seconds: number;
  /** Seconds of all cores, which tell more where the machine has other work; null where there is no GNU time. */
  readonly processor: number | null;
  /** The most memory held, in megabytes. */
  readonly memory: number | null;
}

const place = mkdtempSync(join(tmpdir(), "colophon-bench-"));
const tei = join(place, "tei");
mkdirSync(tei);
const files = readdirSync(corpus)
  .filter((name) => name.endsWith(".xml"))
  .sort();
for (const name of files) cpSync(join(corpus, name), join(tei, name));
const bytes = files.reduce((sum, name) => sum + statSync(join(tei, name)).size, 0);

const rows: Measured[] = [];

function measure(
  what: string,
  program: string,
  args: readonly string[],
  mayEndWith: readonly number[] = [0],
): Measured {
  const log = join(place, "time.log");
  const hasTime = existsSync("/usr/bin/time");
  const [run, all] = hasTime
    ? ["/usr/bin/time", ["-f", "%M %U %S", "-o", log, program, ...args]]
    : [program, args];
  const env = { ...process.env, COLOPHON_CACHE: join(place, "cache") };
  const start = performance.now();
  const { status, error } = spawnSync(run, all, { cwd: place, env, stdio: "ignore", maxBuffer: 1 << 28 });
  if (error !== undefined || !mayEndWith.includes(status ?? -1))
    throw new Error(`${what} ended with ${status ?? error}`);
  const seconds = (performance.now() - start) / 1000;
  const told = hasTime ? readFileSync(log, "utf8").trim().split("\n").at(-1)!.split(" ").map(Number) : null;
  const [kilobytes = 0, user = 0, system = 0] = told ?? [];
  const row = {
    what,
    seconds,
    processor: told === null ? null : user + system,
    memory: told === null ? null : kilobytes / 1000,
  };
  rows.push(row);
  return row;
}

/** Plays of a corpus have findings, with which a build ends by 1; all it was asked for is made. */
function build(what: string, outputs: string, more: readonly string[] = []): Measured {
  return measure(what, process.execPath, [CLI, "build", "--quiet", "--outputs", outputs, ...more], [0, 1]);
}

function forget(folder: string): void {
  rmSync(join(place, folder), { recursive: true, force: true });
}

/** Changes a word in the play of middle size. */
function change(): void {
  const bySize = [...files].sort(
    (one, other) => statSync(join(tei, one)).size - statSync(join(tei, other)).size,
  );
  const file = join(tei, bySize[Math.floor(bySize.length / 2)]!);
  writeFileSync(file, readFileSync(file, "utf8").replace("</head>", " and more</head>"));
}

/** Measures several times, and leaves the run of middle length alone in the table. */
function middleOf(times: number, run: () => Measured): Measured {
  const runs = Array.from({ length: times }, run).sort((one, other) => one.seconds - other.seconds);
  const middle = runs[Math.floor(times / 2)]!;
  rows.splice(rows.length - times, times, middle);
  return middle;
}

leaveCertificates();
const pages = build("html,text from nothing, no search", "html,text", ["--no-search"]);
forget("cache");
const cold = build("html,text from nothing", "html,text");
const indexes = build("index by itself, without pages", "index");
change();
const changed = build("html,text, one play changed", "html,text");
forget("out");
const again = build("html,text, nothing changed, outputs gone", "html,text");
const warm = build("html,text, nothing changed", "html,text");
build("html,text, the search taken away", "html,text", ["--no-search"]);
const changedPages = middleOf(5, () => {
  change();
  return build("html,text, one play changed, no search", "html,text", ["--no-search"]);
});
const floor = measure("xmllint --noout", "xmllint", [
  "--noout",
  "--huge",
  ...files.map((name) => join("tei", name)),
]);
mkdirSync(join(place, "saxon"));
const saxon =
  stylesheet === null
    ? null
    : measure("TEI Stylesheets' html5 on Saxon-HE, one process", "java", [
        "-jar",
        SAXON,
        `-s:${tei}`,
        `-xsl:${resolve(stylesheet)}`,
        `-o:${join(place, "saxon")}`,
      ]);

console.log(
  `${files.length} documents, ${(bytes / 1e6).toFixed(1)} MB; ${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 1e9)} GB, Node ${process.version}\n`,
);
for (const { what, seconds, processor, memory } of rows) {
  const more =
    processor === null
      ? ""
      : `${processor.toFixed(2).padStart(9)} s${`${Math.round(memory ?? 0)} MB`.padStart(10)}`;
  console.log(`${what.padEnd(52)}${seconds.toFixed(2).padStart(9)} s${more}`);
}
/** Of processor time where it is known: walls have the rest of the machine in them. */
const ratio = (one: Measured, other: Measured): string =>
  ((one.processor ?? one.seconds) / (other.processor ?? other.seconds)).toFixed(2);
console.log(
  `\nwith search / without: ${ratio(cold, pages)}; indexes / from nothing: ${ratio(indexes, cold)}; from nothing / xmllint: ${ratio(cold, floor)}`,
);
console.log(
  `one play changed / from nothing: ${ratio(changed, cold)}, without search: ${ratio(changedPages, pages)}; nothing changed / from nothing: ${ratio(warm, cold)}, outputs gone: ${ratio(again, cold)}`,
);
if (saxon !== null)
  console.log(
    `from nothing / Saxon: ${ratio(cold, saxon)}; one play changed / Saxon: ${ratio(changed, saxon)}`,
  );
rmSync(place, { recursive: true, force: true });
