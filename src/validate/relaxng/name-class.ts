/** A set of names (RELAX NG, section 3: nameClass), in simple form: no prefixes, no `ns` to inherit. */
export type NameClass =
  | { readonly kind: "name"; readonly uri: string; readonly local: string }
  | { readonly kind: "nsName"; readonly uri: string; readonly except: NameClass | null }
  | { readonly kind: "anyName"; readonly except: NameClass | null }
  | { readonly kind: "choice"; readonly members: readonly NameClass[] };

/** Whether a name belongs to a name class (RELAX NG, section 6.1). */
export function contains(nameClass: NameClass, uri: string, local: string): boolean {
  switch (nameClass.kind) {
    case "name":
      return nameClass.local === local && nameClass.uri === uri;
    case "nsName":
      return nameClass.uri === uri && !isExcepted(nameClass.except, uri, local);
    case "anyName":
      return !isExcepted(nameClass.except, uri, local);
    case "choice":
      return nameClass.members.some((member) => contains(member, uri, local));
    default:
      return nameClass satisfies never;
  }
}

function isExcepted(except: NameClass | null, uri: string, local: string): boolean {
  return except !== null && contains(except, uri, local);
}

/** Writes a name with its namespace, as James Clark does: `{uri}local`. */
export function clark({ uri, local }: { readonly uri: string; readonly local: string }): string {
  return `{${uri}}${local}`;
}
