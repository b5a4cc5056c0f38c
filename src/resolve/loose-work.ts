import { readByline } from "./byline.ts";
import { parseName } from "./personal-name.ts";
import type { Contributor, WorkDate } from "./work.ts";
import { yearsIn } from "./work-date.ts";

/** What can be told of a work whose entry is one run of words. */
export interface LooseWork {
  readonly contributors: readonly Contributor[];
  readonly title: string;
  readonly date: WorkDate | null;
  /** The journal or book of an article whose title stands in quotation marks; else null. */
  readonly container: string | null;
}

/** “Ostrom, Elinor. 1990. Governing the Commons”, “Duby (1981): Title”: names, and a year set apart before the title. */
const DATED =
  /^([^\d“"«„]{3,200}?)(?:\.\s+|,?\s*\()((?:\[\d{4}\]\s*)?(?:1\d|20)\d\d)[a-z]?\s*[)\]]?[.,:]*\s+(?=[“"«„‘]?\p{Lu})(.*)$/su;

/** “Thompson, E. P. “The Moral Economy.” Past and Present 50 (1971)”: an article, and what it is in. */
const ARTICLE =
  /^([^\d“"«„]{3,200}?)[“"«„]\s*([^“”"«»„]{4,300}?)[,.]?\s*[”"»“][\s,.]*(?:[Ii]n:?\s+)?(\p{Lu}[\p{L}\p{M}’'& -]{3,120}?)(?=[\s,.]*(?:\d|\(|[,.]\s))/u;

/** What names stand at the beginning in a form that leaves no doubt. */
function readNamed(text: string): LooseWork | null {
  const article = ARTICLE.exec(text);
  const dated = article === null ? DATED.exec(text) : null;
  const [, names = "", first = "", second = ""] = article ?? dated ?? [];
  const { contributors } = readByline(`${names.trim().replace(/[,.]$/u, "")}, `);
  if (contributors.length === 0) return null;
  if (article !== null) return { contributors, title: first, date: lastDate(text), container: second.trim() };
  return { contributors, title: headOf(second), date: lastDate(first), container: null };
}

function lastDate(text: string): WorkDate | null {
  const [from, to] = yearsIn(/^.*\b(\d{4}(?:\s*[-–]\s*\d{2,4})?)\b/su.exec(text)?.[1] ?? "");
  return from === null ? null : { text: from, from, to, uncertain: false };
}

/** The title: up to a comma or bracket, or a full stop behind which another sentence begins. */
function headOf(text: string): string {
  return (
    /^(.+?)(?:[,(]\s|(?<!(?:^|[\s–-])\p{Lu})\.\s+(?!(?:[IVX]{1,5}|\d{1,2})(?![\p{L}\p{N}]))|\s\(|\.$)/u.exec(
      text,
    )?.[1] ?? text
  ).trim();
}

/**
 * Reads an entry without elements: `Cohen, Stephen F. Title. New York, 1973.` or `Stephen F. Cohen, Title (New York,
 * 1973)`. Only what stands at the beginning is taken for a name, and only where it looks like one.
 */
export function readLooseWork(written: string): LooseWork {
  const text = written.replace(/\s*\((?:Hgg?|Hrsg|[Ee]ds?|dir|coord|red|a cura di)\.?\)/u, "");
  const named = readNamed(text);
  if (named !== null) return named;
  const inverted = /^(\p{Lu}[\p{L}’'-]+),\s+((?:\p{Lu}[\p{L}’'-]*\.?[ -]?){1,4})[.,:;]\s+(.*)$/u.exec(text);
  const natural =
    /^((?:\p{Lu}[\p{L}’'-]*\.?\s+(?:(?:von|van|de|di|der|zu)\s+)?){1,3}\p{Lu}[\p{L}’'-]+)\s*[,:]\s+(.*)$/u.exec(
      text,
    );
  const name =
    inverted === null
      ? natural?.[1]
      : `${inverted[1]}, ${inverted[2]!.trim().replace(/(?<=(?:^|\s)\p{L})$/u, ".")}`;
  const rest = inverted?.[3] ?? natural?.[2] ?? text;
  return {
    contributors: name === undefined ? [] : [{ role: "author", name: parseName(name) }],
    title: headOf(rest),
    date: lastDate(rest),
    container: null,
  };
}
