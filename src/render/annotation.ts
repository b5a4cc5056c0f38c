import type { Annotation } from "./context.ts";
import { classesOf, element, type Html, type HtmlElement, holdsLink, isElement } from "./html.ts";
import type { Passage } from "./passage.ts";
import { say, type Words } from "./words.ts";

/**
 * Links a citation to its work, and sets what an abbreviated one stands for behind it, where everyone sees it. The link
 * stands on the title, or on the *ibid.* or *op. cit.* in its place; without either it is the explanation that links.
 */
export function explain(passage: Passage<readonly Html[]>, made: readonly Html[]): readonly Html[] {
  const annotation = passage.context.annotation(passage.node);
  if (annotation === null || passage.scope.inLink) return made;
  // A pointer in it that has no words says which work it is, and leads there.
  if (annotation.href !== null && isPointedOut(made, annotation.href)) return made;
  const linked = annotation.href === null ? made : linkFirst(made, annotation.href);
  // A pointer without words shows what it stands for in their place.
  if (annotation.label === null || !/\S/u.test(passage.node.text)) return linked;
  const { words } = passage.context.wording;
  const only = linked.length === 1 ? linked[0]! : null;
  // What says all of it already, and leads to the work, needs no second saying.
  if (annotation.isSaid === true && linked !== made) return linked;
  if (annotation.isSaid === true && only !== null && isElement(only) && only.tag === "a")
    return [{ ...only, attributes: { title: annotation.label, ...only.attributes } }];
  // What is a link already can hold no other.
  if (only === null || !isElement(only) || only.tag === "a")
    return [...linked, " ", standsFor(annotation, words)];
  return [{ ...only, children: [...only.children, " ", standsFor(annotation, words)] }];
}

function isPointedOut(made: readonly Html[], href: string): boolean {
  return made.some(
    (piece) =>
      isElement(piece) &&
      ((piece.attributes.href === href && classesOf(piece).includes("tei-ptr")) ||
        isPointedOut(piece.children, href)),
  );
}

function standsFor(annotation: Annotation, words: Words): Html {
  const label = setTitle(annotation.label ?? "", annotation.title);
  const link = annotation.href === null ? label : [element("a", { href: annotation.href }, ...label)];
  const nearest = annotation.via[0];
  const via =
    nearest === undefined
      ? null
      : element(
          "a",
          {
            class: "via",
            href: nearest.href,
            title: say(words, "resolvedThrough", { label: nearest.label }),
          },
          "←",
        );
  return element("span", { class: "stands-for" }, "[", ...link, via, "]");
}

function setTitle(label: string, title: string | null): readonly Html[] {
  const at = title === null ? -1 : label.indexOf(title);
  if (title === null || at < 0) return [label];
  return [label.slice(0, at), element("cite", {}, title), label.slice(at + title.length)];
}

/** Puts the link on the first element that names the work; on nothing, where that would be a link within a link. */
function linkFirst(made: readonly Html[], href: string): readonly Html[] {
  const target =
    ["tei-title", "tei-abbr"].map((name) => find(made, name)).find((found) => found !== null) ?? null;
  return target === null ? made : made.map((piece) => replace(piece, target, href));
}

function find(made: readonly Html[], name: string): HtmlElement | null {
  for (const piece of made) {
    if (!isElement(piece) || piece.tag === "a") continue;
    if (classesOf(piece).includes(name) && !holdsLink(piece.children)) return piece;
    const below = find(piece.children, name);
    if (below !== null) return below;
  }
  return null;
}

function replace(piece: Html, target: HtmlElement, href: string): Html {
  if (piece === target) return element("a", { class: "work", href }, piece);
  if (!isElement(piece)) return piece;
  return { ...piece, children: piece.children.map((child) => replace(child, target, href)) };
}
