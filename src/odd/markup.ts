/** An element to be written: data without positions. Text is for elements that hold nothing else. */
export interface Markup {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Markup | string)[];
}

/** Makes an element to be written. */
export function markup(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly (Markup | string)[] = [],
): Markup {
  return { name, attributes, children };
}

/** Writes a document: two spaces a level, text elements on one line, always the same bytes for the same markup. */
export function writeMarkup(root: Markup): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${lines(root, "").join("\n")}\n`;
}

function lines(element: Markup, indent: string): string[] {
  const open = `${indent}<${element.name}${attributes(element)}`;
  if (element.children.length === 0) return [`${open}/>`];
  if (element.children.some((child) => typeof child === "string")) {
    return [`${open}>${inline(element.children)}</${element.name}>`];
  }
  const inner = element.children.flatMap((child) => lines(child as Markup, `${indent}  `));
  return [`${open}>`, ...inner, `${indent}</${element.name}>`];
}

function inline(children: readonly (Markup | string)[]): string {
  return children
    .map((child) => (typeof child === "string" ? escapeMarkup(child) : inlineElement(child)))
    .join("");
}

function inlineElement(element: Markup): string {
  const open = `<${element.name}${attributes(element)}`;
  return element.children.length === 0
    ? `${open}/>`
    : `${open}>${inline(element.children)}</${element.name}>`;
}

function attributes(element: Markup): string {
  return Object.entries(element.attributes)
    .map(
      ([name, value]) =>
        ` ${name}="${escapeMarkup(value).replaceAll('"', "&quot;").replaceAll("\n", "&#10;")}"`,
    )
    .join("");
}

function escapeMarkup(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
