import { catalogue, nearest } from "../../report/index.ts";
import { type Excepting, NOT_EXCEPTED, reasonAgainstExcepted } from "./constraints.ts";
import type { NameClass } from "./name-class.ts";
import type { XmlElement } from "./xml-element.ts";
import type { XmlSyntax } from "./xml-syntax.ts";

const NAME_CLASSES: readonly string[] = ["name", "anyName", "nsName", "choice"];

/** Whether an element is one of those that a name class is made of. */
export function isNameClass({ local }: XmlElement): boolean {
  return NAME_CLASSES.includes(local);
}

/**
 * Reads the name class of an element or attribute pattern: its `name`, or the child that stands for it (sections 4.8 to
 * 4.10). Gives null after noting a fault.
 */
export function readNameClass(
  syntax: XmlSyntax,
  element: XmlElement,
  child: XmlElement | null,
): NameClass | null {
  if (element.name !== null) {
    const uri = element.local === "attribute" ? (element.ownNs ?? "") : element.ns;
    return nameOf(syntax, element, element.name, uri, "name");
  }
  if (child !== null) return nameClassOf(syntax, child, element, NOT_EXCEPTED);
  syntax.elements.noteNameless(element);
  return null;
}

function nameClassOf(
  syntax: XmlSyntax,
  element: XmlElement,
  parent: XmlElement,
  within: Excepting,
): NameClass | null {
  switch (element.local) {
    case "name":
      return nameOf(syntax, element, syntax.elements.text(element), element.ns, null);
    case "anyName":
    case "nsName":
      return wildcardOf(syntax, element, element.local, within);
    case "choice":
      return choiceOf(syntax, element, within);
    default:
      syntax.elements.noteElement(element, parent, NAME_CLASSES);
      return null;
  }
}

function wildcardOf(
  syntax: XmlSyntax,
  element: XmlElement,
  kind: "anyName" | "nsName",
  within: Excepting,
): NameClass | null {
  const { elements } = syntax;
  const reason = reasonAgainstExcepted(kind, within);
  if (reason !== null)
    elements.note(catalogue.relaxngNameClass(elements.attributePlace(element, ""), { reason }));
  const [except, second] = elements.children(element);
  const excepted =
    except === undefined ? null : exceptOf(syntax, except, element, { ...within, [kind]: true });
  if (second !== undefined) elements.noteElement(second, element, []);
  if (reason !== null || (except !== undefined && excepted === null)) return null;
  return kind === "anyName" ? { kind, except: excepted } : { kind, uri: element.ns, except: excepted };
}

function exceptOf(
  syntax: XmlSyntax,
  element: XmlElement,
  parent: XmlElement,
  within: Excepting,
): NameClass | null {
  if (element.local === "except") return choiceOf(syntax, element, within);
  syntax.elements.noteElement(element, parent, ["except"]);
  return null;
}

/** Several name classes in `choice` or `except` are a choice (section 4.12). */
function choiceOf(syntax: XmlSyntax, element: XmlElement, within: Excepting): NameClass | null {
  const children = syntax.elements.children(element);
  if (children.length === 0) syntax.elements.noteEmpty(element, "name class");
  const members = children.map((child) => nameClassOf(syntax, child, element, within));
  const sound = members.filter((member) => member !== null);
  if (sound.length === 0 || sound.length < members.length) return null;
  return sound.length === 1 ? sound[0]! : { kind: "choice", members: sound };
}

/** Resolves a QName (section 4.10): without a prefix it is in the namespace given. */
function nameOf(
  syntax: XmlSyntax,
  element: XmlElement,
  written: string,
  uri: string,
  attribute: "name" | null,
): NameClass | null {
  const name = written.trim();
  const colon = name.indexOf(":");
  const parts = colon === -1 ? [name] : [name.slice(0, colon), name.slice(colon + 1)];
  if (!parts.every((part) => syntax.datatypes.isNcName(part))) {
    syntax.noteSpelling(element, attribute, name, "a name such as p or tei:p", "section 4.10");
    return null;
  }
  if (colon === -1) return { kind: "name", uri, local: name };
  const prefix = name.slice(0, colon);
  const bound = syntax.elements.namespaceOf(element, prefix);
  if (bound !== null) return { kind: "name", uri: bound, local: name.slice(colon + 1) };
  const { elements } = syntax;
  const meant = nearest(prefix, elements.prefixes(element));
  elements.note(
    catalogue.relaxngPrefix(elements.attributePlace(element, "name"), { prefix, nearest: meant }),
  );
  return null;
}
