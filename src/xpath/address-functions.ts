import { NodeKind, type XmlAttribute, type XmlNode } from "../tree/index.ts";
import { callsWritten } from "./calls-in.ts";
import type { Engine } from "./expression.ts";
import type { FacadeNode } from "./facade.ts";

/** The functions of XPath that say where a document stands, each with a number of arguments; the engine lacks them. */
export const ADDRESSING: ReadonlySet<string> = new Set([
  "base-uri 0",
  "base-uri 1",
  "document-uri 0",
  "document-uri 1",
  "resolve-uri 2",
]);

const withoutArgument = callsWritten(String.raw`((?:fn:)?(?:base|document)-uri)\s*\(\s*\)`);

/** Writes the calls without an argument as those about the context item, which the engine does not tell functions. */
export function withContextItem(written: string): string {
  return withoutArgument(written, (name) => `${name}(.)`);
}

/**
 * Makes `base-uri()`, `document-uri()` and `resolve-uri()` known to the engine (XPath functions 3.1, sections 2.5, 2.6 and 6.1).
 * Rules ask by them for the name of a file; so that they get the same answer on every machine, addresses are taken from the
 * folder of the edition, as if nothing were around it: `file:///tei/letter.xml`.
 */
export function registerAddressing(engine: Engine, namespaceURI: string): void {
  const asked = (localName: string, addressOf: (view: XmlNode | XmlAttribute) => string | null): void => {
    engine.registerCustomXPathFunction({ localName, namespaceURI }, [], "xs:string?", ({ currentContext }) =>
      addressOf((currentContext as { context: FacadeNode }).context.view),
    );
    engine.registerCustomXPathFunction(
      { localName, namespaceURI },
      ["node()?"],
      "xs:string?",
      (_context, node: FacadeNode | null) => (node === null ? null : addressOf(node.view)),
    );
  };
  asked("base-uri", baseOf);
  asked("document-uri", (view) => (isDocument(view) ? addressAt(view.tree.path) : null));
  engine.registerCustomXPathFunction(
    { localName: "resolve-uri", namespaceURI },
    ["xs:string?", "xs:string"],
    "xs:string?",
    (_context, reference: string | null, base: string) =>
      reference === null ? null : resolved(reference, base),
  );
}

function isDocument(view: XmlNode | XmlAttribute): boolean {
  return !("owner" in view) && view.kind === NodeKind.document;
}

function addressAt(path: string): string {
  return new URL(encodeURI(path.replaceAll("\\", "/")).replace(/[?#]/gu, encodeURIComponent), "file:///")
    .href;
}

/** The base of an element is what it, or one around it in its file, says (`@xml:base`), else the address of that file. */
function baseOf(view: XmlNode | XmlAttribute): string {
  const node = "owner" in view ? view.owner : view;
  const { tree } = node;
  const { path } = tree.partAt(node.start);
  const around = [node, ...node.ancestors()].filter(
    (each) => each.isElement && tree.partAt(each.start).path === path,
  );
  const said = around.map((each) => each.get("xml:base")).filter((base) => base !== null);
  return said.reverse().reduce((outer, base) => resolved(base, outer), addressAt(path));
}

function resolved(reference: string, base: string): string {
  if (!URL.canParse(reference, base)) throw new Error(`FORG0002: “${reference}” is no address`);
  return new URL(reference, base).href;
}
