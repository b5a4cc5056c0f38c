import { ownTarget, pointersIn } from "../resolve/index.ts";
import { onceForNode, onceForTree, type Tree, type XmlNode } from "../tree/index.ts";

/** A number by which a list of works is cited, as the sciences do: “[12]”, “[3,” of several; what is said behind it is a place. */
const BRACKETED =
  /^\[\s*\d{1,4}\s*(?:\][\s,;.–-]*|[\s,;.–-]*|[,:]\s*(\S.*?)\s*\]?)$|^\d{1,4}\s*\][\s,;.–-]*$/u;

const BARE = /^\(?\s*\d{1,4}\s*\)?[\s,;.–-]*$/u;

/** A number alone, in brackets or not. */
const ALONE = /^[[(]?\s*(\d{1,4})\s*[\])]?[\s,;.–-]*$/u;

/**
 * Gives what a link to a work says behind the number that the work has in its list: the place in it, empty where there is none.
 * Null where the words are no such number. In square brackets any number is one; without them it is the place itself,
 * unless the links of the text count so.
 */
export function behindListNumber(link: XmlNode, text: string): string | null {
  if (!link.isTei("ref")) return null;
  const bracketed = BRACKETED.exec(text);
  if (bracketed !== null) return bracketed[1] ?? "";
  if (!BARE.test(text) || !countsByList(link.tree)) return null;
  return isOfWorks(link) || leadsToNumber(link, text) ? "" : null;
}

/** Whether a link says itself that it leads to a work. */
function isOfWorks(link: XmlNode): boolean {
  return /^bib/iu.test(link.get("type") ?? "");
}

/**
 * Whether most links of a text that are a number alone lead to the entry of that number, or have it in square brackets, and there are
 * two such numbers at least: a link to page 1 of the first work is no list.
 */
const countsByList: (tree: Tree) => boolean = onceForTree((tree) => {
  const agreed = new Set<string>();
  let [agreeing, all] = [0, 0];
  for (const link of tree.root.descendantElements("ref")) {
    const number = ALONE.exec(link.text.trim())?.[1];
    if (number === undefined || entriesOf(link).length === 0) continue;
    all++;
    if (!/[[\]]/u.test(link.text) && !leadsToNumber(link, number)) continue;
    agreeing++;
    agreed.add(number);
  }
  return agreed.size > 1 && 2 * agreeing > all;
});

function leadsToNumber(link: XmlNode, text: string): boolean {
  const number = /\d+/u.exec(text)?.[0];
  return entriesOf(link).some((entry) => numberOf(entry) === number);
}

function entriesOf(link: XmlNode): readonly XmlNode[] {
  return pointersIn(link.get("target") ?? "").flatMap((pointer) => {
    const target = ownTarget(link.tree, pointer);
    return target?.isTei(...ENTRIES) === true ? [target] : [];
  });
}

const ENTRIES: readonly string[] = ["bibl", "biblStruct", "biblFull"];

/** The number of an entry: its `@n`, that of its label, or the place in its list. */
function numberOf(entry: XmlNode): string | undefined {
  const said = entry.get("n") ?? entry.maybeElement("label")?.text ?? null;
  if (said !== null) return /\d+/u.exec(said)?.[0];
  return entry.parent === null ? undefined : String(placesIn(entry.parent).get(entry.row));
}

const placesIn: (list: XmlNode) => ReadonlyMap<number, number> = onceForNode((list) => {
  const places = new Map<number, number>();
  for (const each of list.elements()) if (each.isTei(...ENTRIES)) places.set(each.row, places.size + 1);
  return places;
});
