import { createHash } from "node:crypto";
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import Module from "node:module";
import { basename, dirname, join, relative, sep } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { bundleInTwo } from "./bundle-in-two.ts";
import { minified } from "./minify.ts";

/**
 * Joins the modules of a command into few files, because finding and opening many takes most of the time of a short
 * run. Packages stay outside, but for those of checks. What the compiler wrote stays for the library and for threads; the command
 * line and the worker of builds are written over. The order matters: the compiler runs before.
 */
const ROOT: string = join(import.meta.dirname, "..");
const SOURCES: string = join(ROOT, "src");
const OUTPUT: string = join(ROOT, "dist");

/** What checks load from packages, put into their file; large packages that few checks need stay outside. */
const INSIDE: readonly string[] = ["commander", "fdir", "picocolors", "picomatch", "tinyglobby", "zod"];

/** How a module in a CommonJS file says where that file is, imports a package, and loads a part: see `build/cache/code-cache.ts`. */
const CJS_ADDRESS = "__address";
const CJS_IMPORT = "__import";
const CJS_PART = "__part";

/**
 * Files beside a module are found by its address, so each module keeps its own, seen from the folder of its bundle. What
 * else is to be written otherwise, `rewrite` says.
 */
function keepAddresses(
  folder: string,
  here: string,
  rewrite: (code: string) => string = (code) => code,
): Plugin {
  return {
    name: "addresses",
    setup({ onLoad }) {
      // esbuild reads the expression by the rules of Go, which knows no such flag.
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const compiled = join(OUTPUT, relative(SOURCES, path)).replace(/\.ts$/u, ".js");
        const address = `./${relative(folder, compiled).split(sep).join("/")}`;
        const contents = readFileSync(path, "utf8").replaceAll(
          /import\.meta\.url/gu,
          `new URL(${JSON.stringify(address)}, ${here}).href`,
        );
        return { contents: rewrite(contents), loader: "ts" };
      });
    },
  };
}

/** Leaves a module of ours where it is, for a bundle that loads it only now and then. */
function leaveOutside(...modules: readonly string[]): Plugin {
  return {
    name: "outside",
    setup({ onResolve }) {
      onResolve({ filter: /^\.{1,2}\// }, ({ path }) =>
        modules.includes(path) ? { path: path.replace(/\.ts$/u, ".js"), external: true } : undefined,
      );
    },
  };
}

/** Leaves packages outside but for those named. */
function leavePackagesBut(inside: readonly string[]): Plugin {
  return {
    name: "packages",
    setup({ onResolve }) {
      onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
        const name = path.split("/")[0]!;
        return kind === "entry-point" || inside.includes(name) ? undefined : { path, external: true };
      });
    },
  };
}

/** Modules of Node that a check hardly ever uses, and that take a millisecond each to load. */
const SELDOM: readonly string[] = [
  "node:child_process",
  "node:fs/promises",
  "node:timers/promises",
  "node:worker_threads",
];

/** Modules of ours that are never loaded by a check, which makes no pages, or not by these files: see `cli/kept-program.ts`. */
const NEVER_IN_CHECKS: readonly string[] = ["./shard-run.ts", "../../book/index.ts"];

/** Modules of ours that are not needed for a check of a valid document against a schema that was compiled before. */
const SELDOM_IN_CHECKS: readonly string[] = [
  "odd/index.ts",
  "read/include.ts",
  "read/library.ts",
  "read/read.ts",
  "report/baseline.ts",
  "report/catalogue/index.ts",
  "report/columns.ts",
  "report/junit.ts",
  "report/sarif.ts",
  "resolve/index.ts",
  "validate/dtd.ts",
  "validate/relaxng/faults.ts",
  "validate/relaxng/guess.ts",
  "validate/relaxng/load.ts",
  "validate/relaxng/recovery.ts",
  "validate/relaxng/usage.ts",
  "validate/schematron/index.ts",
  "validate/xmllint.ts",
  "validate/xsd.ts",
  "xpath/index.ts",
];

/** Has modules of Node loaded when something of them is first used. */
function loadLater(modules: readonly string[]): Plugin {
  return {
    name: "later",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^node:/ }, ({ path, namespace }) =>
        namespace !== "later" && modules.includes(path) ? { path, namespace: "later" } : undefined,
      );
      onLoad({ filter: /.*/, namespace: "later" }, async ({ path }) => {
        const name = JSON.stringify(path);
        const members = Object.keys((await import(path)) as object).filter((member) => member !== "default");
        const contents = `for (const member of ${JSON.stringify(members)})
  Object.defineProperty(exports, member, { enumerable: true, get: () => require(${name})[member] });`;
        return { contents, loader: "js" };
      });
    },
  };
}

/** Lets packages that stay outside be imported by the function that the loader gives. */
function importByLoader(code: string): string {
  return code.replaceAll(/\bawait import\("([^."][^"]*)"\)/gu, (written, name: string) =>
    INSIDE.includes(name) ? written : `await ${CJS_IMPORT}("${name}")`,
  );
}

/** What is bundled, and how: V8 would take what it made of one program for another of the same length. */
function hashOfProgram(): string {
  const hash = createHash("sha256");
  for (const folder of [SOURCES, import.meta.dirname]) {
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
      if (/\.[a-z]+$/u.test(name)) hash.update(name).update(readFileSync(join(folder, name)));
    }
  }
  return hash.update(readFileSync(join(ROOT, "package-lock.json"))).digest("hex");
}

const COMMON: BuildOptions = {
  bundle: true,
  platform: "node",
  target: "node20",
  legalComments: "none",
  allowOverwrite: true,
  define: { COLOPHON_BUILD: JSON.stringify(hashOfProgram()) },
  logLevel: "warning",
};

/** Writes an entry's bundle over what the compiler made of it. */
async function bundle(entry: string, plugins: readonly Plugin[], splitting: boolean): Promise<void> {
  const folder = join(OUTPUT, dirname(entry));
  await build({
    ...COMMON,
    entryPoints: [join(SOURCES, entry)],
    outdir: folder,
    splitting,
    chunkNames: "chunk-[hash]",
    format: "esm",
    packages: "external",
    plugins: [...plugins, keepAddresses(folder, "import.meta.url")],
  });
  rmSync(join(OUTPUT, entry.replace(/\.ts$/u, ".js.map")), { force: true });
}

/** How an entry is made into one file of CommonJS, beside what the compiler made of it. */
function asCommonJs(entry: string, inside: readonly string[], left: readonly string[]): BuildOptions {
  return {
    ...COMMON,
    format: "cjs",
    minify: true,
    banner: {
      js: `const ${CJS_ADDRESS}=require("node:url").pathToFileURL(__filename).href,${CJS_IMPORT}=module.import,${CJS_PART}=module.part;`,
    },
    define: { ...COMMON.define, "import.meta.url": CJS_ADDRESS },
    plugins: [
      loadLater(SELDOM),
      leaveOutside(...left),
      leavePackagesBut(inside),
      keepAddresses(join(OUTPUT, dirname(entry)), CJS_ADDRESS, importByLoader),
    ],
  };
}

/** How a file is made that is loaded by `build/cache/code-cache.ts`: wrapped as Node would wrap it, which costs a copy of the text. */
function asProgram(entry: string, inside: readonly string[], left: readonly string[]): BuildOptions {
  const options = asCommonJs(entry, inside, left);
  const [head, tail] = Module.wrap("@").split("@");
  return { ...options, banner: { js: head + options.banner!.js! }, footer: { js: tail! } };
}

/** Writes such a file; gives the modules that went into it. */
async function bundleAsCommonJs(entry: string, options: BuildOptions): Promise<string[]> {
  const { metafile } = await build({
    ...options,
    entryPoints: [join(SOURCES, entry)],
    outfile: join(OUTPUT, entry.replace(/\.ts$/u, ".cjs")),
    metafile: true,
  });
  return Object.keys(metafile.inputs);
}

/**
 * Writes the two files that checks are done with: V8 can keep what it compiled of a CommonJS file, and of no other. What a
 * document that is valid does not need, nor a schema that was compiled before, is in the second.
 */
async function bundleChecks(): Promise<void> {
  const entry = "cli/check-alone.ts";
  const file = join(OUTPUT, entry.replace(/\.ts$/u, ".cjs"));
  const second = file.replace(/\.cjs$/u, ".seldom.cjs");
  const { texts, inputs } = await bundleInTwo(
    {
      sources: SOURCES,
      entry: join(SOURCES, entry),
      seldom: SELDOM_IN_CHECKS,
      secondName: basename(second),
      loadPart: CJS_PART,
    },
    asProgram(entry, INSIDE, NEVER_IN_CHECKS),
  );
  writeFileSync(file, texts.first);
  writeFileSync(second, texts.second);
  writeFileSync(`${file}.LICENSES.txt`, licensesOf(inputs));
}

/** Writes the one file that builds are done with, or that threads work with. */
async function bundleInOne(entry: string): Promise<void> {
  const files = await bundleAsCommonJs(entry, asProgram(entry, INSIDE, []));
  writeFileSync(join(OUTPUT, entry.replace(/\.ts$/u, ".cjs.LICENSES.txt")), licensesOf(files));
}

/** The licences of the packages that files come from, which go with every copy of them. */
function licensesOf(files: readonly string[]): string {
  const packages = new Set(files.flatMap((file) => file.match(/.*node_modules\/(?:@[^/]+\/)?[^/]+/u) ?? []));
  return [...packages]
    .sort()
    .map((folder) => {
      const license = readdirSync(folder).find((name) => /^licen[cs]e/iu.test(name));
      if (license === undefined) throw new Error(`${folder} has no licence that could be handed on.`);
      return `${basename(folder)}\n\n${readFileSync(join(folder, license), "utf8").trim()}\n`;
    })
    .join("\n----\n\n");
}

/** Puts what sets pages in a browser beside the module that hands it over, with its licence. */
function copyPagination(): void {
  const folder = join(ROOT, "node_modules/pagedjs");
  const target = join(OUTPUT, "build/books/paged.min.js");
  copyFileSync(join(folder, "dist/paged.min.js"), target);
  writeFileSync(`${target}.LICENSES.txt`, licensesOf([join(folder, "package.json")]));
}

/** Takes comments and white space out of what every reader of a site loads; the sources keep them. */
function minifyTheme(): void {
  const site = join(OUTPUT, "site");
  const scripts = readdirSync(join(site, "client")).filter((name) => name.endsWith(".js"));
  for (const name of ["colophon.css", ...scripts.map((script) => join("client", script))]) {
    const path = join(site, name);
    writeFileSync(path, minified(name, readFileSync(path, "utf8")));
  }
}

await bundle("cli.ts", [leaveOutside("./cli/commands.ts")], false);
await bundleAsCommonJs("cli.ts", asCommonJs("cli.ts", [], ["./cli/commands.ts"]));
await bundle("cli/commands.ts", [], true);
await bundle("build/run/worker-entry.ts", [leaveOutside("./worker.ts")], false);
await bundleInOne("build/run/worker.ts");
await bundleInOne("cli/build-alone.ts");
await bundleChecks();
copyPagination();
minifyTheme();
