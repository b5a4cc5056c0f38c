import { catalogue, type Finding, nearest, placeIn } from "../report/index.ts";
import { TEI_NAMESPACE, type Tree, type XmlAttribute } from "../tree/index.ts";
import { idsIn } from "./anchors.ts";
import { type LinkScope, type PointerTarget, pointersIn, resolvePointer } from "./pointer.ts";
import { type PointerAttribute, pointerAttribute, targetKind } from "./pointer-attributes.ts";
import { isScheme, prefixOf } from "./prefix.ts";
import type { EditionDocument } from "./registers.ts";

/**
 * Follows every pointer of a document and gives a finding for each that leads to nothing, or to the wrong kind of thing,
 * and for each `xml:id` used twice. Addresses on the web are not followed.
 */
export function checkLinks(document: EditionDocument, scope: LinkScope): Finding[] {
  return [...duplicateIds(document.tree), ...brokenPointers(document, scope)];
}

function duplicateIds(tree: Tree): Finding[] {
  const first = new Map<string, number>();
  const findings: Finding[] = [];
  for (const { value, owner, row } of idsIn(tree)) {
    const line = first.get(value);
    if (line === undefined) first.set(value, tree.lines.position(owner.start).line);
    else findings.push(catalogue.duplicateId(tree.attribute(row), { id: value, line }));
  }
  return findings;
}

function brokenPointers(document: EditionDocument, scope: LinkScope): Finding[] {
  const { tree } = document;
  const { attributeOwner, attributeName, name } = tree.columns;
  const uses = new Map<number, PointerAttribute | null>();
  const findings: Finding[] = [];
  const meant = new Map<string, string | null>();
  for (let row = 0; row < attributeOwner.length; row++) {
    const pair = name[attributeOwner[row]!]! * tree.names.size + attributeName[row]!;
    let use = uses.get(pair);
    if (use === undefined) {
      use = useOf(tree, row);
      uses.set(pair, use);
    }
    if (use !== null) findings.push(...checkAttribute(tree.attribute(row), use, document, scope, meant));
  }
  return findings;
}

function useOf(tree: Tree, row: number): PointerAttribute | null {
  const attribute = tree.attribute(row);
  const { owner } = attribute;
  return owner.uri === TEI_NAMESPACE ? pointerAttribute(attribute.name.qualified, owner.local) : null;
}

function checkAttribute(
  attribute: XmlAttribute,
  use: PointerAttribute,
  document: EditionDocument,
  scope: LinkScope,
  meant: Map<string, string | null>,
): Finding[] {
  let from = 0;
  return pointersIn(attribute.value).flatMap((pointer) => {
    const at = attribute.value.indexOf(pointer, from);
    from = at + pointer.length;
    const target = resolvePointer(pointer, attribute.owner, document.id, scope);
    const finding = faultOf({ attribute, pointer, at, use, document, scope, meant }, target);
    return finding === null ? [] : [finding];
  });
}

interface Pointing {
  readonly attribute: XmlAttribute;
  readonly pointer: string;
  /** Where the pointer begins in the attribute's value. */
  readonly at: number;
  readonly use: PointerAttribute;
  readonly document: EditionDocument;
  readonly scope: LinkScope;
  /** What pointers seen before were probably meant to be: the same mistake is often made a thousand times. */
  readonly meant: Map<string, string | null>;
}

function faultOf(pointing: Pointing, target: PointerTarget): Finding | null {
  const { pointer, attribute, use } = pointing;
  const where = placeOf(pointing);
  const named = { pointer, attribute: attribute.name.qualified };
  switch (target.kind) {
    case "elsewhere":
    case "document":
      return null;
    case "element":
      return isRightKind(target.element, use)
        ? null
        : catalogue.targetWrongKind(where, { ...named, element: target.element, expected: use.expected });
    case "no-element": {
      const document = target.document === pointing.document.id ? null : target.document;
      return catalogue.targetMissing(where, {
        ...named,
        document,
        nearest: nearestPointer(pointing, target.document, target.id),
      });
    }
    case "no-file":
      return catalogue.fileMissing(where, { ...named, file: target.file, nearest: null });
    case "bare":
      return use.web && target.element === null
        ? null
        : catalogue.fileMissing(where, {
            ...named,
            file: target.word,
            nearest: bareNearest(pointing, target.word),
          });
    case "no-prefix":
      return catalogue.prefixUnknown(where, {
        ...named,
        prefix: target.prefix,
        nearest: nearestPrefix(pointing, target.prefix),
      });
  }
}

function isRightKind(element: string, use: PointerAttribute): boolean {
  const kind = targetKind(element);
  return use.kinds === null || kind === null || use.kinds.includes(kind);
}

/** The pointer itself, where it can be found in the source; the whole attribute where a reference changed the value. */
function placeOf({ attribute, pointer, at }: Pointing): Parameters<typeof catalogue.targetMissing>[0] {
  const { tree, owner, row } = attribute;
  const start = tree.columns.valueStart[row]! + at;
  const end = start + pointer.length;
  if (attribute.isDefault || tree.source.slice(start, end) !== pointer) return attribute;
  return placeIn(tree, { start, end }, owner);
}

function nearestPointer(pointing: Pointing, target: string, id: string): string | null {
  const { pointer, use, meant } = pointing;
  const question = `${use.expected} ${pointer}`;
  const known = meant.get(question);
  if (known !== undefined) return known;
  const found = findNearest(pointing, target, id);
  meant.set(question, found);
  return found;
}

/** The nearest id of the right kind, written as the pointer was written. */
function findNearest({ pointer, use, scope, document }: Pointing, target: string, id: string): string | null {
  const anchors = scope.of(target) ?? (target === document.id ? null : scope.at(target));
  const ids =
    anchors === null
      ? [...idsIn(document.tree)].map(({ value, owner }) => [value, owner.local] as const)
      : [...anchors.elements];
  const found = nearest(
    id,
    ids.filter(([, element]) => isRightKind(element, use)).map(([each]) => each),
  );
  return found === null || !pointer.endsWith(id)
    ? found
    : pointer.slice(0, pointer.length - id.length) + found;
}

function bareNearest({ document, use }: Pointing, word: string): string | null {
  const ids = [...idsIn(document.tree)]
    .filter(({ owner }) => isRightKind(owner.local, use))
    .map(({ value }) => value);
  const found = nearest(word, ids);
  return found === null ? null : `#${found}`;
}

function nearestPrefix({ attribute, scope }: Pointing, prefix: string): string | null {
  return nearest(
    prefix,
    scope
      .prefixes(attribute.tree)
      .map(({ ident }) => ident)
      .filter((ident) => !isScheme(ident) && prefixOf(`${ident}:`) !== null),
  );
}
