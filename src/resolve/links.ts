import { catalogue, type Finding } from "../report/index.ts";
import { TEI_NAMESPACE, type Tree, type XmlNode } from "../tree/index.ts";
import { faultyAddress } from "./address.ts";
import { idsIn } from "./anchors.ts";
import { BareWords } from "./bare-words.ts";
import { type CanonicalReference, canonicalReferences } from "./canonical-reference.ts";
import type { Registers } from "./entry.ts";
import { checkKeys } from "./keys.ts";
import { MissingFiles } from "./missing-files.ts";
import { Meant } from "./nearest-target.ts";
import { type LinkScope, type PointerTarget, pointersIn, resolvePointer } from "./pointer.ts";
import { ANYTHING, isRightKind, isTyped, type PointerUse, pointerUse } from "./pointer-attributes.ts";
import { named, type Pointing, placeOf } from "./pointing.ts";
import type { EditionDocument } from "./registers.ts";
import { RepeatedFaults } from "./repeated-faults.ts";
import { Vocabulary } from "./vocabulary.ts";

/** What the check of links asks about besides the documents; what is null is not asked. */
export interface LinkSetting {
  /** The registers that `@key` leads into. */
  readonly registers: Registers | null;
  /** Says whether there is a file at a path, as pictures and recordings are named. */
  readonly exists: ((path: string) => boolean) | null;
}

const NOTHING_MORE: LinkSetting = { registers: null, exists: null };

/**
 * Follows every pointer of a document and gives a finding for each that leads to nothing, or to the wrong kind of thing,
 * for each `xml:id` used twice, each key that no register has, and each picture that is not there. Addresses on the web
 * are not followed.
 */
export function checkLinks(
  document: EditionDocument,
  scope: LinkScope,
  setting: LinkSetting = NOTHING_MORE,
): Finding[] {
  const meant = new Meant(document, scope);
  const keys = setting.registers === null ? [] : checkKeys(document, setting.registers, scope, meant);
  const references = [...canonicalReferences(document.tree)];
  const pointings = pointingsIn(document, references);
  return [
    ...duplicateIds(document.tree),
    ...brokenPointers(pointings, scope, setting, meant),
    ...missingPassages(references),
    ...keys,
  ];
}

/** References to parts of the text that it does not have: “Il. 1.700”. */
function missingPassages(references: readonly CanonicalReference[]): Finding[] {
  return references.flatMap(({ attribute, target }) =>
    target.kind === "no-passage" ? [catalogue.passageMissing(attribute, target)] : [],
  );
}

function duplicateIds(tree: Tree): Finding[] {
  const first = new Map<string, number>();
  const findings: Finding[] = [];
  for (const { value, row } of idsIn(tree)) {
    // An empty id is none, and a schema says so.
    if (value === "") continue;
    const start = tree.columns.start[tree.columns.attributeOwner[row]!]!;
    const before = first.get(value);
    if (before === undefined) first.set(value, start);
    else findings.push(duplicateAt(tree, row, { id: value, before, start }));
  }
  return findings;
}

function duplicateAt(
  tree: Tree,
  row: number,
  { id, before, start }: { readonly id: string; readonly before: number; readonly start: number },
): Finding {
  const { path } = tree.partAt(before);
  const file = path === tree.partAt(start).path ? null : path;
  return catalogue.duplicateId(tree.attribute(row), { id, line: tree.lines.position(before).line, file });
}

/** Every pointer of a document, with what its attribute is for; canonical references among them, as they are declared. */
export function* pointingsIn(
  document: EditionDocument,
  references: Iterable<CanonicalReference> = canonicalReferences(document.tree),
): Generator<Pointing, undefined> {
  yield* writtenPointers(document);
  for (const { attribute, target } of references) {
    if (target.kind === "no-passage") continue;
    const { pointer, from } = target.kind === "pointer" ? target : passagePointer(target.node);
    if (pointer !== null) yield { attribute, pointer, at: 0, use: ANYTHING, from, document };
  }
}

function passagePointer(node: XmlNode): { readonly pointer: string | null; readonly from: XmlNode } {
  const id = node.get("xml:id");
  return { pointer: id === null ? null : `#${id}`, from: node };
}

function* writtenPointers(document: EditionDocument): Generator<Pointing, undefined> {
  const { tree } = document;
  const { attributeOwner, attributeName, name } = tree.columns;
  const uses = new Map<number, PointerUse | null>();
  for (let row = 0; row < attributeOwner.length; row++) {
    const pair = name[attributeOwner[row]!]! * tree.names.size + attributeName[row]!;
    let use = uses.get(pair);
    if (use === undefined) {
      use = useOf(tree, row);
      if (!isTyped(tree.names.get(name[attributeOwner[row]!]!).local)) uses.set(pair, use);
    }
    if (use === null) continue;
    const attribute = tree.attribute(row);
    let from = 0;
    for (const pointer of pointersIn(tree.value(row))) {
      const at = attribute.value.indexOf(pointer, from);
      from = at + pointer.length;
      yield { attribute, pointer, at, use, from: attribute.owner, document };
    }
  }
}

function useOf(tree: Tree, row: number): PointerUse | null {
  const { owner, name } = tree.attribute(row);
  return owner.uri === TEI_NAMESPACE ? pointerUse(name.qualified, owner) : null;
}

function brokenPointers(
  pointings: Iterable<Pointing>,
  scope: LinkScope,
  { exists }: LinkSetting,
  meant: Meant,
): Finding[] {
  const findings: Finding[] = [];
  const files = new MissingFiles(exists);
  const vocabulary = new Vocabulary();
  const words = new BareWords();
  const repeated = new RepeatedFaults();
  for (const pointing of pointings) {
    const target = resolvePointer(pointing.pointer, pointing.from, pointing.document.id, scope);
    if (target.kind === "file") files.add(pointing, target.path);
    if (vocabulary.takes(pointing, target)) continue;
    const manner = mannerOf(pointing, target, meant);
    if (isNameOfNothing(pointing, target, meant)) words.add(pointing);
    else if (manner !== null)
      repeated.add(manner, { pointing, tell: (each) => faultOf(each, target, meant) });
    else {
      const finding = faultOf(pointing, target, meant);
      if (finding !== null) findings.push(finding);
    }
  }
  const once = vocabulary.names().map(({ pointing, target }) => {
    const tell = (each: Pointing): Finding | null => faultOf(each, target, meant);
    if (!isNameOfNothing(pointing, target, meant)) return tell(pointing);
    repeated.add("word", { pointing, tell });
    return null;
  });
  for (const pointing of words.phrases()) repeated.add("word", { pointing, tell: bareWord });
  return [
    ...findings,
    ...once.filter((finding) => finding !== null),
    ...repeated.findings(),
    ...files.findings(),
  ];
}

/** A bare word that may not be an address on the web, and is like no id; one before a `#` that is like no file. */
function isNameOfNothing(pointing: Pointing, target: PointerTarget, meant: Meant): boolean {
  if (target.kind === "no-file" && !/\./u.test(target.file))
    return meant.file(pointing, target.file) === null;
  if (target.kind !== "bare" || pointing.use.web) return false;
  return meant.bare(pointing, target.word) === null && meant.bareNearest(pointing, target.word) === null;
}

/**
 * What a document may do wrong in all pointers of an attribute; null for what is wrong with one alone, or not at all. Whatever
 * points to one thing that is not there is mended where that is put.
 */
function mannerOf(pointing: Pointing, target: PointerTarget, meant: Meant): string | null {
  if (target.kind === "no-file" && /\./u.test(target.file)) return `file ${target.file}`;
  if (target.kind === "no-element")
    return target.isComplete ? mannerOfMissing(pointing, target, meant) : null;
  if (target.kind === "no-prefix") return target.patterns.length > 0 ? null : `prefix ${target.prefix}`;
  if ("strayed" in target && target.strayed !== undefined) return `file ${target.strayed}`;
  const pointer = target.kind === "bare" ? meant.bare(pointing, target.word) : null;
  return pointer === null ? null : `sign ${pointer.slice(0, pointer.indexOf("#"))}`;
}

/**
 * Pointers that lack their file are one manner, as where the ids of a register are taken for those of every document; so are
 * those to a numbered series (“#f0001”, “#f0002”) that is nowhere.
 */
function mannerOfMissing(
  pointing: Pointing,
  { document, id }: { readonly document: string; readonly id: string },
  meant: Meant,
): string {
  const holder = meant.holder(pointing, document, id);
  if (holder !== null) return `id in ${holder}`;
  const series = meant.missingSeries(document, id);
  return series === null ? `id ${document}#${id}` : `series ${document}#${series}`;
}

function faultOf(pointing: Pointing, target: PointerTarget, meant: Meant): Finding | null {
  switch (target.kind) {
    case "document":
      return strayedFault(pointing, target, meant);
    case "elsewhere":
    case "file":
      return addressFault(pointing, target.kind === "file" ? pointing.pointer : target.uri);
    case "element":
      return strayedFault(pointing, target, meant) ?? wrongKind(pointing, target.element);
    case "no-element":
      return target.isComplete ? elementMissing(pointing, target, meant) : null;
    case "no-file":
      return fileFault(pointing, target.file, meant);
    case "bare":
      return bareFault(pointing, target.word, meant);
    case "no-prefix":
      return isOfSimple(pointing) && target.patterns.length === 0
        ? null
        : prefixFault(pointing, target, meant);
    default:
      return target satisfies never;
  }
}

function addressFault(pointing: Pointing, uri: string): Finding | null {
  const faulty = faultyAddress(uri);
  return faulty === null
    ? null
    : catalogue.addressMalformed(placeOf(pointing), { ...named(pointing), meant: faulty.meant });
}

/** Of a wrong kind is only what is surely another: an element whose name does not tell is taken to be right. */
function wrongKind(pointing: Pointing, element: string): Finding | null {
  const { use } = pointing;
  return isRightKind(element, use)
    ? null
    : catalogue.targetWrongKind(placeOf(pointing), { ...named(pointing), element, expected: use.expected });
}

function elementMissing(
  pointing: Pointing,
  target: { readonly document: string; readonly id: string },
  meant: Meant,
): Finding {
  return catalogue.targetMissing(placeOf(pointing), {
    ...named(pointing),
    document: target.document === pointing.document.id ? null : target.document,
    nearest: meant.element(pointing, target.document, target.id),
  });
}

/** A pointer into a file that is in another folder. */
function strayedFault(
  pointing: Pointing,
  { document, strayed }: { readonly document: string; readonly strayed?: string },
  meant: Meant,
): Finding | null {
  if (strayed === undefined) return null;
  const nearest = meant.elsewhere(pointing, strayed, document);
  return catalogue.fileMissing(placeOf(pointing), { ...named(pointing), file: strayed, nearest });
}

/** A name without an extension may be that of a page, where the edition stands on the web. */
function fileFault(pointing: Pointing, file: string, meant: Meant): Finding {
  return /\./u.test(file)
    ? catalogue.fileMissing(placeOf(pointing), {
        ...named(pointing),
        file,
        nearest: meant.file(pointing, file),
      })
    : bareWord(pointing, meant.file(pointing, file));
}

function bareWord(pointing: Pointing, nearest: string | null = null): Finding {
  return catalogue.bareWord(placeOf(pointing), { ...named(pointing), nearest });
}

function bareFault(pointing: Pointing, word: string, meant: Meant): Finding | null {
  const pointer = meant.bare(pointing, word);
  if (pointer !== null)
    return catalogue.hashMissing(placeOf(pointing), { ...named(pointing), meant: pointer });
  return pointing.use.web ? null : bareWord(pointing, meant.bareNearest(pointing, word));
}

/** The renditions of TEI simplePrint need no declaration: converters write `simple:bold` with none. */
function isOfSimple({ attribute, pointer }: Pointing): boolean {
  return attribute.name.qualified === "rendition" && pointer.startsWith("simple:");
}

function prefixFault(
  pointing: Pointing,
  { prefix, patterns }: { readonly prefix: string; readonly patterns: readonly string[] },
  meant: Meant,
): Finding {
  return patterns.length > 0
    ? catalogue.prefixMismatch(placeOf(pointing), { ...named(pointing), prefix, patterns })
    : catalogue.prefixUnknown(placeOf(pointing), {
        ...named(pointing),
        prefix,
        nearest: meant.prefix(pointing, prefix),
      });
}
