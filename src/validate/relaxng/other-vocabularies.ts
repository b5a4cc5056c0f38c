/** What elements of HTML, DocBook and TEI P4 are called in TEI P5; of several names the first that fits is meant. */
const ELEMENTS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    a: ["ref"],
    b: ["hi"],
    blockquote: ["quote"],
    br: ["lb"],
    chapter: ["div"],
    cite: ["title", "bibl"],
    em: ["emph", "hi"],
    emphasis: ["emph", "hi"],
    figcaption: ["figDesc", "head"],
    footnote: ["note"],
    h1: ["head"],
    h2: ["head"],
    h3: ["head"],
    h4: ["head"],
    h5: ["head"],
    h6: ["head"],
    heading: ["head"],
    i: ["hi"],
    img: ["graphic", "figure"],
    italic: ["hi"],
    li: ["item"],
    line: ["l", "lb"],
    link: ["ref", "ptr"],
    listitem: ["item"],
    ol: ["list"],
    para: ["p"],
    paragraph: ["p"],
    section: ["div"],
    small: ["hi"],
    strong: ["hi", "emph"],
    sub: ["hi"],
    sup: ["hi"],
    td: ["cell"],
    "tei.2": ["TEI"],
    th: ["cell"],
    tr: ["row"],
    ul: ["list"],
    verse: ["l", "lg"],
    xref: ["ref"],
    xptr: ["ptr"],
  }),
);

/** What their attributes are called. */
const ATTRIBUTES: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    class: ["rend", "type"],
    href: ["target"],
    src: ["url"],
    style: ["rend"],
    url: ["target"],
  }),
);

/** The names that an element of another vocabulary has in TEI; none, where it is not known. */
export function elementsMeant(local: string): readonly string[] {
  return ELEMENTS.get(local.toLowerCase()) ?? [];
}

/** The names that an attribute of another vocabulary has in TEI; none, where it is not known. */
export function attributesMeant(local: string): readonly string[] {
  return ATTRIBUTES.get(local.toLowerCase()) ?? [];
}
