import type { XmlNode } from "../tree/index.ts";

const BIBLIOGRAPHY = /biblio|works.?cited|references|literatur/iu;

/** Whether a `bibl` stands in a list of works, and so describes one: elsewhere it cites one, and so it does where it points to it. */
export function isListed(bibl: XmlNode): boolean {
  if (pointsToWork(bibl)) return false;
  for (const above of bibl.ancestors()) {
    if (above.isTei("listBibl")) return true;
    if (above.isTei("cit", "note", "quote", "bibl", "biblStruct", "relatedItem")) return false;
    if (above.isTei("div", "div1", "list") && BIBLIOGRAPHY.test(above.get("type") ?? "")) return true;
  }
  return false;
}

/**
 * Whether a `bibl` says with a pointer which entry of the edition it means, as the bibliography of an inscription does:
 * `<bibl><ptr target="works.xml#roe"/><citedRange>12</citedRange></bibl>`. What names an author or an imprint describes a work,
 * and so does what has a title or an id of its own and says no place.
 */
export function pointsToWork(bibl: XmlNode): boolean {
  if (!bibl.isTei("bibl")) return false;
  const parts = [...bibl.elements()];
  const has = (...names: readonly string[]): boolean => parts.some((part) => part.isTei(...names));
  const saysPlace = has("citedRange", "biblScope");
  if (!saysPlace && (bibl.get("xml:id") !== null || has("title"))) return false;
  return parts.some(leadsToEntry) && !has(...OF_A_DESCRIPTION);
}

function leadsToEntry(part: XmlNode): boolean {
  return part.isTei("ptr") && /^(?![a-z][a-z\d+.-]*:\/\/)[^#]*#./iu.test(part.get("target")?.trim() ?? "");
}

const OF_A_DESCRIPTION = ["author", "editor", "respStmt", "publisher", "pubPlace", "date"];
