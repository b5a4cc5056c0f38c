import { parseName } from "./personal-name.ts";
import type { Contributor, WorkDate } from "./work.ts";
import { yearsIn } from "./work-date.ts";

/** What can be told of a work whose entry is one run of words. */
export interface LooseWork {
  readonly contributors: readonly Contributor[];
  readonly title: string;
  readonly date: WorkDate | null;
}

/**
 * Reads an entry without elements: `Cohen, Stephen F. Title. New York, 1973.` or `Stephen F. Cohen, Title (New York,
 * 1973)`. Only what stands at the beginning is taken for a name, and only where it looks like one.
 */
export function readLooseWork(written: string): LooseWork {
  const text = written.replace(/\s*\((?:Hgg?|Hrsg|[Ee]ds?|dir|coord|red|a cura di)\.?\)/u, "");
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
  const [from, to] = yearsIn(/.*\b(\d{4}(?:\s*[-–]\s*\d{2,4})?)\b/su.exec(rest)?.[1] ?? "");
  return {
    contributors: name === undefined ? [] : [{ role: "author", name: parseName(name) }],
    title: (
      /^(.+?)(?:[,(]\s|\.\s+(?!(?:[IVX]{1,5}|\d{1,2})(?![\p{L}\p{N}]))|\s\(|\.$)/u.exec(rest)?.[1] ?? rest
    ).trim(),
    date: from === null ? null : { text: from, from, to, uncertain: false },
  };
}
