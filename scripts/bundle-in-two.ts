import { dirname, join, relative, resolve, sep } from "node:path";
import {
  type BuildOptions,
  type BuildResult,
  build,
  type Metafile,
  type Plugin,
  type StdinOptions,
} from "esbuild";

/** A program in two files. */
export interface TwoParts {
  /** The first is read for every run, the second when something of it is first used. */
  readonly texts: { readonly first: string; readonly second: string };
  /** The modules that went into them. */
  readonly inputs: readonly string[];
}

/** What is bundled, and how it is parted. */
export interface Parting {
  /** The folder of the modules, which are named by their paths within it. */
  readonly sources: string;
  readonly entry: string;
  /** Modules that most runs do not use. */
  readonly seldom: readonly string[];
  /** What the file of the second part is called, beside the first. */
  readonly secondName: string;
  /** An expression in the code for the function that loads a part: see `build/cache/code-cache.ts`. */
  readonly loadPart: string;
}

/** Namespaces of esbuild's, for modules that are written here. */
const STAND_IN = "stand-in";
const SECOND = "second-part";
/** By the end of its name a module is known for what it is. */
const COMMONJS = ".cjs";
/** Stands before the name of a module that the second part has from the first. */
const FROM_FIRST = "first:";

/**
 * Bundles a program in two parts, because V8 goes over every function of a file before it runs the first. What most runs do
 * not use stands in the second part: the modules that are named, those that are imported now and then (`await import`), and
 * what they alone need. In the first part stand-ins take their places, whose members are had from the second part when they
 * are used; the second part has from the first what both need, so that nothing is there twice.
 */
export async function bundleInTwo(parting: Parting, options: BuildOptions): Promise<TwoParts> {
  const absent = new Set(parting.seldom.map((name) => join(parting.sources, name)));
  const sketch = await bundled([parting.entry], options, [standIns(parting, absent, [])]);
  return await parted(new Set(modulesIn(sketch.metafile)), { parting, absent, options });
}

/** What stays the same while it is found out which modules are in the first part. */
interface Setup {
  readonly parting: Parting;
  readonly absent: Set<string>;
  readonly options: BuildOptions;
}

/** What the second part has from the first is whole there, and may need more than the first did. */
async function parted(first: ReadonlySet<string>, setup: Setup): Promise<TwoParts> {
  const { parting, absent, options } = setup;
  const stdin = allOf(absent, parting);
  const second = await bundled(null, { ...options, stdin }, [fromFirst(parting, first)]);
  const fromSecond = await membersOf(absent);
  const shared = await Promise.all(
    sharedIn(second.metafile).map((name) => plainly(name, fromSecond, parting)),
  );
  const whole = await bundled([parting.entry], options, [standIns(parting, absent, shared)]);
  const inFirst = modulesIn(whole.metafile);
  if (inFirst.some((module) => !first.has(module)))
    return await parted(new Set([...first, ...inFirst]), setup);
  return {
    texts: { first: textOf(whole), second: textOf(second) },
    inputs: [...inFirst, ...modulesIn(second.metafile)],
  };
}

type Bundled = BuildResult<{ metafile: true; write: false }>;

async function bundled(
  entryPoints: string[] | null,
  options: BuildOptions,
  plugins: readonly Plugin[],
): Promise<Bundled> {
  return await build({
    ...options,
    ...(entryPoints === null ? {} : { entryPoints }),
    plugins: [...plugins, ...(options.plugins ?? [])],
    format: "cjs",
    metafile: true,
    write: false,
  });
}

function textOf({ outputFiles }: Bundled): string {
  return outputFiles[0]!.text;
}

/** The modules that are in the one file that was made, by their absolute paths. */
function modulesIn({ outputs }: Metafile): string[] {
  const [output] = Object.values(outputs);
  return Object.entries(output!.inputs)
    .filter(([name, { bytesInOutput }]) => bytesInOutput > 0 && !name.includes(":"))
    .map(([name]) => resolve(name));
}

function sharedIn({ outputs }: Metafile): string[] {
  const [output] = Object.values(outputs);
  const names = output!.imports.map(({ path }) => path).filter((path) => path.startsWith(FROM_FIRST));
  return [...new Set(names)].map((name) => name.slice(FROM_FIRST.length));
}

/** What the second part gives: each module by its name, made ready when it is asked for. */
function allOf(modules: Iterable<string>, parting: Parting): StdinOptions {
  const lines = Array.from(modules, (path) => {
    return `${JSON.stringify(nameOf(path, parting))}: () => require(${JSON.stringify(path)})`;
  });
  const contents = `const modules = {${lines.join(",\n")}};
const ready = {};
module.exports = (name) => (ready[name] ??= modules[name]());`;
  return { contents, resolveDir: parting.sources };
}

function nameOf(path: string, { sources }: Parting): string {
  return relative(sources, path).split(sep).join("/");
}

/** Puts stand-ins in the places of modules; those that are imported now and then are added to them. */
function standIns(parting: Parting, absent: Set<string>, shared: readonly SharedModule[]): Plugin {
  return {
    name: STAND_IN,
    setup({ onResolve, onLoad, resolve: find }) {
      onResolve({ filter: /.*/, namespace: "file" }, async ({ path, pluginData, ...from }) => {
        if (pluginData === STAND_IN || from.kind === "entry-point") return undefined;
        const found = await find(path, { ...from, pluginData: STAND_IN });
        const isModule = !found.external && found.namespace === "file";
        if (isModule && from.kind === "dynamic-import") absent.add(found.path);
        return absent.has(found.path) ? { path: found.path + COMMONJS, namespace: STAND_IN } : found;
      });
      onResolve({ filter: /^second-part$/ }, ({ path }) => ({ path, namespace: SECOND }));
      onLoad({ filter: /.*/, namespace: STAND_IN }, async ({ path }) => ({
        contents: await standInFor(path.slice(0, -COMMONJS.length), parting),
        resolveDir: dirname(path),
      }));
      onLoad({ filter: /.*/, namespace: SECOND }, () => ({
        contents: secondPart(parting, shared),
        resolveDir: parting.sources,
      }));
    },
  };
}

async function standInFor(path: string, parting: Parting): Promise<string> {
  const members = Object.keys((await import(path)) as object);
  return `for (const member of ${JSON.stringify(members)}) Object.defineProperty(exports, member, {
  enumerable: true, get: () => require(${JSON.stringify(SECOND)})(${JSON.stringify(nameOf(path, parting))})[member] });`;
}

/** A module that the second part has from the first. */
interface SharedModule {
  readonly name: string;
  /** Those of its members that are not in turn from the second part. */
  readonly members: readonly string[];
}

/** Modules and all their members. */
async function membersOf(paths: Iterable<string>): Promise<ReadonlySet<unknown>> {
  const modules = await Promise.all(Array.from(paths, async (path) => (await import(path)) as object));
  return new Set<unknown>(modules.flatMap((module) => [module, ...Object.values(module)]));
}

async function plainly(
  name: string,
  fromSecond: ReadonlySet<unknown>,
  { sources }: Parting,
): Promise<SharedModule> {
  const members = Object.entries((await import(join(sources, name))) as object);
  return { name, members: members.flatMap(([member, value]) => (fromSecond.has(value) ? [] : [member])) };
}

/** Loads the second part, which finds modules of the first by their names, with plain values: they are read fastest. */
function secondPart({ sources, secondName, loadPart }: Parting, shared: readonly SharedModule[]): string {
  const modules = shared.map(({ name, members }) => {
    const source = `require(${JSON.stringify(join(sources, name))})`;
    return `${JSON.stringify(FROM_FIRST + name)}: () => plain(${source}, ${JSON.stringify(members)})`;
  });
  return `const plain = (module, members) => {
  const copy = {};
  for (const member of Object.keys(module)) {
    const has = members.includes(member) ? { value: module[member] } : { get: () => module[member] };
    Object.defineProperty(copy, member, { enumerable: true, ...has });
  }
  return copy;
};
const modules = {${modules.join(",\n")}};
const ready = {};
module.exports = ${loadPart}(${JSON.stringify(secondName)}, (name) => (ready[name] ??= modules[name]?.()));`;
}

function fromFirst(parting: Parting, first: ReadonlySet<string>): Plugin {
  return {
    name: "from-first",
    setup({ onResolve }) {
      onResolve({ filter: /^[./]/ }, ({ path, resolveDir }) => {
        const module = resolve(resolveDir, path);
        return first.has(module) ? { path: FROM_FIRST + nameOf(module, parting), external: true } : undefined;
      });
    },
  };
}
