import { createRequire } from "node:module";
import type { Work } from "../resolve/index.ts";
import { type CslItem, cslItem } from "./csl.ts";
import type { Run } from "./reference.ts";

/** A style of the Citation Style Language, and the terms of its language, as their files say them. */
export interface CslStyle {
  readonly style: string;
  readonly locale: string;
}

/** What is used of citeproc. */
interface Processor {
  readonly setOutputFormat: (format: string) => void;
  readonly updateItems: (ids: readonly string[]) => void;
  readonly makeBibliography: () =>
    | [{ readonly entry_ids: readonly (readonly string[])[] }, readonly string[]]
    | false;
}

interface Citeproc {
  readonly Engine: new (
    system: { retrieveLocale: () => string; retrieveItem: (id: string) => CslItem | undefined },
    style: string,
  ) => Processor;
}

/**
 * Writes works as a style of the Citation Style Language has them, by `citeproc`, which the user installs: its licence is
 * not ours. Gives the entries by the works' keys. Throws where it is not installed or cannot read the style.
 */
export function styledReferences(
  works: Iterable<Work>,
  { style, locale }: CslStyle,
): ReadonlyMap<string, readonly Run[]> {
  const items = new Map([...works].map(cslItem).map((item) => [item.id, item]));
  const { Engine } = createRequire(import.meta.url)("citeproc") as Citeproc;
  const processor = new Engine({ retrieveLocale: () => locale, retrieveItem: (id) => items.get(id) }, style);
  processor.setOutputFormat("html");
  processor.updateItems([...items.keys()]);
  const made = processor.makeBibliography();
  if (made === false) throw new Error("the style has no bibliography");
  const [{ entry_ids: ids }, entries] = made;
  return new Map(entries.map((entry, at) => [ids[at]![0]!, runsOf(entry)]));
}

/** The words of an entry, upright or in italics; whatever else is marked is left out. */
function runsOf(entry: string): readonly Run[] {
  const runs: Run[] = [];
  let depth = 0;
  for (const part of entry.split(/(<[^>]*>)/u)) {
    if (/^<(?:i|em)\b/u.test(part)) depth++;
    else if (/^<\/(?:i|em)>/u.test(part)) depth--;
    else if (!part.startsWith("<")) runs.push({ text: decoded(part), italic: depth > 0 });
  }
  return trimmed(runs.filter(({ text }) => text !== ""));
}

function decoded(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };
  return text
    .replace(/&#(\d+);/gu, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(amp|lt|gt|quot);/gu, (_, name: string) => named[name]!)
    .replace(/\s+/gu, " ");
}

function trimmed(runs: readonly Run[]): readonly Run[] {
  return runs
    .map((run, at) => (at === 0 ? { ...run, text: run.text.trimStart() } : run))
    .map((run, at) => (at === runs.length - 1 ? { ...run, text: run.text.trimEnd() } : run))
    .filter(({ text }) => text !== "");
}
