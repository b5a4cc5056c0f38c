/** The kinds of thing that have pages. */
export type RegisterKind = "works" | "people" | "places" | "organisations";

/** The page of a document. */
export function textPage(id: string): string {
  return `texts/${id}.html`;
}

/** The page of something in a register; signs that a file name should not have are hyphens. */
export function entryPage(kind: RegisterKind, key: string): string {
  return `${kind}/${key.replace(/[^A-Za-z0-9._-]/gu, "-")}.html`;
}
