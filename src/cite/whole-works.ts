import type { Span } from "../report/index.ts";
import { BARRIER, type Prose } from "./prose.ts";
import { isFamilyName } from "./prose-names.ts";
import { type ProseSetting, readStretch, type Stretch } from "./prose-stretch.ts";

/** A name and a comma; behind it a title in quotation marks, or what is marked up. */
const NAMED =
  /(?<![\p{L}’-])(?<names>(?:(?:\p{Lu}\p{Ll}?\.[\s-]*|\p{Lu}[\p{Ll}-]+\s+){1,4})?(?<family>\p{Lu}[\p{L}\p{M}’-]+)),\s+(?:[‘“„«]\s?[^‘’“”„«»]{4,160}?[’”“»])?/gu;

/**
 * Finds the works that a note names whole, with their author and no place: “taken up by H. R. Trevor-Roper, ‘The Gentry’, and
 * …”. Only where both are known to be those of one work, and no citation that was found has them in it.
 */
export function wholeWorksIn(prose: Prose, found: readonly Stretch[], setting: ProseSetting): Stretch[] {
  return [...prose.mask.matchAll(NAMED)].flatMap(({ 0: all, index, groups }) => {
    if (!isFamilyName(groups!.family!, setting.indexes)) return [];
    const behind = index + all.length;
    const marked = prose.parts.find(({ node, at }) => node.isElement && at === behind);
    if (marked === undefined && /,\s+$/u.test(all)) return [];
    const end = marked?.end ?? behind;
    if (!ENDED.test(prose.mask.slice(end, end + REACH).split(BARRIER)[0]!)) return [];
    if (found.some(({ stretch }) => stretch.end > index && stretch.start < end + 3)) return [];
    // “Selon Jeanne Veyrin-Forrer” begins with no first name.
    const starts = [...groups!.names!.matchAll(/(?<![\p{L}.’-])\p{Lu}/gu)].map((word) => index + word.index);
    return starts.flatMap((start) => namedWhole(prose, { start, end }, setting)).slice(0, 1);
  });
}

const REACH = 80;

/** What goes on behind a title with a number or an imprint was to be read as a citation, and was not understood. */
const ENDED = /^(?:[,.]?\s+\p{Ll}|[\s.,;)]*$|[.;)])/u;

function namedWhole(prose: Prose, stretch: Span, setting: ProseSetting): Stretch[] {
  const { form, ...reading } = readStretch(prose, stretch, setting);
  const [best] = setting.find(reading.words);
  const isSure = best !== undefined && best.certainty !== "low";
  const both = isSure && ["author", "title"].every((each) => best.evidence.some((one) => one === each));
  // The years of a title are no date of print: “The Gentry, 1540–1640”.
  const isWork = form === "short" || form === "full";
  return both && isWork ? [{ stretch, reading: { ...reading, form: "short", loci: [] } }] : [];
}
