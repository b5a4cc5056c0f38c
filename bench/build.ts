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

/*
 * Builds a corpus of plays: html, text and the index of citations from nothing, then again with one play changed, then with
 * nothing changed. Beside it stand the html5 of the TEI Stylesheets on one Saxon process over the same folder, and xmllint
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

function measure(what: string, program: string, args: readonly string[]): Measured {
  const log = join(place, "time.log");
  const hasTime = existsSync("/usr/bin/time");
  const [run, all] = hasTime
    ? ["/usr/bin/time", ["-f", "%M %U %S", "-o", log, program, ...args]]
    : [program, args];
  const env = { ...process.env, COLOPHON_CACHE: join(place, "cache") };
  const start = performance.now();
  spawnSync(run, all, { cwd: place, env, stdio: "ignore", maxBuffer: 1 << 28 });
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

function build(what: string, outputs: string): Measured {
  return measure(what, process.execPath, [CLI, "build", "--quiet", "--outputs", outputs]);
}

/** Changes a word in the play of middle size. */
function change(): void {
  const bySize = [...files].sort(
    (one, other) => statSync(join(tei, one)).size - statSync(join(tei, other)).size,
  );
  const file = join(tei, bySize[Math.floor(bySize.length / 2)]!);
  writeFileSync(file, readFileSync(file, "utf8").replace("</head>", " and more</head>"));
}

const cold = build("html,text,index from nothing", "html,text,index");
const documents = build("html,text from nothing, the rest kept", "html,text");
change();
const changed = build("html,text, one play changed", "html,text");
const warm = build("html,text, nothing changed", "html,text");
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
const ratio = (one: Measured, other: Measured): string => (one.seconds / other.seconds).toFixed(2);
console.log(
  `\none play changed / from nothing: ${ratio(changed, cold)}; nothing changed / from nothing: ${ratio(warm, cold)}`,
);
console.log(
  `other outputs of the same checks / from nothing: ${ratio(documents, cold)}; from nothing / xmllint: ${ratio(cold, floor)}`,
);
if (saxon !== null)
  console.log(
    `from nothing / Saxon: ${ratio(cold, saxon)}; one play changed / Saxon: ${ratio(changed, saxon)}`,
  );
rmSync(place, { recursive: true, force: true });
