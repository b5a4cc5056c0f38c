import type { CitedDocument } from "../cite/index.ts";
import {
  type CompiledModels,
  plainContext,
  type Reading,
  type RenderContext,
  type Words,
  wordingFor,
} from "../render/index.ts";
import {
  addressOfFile,
  canonicalTarget,
  entryAt,
  entryCalled,
  entryMeant,
  type LinkScope,
  type PointerTarget,
  pageOf,
  pageOfDocument,
  type Registers,
  resolvePointer,
} from "../resolve/index.ts";
import { relativeAddress } from "./address.ts";
import { annotationsOf } from "./annotations.ts";
import { contentId } from "./content-id.ts";
import { PERMALINK_NAME } from "./permalinks.ts";
import { shortNames, shortTitle } from "./reference.ts";
import { SETTINGS, type SiteSettings } from "./settings.ts";

type XmlNode = Parameters<RenderContext["anchor"]>[0];

/** A pointer, and the element it stands on. */
interface Written {
  readonly node: XmlNode;
  readonly pointer: string;
}

/** What a document's page has to know of the edition around it. */
export interface PageSetup {
  readonly id: string;
  readonly cited: CitedDocument;
  readonly registers: Registers;
  readonly scope: LinkScope;
  /** The ids of the documents that have pages. */
  readonly pages: ReadonlySet<string>;
  readonly reading?: Reading;
  /** How the site is made; as {@link SETTINGS} says where absent. */
  readonly settings?: SiteSettings;
  /** The models the page is made by, which say what elements of the edition's own are; those of TEI alone where absent. */
  readonly models?: CompiledModels;
  /** The language of the document, where it says one. */
  readonly language?: string | null;
}

/**
 * Gives the context in which a document is rendered for its page: names lead to the pages of the registers, pointers to
 * the pages of texts, citations are explained, and every record has the anchor that the indexes point to.
 */
export function pageContext(setup: PageSetup): RenderContext {
  const { id, cited, registers, reading = "edited", settings = SETTINGS, language = null } = setup;
  const wording = wordingFor(language, settings);
  const annotations = annotationsOf(id, cited.records.citations, registers, wording.words);
  const anchor = (node: XmlNode): string | null =>
    cited.rows.get(node.row)?.id ?? node.get("xml:id") ?? contentId(node, setup.models ?? null);
  const linkOf = (written: XmlNode, reference: string): string | null => {
    const canonical = reference === written.get("cRef") ? canonicalTarget(reference, written) : null;
    if (canonical?.kind === "passage") return passageAddress(canonical.node, anchor);
    const [node, pointer] =
      canonical?.kind === "pointer" ? [canonical.from, canonical.pointer] : [written, reference];
    const target = resolvePointer(pointer, node, id, setup.scope);
    return target.kind === "file" && (IMAGES.has(node.local) || PICTURE.test(target.path))
      ? imageAddress(target.path, id)
      : linkTo(target, { node, pointer }, setup);
  };
  const links = new Map<string, string | null>();
  return plainContext({
    reading,
    wording,
    hasOtherReadings: true,
    permalinkName: PERMALINK_NAME,
    link: (written, reference) => {
      // An id of the document itself leads to the same place from everywhere, and a play names its speakers a thousand times.
      const isOwn = reference.startsWith("#") && reference !== written.get("cRef");
      const known = isOwn ? links.get(reference) : undefined;
      const link = known === undefined ? linkOf(written, reference) : known;
      if (isOwn) links.set(reference, link);
      return link;
    },
    annotation: ({ row }) => {
      const record = cited.rows.get(row);
      return record?.kind === "citation" ? (annotations.get(record.id) ?? null) : null;
    },
    nameOf: (node, pointer) => nameAt({ node, pointer }, setup, wording.words),
    anchor,
  });
}

/** The nearest place on its page that a passage of the same document can be shown at: it, what it holds, or what holds it. */
function passageAddress(node: XmlNode, anchor: (node: XmlNode) => string | null): string | null {
  const places = [[node], node.descendantElements(), node.ancestors()];
  for (const place of places) {
    for (const at of place) {
      const id = at.isElement ? anchor(at) : null;
      if (id !== null) return `#${id}`;
    }
  }
  return null;
}

/** What is called in the registers what a pointer or a key leads to: by its name, a work by its authors and its title. */
function nameAt(
  { node, pointer }: Written,
  { id, registers, scope }: PageSetup,
  words: Words,
): string | null {
  const target = resolvePointer(pointer, node, id, scope);
  const entry = entryMeant(registers, target, { node, pointer });
  if (entry === null) return null;
  if ("name" in entry) return entry.name;
  return [shortNames(entry, words), shortTitle(entry)].filter((part) => part !== "").join(", ");
}

/** Elements that show a picture. */
const IMAGES: ReadonlySet<string> = new Set(["graphic", "media", "binaryObject", "surface", "zone", "pb"]);

/** Formats that a browser shows or plays and that run nothing there. */
const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|svg|mp3|m4a|og[agv]|opus|wav|flac|mp4|webm)$/iu;

/**
 * Where a picture of the edition's folder stands on the site: its path, below `images/`, and so recordings. One outside of the folder, or in a
 * format that is none of a picture's, is not shown.
 */
function imageAddress(path: string, id: string): string | null {
  const isWithin = !/^(?:[a-z]+:|\/|\.\.(?:\/|$))/iu.test(path) && !path.split("/").includes("..");
  return isWithin && PICTURE.test(path)
    ? relativeAddress(pageOfDocument(id), `images/${addressOfFile(path)}`)
    : null;
}

function linkTo(target: PointerTarget, written: Written, setup: PageSetup): string | null {
  const page = pageOfDocument(setup.id);
  switch (target.kind) {
    case "element": {
      const entry = entryAt(setup.registers, target, written);
      if (entry !== null) return relativeAddress(page, pageOf(entry.kind, entry.key));
      return setup.pages.has(target.document)
        ? relativeAddress(page, `${pageOfDocument(target.document)}#${target.id}`)
        : null;
    }
    case "document":
      return setup.pages.has(target.document) ? relativeAddress(page, pageOfDocument(target.document)) : null;
    case "elsewhere": {
      const entry = entryAt(setup.registers, target, written);
      if (entry !== null) return relativeAddress(page, pageOf(entry.kind, entry.key));
      return /^(?:https?|mailto|tel):/iu.test(target.uri) ? target.uri : null;
    }
    case "bare":
      return linkByKey(target, written, setup) ?? linkToWord(target, page, setup);
    case "file":
    case "no-element":
    case "no-file":
    case "no-prefix":
      return linkByKey(target, written, setup);
    default:
      return target satisfies never;
  }
}

/** A word that is the id of an element of the document is a pointer to it whose `#` was forgotten. */
function linkToWord(
  { word, element }: PointerTarget & { readonly kind: "bare" },
  page: string,
  { id, pages }: PageSetup,
): string | null {
  return element !== null && pages.has(id) ? relativeAddress(page, `${page}#${word}`) : null;
}

/** A `@key` is the key of an entry; a pointer to an element that is none of the document's may be one as well. */
function linkByKey(target: PointerTarget, written: Written, { id, registers }: PageSetup): string | null {
  const entry = entryCalled(registers, target, written);
  return entry === null ? null : relativeAddress(pageOfDocument(id), pageOf(entry.kind, entry.key));
}
