import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { readDocument } from "../src/read/index.ts";
import {
  compileSchema,
  deserializeSchema,
  type Schema,
  serializeSchema,
  validate,
} from "../src/validate/relaxng/index.ts";
import { shared } from "../tests/shared.ts";
import { leaveCertificates } from "./without-certificates.ts";

/**
 * What RELAX NG costs, with the schema of all TEI: compiling it, taking it out of the cache, and checking all corpora in
 * one process; then whole commands beside Jing's, for one play and for all corpora. The rounds take turns, so that
 * whatever slows the machine slows both; a ratio is that of one round, and the median is given. COLOPHON_COMMAND names
 * the compiled command (`dist/cli.cjs`, made by `npm run build`); COLOPHON_PLAYS names a folder of other plays than those of
 * `../shared`.
 */
const ROUNDS = 5;
/** The first runs fill the cache. */
const WARMING = 4;
const COMMAND = resolve(process.env.COLOPHON_COMMAND ?? "dist/cli.cjs");
/** The libraries that Debian's own command of Jing has, and no others: a longer class path would slow it. */
const LIBRARIES = ["jing", "xercesImpl", "xml-resolver", "Saxon-HE"].map(
  (name) => `/usr/share/java/${name}.jar`,
);
const JING = ["-cp", LIBRARIES.join(":"), "com.thaiopensource.relaxng.util.Driver"];
/** A single document of so many characters is checked as well. */
const LARGE = 100_000_000;
/** Of usual length: about half of the plays of the corpus are longer. */
const PLAY = "corpora/gerdracor/bauernfeld-industrie-und-herz.xml";

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1]!;
}

function said(what: string, milliseconds: number): void {
  console.log(`${what.padEnd(44)} ${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`);
}

function compiled(path: string): Schema {
  const { schema } = compileSchema({ path, bytes: readFileSync(path) });
  if (schema === null) throw new Error("the schema cannot be compiled");
  return schema;
}

function documents(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(".xml"))
    .sort()
    .map((name) => join(folder, name));
}

function withinOneProcess(grammar: string, files: readonly string[]): void {
  const compiling = Array.from({ length: ROUNDS }, () => timed(() => compiled(grammar)));
  said("the schema is compiled, first time", compiling[0]!);
  said("the schema is compiled, median", median(compiling));
  const schema = compiled(grammar);
  const trees = files.flatMap((path) => readDocument(readFileSync(path), { path }).tree ?? []);
  const characters = trees.reduce((sum, { source }) => sum + source.length, 0);
  const check = (): void => {
    for (const tree of trees) validate(tree, schema);
  };
  const first = timed(check);
  const again = median(Array.from({ length: ROUNDS }, () => timed(check)));
  console.log(`${trees.length} documents, ${(characters / 1e6).toFixed(1)} million characters`);
  said("all are checked, first time", first);
  said("all are checked again", again);
  perMegabyte(schema, files);
  const bytes = serializeSchema(schema);
  const loading = Array.from({ length: ROUNDS }, () => timed(() => deserializeSchema(bytes)));
  said(`the schema is taken out of the cache (${Math.round(bytes.length / 1024)} KB)`, median(loading));
}

/** Reading and checking, per million characters: of ever more documents, and of a single large one. */
function perMegabyte(schema: Schema, files: readonly string[]): void {
  const each = (what: string, documents: readonly Buffer[]): void => {
    let characters = 0;
    const took = timed(() => {
      for (const bytes of documents) {
        const { tree } = readDocument(bytes, { path: "document.xml" });
        if (tree === null) continue;
        characters += tree.source.length;
        validate(tree, schema);
      }
    });
    const size = characters / 1e6;
    console.log(`${what} (${size.toFixed(1)} million characters): ${(took / size).toFixed(1)} ms a million`);
  };
  const read = (some: readonly string[]): Buffer[] => some.map((path) => readFileSync(path));
  for (const share of [100, 10, 1]) {
    each(`one in ${share} of the documents`, read(files.filter((_, at) => at % share === 0)));
  }
  const [play] = read([shared(PLAY)!]);
  const text = play!.toString("utf8").replace(/^[\s\S]*?(?=<TEI)/u, "");
  const corpus = [text.slice(0, text.indexOf("<teiHeader")).replace("<TEI", "<teiCorpus")];
  corpus.push(text.slice(text.indexOf("<teiHeader"), text.indexOf("</teiHeader>")), "</teiHeader>");
  const anonymous = text.replace(/ (?:xml:id|who|corresp|ref|target)="[^"]*"/gu, "");
  for (let length = 0; length < LARGE; length += anonymous.length) corpus.push(anonymous);
  each("a single document", [Buffer.from(`${corpus.join("")}</teiCorpus>`)]);
}

/** A command that a round of ours is set beside. */
interface Peer {
  readonly name: string;
  readonly run: (files: readonly string[]) => unknown;
}

function jing(grammar: string, cores: readonly string[] = []): Peer {
  const [first = "java", ...before] = [...cores, "java"];
  return {
    name: "jing",
    run: (files) => spawnSync(first, [...before, ...JING, grammar, ...files], { stdio: "ignore" }),
  };
}

/** Validators of npm: COLOPHON_PEERS names a folder in which `npm install salve-annos saxes xregexp@4` was run. */
function peersOfNpm(grammar: string, folder: string): Peer[] {
  const script = (name: string, ...args: readonly string[]): unknown =>
    spawnSync(process.execPath, [join(import.meta.dirname, "peers", name), ...args], { stdio: "ignore" });
  const libxml2: Peer = {
    name: "libxml2-wasm",
    run: (files) => files.map((path) => script("libxml2.mjs", grammar, path)),
  };
  const peers = process.env.COLOPHON_PEERS;
  if (peers === undefined) return [libxml2];
  const json = join(folder, "grammar.json");
  const salve = (files: readonly string[]): unknown =>
    files.map((path) => script("salve.mjs", peers, json, path));
  const convert = (): unknown => script("salve.mjs", peers, grammar, json);
  convert();
  return [
    libxml2,
    { name: "salve-annos, grammar kept as JSON", run: salve },
    {
      name: "salve-annos, from the schema",
      run: (files) => {
        convert();
        return salve(files);
      },
    },
  ];
}

/** How much memory a command took at most, in megabytes; of its threads each tells the same. */
function peakOf(command: readonly string[], cwd: string, env: NodeJS.ProcessEnv): number {
  const [hook, told] = [join(cwd, "peak.cjs"), join(cwd, "peak.txt")];
  const tell = `require("node:fs").appendFileSync(${JSON.stringify(told)}, process.resourceUsage().maxRSS + "\\n")`;
  writeFileSync(hook, `process.on("exit", () => ${tell});`);
  spawnSync(process.execPath, ["--require", hook, ...command], { cwd, env, stdio: "ignore" });
  return Math.max(...readFileSync(told, "utf8").trim().split("\n").map(Number)) / 1024;
}

function sideBySide(
  what: string,
  grammar: string,
  files: readonly string[],
  peersIn: (folder: string) => readonly Peer[],
  cores: readonly string[] = [],
): void {
  const folder = mkdtempSync(join(tmpdir(), "colophon-bench-"));
  try {
    const env = { ...process.env, COLOPHON_CACHE: join(folder, "cache") };
    const copies = files.map((path) => join(folder, basename(path)));
    const command = [COMMAND, "check", "--only", "schema", "--schema", grammar, ...copies];
    const [first = process.execPath, ...before] = [...cores, process.execPath];
    const ours = (): unknown =>
      spawnSync(first, [...before, ...command], { cwd: folder, env, stdio: "ignore" });
    const bare = { name: "node alone", run: () => execFileSync(process.execPath, ["-e", ""]) };
    const peers: readonly Peer[] = [bare, ...peersIn(folder)];
    // A document that was checked is not checked again, so each round has documents of its own; the schema stays cached.
    const renew = (round: number): void => {
      for (const [at, path] of files.entries())
        writeFileSync(copies[at]!, `${readFileSync(path, "utf8")}<!-- ${round} -->`);
    };
    const rows = Array.from({ length: WARMING + ROUNDS }, (_, round) => {
      renew(round);
      if (round < WARMING) return { ours: timed(ours), theirs: [] };
      return { ours: timed(ours), theirs: peers.map(({ run }) => timed(() => run(copies))) };
    }).slice(WARMING);
    said(`${what}: colophon check`, median(rows.map((row) => row.ours)));
    renew(WARMING + ROUNDS);
    console.log(`${what}: at most ${Math.round(peakOf(command, folder, env))} MB of memory`);
    for (const [at, { name }] of peers.entries()) {
      said(`${what}: ${name}`, median(rows.map((row) => row.theirs[at]!)));
      const ratio = median(rows.map((row) => row.ours / row.theirs[at]!));
      console.log(`${what}: ours takes ${ratio.toFixed(2)} of it, or 1/${(1 / ratio).toFixed(1)}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

leaveCertificates();
const grammar = shared("schemas/tei_all-4.12.0.rng");
const corpora = shared("corpora");
const play = shared(PLAY);
if (grammar === null || corpora === null || play === null) throw new Error("../shared is not here");
// Commands come first: a process that holds all documents takes as long to start another as a short check does.
if (existsSync(COMMAND)) {
  const size = Math.round(statSync(play).size / 1024);
  const peers = (folder: string): Peer[] => [jing(grammar), ...peersOfNpm(grammar, folder)];
  sideBySide(`one play (${size} KB)`, grammar, [play], peers);
  const plays = documents(process.env.COLOPHON_PLAYS ?? dirname(play));
  sideBySide(`${plays.length} plays`, grammar, plays, () => [jing(grammar)]);
  const one = ["taskset", "-c", "0"];
  sideBySide(`${plays.length} plays on one core`, grammar, plays, () => [jing(grammar, one)], one);
} else console.log("commands side by side: skipped, because the compiled command is missing (npm run build)");
withinOneProcess(grammar, documents(corpora));
