import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readDocument } from "../src/read/index.ts";
import type { Tree } from "../src/tree/index.ts";
import { readSchematron, validateSchematron } from "../src/validate/index.ts";
import { compileSchema, validate } from "../src/validate/relaxng/index.ts";
import { shared } from "../tests/shared.ts";
import { leaveCertificates } from "./without-certificates.ts";

/**
 * What Schematron costs beside RELAX NG, on the largest play of ../shared/corpora and the schema of all TEI: first within
 * one process, schemas compiled and used once before; then end to end, our command beside Jing followed by the
 * stylesheet that SchXslt compiles, on Saxon-HE. The rounds take turns, so that whatever slows the machine slows both;
 * a ratio is that of one round, and the median is given. COLOPHON_SCHXSLT names the folder of SchXslt's stylesheets
 * (`core/src/main/resources/xslt/2.0`), COLOPHON_COMMAND the compiled command (`dist/cli.cjs`).
 */
const ROUNDS = 15;
/** Rounds of whole commands, after those in which the cache takes up the schema and the program's own code. */
const COMMAND_ROUNDS = 7;
const COMMAND_WARM_UP = 3;
/** Rounds before those that count, until the code is compiled that they run. */
const WARM_UP = 10;
const PLAY = "corpora/gerdracor/kraus-die-letzten-tage-der-menschheit.xml";
const SAXON = "/usr/share/java/Saxon-HE.jar";

function parse(path: string): Tree {
  const { tree, findings } = readDocument(new Uint8Array(readFileSync(path)), { path });
  if (tree === null) throw new Error(findings[0]?.message ?? path);
  return tree;
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1]!;
}

function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}

function withinOneProcess(play: string, grammar: string): void {
  const { schema } = compileSchema({ path: grammar, bytes: new Uint8Array(readFileSync(grammar)) });
  if (schema === null) throw new Error("the schema cannot be compiled");
  const tree = parse(grammar);
  const reading: number[] = [];
  for (let round = 0; round < ROUNDS; round++) reading.push(timed(() => readSchematron(tree)));
  const rules = readSchematron(tree);
  const rows: { relaxng: number; schematron: number }[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    // Views and indices of a tree are part of the price: each round has a tree of its own.
    const relaxng = timedOn(play, (document) => validate(document, schema));
    const schematron = timedOn(play, (document) => validateSchematron(document, rules));
    if (round >= 0) rows.push({ relaxng, schematron });
  }
  console.log(`rules made ready   ${milliseconds(median(reading))}`);
  console.log(`RELAX NG           ${milliseconds(median(rows.map(({ relaxng }) => relaxng)))}`);
  console.log(`Schematron         ${milliseconds(median(rows.map(({ schematron }) => schematron)))}`);
  const ratio = median(rows.map(({ relaxng, schematron }) => (relaxng + schematron) / relaxng));
  console.log(`both to RELAX NG   ${ratio.toFixed(2)} (at most 2)`);
}

function timedOn(path: string, work: (tree: Tree) => unknown): number {
  const tree = parse(path);
  return timed(() => work(tree));
}

function run(command: string, ...args: readonly string[]): void {
  // Away from any edition, whose configuration would have its say.
  execFileSync(command, args, { stdio: "ignore", cwd: tmpdir() });
}

/** Gives the stylesheet that SchXslt makes of the rules in a grammar. */
function compiledStylesheet(grammar: string, schxslt: string, folder: string): string {
  const rules = join(folder, "rules.sch");
  writeFileSync(rules, extracted(grammar));
  const steps = ["include.xsl", "expand.xsl", "compile-for-svrl.xsl"];
  return steps.reduce((from, step, at) => {
    const to = join(folder, `${at}.xsl`);
    run(
      "java",
      "-cp",
      SAXON,
      "net.sf.saxon.Transform",
      `-s:${from}`,
      `-xsl:${join(schxslt, step)}`,
      `-o:${to}`,
    );
    return to;
  }, rules);
}

function extracted(grammar: string): string {
  const source = readFileSync(grammar, "utf8");
  const tree = parse(grammar);
  const nodes = [...tree.document.descendantElements("ns", "pattern")].filter(
    ({ uri }) => uri === "http://purl.oclc.org/dsdl/schematron",
  );
  const texts = new Set(nodes.map((node) => source.slice(node.start, node.end)));
  return `<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">${[...texts].join("\n")}</sch:schema>`;
}

function endToEnd(play: string, grammar: string): void {
  const schxslt = process.env.COLOPHON_SCHXSLT;
  const command = resolve(process.env.COLOPHON_COMMAND ?? "dist/cli.cjs");
  if (schxslt === undefined || !existsSync(SAXON) || !existsSync(command)) {
    console.log("end to end: skipped, because COLOPHON_SCHXSLT, Saxon-HE or the compiled command is missing");
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "colophon-bench-"));
  try {
    const stylesheet = compiledStylesheet(grammar, schxslt, folder);
    const rows: { ours: number; theirs: number }[] = [];
    const copy = join(folder, "play.xml");
    const check = ["check", "--only", "schema,schematron", "--schema", grammar, copy];
    for (let round = -COMMAND_WARM_UP; round < COMMAND_ROUNDS; round++) {
      // A document that was checked is not checked again, so each round has one of its own; the schema stays cached.
      writeFileSync(copy, `${readFileSync(play, "utf8")}<!-- ${round} ${process.pid} -->`);
      const ours = timed(() => run(process.execPath, command, ...check));
      const theirs = timed(() => {
        run("java", "-cp", "/usr/share/java/*", "com.thaiopensource.relaxng.util.Driver", grammar, copy);
        run(
          "java",
          "-cp",
          SAXON,
          "net.sf.saxon.Transform",
          `-s:${copy}`,
          `-xsl:${stylesheet}`,
          "-o:/dev/null",
        );
      });
      if (round >= 0) rows.push({ ours, theirs });
    }
    console.log(`colophon check     ${milliseconds(median(rows.map(({ ours }) => ours)))}`);
    console.log(`Jing and SchXslt   ${milliseconds(median(rows.map(({ theirs }) => theirs)))}`);
    console.log(
      `ours to theirs     1/${median(rows.map(({ ours, theirs }) => theirs / ours)).toFixed(1)} (at most 1/10)`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

leaveCertificates();
const play = shared(PLAY);
const grammar = shared("schemas/tei_all-4.12.0.rng");
if (play !== null && grammar !== null) {
  // Whole commands come first: a process that has grown takes longer to start another.
  endToEnd(play, grammar);
  withinOneProcess(play, grammar);
}
