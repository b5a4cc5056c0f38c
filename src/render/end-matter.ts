import {
  type EndMatter,
  type EndMatterKind,
  element,
  type Html,
  type HtmlElement,
  isElement,
  isEndMatter,
} from "./html.ts";

/** A text with the matter at its end. */
export interface Gathered {
  readonly html: readonly Html[];
  /** A section for each kind there is: notes, corrections, variant readings. */
  readonly sections: readonly HtmlElement[];
}

interface Gathering {
  readonly taken: Set<string>;
  readonly entries: Record<EndMatterKind, HtmlElement[]>;
}

interface KindOfMatter {
  readonly title: string;
  readonly id: string;
  readonly sign: (count: number) => string;
  readonly lead: string | null;
}

const KINDS: Readonly<Record<EndMatterKind, KindOfMatter>> = {
  note: { title: "Notes", id: "note", sign: String, lead: null },
  correction: {
    title: "Corrections",
    id: "correction",
    sign: String,
    lead: "Before the bracket stands the reading of the text above, behind it the other one.",
  },
  variant: { title: "Variant readings", id: "variant", sign: letters, lead: null },
};

/** Beyond this many, a list of corrections or variants is folded; nobody reads it from end to end. */
const FOLD_BEYOND = 40;

/**
 * Takes notes, corrections and variant readings out of a text, in the order in which they stand, numbers them, and gives
 * each its sign in the text and its entry behind it, linked both ways. Ids that occur twice are kept once, because a
 * link can lead to one place only.
 */
export function gatherEndMatter(html: readonly Html[]): Gathered {
  const gathering: Gathering = { taken: idsOf(html), entries: { note: [], correction: [], variant: [] } };
  const settled = settle(html, gathering);
  const sections = (["note", "correction", "variant"] as const)
    .filter((kind) => gathering.entries[kind].length > 0)
    .map((kind) => section(kind, gathering));
  return { html: settled, sections };
}

/** Leaves out the second and later use of an id. */
export function uniqueIds(html: readonly Html[], seen: Set<string> = new Set()): readonly Html[] {
  let isSame = true;
  const unique = html.map((piece) => {
    if (!isElement(piece)) return piece;
    const { id } = piece.attributes;
    const isAgain = id !== undefined && seen.has(id);
    if (id !== undefined) seen.add(id);
    const children = uniqueIds(piece.children, seen);
    if (!isAgain && children === piece.children) return piece;
    isSame = false;
    return { ...piece, attributes: isAgain ? withoutId(piece.attributes) : piece.attributes, children };
  });
  return isSame ? html : unique;
}

function withoutId({ id: _id, ...others }: HtmlElement["attributes"]): HtmlElement["attributes"] {
  return others;
}

function settle(html: readonly Html[], gathering: Gathering): readonly Html[] {
  const settled: Html[] = [];
  let isSame = true;
  for (const piece of html) {
    if (typeof piece === "string") settled.push(piece);
    else if (isElement(piece)) {
      const children = settle(piece.children, gathering);
      if (children !== piece.children) isSame = false;
      settled.push(children === piece.children ? piece : { ...piece, children });
    } else {
      isSame = false;
      if (isEndMatter(piece)) settled.push(...leaveSign(piece, gathering));
    }
  }
  return isSame ? html : settled;
}

function leaveSign(matter: EndMatter, gathering: Gathering): readonly Html[] {
  const kind = KINDS[matter.endMatter];
  const shown = settle(matter.shown, gathering);
  const entries = gathering.entries[matter.endMatter];
  const count = entries.length + 1;
  const id = matter.id ?? freeId(`${kind.id}-${count}`, gathering.taken);
  const back = freeId(`${id}-sign`, gathering.taken);
  const label = matter.label ?? kind.sign(count);
  // The place is taken before the body is settled, since a note within the note comes after it.
  const at = entries.push(element("li", {})) - 1;
  entries[at] = entry(matter, { id, back, label }, settle(matter.body, gathering));
  return sign(matter, { id, back, label }, shown);
}

interface Ends {
  readonly id: string;
  readonly back: string;
  readonly label: string;
}

function entry(matter: EndMatter, { id, back, label }: Ends, body: readonly Html[]): HtmlElement {
  const isNote = matter.endMatter !== "correction";
  const link = matter.inLink
    ? null
    : element(
        "a",
        {
          class: "back",
          href: `#${back}`,
          "aria-label": `Back to the text at ${KINDS[matter.endMatter].id} ${label}`,
        },
        "↩",
      );
  const lead = isNote ? [element("span", { class: "label" }, label), " "] : [];
  return element(
    "li",
    { id, class: "entry" },
    ...lead,
    element("div", { class: "entry-body" }, ...body, " ", link),
  );
}

/** A correction is itself the link to its entry; a note, a variant and what holds nothing have a raised sign. */
function sign(matter: EndMatter, { id, back, label }: Ends, shown: readonly Html[]): readonly Html[] {
  const attributes = { id: back, title: matter.title };
  if (matter.inLink) return [element("span", { class: matter.endMatter, ...attributes }, ...shown)];
  const href = `#${encodeURIComponent(id)}`;
  if (matter.endMatter === "correction" && !holdsLink(shown) && shown.length > 0) {
    return [element("a", { class: "correction", href, ...attributes }, ...shown)];
  }
  const name = `${KINDS[matter.endMatter].title.replace(/s$/u, "")} ${label}`;
  const link = element(
    "a",
    { class: "sign", href, ...attributes, "aria-label": name, role: "doc-noteref" },
    label,
  );
  return [...shown, element("sup", {}, link)];
}

function section(kind: EndMatterKind, { entries, taken }: Gathering): HtmlElement {
  const { title, id, lead } = KINDS[kind];
  const heading = element("h2", { id: freeId(`${id}s`, taken) }, title);
  const list = element("ol", { class: `${id}-list` }, ...entries[kind]);
  const folded = entries[kind].length > FOLD_BEYOND && kind !== "note";
  const body = folded
    ? element("details", {}, element("summary", {}, `All ${entries[kind].length}`), list)
    : list;
  return element(
    "section",
    {
      class: `end-matter ${id}s`,
      role: kind === "note" ? "doc-endnotes" : null,
      "aria-labelledby": heading.attributes.id,
    },
    heading,
    lead === null ? null : element("p", { class: "lead" }, lead),
    body,
  );
}

function holdsLink(html: readonly Html[]): boolean {
  return html.some((piece) => isElement(piece) && (piece.tag === "a" || holdsLink(piece.children)));
}

function idsOf(html: readonly Html[], ids: Set<string> = new Set()): Set<string> {
  for (const piece of html) {
    if (typeof piece === "string") continue;
    if (isEndMatter(piece)) {
      if (piece.id !== null) ids.add(piece.id);
      idsOf([...piece.shown, ...piece.body], ids);
    } else if (isElement(piece)) {
      if (piece.attributes.id !== undefined) ids.add(piece.attributes.id);
      idsOf(piece.children, ids);
    }
  }
  return ids;
}

function freeId(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let count = 2; taken.has(id); count++) id = `${wanted}_${count}`;
  taken.add(id);
  return id;
}

/** a … z, aa, ab …: the usual signs of an apparatus. */
function letters(count: number): string {
  const last = String.fromCharCode(97 + ((count - 1) % 26));
  return count > 26 ? letters(Math.floor((count - 1) / 26)) + last : last;
}
