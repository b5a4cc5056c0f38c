import type { XmlNode } from "../tree/index.ts";

/** A part of a template: text, the place of a parameter, or an element with parts in it. */
export type TemplatePart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "parameter"; readonly name: string }
  | {
      readonly kind: "element";
      readonly local: string;
      readonly attributes: readonly (readonly [string, readonly TemplatePart[]])[];
      readonly parts: readonly TemplatePart[];
    };

/**
 * Reads a `pb:template` (TEI Publisher's extension of the Guidelines): markup in which `[[name]]` stands for a parameter
 * of the model, and `[[content]]` for the element's content. White space with a line end in it is the layout of the template, as
 * it is of the XQuery that TEI Publisher makes of it (XQuery 3.1, section 3.9.1.4, boundary white space).
 */
export function readTemplate(template: XmlNode): readonly TemplatePart[] {
  return [...template.children()].flatMap((child): readonly TemplatePart[] => {
    if (child.isText) return partsOf(child.text).filter((part) => !isLayout(part));
    if (!child.isElement) return [];
    const attributes = Array.from(
      child.attributes(),
      (attribute) => [attribute.name.qualified, partsOf(attribute.value)] as const,
    );
    return [{ kind: "element", local: child.local, attributes, parts: readTemplate(child) }];
  });
}

function isLayout(part: TemplatePart): boolean {
  return part.kind === "text" && /^[ \t]*[\r\n]\s*$/u.test(part.text);
}

function partsOf(text: string): TemplatePart[] {
  return text
    .split(/(\[\[[^\]]*\]\])/u)
    .filter((piece) => piece !== "")
    .map((piece) => {
      const name = /^\[\[([^\]]*)\]\]$/u.exec(piece)?.[1];
      return name === undefined ? { kind: "text", text: piece } : { kind: "parameter", name: name.trim() };
    });
}
