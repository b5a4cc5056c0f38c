import { createHash } from "node:crypto";
import { existsSync, readdirSync, statSync } from "node:fs";
import { resolve, sep } from "node:path";
import {
  type Anchors,
  eachRegister,
  type LinkScope,
  type Registers,
  type WorkIndex,
} from "../../resolve/index.ts";
import { filePieces } from "../file-pieces.ts";
import { sha256 } from "../sha256.ts";

/**
 * What was asked of the edition around a document while it was worked on. Each question is a text, so that it can be kept
 * on the disk and asked again: a document has to be done again when one of its questions has another answer.
 */
export class Asked {
  readonly #questions = new Set<string>();

  /** Takes note of a question: its kind and what it is about. */
  note(kind: QuestionKind, ...about: readonly string[]): void {
    this.#questions.add([kind, ...about].join(SEPARATOR));
  }

  /** The questions, each once, in order. */
  get questions(): readonly string[] {
    return [...this.#questions].sort();
  }
}

/** No path, id or key has this sign in it. */
const SEPARATOR = "\0";

type MapName = keyof Registers;

type QuestionKind =
  | MapName
  | "all"
  | "key"
  | "at"
  | "of"
  | "including"
  | "named"
  | "entry"
  | "id"
  | "ids"
  | "paths"
  | "owner"
  | "page"
  | "exists"
  | "file"
  | "folder";

const OUTSIDE: ReadonlySet<string> = new Set<QuestionKind>(["at", "exists", "file", "folder"]);

/** Those questions that are not, or not only, about the documents of an edition, as questions about files. */
export class OutsideQuestions {
  readonly #all = new Set<string>();

  /** Picks them out of the questions of a document. */
  note(questions: readonly string[]): void {
    for (const question of questions) {
      const kind = kindOf(question);
      if (OUTSIDE.has(kind)) this.#all.add(kind === "at" ? `file${question.slice(kind.length)}` : question);
    }
  }

  /** Gives them all, each once. */
  get all(): Iterable<string> {
    return this.#all;
  }
}

/** Whether the answer to a question is known without the documents of the edition. */
export function isAboutFiles(question: string): boolean {
  const kind = kindOf(question);
  return OUTSIDE.has(kind) && kind !== "at";
}

/** The path that a question is about, where it asks what a file can be pointed to as; else null. */
export function pathPointedTo(question: string): string | null {
  return kindOf(question) === "at" ? question.slice("at".length + SEPARATOR.length) : null;
}

/** The element of another document that a question is about, or null. */
export function elementAskedFor(question: string): { readonly document: string; readonly id: string } | null {
  const [kind, document = "", id = ""] = question.split(SEPARATOR);
  return kind === "id" ? { document, id } : null;
}

function kindOf(question: string): string {
  return question.slice(0, question.indexOf(SEPARATOR));
}

/** A question about a file, for whoever wants to know whether it has changed. */
export function askingFile(path: string): string {
  return `file${SEPARATOR}${path}`;
}

/** Who knows which documents have pages. */
export type PageIds = Pick<ReadonlySet<string>, "has">;

/** What documents ask about. */
export interface Surroundings {
  readonly registers: Registers;
  readonly scope: LinkScope;
  /** The keys of entries by their addresses. */
  readonly keys: ReadonlyMap<string, string>;
  /** The ids of the documents that have pages. */
  readonly pages: PageIds;
  /** The folder that paths start from. */
  readonly folder: string;
}

/** How many answers are remembered: some are asked for by every document, most by one. */
const MOST_KNOWN = 50_000;

/** How many bytes of a digest tell one answer from another. */
export const ANSWER_DIGEST = 16;

/** Answers questions, each with a text that is another when the answer is. */
export class Answers {
  readonly #around: Surroundings;
  readonly #known = new Map<string, string>();

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Takes an answer that is known already. */
  know(kind: QuestionKind, about: string, answer: string): void {
    const question = kind + SEPARATOR + about;
    if (!this.#known.has(question)) this.#known.set(question, answer);
  }

  /** A digest of the answer to one question. */
  digestOfOne(question: string): Buffer {
    return createHash("sha256").update(this.#answer(question)).digest().subarray(0, ANSWER_DIGEST);
  }

  /** One digest for the answers to some questions. */
  digest(questions: readonly string[]): string {
    const answers = questions.map((question) => this.#answer(question) + SEPARATOR);
    return sha256(answers.join(""));
  }

  #answer(question: string): string {
    const known = this.#known.get(question);
    if (known !== undefined) return known;
    const [kind, ...about] = question.split(SEPARATOR);
    const answer = this.#find(kind as QuestionKind, about[0] ?? "", about[1] ?? "");
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.set(question, answer);
    return answer;
  }

  #find(kind: QuestionKind, about: string, id: string): string {
    const { registers, keys, pages, folder } = this.#around;
    switch (kind) {
      case "all":
        return digestOf([...registers[about as MapName].entries()]);
      case "key":
        return keys.get(about) ?? "";
      case "at":
        return JSON.stringify(this.#around.scope.at(about).map(outside));
      case "of":
        return JSON.stringify(outside(this.#around.scope.of(about)));
      case "including":
        return JSON.stringify(this.#around.scope.including(about).map(outside));
      case "named":
        return JSON.stringify(outside(this.#around.scope.named(about)));
      case "entry":
        return this.#around.scope.of(about)?.entry ?? "";
      case "id":
        return this.#around.scope.of(about)?.elements.get(id) ?? "";
      case "ids":
        return digestOf([...(this.#around.scope.of(about)?.elements ?? [])]);
      case "paths":
        return digestOf(this.#around.scope.paths);
      case "owner":
        return JSON.stringify(outside(this.#around.scope.withId(about)));
      case "page":
        return String(pages.has(about));
      case "exists":
        return String(existsSync(resolve(folder, about)));
      case "file":
        return fileDigest(resolve(folder, about));
      case "folder":
        return folderDigest(resolve(folder, about));
      default:
        return JSON.stringify(registers[kind].get(about) ?? null);
    }
  }
}

/** What is known of a document from outside, its ids left out: they are asked for one by one. */
function outside(anchors: Anchors | null): unknown {
  return anchors === null ? null : [anchors.document, anchors.path, anchors.isComplete, anchors.parts];
}

function digestOf(value: unknown): string {
  return sha256(JSON.stringify(value));
}

function fileDigest(file: string): string {
  if (!existsSync(file) || !statSync(file).isFile()) return "";
  const hash = createHash("sha256");
  for (const piece of filePieces({ file })) hash.update(piece);
  return hash.digest("hex");
}

/** All files of a folder and what is in them. */
function folderDigest(folder: string): string {
  if (!existsSync(folder)) return "";
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}${sep}${name}`)
    .sort();
  return digestOf(files.map((file) => [file.slice(folder.length), fileDigest(file)]));
}

/** A map that takes note of what is asked of it. */
class AskingMap<V> implements ReadonlyMap<string, V> {
  readonly #map: ReadonlyMap<string, V>;
  readonly #one: (key: string) => void;
  readonly #all: () => void;

  constructor(map: ReadonlyMap<string, V>, one: (key: string) => void, all: () => void) {
    this.#map = map;
    this.#one = one;
    this.#all = all;
  }

  get size(): number {
    return this.#whole().size;
  }

  get(key: string): V | undefined {
    this.#one(key);
    return this.#map.get(key);
  }

  has(key: string): boolean {
    this.#one(key);
    return this.#map.has(key);
  }

  forEach(callback: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    this.#whole().forEach(callback);
  }

  entries(): MapIterator<[string, V]> {
    return this.#whole().entries();
  }

  keys(): MapIterator<string> {
    return this.#whole().keys();
  }

  values(): MapIterator<V> {
    return this.#whole().values();
  }

  [Symbol.iterator](): MapIterator<[string, V]> {
    return this.#whole().entries();
  }

  #whole(): ReadonlyMap<string, V> {
    this.#all();
    return this.#map;
  }
}

/** The ids of documents that have pages, with a note of each that is asked for. */
class AskingSet extends Set<string> {
  readonly #set: PageIds;
  readonly #asked: Asked;

  constructor(set: PageIds, asked: Asked) {
    super();
    this.#set = set;
    this.#asked = asked;
  }

  override has(id: string): boolean {
    this.#asked.note("page", id);
    return this.#set.has(id);
  }
}

/** Gives the ids of the documents that have pages, taking note of which are asked for. */
export function askingPages(pages: PageIds, asked: Asked): ReadonlySet<string> {
  return new AskingSet(pages, asked);
}

/** Gives registers that take note of the entries asked for. */
export function askingRegisters(registers: Registers, asked: Asked): Registers {
  const asking = <V>(name: MapName, map: ReadonlyMap<string, V>): ReadonlyMap<string, V> =>
    new AskingMap(
      map,
      (key) => asked.note(name, key),
      () => asked.note("all", name),
    );
  return {
    ...eachRegister((_, name) => asking(name, registers[name])),
    works: asking("works", registers.works),
    byAddress: asking("byAddress", registers.byAddress),
  };
}

/** Gives the index of works; whoever looks something up in it depends on all of them, since any may be the better match. */
export function askingWorks(works: WorkIndex, asked: Asked): WorkIndex {
  return new Proxy(works, {
    get: (target, member) => {
      asked.note("all", "works");
      return Reflect.get(target, member);
    },
  });
}

/** Gives the keys of entries by their addresses, taking note of those asked for. */
export function askingKeys(keys: ReadonlyMap<string, string>, asked: Asked): ReadonlyMap<string, string> {
  return new AskingMap(
    keys,
    (address) => asked.note("key", address),
    () => asked.note("all", "byAddress"),
  );
}

/** Gives the documents that pointers can lead to, taking note of what is asked of all but the document's own. */
export function askingScope(scope: LinkScope, own: string, asked: Asked): LinkScope {
  const anchors = (of: Anchors): Anchors => {
    if (of.document === own) return of;
    const one = (id: string): void => asked.note("id", of.document, id);
    const { document, path, parts, isComplete } = of;
    return {
      document,
      path,
      parts,
      isComplete,
      get entry(): string | undefined {
        asked.note("entry", document);
        return of.entry;
      },
      get elements(): ReadonlyMap<string, string> {
        return new AskingMap(of.elements, one, () => asked.note("ids", document));
      },
    };
  };
  return {
    at: (path) => {
      asked.note("at", path);
      return scope.at(path).map(anchors);
    },
    of: (document) => {
      if (document !== own) asked.note("of", document);
      const found = scope.of(document);
      return found === null ? null : anchors(found);
    },
    including: (path) => {
      asked.note("including", path);
      return scope.including(path).map(anchors);
    },
    named: (path) => {
      asked.note("named", path);
      const found = scope.named(path);
      return found === null ? null : anchors(found);
    },
    get paths(): readonly string[] {
      asked.note("paths");
      return scope.paths;
    },
    withId: (id) => {
      asked.note("owner", id);
      const found = scope.withId(id);
      return found === null ? null : anchors(found);
    },
    prefixes: scope.prefixes,
  };
}
