import {
  canonicalTarget,
  firstSaid,
  ownTarget,
  plainIdentifier,
  pointersIn,
  type Registers,
  type WorkIndex,
} from "../resolve/index.ts";
import type { Tree, XmlNode } from "../tree/index.ts";
import type { KeyOfName } from "./citation-gathering.ts";
import { isCitation } from "./citation-place.ts";
import type { CitationLanguage } from "./languages/index.ts";
import type { LocalWorks } from "./local-works.ts";
import type { OnePointedTo, PointedTo } from "./resolution.ts";

/** How the pointers of a document are followed: given by whoever knows the edition. */
export interface Pointers {
  /** The entry of the registers that a pointer leads to, or null. */
  readonly keyOf: (node: XmlNode, pointer: string) => string | null;
  /** The key that an element's `@ref` or `@key` names, or null. */
  readonly keyOfName: KeyOfName;
  /** The key, or else the id, of whom a pointer of `@who` leads to; null where it leads to nothing. */
  readonly agentOf: (node: XmlNode, pointer: string) => string | null;
}

/** What citations of a document are resolved with. */
export interface CitationSetting {
  /** The id of the document. */
  readonly document: string;
  readonly tree: Tree;
  readonly registers: Registers;
  /** The works of the registers, ready to be compared. */
  readonly works: WorkIndex;
  readonly pointers: Pointers;
  readonly languages: readonly CitationLanguage[];
}

interface WorkPointer {
  readonly element: XmlNode;
  readonly attribute: string;
  readonly pointer: string;
  /** What the pointer is taken from: its element, or the declaration that writes it out. */
  readonly base: XmlNode;
}

const WORK_ATTRIBUTES: readonly string[] = [
  "corresp",
  "target",
  "source",
  "sameAs",
  "copyOf",
  "ref",
  "key",
  "cRef",
];

/** The pointers of a citation that may say which work it means: its own, and those of the links and titles in it. */
export function workPointers(node: XmlNode): readonly WorkPointer[] {
  // A note points to what it is a note on, and not to what it cites.
  const attributes = node.isTei("note")
    ? WORK_ATTRIBUTES.filter((name) => name !== "target")
    : WORK_ATTRIBUTES;
  const inside = node.isElement ? [...node.descendantElements("ref", "ptr", "title")] : [];
  return [node, ...inside].flatMap((element) =>
    (element === node ? attributes : WORK_ATTRIBUTES).flatMap((attribute) => {
      const value = firstSaid(element, attribute);
      if (value === null) return [];
      return attribute === "cRef"
        ? canonicalPointers(element, value)
        : pointersIn(value).map((pointer) => ({ element, attribute, pointer, base: element }));
    }),
  );
}

/** A reference that the header writes out as a pointer, or knows as a part of the text; else the reference itself. */
function canonicalPointers(element: XmlNode, reference: string): readonly WorkPointer[] {
  const target = canonicalTarget(reference, element);
  const id = target?.kind === "passage" ? target.node.get("xml:id") : null;
  const pointer = target?.kind === "pointer" ? target.pointer : id === null ? reference : `#${id}`;
  return [{ element, attribute: "cRef", pointer, base: target?.kind === "pointer" ? target.from : element }];
}

/** A `ref` or `ptr` cites where it leads to a work or to a citation, or says that it does. */
export function isPointerCitation(node: XmlNode, setting: CitationSetting): boolean {
  if (node.maybeAncestor("bibl", "biblStruct", "biblFull", "title", "author") !== null) return false;
  if (/^(?:bibl|biblio|bibliography|bibr|cit|citation)$/iu.test(node.get("type") ?? "")) return true;
  if (firstSaid(node, "cRef") !== null) return true;
  return pointersIn(node.get("target") ?? "").some((pointer) => {
    const key = setting.pointers.keyOf(node, pointer);
    const target = ownTarget(setting.tree, pointer);
    return (
      setting.works.byIdentifier.has(plainIdentifier(pointer)) ||
      (key !== null && setting.registers.works.has(key)) ||
      (target !== null && target !== node && isCitation(target))
    );
  });
}

/** What the markup of a citation points to: a work of the register, an earlier citation, or what an earlier one pointed to. */
export function pointedToBy(
  { node, pointer: only }: { readonly node: XmlNode; readonly pointer?: string },
  setting: CitationSetting,
  byRow: ReadonlyMap<number, string>,
  local: LocalWorks,
): PointedTo | null {
  const all = workPointers(node).filter(({ pointer }) => only === undefined || pointer === only);
  const led = leadsTo(all, node, setting, byRow);
  const [first] = led;
  // The further works of a link are citations of their own.
  const isLink = first !== undefined && first.from.element === node && node.isTei("ref", "ptr");
  if (first !== undefined && (isLink || led.length === 1)) return first.to;
  if (first !== undefined) return { kind: "several", among: led.map(({ to }) => to) };
  for (const pointer of absentWorks(node)) {
    const known = local.byPointer(pointer);
    if (known !== null) return { kind: "local", local: known };
  }
  return null;
}

interface Led {
  readonly from: WorkPointer;
  readonly to: OnePointedTo;
}

/** Where the pointers lead that say which work it is, each goal once: those of one attribute, or of all links within. */
function leadsTo(
  all: readonly WorkPointer[],
  node: XmlNode,
  setting: CitationSetting,
  byRow: ReadonlyMap<number, string>,
): readonly Led[] {
  const found = all.flatMap((from) => {
    const to = goalOf(from, node, setting, byRow);
    return to === null ? [] : [{ from, to }];
  });
  const [first] = found;
  if (first === undefined) return [];
  const together = found.filter(({ from }) => isSameSaying(from, first.from, node));
  return [...new Map(together.map((led) => [`${led.to.kind} ${idOfGoal(led.to)}`, led])).values()];
}

function idOfGoal(to: OnePointedTo): string {
  return to.kind === "work" ? to.key : to.id;
}

function isSameSaying(one: WorkPointer, other: WorkPointer, node: XmlNode): boolean {
  const isWithin = ({ element }: WorkPointer): boolean => element !== node && element.isTei("ref", "ptr");
  if (isWithin(one) && isWithin(other)) return true;
  return one.element === other.element && one.attribute === other.attribute;
}

function goalOf(
  { element, attribute, base, pointer }: WorkPointer,
  node: XmlNode,
  { tree, registers, pointers }: CitationSetting,
  byRow: ReadonlyMap<number, string>,
): OnePointedTo | null {
  const key = pointers.keyOf(base, pointer);
  if (key !== null && registers.works.has(key)) return { kind: "work", key };
  const target = ownTarget(tree, pointer);
  const id = target === null || target === node ? undefined : byRow.get(target.row);
  if (id === undefined) return null;
  const isSame = element === node && (attribute === "sameAs" || attribute === "copyOf");
  return { kind: "citation", id, ...(isSame ? { isSame } : {}) };
}

const NAMING: readonly string[] = ["corresp", "sameAs", "copyOf", "key"];

/** Pointers by which a citation itself names its work, wherever that is described: the same one means the same work. */
export function absentWorks(node: XmlNode): readonly string[] {
  if (!node.isTei("bibl", "biblStruct", "biblFull")) return [];
  return NAMING.flatMap((name) => pointersIn(node.get(name) ?? ""));
}

/** The first pointer of a citation that names its work and leads to nothing that the edition has; else null. */
export function absentWork(node: XmlNode, { pointers }: CitationSetting): string | null {
  const links = [...node.descendantElements("ptr")].flatMap((link) =>
    pointersIn(link.get("target") ?? "").map((pointer) => ({ from: link, pointer })),
  );
  const named = [...absentWorks(node).map((pointer) => ({ from: node, pointer })), ...links];
  return named.find(({ from, pointer }) => pointers.agentOf(from, pointer) === null)?.pointer ?? null;
}
