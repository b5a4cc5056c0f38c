/**
 * How well citations are resolved where authors have said which work they mean: the pointers are taken out of the documents
 * of ../shared, the citations are resolved by their words, and the answers are compared with what stood there.
 * Run with `npx tsx bench/citations.ts [--wrong]`; `--wrong` lists what was not found and what was found amiss.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type CitationRecord, citeDocument } from "../src/cite/index.ts";
import { readString } from "../src/read/index.ts";
import {
  anchorsOf,
  editedText,
  indexWorks,
  leadersOf,
  linkScope,
  matchWorks,
  parseWords,
  pointersIn,
  type Registers,
  readRegisters,
} from "../src/resolve/index.ts";
import type { Tree, XmlNode } from "../src/tree/index.ts";

const SHARED = process.env.COLOPHON_SHARED ?? join(import.meta.dirname, "../../shared");
const CORPORA = ["zoo", "tei-p5-test", "gerdracor"].map((name) => join(SHARED, "corpora", name));
const OWN = join(import.meta.dirname, "../tei");

/** What came of one citation: what the author pointed to, and what its words were taken for. */
interface Trial {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly said: string;
  readonly found: string | null;
  /** The works that were left open, where none was found. */
  readonly open: readonly string[];
  /** Whether anything in the document, or in its registers, could have told it. */
  readonly tellable: boolean;
}

interface Document {
  readonly id: string;
  readonly path: string;
  readonly tree: Tree;
}

function read(path: string, text = readFileSync(path, "utf8")): Document | null {
  const { tree } = readString(text, { path });
  return tree === null ? null : { id: path.replace(/\.xml$/u, ""), path, tree };
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".xml"))
    .map((name) => join(folder, name))
    .sort();
}

const NAMING = /^(?:corresp|sameAs|copyOf|source|key)$/u;

/** The citations of a document that say which work they mean, by the line and column of their tags. */
function saidIn({ tree }: Document): Map<string, { node: XmlNode; pointer: string }> {
  const said = new Map<string, { node: XmlNode; pointer: string }>();
  for (const node of tree.document.descendantElements("bibl", "biblStruct", "ref", "ptr")) {
    if (node.maybeAncestor("teiHeader", "listBibl", "standOff") !== null) continue;
    const names = node.isTei("ref", "ptr") ? /^(?:target|cRef)$/u : NAMING;
    const [attribute] = [...node.attributes()].filter(({ name }) => names.test(name.qualified));
    const [pointer] = attribute === undefined ? [] : pointersIn(attribute.value);
    if (pointer === undefined || (node.isTei("ref", "ptr") && !isWork(tree, pointer))) continue;
    said.set(placeOf(node), { node, pointer });
  }
  return said;
}

function isWork(tree: Tree, pointer: string): boolean {
  const target = pointer.startsWith("#") ? tree.maybeById(pointer.slice(1)) : null;
  return target?.isTei("bibl", "biblStruct", "biblFull", "msDesc") === true;
}

function placeOf(node: XmlNode): string {
  const { line, column } = node.position;
  return `${line}:${column}`;
}

/** The source without the pointers, blank where they stood, so that everything keeps its place. */
function withoutPointers({ tree }: Document): string {
  let { source } = tree;
  for (const { node } of saidIn({ tree } as Document).values()) {
    for (const { name, start, end } of node.attributes())
      if (
        NAMING.test(name.qualified) ||
        (node.isTei("ref", "ptr") && name.qualified === "target" && node.get("type") === "bibl")
      )
        source = source.slice(0, start) + " ".repeat(end - start) + source.slice(end);
  }
  return source;
}

/** A document whose works are in no register at hand: two citations mean the same work where they point to the same. */
function trialsOf(document: Document, registers: Registers): Trial[] {
  const said = saidIn(document);
  if (said.size === 0) return [];
  const bare = read(document.path, withoutPointers(document))!;
  const cited = citeDocument(bare.tree, { id: bare.id, registers, scope: linkScope([anchorsOf(bare)]) });
  const byId = new Map(cited.records.citations.map((citation) => [citation.id, citation]));
  const pointerOf = (citation: CitationRecord | undefined): string | null =>
    citation === undefined ? null : (said.get(`${citation.line}:${citation.column}`)?.pointer ?? null);
  const earlier = new Set<string>();
  const trials: Trial[] = [];
  for (const citation of cited.records.citations) {
    const pointer = pointerOf(citation);
    if (pointer === null) continue;
    const key = pointer.replace(/^.*#/u, "");
    const through = citation.via.map((id) => pointerOf(byId.get(id))).find((each) => each !== null) ?? null;
    trials.push({
      file: relative(SHARED, document.path),
      line: citation.line,
      text: citation.text ?? "",
      said: key,
      found: citation.work ?? through?.replace(/^.*#/u, "") ?? null,
      open: citation.candidates,
      tellable: earlier.has(pointer) || registers.works.has(key),
    });
    earlier.add(pointer);
  }
  return trials;
}

/** Titles that name their work by `@ref`: the words of the title are all there is to tell it by. */
function titleTrials({ path, tree }: Document, registers: Registers): Trial[] {
  const works = indexWorks(registers);
  return [...tree.document.descendantElements("title")].flatMap((title) => {
    const key = (title.get("ref") ?? "").replace(/^#/u, "");
    if (!registers.works.has(key) || title.maybeAncestor("listBibl") !== null) return [];
    const text = editedText(title);
    const words = {
      authors: [],
      titles: [text],
      years: [],
      places: [],
      publishers: [],
      identifiers: [],
      loose: "",
    };
    const leaders = leadersOf(matchWorks(words, parseWords(words), works)).map(({ work }) => work.key);
    const found = leaders.length === 1 ? leaders[0]! : null;
    const open = leaders.length > 1 ? leaders : [];
    const { line } = title.position;
    return [{ file: relative(SHARED, path), line, text, said: key, found, open, tellable: true }];
  });
}

/** Quotations that point to a work of the register: the citation beside them has to say the same. */
function quotationTrials({ path, id, tree }: Document, registers: Registers): Trial[] {
  const said = new Map<string, { node: XmlNode; key: string }>();
  for (const node of tree.document.descendantElements("quote", "q", "said")) {
    const [pointer] = pointersIn(node.get("source") ?? "");
    const key = pointer?.replace(/^.*#/u, "") ?? "";
    if (registers.works.has(key)) said.set(placeOf(node), { node, key });
  }
  if (said.size === 0) return [];
  let { source } = tree;
  for (const { node } of said.values())
    for (const { name, start, end } of node.attributes())
      if (name.qualified === "source")
        source = source.slice(0, start) + " ".repeat(end - start) + source.slice(end);
  const bare = read(path, source)!;
  const { records } = citeDocument(bare.tree, { id, registers, scope: linkScope([anchorsOf(bare)]) });
  return records.quotations.flatMap(({ line, column, text, work, citation }) => {
    const one = said.get(`${line}:${column}`);
    if (one === undefined) return [];
    const beside = records.citations.find((each) => each.id === citation);
    const tellable = beside !== undefined;
    const open = beside?.candidates ?? [];
    return [{ file: relative(SHARED, path), line, text, said: one.key, found: work, open, tellable }];
  });
}

function row(name: string, trials: readonly Trial[]): string {
  const tellable = trials.filter((trial) => trial.tellable);
  const right = tellable.filter(({ said, found }) => found === said).length;
  const answered = trials.filter(({ found }) => found !== null);
  const precise = answered.filter(({ said, found }) => said === found).length;
  const open = tellable.filter((trial) => trial.found === null && trial.open.includes(trial.said)).length;
  const share = (part: number, of: number): string =>
    of === 0 ? "–" : `${part}/${of} (${Math.round((100 * part) / of)} %)`;
  return `| ${name} | ${trials.length} | ${tellable.length} | ${share(precise, answered.length)} | ${share(right, tellable.length)} | ${open} |`;
}

function group({ file }: Trial): string {
  return file.startsWith("..") ? "the edition in this repository" : file.split("/").slice(1, 3).join("/");
}

function main(): void {
  const trials: Trial[] = [];
  for (const file of CORPORA.flatMap(files)) {
    const text = readFileSync(file, "utf8");
    if (
      !/<(?:\w+:)?(?:bibl|biblStruct|title|ref|ptr|quote|q|said)\b[^>]*\s(?:corresp|sameAs|source|key|ref|target)=/u.test(
        text,
      )
    )
      continue;
    const document = read(file, text);
    if (document === null) continue;
    const registers = readRegisters([document]);
    trials.push(
      ...trialsOf(document, registers),
      ...titleTrials(document, registers),
      ...quotationTrials(document, registers),
    );
  }
  trials.push(...ownTrials());
  const groups = [...new Set(trials.map(group))];
  const lines = groups.map((name) =>
    row(
      name,
      trials.filter((trial) => group(trial) === name),
    ),
  );
  const head =
    "| documents | pointers | tellable | precision | recall | left open, the right work among the candidates |\n|---|---|---|---|---|---|";
  process.stdout.write(`${[head, ...lines, row("all", trials)].join("\n")}\n`);
  if (!process.argv.includes("--wrong")) return;
  for (const { file, line, text, said, found, tellable } of trials)
    if ((tellable && said !== found) || (found !== null && found !== said))
      process.stdout.write(`${file}:${line} ${said} ≠ ${found ?? "-"} | ${text.slice(0, 120)}\n`);
}

/** The edition in this repository says in `expected` what each citation means only by its words: its chains are held. */
function ownTrials(): Trial[] {
  const documents = files(OWN).map((file) => read(file)!);
  const registers = readRegisters(documents);
  return documents.flatMap((document) => trialsOf(document, registers));
}

main();
