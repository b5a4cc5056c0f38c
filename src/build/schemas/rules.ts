import { readDocument } from "../../read/index.ts";
import { catalogue, type Finding } from "../../report/index.ts";
import type { Tree } from "../../tree/index.ts";
import {
  type LoadSchemaFile,
  readStorableSchematron,
  restoreSchematron,
  type SchemaFile,
  type Schematron,
} from "../../validate/index.ts";
import { fromFolder, fromMain, type SchemaCache } from "../cache/schema-cache.ts";

const SCHEMATRON = "http://purl.oclc.org/dsdl/schematron";

/** Rules ready for use, with what is wrong with the files they stand in. */
export interface OpenedRules {
  readonly schematron: readonly Schematron[];
  readonly findings: readonly Finding[];
}

/** What rules are read from: a file, or what an ODD compiles to. */
export interface RulesSource {
  /** The file that is there, by whose bytes the rules are known again. */
  readonly main: SchemaFile;
  readonly load: LoadSchemaFile;
  /** The path of the schema in which the rules stand; another than the main file's where that has to be compiled. */
  readonly path: string;
  /** Whether it is a schema of rules and of nothing else, and not a grammar in which some may be embedded. */
  readonly isRules: boolean;
  readonly read: () => RulesRead;
}

/** A schema in which rules stand. */
interface RulesRead {
  readonly bytes: Uint8Array;
  /** The files that went into it beside the main one. */
  readonly files: readonly string[];
  /** Whether nothing was wrong with it: what was missing may be there the next time. */
  readonly isSound: boolean;
}

/** The rules of a schema in XML: a schema of rules, or a grammar in which some may be embedded. */
export function rulesOfFile(main: SchemaFile, load: LoadSchemaFile, isRules: boolean): RulesSource {
  const read = (): RulesRead => ({ bytes: main.bytes, files: [], isSound: true });
  return { main, load, path: main.path, isRules, read };
}

/** Takes rules out of the cache, or reads and keeps them. */
export function openRules(source: RulesSource, cache: SchemaCache | null): OpenedRules {
  const { main, path } = source;
  const question = { kind: "rules", main, load: source.load };
  const load: LoadSchemaFile = (asked) => (asked === path ? source.read().bytes : source.load(asked));
  const kept = cache?.get(question) ?? null;
  const restored =
    kept === null
      ? null
      : restoreSchematron(kept.payload, (name) => (name === "" ? path : fromFolder(name, main.path)), load);
  if (restored !== null) return { schematron: [restored], findings: [] };

  const { bytes, files, isSound } = source.read();
  if (!source.isRules && !Buffer.from(bytes).includes(SCHEMATRON)) return { schematron: [], findings: [] };
  const { tree, findings } = readDocument(bytes, { path });
  if (tree === null) return { schematron: [], findings };
  if (source.isRules && tree.root.uri !== SCHEMATRON)
    return { schematron: [], findings: [otherLanguage(tree)] };
  const asked: string[] = [];
  const { schematron, store } = readStorableSchematron(tree, (part) => {
    asked.push(part);
    return load(part);
  });
  const payload = store((name) => (name === path ? "" : fromMain(name, main.path)));
  if (isSound) cache?.put(question, [...files, ...asked], payload);
  return { schematron: [schematron], findings: [] };
}

/** Rules that are taken for another language would let every document through. */
function otherLanguage({ root }: Tree): Finding {
  const { uri, name } = root;
  return catalogue.rulesInvalid(root, { element: name.qualified, namespace: uri, expected: SCHEMATRON });
}
