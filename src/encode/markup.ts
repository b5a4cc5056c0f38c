/** A piece of the TEI being made: characters, or an element. */
export type Piece = string | Markup;

/** An element of the TEI being made. */
export interface Markup {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Piece[];
  /** The series its `xml:id` is counted in, if it has one. */
  readonly series: string | null;
}

/** Makes an element. */
export function markup(
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly Piece[],
  series: string | null = null,
): Markup {
  return { name, attributes, children, series };
}

/**
 * How long a stretch of characters grows while a content is made. To ask a string that was put together sign by sign for
 * its end copies all of it: in one piece, a paragraph of a whole book would take the square of its length.
 */
const LONGEST_STRETCH = 256;

/**
 * Puts characters behind a content that is being made; white space is folded to one space. Long texts come to stand in
 * several stretches, which {@link inStretches} puts together when the content is done.
 */
export function appendText(pieces: Piece[], text: string): void {
  const last = pieces.at(-1);
  if (typeof last !== "string") pieces.push(text);
  else if (last.length > LONGEST_STRETCH) {
    if (text !== " " || !last.endsWith(" ")) pieces.push(text);
  } else if (text !== " " || !last.endsWith(" ")) pieces[pieces.length - 1] = last + text;
}

/** Puts a content behind another that is being made. */
export function joinText(pieces: Piece[], more: readonly Piece[]): void {
  for (const piece of more) {
    if (typeof piece !== "string") pieces.push(piece);
    else appendText(pieces, pieces.at(-1)?.toString().endsWith(" ") ? piece.trimStart() : piece);
  }
}

/** Puts the characters that stand side by side in a content into one stretch. */
export function inStretches(pieces: readonly Piece[]): Piece[] {
  const whole: Piece[] = [];
  let run: string[] = [];
  const close = (): void => {
    if (run.length > 0) whole.push(run.join(""));
    run = [];
  };
  for (const piece of pieces) {
    if (typeof piece === "string") run.push(piece);
    else {
      close();
      whole.push(piece);
    }
  }
  close();
  return whole;
}

/** Takes white space away at both ends of a content. */
export function trimmed(pieces: readonly Piece[]): Piece[] {
  const cut = pieces.map((piece, at) => {
    if (typeof piece !== "string") return piece;
    const front = at === 0 ? piece.trimStart() : piece;
    return at === pieces.length - 1 ? front.trimEnd() : front;
  });
  return cut.filter((piece) => piece !== "");
}

/** The characters of a content, of slips and corrections both. */
export function charactersOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : charactersOf(piece.children))).join("");
}

/** Elements that stand on lines of their own and hold such; within any other element no white space is added. */
const STRUCTURE: ReadonlySet<string> = new Set(
  "body div cit sp opener closer postscript address castList list table row teiHeader fileDesc titleStmt publicationStmt notesStmt sourceDesc respStmt encodingDesc editorialDecl quotation profileDesc abstract creation langUsage textClass keywords".split(
    " ",
  ),
);

/** Writes an element with its `xml:id`s counted in document order; structure is indented, text is left as it is. */
export function writeMarkup(element: Markup, indent: string): string {
  return write(element, indent, new Map());
}

function write(element: Markup, indent: string, counts: Map<string, number>): string {
  const tag = `${element.name}${attributesOf(element, counts)}`;
  const content = isStructure(element)
    ? element.children.map((child) => `\n${write(child as Markup, `${indent}  `, counts)}`).join("") +
      `\n${indent}`
    : inline(element, counts);
  return element.children.length === 0
    ? `${indent}<${tag}/>`
    : `${indent}<${tag}>${content}</${element.name}>`;
}

function inline(element: Markup, counts: Map<string, number>): string {
  return element.children
    .map((child) => (typeof child === "string" ? escapeText(child) : write(child, "", counts)))
    .join("");
}

/** A displayed quotation holds paragraphs or speeches; one within a sentence holds words. */
function isStructure({ name, children }: Markup): boolean {
  return (
    children.every((child) => typeof child !== "string") &&
    (STRUCTURE.has(name) || (name === "quote" && holdsBlocks(children)))
  );
}

function holdsBlocks(children: readonly Piece[]): boolean {
  return children.some((child) => typeof child !== "string" && (child.name === "p" || child.name === "sp"));
}

function attributesOf(element: Markup, counts: Map<string, number>): string {
  const id =
    element.series === null
      ? []
      : [["xml:id", `${element.series}-${count(element.series, counts)}`] as const];
  return [...id, ...Object.entries(element.attributes)]
    .map(([name, value]) => ` ${name}="${escapeText(value).replaceAll('"', "&quot;")}"`)
    .join("");
}

function count(series: string, counts: Map<string, number>): number {
  const next = (counts.get(series) ?? 0) + 1;
  counts.set(series, next);
  return next;
}

/** Characters that XML 1.0 has none of (clause 2.2). */
export const NO_XML: RegExp = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;

/** Escapes text for XML; characters that XML has none of are written as the sign for what cannot be shown. */
export function escapeText(text: string): string {
  return text
    .replace(NO_XML, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
