import type { Block, Stretch } from "./blocks.ts";
import { type Reading, readInline, trimmed } from "./inline.ts";
import { type Markup, markup } from "./markup.ts";

/** A paragraph of a displayed quotation, with the label that opens a speech in it. */
interface Paragraph extends Stretch {
  readonly label: Stretch | null;
}

/** Parts displayed paragraphs into quotations: each ends where a sign closes it. */
export function splitQuotations(blocks: readonly Block[]): Block[][] {
  const quotations: Block[][] = [];
  let open = false;
  for (const block of blocks) {
    if (open) quotations.at(-1)!.push(block);
    else quotations.push([block]);
    open = !block.closes;
  }
  return quotations;
}

/** Makes a displayed quotation: of paragraphs, or of speeches where one of its paragraphs has a label. */
export function quotationMarkup(reading: Reading, blocks: readonly Block[]): Markup {
  const paragraphs = blocks.map((block, at) => paragraphOf(reading, block, at === blocks.length - 1));
  const unclosed = !blocks.at(-1)!.closes;
  if (unclosed) {
    const { start, end } = blocks.at(-1)!;
    const text = reading.source.slice(start, end).slice(0, 60);
    reading.review.push({
      at: start,
      text,
      decision: "encoded as a quotation that is not closed",
      reason: "no sign closes this quotation",
    });
  }
  const spoken = paragraphs.some(({ label }) => label !== null);
  const content = spoken ? speeches(reading, paragraphs) : paragraphs.map((each) => paragraph(reading, each));
  return markup("quote", unclosed ? { rend: "unclosed" } : {}, content, "quo");
}

function paragraphOf({ source, profile }: Reading, block: Block, last: boolean): Paragraph {
  const [outer] = profile.quotation;
  const start = block.start + outer.open.length;
  const end = block.end - (last && block.closes ? outer.close.length : 0);
  const found = profile.label.exec(source.slice(start, end));
  if (found === null) return { start, end, label: null };
  return { start: start + found[0].length, end, label: { start, end: start + found[1]!.length + 1 } };
}

function paragraph(reading: Reading, stretch: Stretch): Markup {
  return markup("p", {}, trimmed(readInline(reading, stretch, { depth: 1, cited: true })), "p");
}

interface Speech {
  readonly label: Stretch | null;
  readonly paragraphs: Stretch[];
}

function speeches(reading: Reading, paragraphs: readonly Paragraph[]): Markup[] {
  const found: Speech[] = [];
  for (const { label, start, end } of paragraphs) {
    const before = found.at(-1);
    if (label === null && before !== undefined) before.paragraphs.push({ start, end });
    else found.push({ label, paragraphs: [{ start, end }] });
  }
  return found.map((speech) => speechMarkup(reading, speech, found));
}

function speechMarkup(reading: Reading, { label, paragraphs }: Speech, all: readonly Speech[]): Markup {
  const content = paragraphs.map((each) => paragraph(reading, each));
  if (label === null) return markup("sp", inferred(reading, paragraphs[0]!, all), content, "sp");
  const who = speakerOf(reading, label);
  const speaker = markup(
    "speaker",
    {},
    trimmed(readInline({ ...reading, names: [] }, label, { depth: 1, cited: true })),
  );
  return markup("sp", who === null ? {} : { who }, [speaker, ...content], "sp");
}

/** The pointer of the name in a label, or null; the label's own colon is no part of the name. */
function speakerOf({ names }: Reading, label: Stretch): string | null {
  return names.find(({ start, end }) => start >= label.start && end <= label.end)?.pointer ?? null;
}

/** Between two speakers, whoever speaks before the first label is the one whom it does not name. */
function inferred(reading: Reading, { start, end }: Stretch, all: readonly Speech[]): Record<string, string> {
  const labelled = all.flatMap(({ label }) => (label === null ? [] : [speakerOf(reading, label)]));
  const others = [...new Set(labelled)].filter((who) => who !== null && who !== labelled[0]);
  const text = reading.source.slice(start, end).slice(0, 60);
  const only = others.length === 1 ? others[0]! : null;
  reading.review.push({
    at: start,
    text,
    decision: only === null ? "a speech without a speaker" : `a speech of ${only}`,
    reason:
      only === null
        ? "no label opens this speech, and who speaks does not follow from the others"
        : "no label opens this speech; of two speakers it is the one who is not named next",
  });
  return only === null ? {} : { who: only, cert: "medium" };
}
