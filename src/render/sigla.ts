import { ownTarget } from "../resolve/index.ts";
import type { XmlNode } from "../tree/index.ts";

/**
 * Gives the sigla of what pointers lead to (witnesses, editions, editors), as an apparatus prints them behind a reading: what
 * stands there as its siglum, else the name it is pointed to by, without the prefix of its list.
 */
export function siglaOf({ tree }: XmlNode, pointers: string): string {
  const each = pointers.split(/\s+/u).filter((pointer) => pointer !== "");
  return each.map((pointer) => siglumAt(tree, pointer)).join(" ");
}

function siglumAt(tree: XmlNode["tree"], pointer: string): string {
  const target = ownTarget(tree, pointer);
  return (target === null ? null : ownSiglum(target)) ?? nameIn(pointer);
}

/** What a pointer says by itself: what follows its `#`, or the prefix of a list (`bib:Fleet1876`); an address is left as it is. */
export function nameIn(pointer: string): string {
  return pointer.replace(
    /^(?:[^:]*#|(?!(?:urn|doi|mailto|tel|ark|hdl|cts):)[\p{L}_][\p{L}\p{N}._-]*:(?=[\p{L}\p{N}_.-]+$))(?=.)/u,
    "",
  );
}

/** The siglum that a witness or a source gives itself; that of a witness within it is not its own. */
export function ownSiglum(witness: XmlNode): string | null {
  const marked = [...witness.descendantElements("abbr", "idno")].find(
    (each) => each.get("type") === "siglum" && each.maybeAncestor(witness.local)?.row === witness.row,
  );
  const label = witness.maybeElement("label")?.text.replace(/[\s.:)]+$/u, "") || undefined;
  const said = marked?.text ?? label ?? (witness.isTei("witness") ? witness.get("n") : null) ?? "";
  return said.replace(/[ \t\r\n]+/gu, " ").trim() || null;
}
