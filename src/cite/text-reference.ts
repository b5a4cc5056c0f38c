import { type CanonicalTarget, canonicalTarget, firstSaid } from "../resolve/index.ts";
import type { XmlNode } from "../tree/index.ts";
import type { FoundCitation } from "./found-citations.ts";
import type { Locus } from "./locus.ts";
import type { Resolution } from "./resolution.ts";

const RULE = "a part of the text, by the references that its header declares";

/**
 * What no register has may be a part of the text, by the references that its header declares (TEI P5, 16.2.5): “Il. 1.1”.
 * Whether a `@cRef` leads to a part that is not there is the matter of the check of links.
 */
export function inText({ node, span, reading }: FoundCitation, resolution: Resolution): Resolution {
  if (span !== null || isDecided(resolution)) return resolution;
  if (reading.form !== "pointer" && reading.form !== "short") return resolution;
  const cRef = referenceIn(node);
  const said = cRef ?? reading.text ?? "";
  const target = canonicalTarget(said, node);
  if (target === null) return resolution;
  const found = { ...resolution, loci: [locusIn(said)], via: [], problem: null, rule: RULE };
  if (target.kind !== "no-passage") return { ...found, certainty: "high" };
  return cRef === null ? missing(resolution, target) : { ...found, rule: `${RULE}, and not there` };
}

function isDecided({ work, local, candidates }: Resolution): boolean {
  return work !== null || local !== null || candidates.length > 0;
}

/** What the text begins to know is no other work; without `@cRef` it is the citation that leads nowhere. */
function missing(
  resolution: Resolution,
  { known, missing: name }: Extract<CanonicalTarget, { kind: "no-passage" }>,
): Resolution {
  const reason = `the text has “${known}”, and no “${name}” in it`;
  return { ...resolution, via: [], rule: RULE, problem: { kind: "unresolved", reason, nearest: null } };
}

/** The canonical reference of a citation, or of the only pointer in it. */
function referenceIn(node: XmlNode): string | null {
  if (!node.isElement) return null;
  const own = firstSaid(node, "cRef");
  if (own !== null) return own;
  const [only, ...more] = [...node.descendantElements("ref", "ptr")].flatMap(
    (at) => firstSaid(at, "cRef") ?? [],
  );
  return more.length > 0 ? null : (only ?? null);
}

/** The place is what follows the name: “18:7” of “Mt 18:7”; where no number does, all of it. */
function locusIn(reference: string): Locus {
  const said = reference.replace(/\s+/gu, " ").trim();
  const numbers = /\d.*$/su.exec(said)?.[0];
  return { unit: "section", from: numbers ?? said };
}
