import type { Block } from "./blocks.ts";
import { readCitations } from "./citation.ts";
import { type Reading, readInline } from "./inline.ts";
import { type Markup, markup, trimmed } from "./markup.ts";
import { quotationMarkup, splitQuotations } from "./quotation.ts";

/** Makes the chapter that a source is: what stands under its own heads, then a section for each head further on. */
export function divisionsOf(reading: Reading, blocks: readonly Block[]): Markup[] {
  const [chapter = [], ...sections] = sectionsOf(blocks);
  const within = sections.map((section) =>
    markup("div", { type: "section" }, contentOf(reading, section), "div"),
  );
  return [markup("div", { type: "chapter" }, [...contentOf(reading, chapter), ...within], "div")];
}

/** Heads at the top belong together, one further on begins a section. */
function sectionsOf(blocks: readonly Block[]): Block[][] {
  const sections: Block[][] = [[]];
  for (const block of blocks) {
    const section = sections.at(-1)!;
    if (block.kind === "head" && section.some(({ kind }) => kind !== "head")) sections.push([block]);
    else section.push(block);
  }
  return sections;
}

function contentOf(reading: Reading, blocks: readonly Block[]): Markup[] {
  const made: Markup[] = [];
  for (let at = 0; at < blocks.length; ) {
    const end = endOfRun(blocks, at);
    if (blocks[at]!.kind === "display") {
      const behind = blocks[end]?.kind === "citation" ? endOfRun(blocks, end) : end;
      made.push(...displayed(reading, blocks.slice(at, end), blocks.slice(end, behind)));
      at = behind;
    } else {
      made.push(...single(reading, blocks[at]!, blocks[at + 1]?.kind === "citation"));
      at++;
    }
  }
  return made;
}

function endOfRun(blocks: readonly Block[], from: number): number {
  let end = from;
  while (blocks[end]?.kind === blocks[from]!.kind) end++;
  return end;
}

function single(reading: Reading, block: Block, cited: boolean): Markup[] {
  if (block.kind === "citation") return readCitations(reading, block);
  const content = trimmed(readInline(reading, block, { depth: 0, cited }));
  return [block.kind === "head" ? markup("head", {}, content) : markup("p", {}, content, "p")];
}

/** Displayed quotations with the citations that follow them; without one they stand by themselves. */
function displayed(reading: Reading, blocks: readonly Block[], citations: readonly Block[]): Markup[] {
  const quotations = splitQuotations(blocks).map((quotation) => quotationMarkup(reading, quotation));
  if (citations.length === 0) return quotations;
  return [markup("cit", {}, [...quotations, ...citations.flatMap((block) => readCitations(reading, block))])];
}
