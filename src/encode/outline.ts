import type { HeadingBlock } from "./manuscript.ts";
import type { Passage } from "./passages.ts";

/** A division: its heads, what stands under them, and the divisions of a lower level within. */
export interface Outline {
  readonly heads: readonly HeadingBlock[];
  readonly type: string | null;
  readonly passages: readonly FlowPassage[];
  readonly within: readonly Outline[];
}

export type FlowPassage = Exclude<Passage, { readonly kind: "head" }>;

interface Open {
  readonly level: number;
  readonly heads: HeadingBlock[];
  readonly type: string | null;
  readonly passages: FlowPassage[];
  readonly within: Open[];
}

/** Nests what stands under each head; titles that follow each other at once are of one text. */
export function outlineOf(passages: readonly Passage[]): readonly Outline[] {
  const root: Open = { level: -1, heads: [], type: null, passages: [], within: [] };
  const path = [root];
  for (const passage of passages) {
    const last = path.at(-1)!;
    if (passage.kind !== "head") last.passages.push(passage);
    else if (isBare(last) && last.level === 0 && passage.block.level === 0) last.heads.push(passage.block);
    else openDivision(path, passage.block, passage.division);
  }
  const before = root.passages.length > 0 ? [{ ...root, within: [] }] : [];
  return [...before, ...root.within];
}

function isBare({ heads, passages, within }: Open): boolean {
  return heads.length > 0 && passages.length === 0 && within.length === 0;
}

function openDivision(path: Open[], head: HeadingBlock, type: string | null): void {
  while (path.at(-1)!.level >= head.level) path.pop();
  const division: Open = { level: head.level, heads: [head], type, passages: [], within: [] };
  path.at(-1)!.within.push(division);
  path.push(division);
}
