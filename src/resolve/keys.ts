import { catalogue, type Finding } from "../report/index.ts";
import { TEI_NAMESPACE, type XmlAttribute } from "../tree/index.ts";
import { type Entry, entryOf, type Registers } from "./entry.ts";
import type { Meant } from "./nearest-target.ts";
import type { LinkScope } from "./pointer.ts";
import { isRightKind, keyUse, type PointerUse } from "./pointer-attributes.ts";
import type { EditionDocument } from "./registers.ts";
import type { TargetKind } from "./target-kind.ts";
import type { Work } from "./work.ts";

/** A `@key` on a name of something that registers list. */
interface Key {
  readonly attribute: XmlAttribute;
  readonly key: string;
  readonly use: PointerUse;
}

/**
 * Follows the keys of a document into the registers. A key that leads to no entry is told only where other keys of the
 * document lead to entries of that kind, or where it is very like the key of one: it may be that of a database elsewhere.
 */
export function checkKeys(
  document: EditionDocument,
  registers: Registers,
  scope: LinkScope,
  meant: Meant,
): Finding[] {
  const keys = keysIn(document);
  const resolved = keys.map(({ key }) => entryOf(registers, key));
  const wrong = keys.map((key, at) => (resolved[at] ? wrongKind(key, resolved[at], scope) : null));
  const isRight = (at: number): boolean => resolved[at] !== null && wrong[at] === null;
  const inUse = new Set(keys.filter((_, at) => isRight(at)).map(({ use }) => use.expected));
  return keys.flatMap((key, at) => {
    const finding = resolved[at] === null ? missingKey(key, registers, inUse, meant) : wrong[at]!;
    return finding === null ? [] : [finding];
  });
}

function keysIn({ tree }: EditionDocument): Key[] {
  const { attributeName, attributeOwner } = tree.columns;
  const keys: Key[] = [];
  for (let row = 0; row < attributeOwner.length; row++) {
    if (tree.names.get(attributeName[row]!).qualified !== "key") continue;
    const attribute = tree.attribute(row);
    const use = attribute.owner.uri === TEI_NAMESPACE ? keyUse(attribute.owner) : null;
    const key = attribute.value.trim().replace(/^#/u, "");
    // An address or an identifier with a prefix is none of the edition's own keys.
    if (use !== null && key !== "" && !/[:/\s]/u.test(key)) keys.push({ attribute, key, use });
  }
  return keys;
}

/** A country is as often named by its code (ISO 3166) as by an entry: `<country key="IT">`. */
function isCountryCode({ attribute: { owner }, key }: Key): boolean {
  return owner.isTei("country") && /^[A-Za-z]{2,3}$/u.test(key);
}

/** Shorter words are like one another by chance: “RO” is a country, and no misspelt “RC”. */
const TELLING = 4;

function missingKey(
  missing: Key,
  registers: Registers,
  inUse: ReadonlySet<string>,
  meant: Meant,
): Finding | null {
  if (isCountryCode(missing)) return null;
  const { attribute, key, use } = missing;
  const near = key.length < TELLING ? null : meant.among(key, entriesFor(use, registers));
  if (near === null && !inUse.has(use.expected)) return null;
  return catalogue.keyMissing(attribute, { key, nearest: near, expected: use.expected });
}

function entriesFor({ kinds }: PointerUse, all: Registers): string[] {
  const registers: readonly [TargetKind, ReadonlyMap<string, unknown>][] = [
    ["person", all.people],
    ["place", all.places],
    ["organisation", all.organisations],
    ["event", all.events],
    ["witness", all.objects],
    ["work", all.works],
  ];
  return registers.flatMap(([kind, entries]) =>
    kinds === null || kinds.includes(kind) ? [...entries.keys()] : [],
  );
}

function wrongKind({ attribute, key, use }: Key, entry: Entry | Work, scope: LinkScope): Finding | null {
  const element = scope.of(entry.document)?.elements.get(entry.xmlId) ?? null;
  if (element === null || isRightKind(element, use)) return null;
  return catalogue.targetWrongKind(attribute, {
    pointer: key,
    attribute: "key",
    element,
    expected: use.expected,
    further: 0,
  });
}
