import { onceForTree, type Tree, type XmlNode } from "../tree/index.ts";

/** Signs are short; what is longer is something else. */
const SIGN = /^#?([\p{L}\p{N}_.-]{1,20})$/u;

/**
 * Gives what the speaker of an utterance, or the writer of a post, is called whom no entry of a register is: the name of the
 * participant who has the sign that `@who` ascribes it to, else that sign, “SPK0”. Null for other speeches, and where
 * something else than a sign stands there.
 */
export function speakerBySign(node: XmlNode, pointer: string): string | null {
  const sign = node.isTei("u", "post") ? SIGN.exec(pointer)?.[1] : undefined;
  return sign === undefined ? null : (participants(node.tree).get(sign) ?? sign);
}

/**
 * The names of the participants that a header lists (`particDesc`), by the signs that transcripts call them by: `@n`, `idno`, or
 * the type of an `alt`, as converters of transcripts write it (TEI CORPO).
 */
const participants: (tree: Tree) => ReadonlyMap<string, string> = onceForTree((tree) => {
  const names = new Map<string, string>();
  for (const list of tree.root.descendantElements("particDesc"))
    for (const person of list.descendantElements("person", "personGrp"))
      for (const sign of signsOf(person)) {
        const name = nameOf(person);
        if (name !== null && !names.has(sign)) names.set(sign, name);
      }
  return names;
});

function signsOf(person: XmlNode): readonly string[] {
  const numbers = [...person.elements("idno")].map((idno) => idno.text.trim());
  const others = [...person.descendantElements("alt")].map((alt) => alt.get("type"));
  return [person.get("n"), ...numbers, ...others].filter((sign) => sign !== null && sign !== "") as string[];
}

function nameOf(person: XmlNode): string | null {
  const name = person.maybeElement("persName") ?? person.maybeElement("name");
  return name?.text.replace(/\s+/gu, " ").trim() || null;
}
