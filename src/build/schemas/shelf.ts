import { existsSync, readFileSync } from "node:fs";
import { basename, extname, isAbsolute, join } from "node:path";
import { compileRelaxng, compileSchematron, type Odd, readOdd } from "../../odd/index.ts";
import { catalogue, type Finding } from "../../report/index.ts";
import { LineTable } from "../../tree/index.ts";
import {
  type CompiledGrammar,
  compileGrammar,
  deserializeGrammar,
  type Grammar,
  gatheredBy,
  type LoadSchemaFile,
  type SchemaFile,
  type SchemaLanguage,
  serializeGrammar,
} from "../../validate/index.ts";
import type { CacheQuestion, SchemaCache } from "../cache/schema-cache.ts";
import { oddFiles, readOddFile } from "../odd-files.ts";
import { languageOf } from "./kind.ts";
import { LOCKFILE } from "./lock.ts";
import type { SchemaPlace, SchemaPlaces } from "./places.ts";
import { type OpenedRules, openRules, type RulesSource, rulesOfFile } from "./rules.ts";

/** A twentieth more of what a schema has gathered is worth a file. */
const WORTH_WRITING = 1.05;

/** A grammar ready for use, or what is wrong with it. */
export interface OpenedGrammar {
  readonly grammar: Grammar | null;
  readonly findings: readonly Finding[];
}

/** A grammar that stands in the cache, and how it is written there again. */
interface Kept {
  readonly grammar: Grammar;
  readonly question: CacheQuestion;
  readonly files: readonly string[];
  /** How much it had gathered when it was written last. */
  readonly gathered: number;
}

/** Schemas that were opened already: each is read and compiled once in a run, or taken out of the cache. */
export class SchemaShelf {
  readonly #folder: string;
  readonly #places: SchemaPlaces;
  readonly #cache: SchemaCache | null;
  readonly #grammars = new Map<string, OpenedGrammar>();
  readonly #rules = new Map<string, OpenedRules>();
  readonly #kept: Kept[] = [];

  constructor(folder: string, places: SchemaPlaces, cache: SchemaCache | null) {
    this.#folder = folder;
    this.#places = places;
    this.#cache = cache;
  }

  /** The language a schema is in, as its own text says. */
  languageOf(place: SchemaPlace): SchemaLanguage | null {
    return languageOf({ path: place.path, bytes: this.#places.read(place) });
  }

  /** Opens the grammar in a file; a Schematron schema has none, which is no fault. */
  grammar(place: SchemaPlace, language: SchemaLanguage): OpenedGrammar {
    const key = `${language} ${place.path}`;
    const opened = this.#grammars.get(key) ?? this.#openGrammar(place, language);
    this.#grammars.set(key, opened);
    return opened;
  }

  /** Opens the Schematron rules of a file: a schema of rules, rules embedded in a grammar or an ODD, or `NAME.sch` beside. */
  rules(place: SchemaPlace, language: SchemaLanguage): OpenedRules {
    const key = `${language} ${place.path}`;
    const opened = this.#rules.get(key) ?? this.#openRules(place, language);
    this.#rules.set(key, opened);
    return opened;
  }

  /** Writes grammars to the cache again that have gathered more since: the next run need not work it out. */
  keep(): void {
    for (const { grammar, question, files, gathered } of this.#kept.splice(0)) {
      if (gatheredBy(grammar) > gathered * WORTH_WRITING) this.#write(grammar, question, files);
    }
  }

  #openGrammar(place: SchemaPlace, language: SchemaLanguage): OpenedGrammar {
    const faults = this.#faults(place);
    if (faults.length > 0) return { grammar: null, findings: faults };
    if (language === "schematron") return { grammar: null, findings: [] };
    const question = {
      kind: language,
      main: { path: place.path, bytes: this.#places.read(place) },
      load: (path: string, publicId?: string | null) => this.#places.load(path, publicId),
    };
    return this.#fromCache(question) ?? this.#compiled(language, question);
  }

  #fromCache(question: CacheQuestion): OpenedGrammar | null {
    const kept = this.#cache?.get(question) ?? null;
    const grammar = kept === null ? null : deserializeGrammar(kept.payload);
    if (kept === null || grammar === null) return null;
    this.#kept.push({ grammar, question, files: kept.files, gathered: gatheredBy(grammar) });
    return { grammar, findings: [] };
  }

  #compiled(language: Exclude<SchemaLanguage, "schematron">, question: CacheQuestion): OpenedGrammar {
    const { main, load } = question;
    const { grammar, findings, files } =
      language === "odd" ? this.#compileOdd(main) : compileGrammar(main, language, load);
    if (grammar !== null && findings.length === 0) this.#write(grammar, question, files);
    return { grammar, findings };
  }

  #write(grammar: Grammar, question: CacheQuestion, files: readonly string[]): void {
    const payload = this.#cache === null ? null : serializeGrammar(grammar);
    if (payload === null) return;
    this.#cache?.put(question, files, payload);
    this.#kept.push({ grammar, question, files, gathered: gatheredBy(grammar) });
  }

  /** The files of a stored schema have to be the ones that the lockfile vouches for. */
  #faults({ stored }: SchemaPlace): Finding[] {
    if (stored === null) return [];
    return this.#places.faults(stored).map(({ path, fault }) => {
      const place = { path, lines: new LineTable(""), span: { start: 0, end: 0 }, elementPath: null };
      return fault === "changed"
        ? catalogue.schemaChanged(place, { path, source: stored.source })
        : catalogue.schemaStoreMissing(place, { path });
    });
  }

  #openRules(place: SchemaPlace, language: SchemaLanguage): OpenedRules {
    if (this.#faults(place).length > 0) return { schematron: [], findings: [] };
    const main = { path: place.path, bytes: this.#places.read(place) };
    const load: LoadSchemaFile = (path) => this.#places.load(path);
    const own =
      language === "odd" ? this.#rulesOfOdd(main, load) : rulesOfFile(main, load, language === "schematron");
    const beside = language === "schematron" || language === "odd" ? [] : this.#beside(place.path);
    const sources = [own, ...beside.map((file) => rulesOfFile(file, load, true))];
    const opened = sources.map((source) => openRules(source, this.#cache));
    return {
      schematron: opened.flatMap(({ schematron }) => schematron),
      findings: opened.flatMap(({ findings }) => findings),
    };
  }

  #compileOdd(main: SchemaFile): CompiledGrammar {
    const { odd, findings, files } = this.#readOdd(main);
    if (odd === null) return { grammar: null, findings, files: [] };
    // What customises specifications that are not here would find fault with everything that stands in them.
    if (findings.some(({ code }) => code === "schema/odd-needs-tei"))
      return { grammar: null, findings, files: [main.path, ...files] };
    const relaxng = { path: compiledName(main.path, ".rng"), bytes: Buffer.from(compileRelaxng(odd)) };
    const compiled = compileGrammar(relaxng, "relaxng", () => null);
    return { ...compiled, findings: [...findings, ...compiled.findings], files: [main.path, ...files] };
  }

  #rulesOfOdd(main: SchemaFile, load: LoadSchemaFile): RulesSource {
    const path = compiledName(main.path, ".sch");
    const read: RulesSource["read"] = () => {
      const { odd, findings, files } = this.#readOdd(main);
      const bytes = odd === null ? new Uint8Array() : Buffer.from(compileSchematron(odd));
      return { bytes, files, isSound: findings.every(({ severity }) => severity !== "error") };
    };
    return { main, load, path, isRules: false, read };
  }

  /** An ODD that customises TEI stands on the specifications in the store. */
  #readOdd(main: SchemaFile): {
    odd: Odd | null;
    findings: readonly Finding[];
    files: readonly string[];
  } {
    const { tree, findings, included } = readOddFile(main, this.#places);
    if (tree === null) return { odd: null, findings, files: [] };
    const files = oddFiles({ places: this.#places, ...this.#places.edition, source: null });
    const odd = readOdd(tree, files);
    // Which specifications the ODD stands on may be for the store to say.
    const lockfile = this.#places.edition.prefix + LOCKFILE;
    const all = [...included, ...files.paths(), lockfile];
    return { odd, findings: [...findings, ...odd.findings], files: all };
  }

  /** `edition.sch` beside `edition.rng` belongs to it. */
  #beside(path: string): SchemaFile[] {
    const name = `${path.slice(0, path.length - extname(path).length)}.sch`;
    const file = isAbsolute(name) ? name : join(this.#folder, name);
    return existsSync(file) ? [{ path: name, bytes: readFileSync(file) }] : [];
  }
}

/** The name of the file that an ODD is written to when it is compiled. */
function compiledName(path: string, ending: string): string {
  return basename(path, extname(path)) + ending;
}
