import type { Block, Stretch } from "./blocks.ts";
import { type Reading, readInline } from "./inline.ts";
import { type Markup, markup, trimmed } from "./markup.ts";
import type { NameFound } from "./names.ts";
import { remark } from "./review.ts";

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
    open = block.closed === "no";
  }
  return quotations;
}

/** Makes a displayed quotation: of paragraphs, or of speeches where labels open them. */
export function quotationMarkup(reading: Reading, blocks: readonly Block[]): Markup {
  const last = blocks.at(-1)!;
  const paragraphs = labelled(
    reading,
    blocks.map((block) => paragraphOf(reading, block)),
  );
  if (last.closed === "no") {
    reading.remarks.push(
      remark(
        reading.source,
        last,
        "encoded as a quotation that is not closed",
        "no sign closes this quotation",
      ),
    );
  }
  const spoken = paragraphs.some(({ label }) => label !== null);
  const content = spoken ? speeches(reading, paragraphs) : paragraphs.map((each) => paragraph(reading, each));
  return markup("quote", last.closed === "sign" ? {} : { rend: "unclosed" }, content, "quo");
}

function paragraphOf({ source, profile }: Reading, block: Block): Paragraph {
  const [outer] = profile.quotation;
  const start = block.start + outer.open.length;
  const end = block.end - (block.closed === "sign" ? outer.close.length : 0);
  const found = profile.label.exec(source.slice(start, end));
  return { start, end, label: found === null ? null : { start, end: start + found[1]!.length + 1 } };
}

/** A word and a colon open a speech where the word is a name, or where another paragraph is opened so. */
function labelled(reading: Reading, paragraphs: readonly Paragraph[]): Paragraph[] {
  const { source, remarks } = reading;
  const several = paragraphs.filter(({ label }) => label !== null).length > 1;
  return paragraphs.map((each) => {
    if (each.label === null) return each;
    if (several || nameIn(reading, each.label) !== null) return { ...each, start: each.label.end };
    const reason = "a word and a colon, but no known name and no other speech: a speaker?";
    remarks.push(remark(source, each.label, "encoded as words of the paragraph", reason));
    return { ...each, label: null };
  });
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
  const words = readInline({ ...reading, names: new Map() }, label, { depth: 1, cited: true });
  return markup("sp", who === null ? {} : { who }, [markup("speaker", {}, trimmed(words)), ...content], "sp");
}

function speakerOf(reading: Reading, label: Stretch): string | null {
  return nameIn(reading, label)?.pointer ?? null;
}

function nameIn({ names }: Reading, { start, end }: Stretch): NameFound | null {
  for (let at = start; at < end; at++) {
    const name = names.get(at);
    if (name !== undefined && name.end <= end) return name;
  }
  return null;
}

/** Between two speakers, whoever speaks before the first label is the one whom it does not name. */
function inferred(reading: Reading, stretch: Stretch, all: readonly Speech[]): Record<string, string> {
  const speakers = new Map(
    all
      .flatMap(({ label }) => (label === null ? [] : [speakerIn(reading, label)]))
      .map((who) => [who.key, who]),
  );
  const other = speakers.size === 2 ? [...speakers.values()][1]! : null;
  const [decision, reason] =
    other === null
      ? [
          "a speech without a speaker",
          "no label opens this speech, and who speaks does not follow from the others",
        ]
      : [
          `a speech of ${other.key}`,
          "no label opens this speech; of two speakers it is the one who is not named next",
        ];
  reading.remarks.push(remark(reading.source, stretch, decision, reason));
  return other === null || other.pointer === null ? {} : { who: other.pointer, cert: "medium" };
}

/** One person under two spellings is one speaker where the register says so. */
function speakerIn(reading: Reading, label: Stretch): { key: string; pointer: string | null } {
  const pointer = speakerOf(reading, label);
  return { key: pointer ?? reading.source.slice(label.start, label.end - 1), pointer };
}
