import { editedText } from "../../resolve/index.ts";
import type { Edit, Tree, XmlNode } from "../../tree/index.ts";
import type { CslItem } from "../csl.ts";
import { type BiblPart, biblParts, biblStruct, wordsOf, writePart, xmlIdOf } from "./bibl-struct.ts";
import { distinctItems, sameWorkKey } from "./same-work.ts";

/** What is put into a list of works, and a sentence for each entry that is added, changed, or left as the editor has it. */
export interface MergedWorks {
  readonly edits: readonly Edit[];
  readonly notes: readonly string[];
}

/**
 * Works out how items come into the first `listBibl` of a document. An entry with the same `xml:id` takes what it lacks and
 * what has changed; elements, attributes and notes that the records know nothing of stay, and so does every byte around
 * them. Names that an editor has linked, and words with markup in them, are never written over. Null where the document
 * has no `listBibl`.
 */
export function mergeWorks(tree: Tree, items: readonly CslItem[]): MergedWorks | null {
  const list = tree.document.descendantElements("listBibl").next().value;
  if (list === undefined) return null;
  const edits: Edit[] = [];
  const added: string[] = [];
  const distinct = distinctItems(items);
  const notes = [...distinct.notes];
  const entries = entriesByDoi(list);
  for (const item of distinct.items) {
    const id = xmlIdOf(item.id);
    const known = tree.maybeById(id) ?? entries.get(sameWorkKey(item.DOI, item.title) ?? "") ?? null;
    if (known === null) {
      added.push(biblStruct(item, entryIndent(list)));
      notes.push(`${id}: added`);
    } else if (known.isTei("biblStruct")) {
      const change = updates(known, item);
      edits.push(...change.edits);
      notes.push(...change.notes.map((note) => `${id}: ${note}`));
    } else notes.push(`${id}: is a <${known.local}> of the editor's, and left as it is`);
  }
  if (added.length > 0) edits.push(appended(list, added.join("")));
  // Lines end as those of the document do.
  const end = tree.source.includes("\r\n") ? "\r\n" : "\n";
  return { edits: edits.map((edit) => ({ ...edit, text: edit.text.replace(/\r?\n/gu, end) })), notes };
}

/** Entries that have a DOI: a record that says the same work under another id is theirs. */
function entriesByDoi(list: XmlNode): ReadonlyMap<string, XmlNode> {
  const found = new Map<string, XmlNode>();
  for (const entry of list.descendantElements("biblStruct")) {
    const doi = [...entry.descendantElements("idno")].find((idno) => /^doi$/iu.test(idno.get("type") ?? ""));
    const title = entry.descendantElements("title").next().value;
    const key = sameWorkKey(doi?.text, title === undefined ? null : editedText(title));
    if (key !== null) found.set(key, entry);
  }
  return found;
}

/** Children of a list are as deep as the last of them, or two spaces deeper than the list. */
function entryIndent(list: XmlNode): string {
  const children = [...list.elements()];
  const last = children.at(-1);
  return last === undefined ? `${indentOf(list)}  ` : indentOf(last);
}

function indentOf(node: XmlNode): string {
  return /(?:^|\n)([^\S\n]*)$/u.exec(node.tree.source.slice(0, node.start))?.[1] ?? "";
}

function appended(list: XmlNode, entries: string): Edit {
  const { source } = list.tree;
  const entriesInScope = prefixed(list, entries);
  if (source[list.tagEnd - 2] === "/")
    return {
      start: list.tagEnd - 2,
      end: list.tagEnd,
      text: `>\n${entriesInScope}${indentOf(list)}</${list.name.qualified}>`,
    };
  const close = source.lastIndexOf("</", list.end - 1);
  const before = source.slice(0, close);
  const indent = /\n[^\S\n]*$/u.exec(before);
  const at = indent === null ? close : indent.index + 1;
  return { start: at, end: at, text: indent === null ? `\n${entriesInScope}` : entriesInScope };
}

/** Elements are written in the prefix of the document's own. */
function prefixed(list: XmlNode, xml: string): string {
  const prefix = /^[^:]+:/u.exec(list.name.qualified)?.[0];
  return prefix === undefined ? xml : xml.replace(/<(\/?)(?=\p{L})/gu, `<$1${prefix}`);
}

function updates(entry: XmlNode, item: CslItem): { edits: Edit[]; notes: string[] } {
  const edits: Edit[] = [];
  const notes: string[] = [];
  const lacking: BiblPart[] = [];
  for (const part of biblParts(item)) {
    if (part.text === null) continue;
    const known = partOf(entry, part);
    if (known === null) lacking.push(part);
    else if (isEditorsNote(part) && !saysTheSame(known, part))
      notes.push("has a <note> already, and that of the record is not taken over");
    else if (!isEditorsNote(part) && !saysTheSame(known, part)) {
      const edit = changed(known, part);
      if (edit === null) notes.push(`<${part.element}> has the editor's markup, and is left as it is`);
      else edits.push(...edit);
    }
  }
  edits.push(...names(entry, item, notes), ...inserted(entry, lacking, notes));
  if (edits.length > 0) notes.unshift("brought up to date");
  return { edits, notes };
}

/** A note of the record without a type never replaces one of the entry, which may be the editor’s own. */
function isEditorsNote({ element, attributes }: BiblPart): boolean {
  return element === "note" && attributes.type === undefined;
}

function parentOf(entry: XmlNode, parent: BiblPart["parent"]): XmlNode | null {
  if (parent === null) return entry;
  if (parent === "imprint") return entry.maybeElement("monogr")?.maybeElement("imprint") ?? null;
  return entry.maybeElement(parent);
}

/** The element of the entry that says the same kind of thing; scopes may stand in the imprint too. */
function partOf(entry: XmlNode, { parent, element, attributes }: BiblPart): XmlNode | null {
  const above = parentOf(entry, parent);
  if (above === null) return null;
  const { level: _level, when: _when, from: _from, to: _to, cert: _cert, ...telling } = attributes;
  const places =
    element === "idno"
      ? [entry, ...entry.descendantElements("analytic", "monogr")]
      : element === "biblScope" && parent === "monogr"
        ? [above, ...above.elements("imprint")]
        : [above];
  const found = places
    .flatMap((place) => [...place.elements(element)])
    .filter((node) =>
      Object.entries(telling).every(([name, value]) => node.get(name)?.toLowerCase() === value.toLowerCase()),
    );
  const plain =
    element === "title" || element === "date" || element === "note"
      ? found.filter((node) => node.get("type") === (attributes.type ?? null))
      : found;
  return (
    (element === "title" || element === "date"
      ? plain.concat(found.filter((node) => node.get("type") === "main"))
      : element === "note"
        ? plain
        : found)[0] ?? null
  );
}

function saysTheSame(node: XmlNode, { text, element, attributes }: BiblPart): boolean {
  if (editedText(node) === text) return true;
  if (element === "date")
    return (
      ["when", "from", "to"].every((name) => (node.get(name) ?? undefined) === attributes[name]) &&
      node.get("when") !== null
    );
  if (element !== "biblScope") return false;
  const [from, to] = [node.get("from"), node.get("to")];
  return from !== null && [from, `${from}–${to ?? from}`].includes(text ?? "");
}

/** The words of an element without markup; of a date its attributes too. */
function changed(node: XmlNode, part: BiblPart): Edit[] | null {
  if (node.maybeElement() !== null && (part.element !== "relatedItem" || hasMore(node, "type"))) return null;
  const { source } = node.tree;
  const empty = source[node.tagEnd - 2] === "/";
  const dates =
    part.element === "date"
      ? ["when", "from", "to"].filter(
          (name) => node.get(name) !== null || part.attributes[name] !== undefined,
        )
      : [];
  if (empty || dates.length > 0) {
    const kept = [...node.attributes()].filter(({ name }) => !dates.includes(name.qualified));
    const written = kept.map((each) => ` ${source.slice(each.start, each.end)}`).join("");
    const fresh = dates
      .filter((name) => part.attributes[name] !== undefined)
      .map((name) => ` ${name}="${part.attributes[name]}"`);
    const name = node.name.qualified;
    return [
      {
        start: node.start,
        end: node.end,
        text: `<${name}${written}${fresh.join("")}>${part.content}</${name}>`,
      },
    ];
  }
  return [{ start: node.tagEnd, end: source.lastIndexOf("</", node.end - 1), text: part.content }];
}

/** Names are replaced together where they changed, and only where none has anything of the editor's. */
function names(entry: XmlNode, item: CslItem, notes: string[]): Edit[] {
  const parts = biblParts(item).filter(({ text }) => text === null);
  const groups = new Map<string, BiblPart[]>();
  for (const part of parts) {
    const key = `${part.parent} ${part.element} ${part.attributes.role ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  return [...groups.values()].flatMap((group) => groupEdits(entry, group, notes));
}

function groupEdits(entry: XmlNode, group: readonly BiblPart[], notes: string[]): Edit[] {
  const { parent, element, attributes } = group[0]!;
  const above = parentOf(entry, parent);
  if (above === null) return [];
  const known = [...above.elements(element)].filter(
    (node) => (node.get("role") ?? "") === (attributes.role ?? ""),
  );
  if (known.length === 0) {
    const at = above.tagEnd;
    const indent = `${indentOf(above)}  `;
    return [
      {
        start: at,
        end: at,
        text: group.map((part) => `\n${indent}${prefixed(entry, writePart(part))}`).join(""),
      },
    ];
  }
  const same =
    known.length === group.length &&
    known.every((node, at) => letters(editedText(node)) === letters(wordsOf(group[at]!.content)));
  if (same) return [];
  if (known.some((node) => hasMore(node, "role"))) {
    notes.push(`<${element}> differs, but is the editor's, and is left as it is`);
    return [];
  }
  const indent = indentOf(known[0]!);
  const text = group.map((part) => prefixed(entry, writePart(part))).join(`\n${indent}`);
  const removed = known.slice(1).map((node) => ({ start: lineStart(node), end: node.end, text: "" }));
  return [{ start: known[0]!.start, end: known[0]!.end, text }, ...removed];
}

function lineStart(node: XmlNode): number {
  return node.start - (/\n?[^\S\n]*$/u.exec(node.tree.source.slice(0, node.start))?.[0].length ?? 0);
}

/** Whether an element has attributes but for the one that tells it from others, or notes. */
function hasMore(node: XmlNode, telling: string): boolean {
  const own = [...node.attributes()].some(({ name }) => name.qualified !== telling);
  return (
    own ||
    [...node.descendants()].some(
      (each) => each.isElement && ([...each.attributes()].length > 0 || each.isTei("note")),
    )
  );
}

/** Names are the same whatever their order and points are. */
function letters(text: string): string {
  return (text.normalize("NFC").match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).sort().join(" ");
}

/** The order of a `monogr` (TEI P5, 3.12.2.1); elsewhere any order will do. */
const ORDER =
  "author editor respStmt title idno ptr textLang availability note edition imprint extent biblScope".split(
    " ",
  );

/** What an entry lacks comes behind what its parent has; a series and an imprint that are not there come with it. */
function inserted(entry: XmlNode, parts: readonly BiblPart[], notes: string[]): Edit[] {
  const orphans = parts.filter((part) => parentOf(entry, part.parent) === null);
  const placed = parts.filter((part) => !orphans.includes(part));
  tellHomeless(orphans, notes);
  return [
    ...placed.flatMap((part) =>
      placedIn(parentOf(entry, part.parent)!, part.element, prefixed(entry, writePart(part))),
    ),
    ...(["series", "imprint"] as const).flatMap((parent) => withParent(entry, parent, orphans)),
  ];
}

function placedIn(above: XmlNode, element: string, written: string): Edit[] {
  const children = [...above.elements()];
  const rank = ORDER.indexOf(element);
  const before = above.isTei("monogr")
    ? children.find((each) => ORDER.indexOf(each.local) > rank)
    : undefined;
  if (before !== undefined)
    return [{ start: before.start, end: before.start, text: `${written}\n${indentOf(before)}` }];
  const last = children.at(-1);
  return last === undefined
    ? []
    : [{ start: last.end, end: last.end, text: `\n${indentOf(last)}${written}` }];
}

function withParent(entry: XmlNode, parent: "series" | "imprint", orphans: readonly BiblPart[]): Edit[] {
  const parts = orphans.filter((part) => part.parent === parent);
  const monogr = entry.maybeElement("monogr");
  if (parts.length === 0 || monogr === null) return [];
  const written = prefixed(entry, `<${parent}>${parts.map(writePart).join("")}</${parent}>`);
  if (parent === "imprint") return placedIn(monogr, parent, written);
  return [{ start: monogr.end, end: monogr.end, text: `\n${indentOf(monogr)}${written}` }];
}

/** What has no place in an entry that is built otherwise is told. */
function tellHomeless(orphans: readonly BiblPart[], notes: string[]): void {
  const homeless = orphans.filter(({ parent }) => parent === "analytic" || parent === "monogr");
  for (const { parent, element } of homeless)
    notes.push(`has no <${parent}>, and <${element}> of the record is not taken over`);
}
