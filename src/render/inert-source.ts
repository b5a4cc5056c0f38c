import { NodeKind, serializeNode, type Tree, type XmlNode } from "../tree/index.ts";
import { loadsInStyle } from "./inert-style.ts";

/** Languages whose elements a browser runs or loads from wherever it finds them, in a file of TEI too. */
const LIVE_LANGUAGES: readonly string[] = [
  "http://www.w3.org/1999/xhtml",
  "http://www.w3.org/2000/svg",
  "http://www.w3.org/1998/Math/MathML",
];

/** Elements of XHTML that hold words alone. */
const WORDS: ReadonlySet<string> = new Set(
  `a abbr b bdi bdo blockquote br caption cite code col colgroup dd del dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr
  i ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub sup table tbody td tfoot th thead time tr u ul
  var wbr`.split(/\s+/u),
);

/** Elements of SVG and MathML that run something, load it or change what is shown. */
const LIVE_ELEMENTS: ReadonlySet<string> = new Set(
  `script handler listener foreignobject style set animate animatetransform animatemotion animatecolor discard iframe audio
  video canvas annotation-xml`.split(/\s+/u),
);

/**
 * Gives a document as it can be handed out to be opened in a browser, where it holds what would run or load something
 * there: scripts and the like of other languages, or a stylesheet that makes such of it. They are kept, in namespaces that
 * no browser knows; instructions that name a stylesheet are not. Null for a document that does nothing, as nearly all.
 */
export function inertSource(tree: Tree): string | null {
  if (!holdsInstructions(tree) && !holdsLive(tree)) return null;
  let made = `${serializeNode(tree.document)}\n`.replace(/<\?xml-stylesheet\b[\s\S]*?\?>/gu, "");
  for (const uri of LIVE_LANGUAGES) made = made.replaceAll(`="${uri}"`, `="${uri}#inert"`);
  return made;
}

/** Whether an instruction names a stylesheet that is not a file beside the pages, which are ours. */
function holdsInstructions(tree: Tree): boolean {
  return stylesheetsOf(tree).some((text) => !isBeside(text));
}

/** What the instructions of a document say that name a stylesheet: browsers follow those of its document type as well. */
export function stylesheetsOf({ document, doctype }: Tree): readonly string[] {
  const own = [...document.children()]
    .filter(({ kind, local }) => kind === NodeKind.instruction && local === "xml-stylesheet")
    .map(({ text }) => text);
  const declared = (doctype?.instructions ?? []).filter(({ target }) => target === "xml-stylesheet");
  return [...own, ...declared.map(({ data }) => data)];
}

/**
 * Whether the pseudo-attributes of an instruction (Associating Style Sheets with XML documents 1.0, section 3) are what they
 * may be, each once, and its address that of a file beside the pages: no document is handed out under such a name, so that
 * none can be the stylesheet of another, or of itself. What browsers may understand otherwise than we do is not gone into.
 */
function isBeside(instruction: string): boolean {
  const pairs = [...instruction.matchAll(PSEUDO_ATTRIBUTE)];
  const said = new Map(pairs.map(([, name = "", , value = ""]) => [name, value]));
  if (said.size !== pairs.length || instruction.replace(PSEUDO_ATTRIBUTE, "").trim() !== "") return false;
  const address = said.get("href") ?? "";
  return /^(?!\/\/)[\w./-]+$/u.test(address) && ENDINGS.get(said.get("type") ?? "")?.test(address) === true;
}

const PSEUDO_ATTRIBUTE = /(?<!\S)(href|type|title|media|charset|alternate)\s*=\s*(["'])([^"'<>&]*)\2(?!\S)/gu;

/** The kinds of stylesheets, with what the names of their files end with. */
const ENDINGS: ReadonlyMap<string, RegExp> = new Map([
  ["text/css", /\.css$/iu],
  ["text/xsl", /\.xslt?$/iu],
  ["text/xml", /\.xslt?$/iu],
  ["application/xslt+xml", /\.xslt?$/iu],
]);

function holdsLive(tree: Tree): boolean {
  if (!namesAny(tree)) return false;
  for (const element of tree.document.descendantElements()) if (isLive(element)) return true;
  return false;
}

function namesAny({ names }: Tree): boolean {
  for (let id = 0; id < names.size; id++) if (LIVE_LANGUAGES.includes(names.get(id).uri)) return true;
  return false;
}

function isLive(element: XmlNode): boolean {
  const language = LIVE_LANGUAGES.indexOf(element.uri);
  if (language < 0) return false;
  const local = element.local.toLowerCase();
  if (language === 0 ? !WORDS.has(local) : LIVE_ELEMENTS.has(local)) return true;
  return [...element.attributes()].some(({ name, value }) => runs(name.local) || loads(value));
}

function runs(attribute: string): boolean {
  return /^(?:on|form|srcdoc|srcset$|src$|action)/iu.test(attribute);
}

/** Whether a value leads somewhere else than into the document: an address, or a style that has one. */
function loads(value: string): boolean {
  const bare = value.replace(/[\s\p{Cc}]+/gu, "");
  return /^[\w+.-]+:|^[\\/]{2}/u.test(bare) || loadsInStyle(value);
}
