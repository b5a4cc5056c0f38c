import type { NameClass } from "./name-class.ts";

/** What namespace declarations are in, as section 4.16 writes it: without the slash that the namespace really has. */
const XMLNS_URI = "http://www.w3.org/2000/xmlns";

/** Says why a class of names cannot be that of an attribute: it names namespace declarations (section 4.16). */
export function reasonAgainstAttribute(nameClass: NameClass): string | null {
  switch (nameClass.kind) {
    case "name":
      if (nameClass.uri === "" && nameClass.local === "xmlns")
        return "xmlns is no attribute but declares a namespace";
      return reasonAgainstUri(nameClass.uri);
    case "nsName":
      return reasonAgainstUri(nameClass.uri) ?? reasonAgainstExcept(nameClass.except);
    case "anyName":
      return reasonAgainstExcept(nameClass.except);
    case "choice":
      for (const member of nameClass.members) {
        const reason = reasonAgainstAttribute(member);
        if (reason !== null) return reason;
      }
      return null;
    default:
      return nameClass satisfies never;
  }
}

function reasonAgainstUri(uri: string): string | null {
  return uri === XMLNS_URI ? `no attribute is in the namespace ${uri}: it is that of declarations` : null;
}

function reasonAgainstExcept(except: NameClass | null): string | null {
  return except === null ? null : reasonAgainstAttribute(except);
}

/** The name classes whose exceptions a name class stands in; they restrict what it may be (section 4.16). */
export interface Excepting {
  readonly anyName: boolean;
  readonly nsName: boolean;
}

export const NOT_EXCEPTED: Excepting = { anyName: false, nsName: false };

/** Says why a class of all names, or of all names of a namespace, cannot stand in an exception (section 4.16). */
export function reasonAgainstExcepted(kind: "anyName" | "nsName", within: Excepting): string | null {
  if (within.nsName) return `${kind} stands in what is excepted from nsName, where only names may stand`;
  if (within.anyName && kind === "anyName") return "anyName stands in what is excepted from anyName";
  return null;
}
