import type { XmlNode } from "../tree/index.ts";

/** Whether a division without a head is called by its type: a part of the edition of an inscription (EpiDoc), or a text in one of several ways. */
export function isLabelledPart(division: XmlNode): boolean {
  return isPartOfInscription(division) || isVersion(division);
}

function isVersion({ parent }: XmlNode): boolean {
  if (parent?.isTei("body") !== true) return false;
  const types: string[] = [];
  for (const each of parent.elements("div")) {
    const type = each.get("type") ?? "edition";
    if (type === "edition" || each.maybeElement("head") !== null || types.length === MOST_VERSIONS)
      return false;
    types.push(type);
  }
  return types.length > 1 && types.some((type) => VERSION.test(type));
}

/** In how many ways a text may be given: what has more divisions is made of them, and each asks about all. */
const MOST_VERSIONS = 8;

const VERSION = /^(?:translation|normali[sz](?:ed|ation)|modernized|summary|regest|abstract)$/u;

function isPartOfInscription(division: XmlNode): boolean {
  const { parent } = division;
  if (!INSCRIPTION_PARTS.has(division.get("type") ?? "") || parent?.isTei("body", "back") !== true)
    return false;
  const body = parent.maybeAncestor("text")?.maybeElement("body") ?? null;
  const types = [...(body?.elements("div") ?? [])].map((each) => each.get("type") ?? "");
  return types.includes("edition") && types.some((type) => BESIDE_EDITION.has(type));
}

const BESIDE_EDITION: ReadonlySet<string> = new Set(["translation", "apparatus", "commentary"]);
const INSCRIPTION_PARTS: ReadonlySet<string> = new Set([...BESIDE_EDITION, "edition", "bibliography"]);

/**
 * The class of a division that gives the text (`source-text`) or its translation (`translated-text`), where there is one of each
 * among its parent's divisions, and the translation is behind: these can be read beside each other. Null for any other.
 */
export function versionClass(division: XmlNode): string | null {
  const type = division.get("type");
  if (type === null || !(SOURCE.test(type) || TRANSLATION.test(type))) return null;
  const kinds: string[] = [];
  for (const each of division.parent?.elements("div") ?? []) {
    const kind = each.get("type") ?? "";
    if (SOURCE.test(kind)) kinds.push("source-text");
    else if (TRANSLATION.test(kind)) kinds.push("translated-text");
    if (kinds.length > 2) return null;
  }
  if (kinds.join(" ") !== "source-text translated-text") return null;
  return SOURCE.test(type) ? "source-text" : "translated-text";
}

const SOURCE = /^(?:edition|original|source|transcri(?:pt|ption|bed))$/u;
const TRANSLATION = /^translation$/u;
