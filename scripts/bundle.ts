import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { build, type Plugin } from "esbuild";

/**
 * Joins the modules of a command into few files, because finding and opening many takes most of the time of a short
 * run. Packages stay outside. What the compiler wrote stays for the library and for threads; the command line and the
 * worker of builds are written over. The order matters: the compiler runs before.
 */
const ROOT: string = join(import.meta.dirname, "..");
const SOURCES: string = join(ROOT, "src");
const OUTPUT: string = join(ROOT, "dist");

/** Files beside a module are found by its address, so each module keeps its own, seen from the folder of its bundle. */
function keepAddresses(folder: string): Plugin {
  return {
    name: "addresses",
    setup({ onLoad }) {
      // esbuild reads the expression by the rules of Go, which knows no such flag.
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const compiled = join(OUTPUT, relative(SOURCES, path)).replace(/\.ts$/u, ".js");
        const address = `./${relative(folder, compiled).split(sep).join("/")}`;
        const contents = readFileSync(path, "utf8").replaceAll(
          /import\.meta\.url/gu,
          `new URL(${JSON.stringify(address)}, import.meta.url).href`,
        );
        return { contents, loader: "ts" };
      });
    },
  };
}

function hashOfProgram(): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).sort()) {
    if (/\.[a-z]+$/u.test(name)) hash.update(name).update(readFileSync(join(SOURCES, name)));
  }
  return hash.update(readFileSync(join(ROOT, "package-lock.json"))).digest("hex");
}

const PROGRAM: string = hashOfProgram();

async function bundle(entry: string, splitting: boolean): Promise<void> {
  const folder = join(OUTPUT, dirname(entry));
  await build({
    entryPoints: [join(SOURCES, entry)],
    outdir: folder,
    bundle: true,
    splitting,
    chunkNames: "chunk-[hash]",
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    legalComments: "none",
    allowOverwrite: true,
    define: { COLOPHON_BUILD: JSON.stringify(PROGRAM) },
    plugins: [keepAddresses(folder)],
    logLevel: "warning",
  });
  rmSync(join(OUTPUT, entry.replace(/\.ts$/u, ".js.map")), { force: true });
}

await bundle("cli.ts", true);
await bundle("build/worker.ts", false);
