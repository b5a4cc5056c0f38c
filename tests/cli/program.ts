import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";

const ROOT = join(import.meta.dirname, "../..");

/** Packages are found from here, as from the sources. Runs of the tests at the same time have a folder each. */
const FOLDER = join(ROOT, "node_modules/.cache", `colophon-tests-${process.pid}`);

/** Where the tests put what they need for a while. */
const TEMPORARY = mkdtempSync(join(tmpdir(), "colophon-tests-"));

/** Every module keeps the address of its source, beside which it finds its files and its threads. */
const addresses: Plugin = {
  name: "addresses",
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replaceAll(
        "import.meta.url",
        JSON.stringify(pathToFileURL(path).href),
      ),
      loader: "ts",
    }));
  },
};

/**
 * Joins the modules of the command line into few files once, before all tests: to translate them anew takes most of the
 * time of a short run, and the tests run the program some hundreds of times.
 */
export async function setup(): Promise<void> {
  await build({
    entryPoints: [join(ROOT, "src/cli.ts")],
    outdir: FOLDER,
    bundle: true,
    splitting: true,
    platform: "node",
    target: "node20",
    format: "esm",
    outExtension: { ".js": ".mjs" },
    packages: "external",
    logLevel: "warning",
    plugins: [addresses],
  });
  process.env.COLOPHON_TEST_PROGRAM = join(FOLDER, "cli.mjs");
  process.env.TMPDIR = TEMPORARY;
}

export function teardown(): void {
  for (const folder of [FOLDER, TEMPORARY]) rmSync(folder, { recursive: true, force: true });
}
