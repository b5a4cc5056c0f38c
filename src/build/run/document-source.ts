import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import type { Source } from "../../edition/index.ts";
import { borrowBuffer, borrowFilled, returnBuffer } from "../borrowed-buffer.ts";
import type { EditionFiles } from "../edition-files.ts";
import { filePieces, readInto } from "../file-pieces.ts";
import { documentId, MovingFileError } from "../files.ts";
import { sha256 } from "../sha256.ts";
import { PathTable, writePaths } from "./path-table.ts";
import { Rows, type Sequence } from "./rows.ts";

/** How a file looks from outside: whoever writes to it changes something of it. */
export interface FileLooks {
  readonly size: number;
  /** When it was written last, and when it or what is said of it was changed last, in milliseconds. */
  readonly time: number;
  readonly changed: number;
  readonly inode: number;
}

/** What is sent to a thread of a document that lies on the disk. */
interface SentFile extends FileLooks {
  readonly path: string;
  readonly prefix: string;
  readonly folder: string;
}

/** A source as it is sent to a thread. */
export type SentSource = Source | SentFile;

/** How many numbers say how a file looks; how many bytes its SHA-256 has, and how many words of four bytes. */
const LOOKS = 4;
const HASH = 32;
const WORDS = HASH / 4;

/**
 * The files of many documents: their paths, how each looks and which bytes it has, column by column, since objects would take
 * several times as much memory, and there is one for each document all the time. They are read from the disk when their bytes
 * are asked for, so that a corpus need not fit into memory; they are held from then on where all of them may be.
 */
export class SourceFiles {
  /** Where paths start from. */
  readonly folder: string;
  /** The edition's folder with a final slash, which no id begins with. */
  readonly prefix: string;
  readonly #paths: PathTable;
  readonly #looks: Float64Array;
  readonly #hashes: Buffer;
  readonly #hashWords: Uint32Array;
  readonly #isHashed: Uint8Array;
  /** How many bytes of documents may be held, and how many all have: part of a corpus is met again as seldom as all of it. */
  readonly #most: number;
  #all = 0;
  readonly #held = new Map<number, Uint8Array>();
  /** The bytes of a large file, for whoever asks while another still has them: two copies would be too much. */
  readonly #read = new Map<number, WeakRef<Uint8Array>>();

  /** Opens files that lie at their paths, seen from a folder. */
  constructor(folder: string, most: number, paths: readonly string[], prefix = "") {
    this.folder = resolve(folder);
    this.prefix = prefix;
    this.#most = most;
    this.#paths = new PathTable(writePaths(paths));
    this.#looks = new Float64Array(paths.length * LOOKS);
    this.#hashWords = new Uint32Array(paths.length * WORDS);
    this.#hashes = Buffer.from(this.#hashWords.buffer);
    this.#isHashed = new Uint8Array(paths.length);
  }

  /**
   * Looks at the nth file, and gives its source. Its bytes can be asked for as long as the file is as it is now, and throw a
   * `MovingFileError` afterwards, since what is made of one document would be made of two. Throws where there is no such file.
   */
  add(nth: number): Source {
    const path = this.pathOf(nth);
    // From where the program runs a file is found in three quarters of the time.
    const isHere = this.folder === process.cwd();
    const { size, mtimeMs, ctimeMs, ino } = statSync(isHere ? path : this.fileAt(path));
    return this.take(nth, size, mtimeMs, ctimeMs, ino);
  }

  /** Gives the source of the nth file, of which it is known how it looks. */
  take(nth: number, size: number, time: number, changed: number, inode: number): FileSource {
    const at = nth * LOOKS;
    this.#all += size - this.#looks[at]!;
    this.#looks[at] = size;
    this.#looks[at + 1] = time;
    this.#looks[at + 2] = changed;
    this.#looks[at + 3] = inode;
    return new FileSource(this, nth);
  }

  /** The sources of all files that were looked at, each made when it is asked for. */
  get all(): Sequence<Source> {
    return new FileSources(this);
  }

  /** How many files there are, looked at or not. */
  get length(): number {
    return this.#paths.length;
  }

  /** The paths of all files, as `writePaths` writes them. */
  get paths(): string {
    return this.#paths.text;
  }

  pathOf(nth: number): string {
    return this.#paths.at(nth);
  }

  /** Where a file lies. */
  fileAt(path: string): string {
    return isAbsolute(path) ? path : `${this.folder}/${path}`;
  }

  /** One of the numbers that say how the nth file looks, in the order of {@link FileLooks}. */
  look(nth: number, which: number): number {
    return this.#looks[nth * LOOKS + which]!;
  }

  get #areHeld(): boolean {
    return this.#all <= this.#most;
  }

  bytesOf({ path, nth, size }: FileSource): Uint8Array {
    const known = this.#held.get(nth) ?? this.#read.get(nth)?.deref();
    if (known !== undefined) return known;
    this.#checkUnchanged(path, nth);
    const bytes = readFileSync(this.fileAt(path));
    if (size > LARGE) this.#read.set(nth, new WeakRef(bytes));
    if (this.#areHeld) this.#held.set(nth, bytes);
    return bytes;
  }

  /** Hands over the bytes of a file for as long as some work takes, which may keep nothing of them. */
  async lendBytes<T>(source: FileSource, work: (bytes: Uint8Array) => Promise<T>): Promise<T> {
    const { path, nth, size } = source;
    if (this.#areHeld || this.#read.has(nth)) return await work(source.bytes);
    const { buffer, length } = borrowFilled(this, nth) ?? this.#readFile(path, nth, size);
    try {
      return await work(buffer.subarray(0, length));
    } finally {
      returnBuffer(buffer);
    }
  }

  #readFile(path: string, nth: number, size: number): { buffer: Buffer; length: number } {
    this.#checkUnchanged(path, nth);
    const buffer = borrowBuffer(size);
    return { buffer, length: readInto(buffer, this.fileAt(path), size) };
  }

  /** The SHA-256 of a file's bytes, worked out once; of a file that is not held, no more is in memory than a piece. */
  hashOf(source: FileSource): string {
    const { nth } = source;
    if (this.#isHashed[nth] === 0) {
      this.recallHash(nth, this.#areHeld ? digestOf(source.bytes) : this.#hashUnheld(source));
    }
    return this.#hashes.toString("hex", nth * HASH, (nth + 1) * HASH);
  }

  knowsHash({ nth }: FileSource): boolean {
    return this.#isHashed[nth] === 1;
  }

  /** Takes the SHA-256 of the nth file from whoever knows it. */
  recallHash(nth: number, hash: Uint8Array): void {
    this.#hashes.set(hash, nth * HASH);
    this.#isHashed[nth] = 1;
  }

  /** Takes the SHA-256 of the nth file from a column of hashes. */
  recallHashAt(nth: number, { words }: HashColumn, row: number): void {
    for (let at = 0; at < WORDS; at++) this.#hashWords[nth * WORDS + at] = words[row * WORDS + at]!;
    this.#isHashed[nth] = 1;
  }

  /**
   * Takes the SHA-256 of each file that looks as it did from columns in the order of these files, and gives how many there
   * are.
   */
  recallHashes(looks: Float64Array, hashes: HashColumn): number {
    let known = 0;
    for (let nth = 0; nth < this.length; nth++) {
      if (!this.#looksLike(nth, looks)) continue;
      this.recallHashAt(nth, hashes, nth);
      known++;
    }
    return known;
  }

  #looksLike(nth: number, looks: Float64Array): boolean {
    const start = nth * LOOKS;
    for (let at = start; at < start + LOOKS; at++) if (this.#looks[at] !== looks[at]) return false;
    return true;
  }

  /** Puts the SHA-256 of a file into a row of a column of hashes. */
  putHash(source: FileSource, words: Uint32Array, row: number): void {
    if (this.#isHashed[source.nth] === 0) this.hashOf(source);
    for (let at = 0; at < WORDS; at++) words[row * WORDS + at] = this.#hashWords[source.nth * WORDS + at]!;
  }

  /** Whether the SHA-256 of a file stands in a row of a column of hashes. */
  hasHash(source: FileSource, { words }: HashColumn, row: number): boolean {
    if (this.#isHashed[source.nth] === 0) this.hashOf(source);
    const start = source.nth * WORDS;
    for (let at = 0; at < WORDS; at++)
      if (this.#hashWords[start + at] !== words[row * WORDS + at]) return false;
    return true;
  }

  /** What was read for its hash is there for whoever asks for it next. */
  #hashUnheld(source: FileSource): Buffer {
    const { path, nth, size } = source;
    if (size > AT_ONCE) return this.#hashPieces(source);
    const { buffer, length } = this.#readFile(path, nth, size);
    const digest = digestOf(buffer.subarray(0, length));
    returnBuffer(buffer, { reader: this, nth, length });
    return digest;
  }

  #hashPieces(source: FileSource): Buffer {
    const hash = createHash("sha256");
    for (const piece of this.piecesOf(source)) hash.update(piece);
    return hash.digest();
  }

  /** The bytes of a file piece by piece, of which no more is in memory. */
  piecesOf({ path, nth }: FileSource): Iterable<Uint8Array> {
    this.#checkUnchanged(path, nth);
    return filePieces({ file: this.fileAt(path) });
  }

  #checkUnchanged(path: string, nth: number): void {
    const now = statSync(this.fileAt(path), { throwIfNoEntry: false });
    if (now?.size !== this.look(nth, 0) || now.mtimeMs !== this.look(nth, 1)) throw changedMeanwhile(path);
  }
}

/** SHA-256 hashes one after the other, which are compared four bytes at a time. */
export class HashColumn {
  readonly words: Uint32Array;

  /** Takes the bytes of the hashes. */
  constructor(bytes: Uint8Array) {
    this.words = new Uint32Array(new Uint8Array(bytes).buffer);
  }

  /** A hash as hexadecimal digits. */
  at(row: number): string {
    return Buffer.from(this.words.buffer, row * HASH, HASH).toString("hex");
  }
}

/** All files in their order. */
class FileSources extends Rows<Source> {
  readonly files: SourceFiles;

  constructor(files: SourceFiles) {
    super(files.length, (nth) => new FileSource(files, nth));
    this.files = files;
  }
}

/** Gives the files that sources are, all of them and in their order; null where there are others. */
export function filesOf(sources: Sequence<Source>): SourceFiles | null {
  return sources instanceof FileSources ? sources.files : null;
}

/** A document that lies on the disk: what is known of its file stands with the others'. */
class FileSource implements Source, FileLooks {
  readonly files: SourceFiles;
  readonly nth: number;

  constructor(files: SourceFiles, nth: number) {
    this.files = files;
    this.nth = nth;
  }

  get id(): string {
    return documentId(this.path.slice(this.files.prefix.length));
  }

  get path(): string {
    return this.files.pathOf(this.nth);
  }

  get size(): number {
    return this.files.look(this.nth, 0);
  }

  get time(): number {
    return this.files.look(this.nth, 1);
  }

  get changed(): number {
    return this.files.look(this.nth, 2);
  }

  get inode(): number {
    return this.files.look(this.nth, 3);
  }

  get bytes(): Uint8Array {
    return this.files.bytesOf(this);
  }

  pieces(): Iterable<Uint8Array> {
    return this.files.piecesOf(this);
  }
}

/** So many bytes of a document are read at once, also where nobody holds them. */
const AT_ONCE = 4_000_000;

/** From so many bytes on a file is worth a look whether somebody has it in memory. */
const LARGE = 8_000_000;

/** What of one document was made of two. */
export function changedMeanwhile(path: string): MovingFileError {
  return new MovingFileError(`${path} has changed while it was worked on. Run the command again.`);
}

/** Gives a source as it is sent to a thread: the bytes would be read here, and copied twice on their way. */
export function sentSource(source: Source): SentSource {
  if (!(source instanceof FileSource)) return source;
  const { path, files, size, time, changed, inode } = source;
  return { path, prefix: files.prefix, folder: files.folder, size, time, changed, inode };
}

/** Gives a source back as it was before it was sent to this thread. */
export function arrivedSource(source: SentSource): Source {
  if (!("folder" in source)) return source;
  const { folder, path, prefix, size, time, changed, inode } = source;
  return new SourceFiles(folder, 0, [path], prefix).take(0, size, time, changed, inode);
}

/** How the file of a source looks; null where it has none. */
export function looksOf(source: Source): FileLooks | null {
  return source instanceof FileSource ? source : null;
}

/** Hands over the bytes of a source for as long as some work takes, which may keep nothing of them. */
export async function lendBytes<T>(source: Source, work: (bytes: Uint8Array) => Promise<T>): Promise<T> {
  return source instanceof FileSource ? await source.files.lendBytes(source, work) : await work(source.bytes);
}

/** The number of bytes of a source, which is known without reading it. */
export function sizeOf(source: Source): number {
  return source.size ?? source.bytes.length;
}

/** All sources of an edition. Most have no others around them, and are not listed once more: that would be held as well. */
export function allSources({
  sources,
  context,
}: Pick<EditionFiles, "sources" | "context">): Sequence<Source> {
  return context.length === 0 ? sources : [...sources, ...context];
}

/** The number of bytes of all sources of an edition. */
export function bytesOf(files: Pick<EditionFiles, "sources" | "context">): number {
  let bytes = 0;
  for (const source of allSources(files)) bytes += sizeOf(source);
  return bytes;
}

/** The SHA-256 of a document's bytes. */
export function hashOf(bytes: Uint8Array): string {
  return sha256(bytes);
}

/** Takes the SHA-256 of a source from whoever knows it, in a row of a column of hashes. */
export function recallHash(source: Source, hashes: HashColumn, row: number): void {
  if (source instanceof FileSource) source.files.recallHashAt(source.nth, hashes, row);
}

/** Hashes of documents that do not lie on the disk, which nobody else remembers. */
const KNOWN = new WeakMap<Source, string>();

/** The SHA-256 of a source, which is worked out once. */
export function hashOfSource(source: Source): string {
  if (source instanceof FileSource) return source.files.hashOf(source);
  const hash = KNOWN.get(source) ?? hashOf(source.bytes);
  KNOWN.set(source, hash);
  return hash;
}

/** Whether the SHA-256 of a source is known without reading it. */
export function knowsHash(source: Source): boolean {
  return !(source instanceof FileSource) || source.files.knowsHash(source);
}

/** Takes the SHA-256 of a source from whoever has read it. */
export function learnHash(source: Source, hash: string): void {
  if (source instanceof FileSource) source.files.recallHash(source.nth, Buffer.from(hash, "hex"));
}

/** The SHA-256 hashes of sources, one after the other. */
export function hashesOf(sources: Sequence<Source>): Uint8Array {
  const words = new Uint32Array(sources.length * WORDS);
  const bytes = Buffer.from(words.buffer);
  let at = 0;
  for (const source of sources) {
    if (source instanceof FileSource) source.files.putHash(source, words, at);
    else bytes.write(hashOfSource(source), at * HASH, "hex");
    at++;
  }
  return bytes;
}

/** Whether the SHA-256 of a source stands in a row of a column of hashes. */
export function hasHash(source: Source, hashes: HashColumn, row: number): boolean {
  if (source instanceof FileSource) return source.files.hasHash(source, hashes, row);
  return hashOfSource(source) === hashes.at(row);
}

/** The SHA-256 of some bytes. */
function digestOf(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}
