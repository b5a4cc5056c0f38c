import { element, type Html, type HtmlElement, hasText, isElement } from "./html.ts";

/**
 * Lists and tables of HTML may hold their items and rows only, while in TEI a page may break between two items. Gives
 * the children that may stay, with whatever stood between them taken into the next one, or into the last.
 */
export function adopt(
  children: readonly Html[],
  allowed: readonly string[],
  otherwise: string,
): HtmlElement[] {
  const kept: HtmlElement[] = [];
  let strays: Html[] = [];
  for (const child of children) {
    if (isElement(child) && allowed.includes(child.tag)) {
      kept.push(strays.length === 0 ? child : withStrays(strays, child));
      strays = [];
    } else if (typeof child !== "string" || hasText([child])) strays.push(child);
  }
  return strays.length === 0 ? kept : withLast(kept, strays, otherwise);
}

/** A row cannot hold loose matter either: its first cell takes it. */
function withStrays(strays: readonly Html[], child: HtmlElement): HtmlElement {
  if (child.tag !== "tr") return { ...child, children: [...strays, " ", ...child.children] };
  const [first, ...others] = child.children;
  if (first === undefined || !isElement(first))
    return element("tr", child.attributes, element("td", {}, ...strays));
  return { ...child, children: [withStrays(strays, first), ...others] };
}

function withLast(kept: readonly HtmlElement[], strays: readonly Html[], otherwise: string): HtmlElement[] {
  const last = kept.at(-1);
  if (last === undefined || last.tag === "tr" || last.tag === "caption") {
    const cells = otherwise === "tr" ? [element("td", { colspan: columnsOf(kept) }, ...strays)] : strays;
    return [...kept, element(otherwise, {}, ...cells)];
  }
  return [...kept.slice(0, -1), { ...last, children: [...last.children, ...strays] }];
}

/** How many columns the rows of a table have at most; null where that is one. */
function columnsOf(rows: readonly HtmlElement[]): string | null {
  const widthOf = (cell: Html): number =>
    typeof cell !== "string" && isElement(cell) ? Number(cell.attributes.colspan ?? 1) : 0;
  const most = rows.reduce(
    (before, { children }) =>
      Math.max(
        before,
        children.reduce((sum, cell) => sum + widthOf(cell), 0),
      ),
    1,
  );
  return most === 1 ? null : String(most);
}
