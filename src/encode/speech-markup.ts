import { blockMarkup, wordPieces } from "./block-markup.ts";
import { type Certainty, type Encoding, tell } from "./encoding.ts";
import type { FormMatch } from "./form-match.ts";
import { type QuotationBlock, wordsIn } from "./manuscript.ts";
import { type Markup, markup, type Piece } from "./markup.ts";
import type { FlowPassage } from "./outline.ts";
import { isEmpty, linesOf, plainWords, setOffAtHead, textOf, type Words } from "./words.ts";

/** A speech: what opens it, and what goes on with it. */
interface Speech {
  readonly at: number;
  readonly match: FormMatch;
  readonly rest: FlowPassage[];
}

/** Makes passages into speeches and what stands between them. */
export function flowMarkup(encoding: Encoding, passages: readonly FlowPassage[]): Markup[] {
  return grouped(passages).map((each) =>
    "rest" in each ? speechMarkup(encoding, each) : passageMarkup(encoding, each),
  );
}

/** What no label opens goes on with a speech; a direction belongs to it where it goes on behind that. */
function grouped(passages: readonly FlowPassage[]): (Speech | FlowPassage)[] {
  const made: (Speech | FlowPassage)[] = [];
  let open: Speech | null = null;
  let directions: FlowPassage[] = [];
  for (const passage of passages) {
    if (open !== null && isDirection(passage)) {
      directions.push(passage);
      continue;
    }
    if (open !== null && goesOn(passage)) open.rest.push(...directions, passage);
    else {
      open = speechFrom(passage);
      made.push(...directions, open ?? passage);
    }
    directions = [];
  }
  return [...made, ...directions];
}

function isDirection(passage: FlowPassage): boolean {
  return passage.kind === "formed" && passage.match.form.becomes === "stage";
}

function goesOn(passage: FlowPassage): boolean {
  return passage.kind === "paragraph" || (passage.kind === "block" && passage.block.kind !== "rule");
}

function speechFrom(passage: FlowPassage): Speech | null {
  if (passage.kind !== "formed" || passage.match.form.becomes !== "speech") return null;
  return { at: passage.at, match: passage.match, rest: [] };
}

/** Makes a passage that is no speech and no part of one. */
function passageMarkup(encoding: Encoding, passage: FlowPassage): Markup {
  if (passage.kind === "block") {
    const { block } = passage;
    if (block.kind === "quotation") tellQuotation(encoding, block);
    return blockMarkup(encoding, block);
  }
  if (passage.kind === "paragraph") return paragraphMarkup(encoding, passage.words, passage.at, "text");
  const { form, words } = passage.match;
  tell(encoding, { at: passage.at, words }, [`encoded as ${form.becomes}`, form.because, "certain"]);
  return labelMarkup(encoding, form.becomes, words, passage.at);
}

function tellQuotation(encoding: Encoding, { at, blocks, by, because }: QuotationBlock): void {
  const words = wordsIn(blocks)[0] ?? [];
  const certainty = by === "sign" ? "certain" : "doubtful";
  tell(encoding, { at, words }, ["encoded as a displayed quotation", because, certainty]);
}

/** How a label or direction is set off at its head is told by its element. */
function labelMarkup(encoding: Encoding, name: string, words: Words, at: number): Markup {
  const { length, rend } = setOffAtHead(words);
  const plain = words.map((run) => ({ ...run, rend: [] }));
  const isTold = length > 0 && (name === "speaker" || length === textOf(words).length);
  return markup(
    name,
    isTold ? { rend: rend.join(" ") } : {},
    wordPieces(encoding, isTold ? plain : words, { at, standing: "label" }),
  );
}

function paragraphMarkup(encoding: Encoding, words: Words, at: number, standing: "text" | "speech"): Markup {
  return markup("p", {}, wordPieces(encoding, words, { at, standing }), "p");
}

function speechMarkup(encoding: Encoding, speech: Speech): Markup {
  const { at, match } = speech;
  const { who, reasons, certainty } = speakerOf(encoding, match);
  const all = [...match.label, ...plainWords(" "), ...match.words];
  tell(encoding, { at, words: all }, [
    `encoded as ${encoding.kind.speech}`,
    [match.form.because, ...reasons].join("; "),
    certainty,
  ]);
  for (const passage of speech.rest) {
    if (passage.kind === "paragraph")
      tell(encoding, passage, ["goes on with the speech before it", "no label opens it", "doubtful"]);
  }
  const attributes = who === null ? {} : { who };
  return encoding.kind.speech === "u"
    ? markup("u", attributes, utterance(encoding, speech), "u")
    : markup("sp", attributes, printedSpeech(encoding, speech), "sp");
}

interface SpeakerTold {
  readonly who: string | null;
  readonly reasons: readonly string[];
  readonly certainty: Certainty;
}

function speakerOf({ speakers, evidence }: Encoding, { label }: FormMatch): SpeakerTold {
  const name = textOf(label);
  if (isEmpty(label)) return { who: null, reasons: ["nothing says who speaks"], certainty: "doubtful" };
  const { certain, candidates } = speakers.find(name);
  if (certain !== null)
    return { who: certain.pointer, reasons: [`${name} is ${certain.pointer}`], certainty: "certain" };
  const named = candidates.map(({ pointer }) => pointer).join(" or ");
  const reasons = [
    ...(candidates.length > 0 ? [`${name} may be ${named}`] : []),
    ...(candidates.length === 0 && speakers.areKnown && name.length > 1
      ? [`no person of the register is called ${name}`]
      : []),
    ...(evidence.count(name) > 1 ? [] : ["this label opens no other line"]),
  ];
  return { who: null, reasons, certainty: reasons.length > 0 ? "doubtful" : "certain" };
}

function printedSpeech(encoding: Encoding, { at, match, rest }: Speech): Markup[] {
  const spoken = isEmpty(match.words) && rest.length > 0 ? [] : spokenMarkup(encoding, match.words, at);
  return [
    ...(isEmpty(match.label) ? [] : [labelMarkup(encoding, "speaker", match.label, at)]),
    ...(isEmpty(match.direction) ? [] : [labelMarkup(encoding, "stage", match.direction, at)]),
    ...spoken,
    ...rest.flatMap((passage) =>
      passage.kind === "paragraph"
        ? spokenMarkup(encoding, passage.words, passage.at)
        : [passageMarkup(encoding, passage)],
    ),
  ];
}

/** Lines that begin with capitals and are short are verse, where a kind of text has any. */
function spokenMarkup(encoding: Encoding, words: Words, at: number): Markup[] {
  const lines = linesOf(words);
  if (!encoding.kind.hasVerse || !isVerse(lines.map(textOf)))
    return [paragraphMarkup(encoding, words, at, "speech")];
  return lines.map((line) => markup("l", {}, wordPieces(encoding, line, { at, standing: "speech" })));
}

const LONGEST_VERSE = 65;

function isVerse(lines: readonly string[]): boolean {
  return (
    lines.length > 1 && lines.every((line) => line.length <= LONGEST_VERSE && /^[\p{P}\s]*\p{Lu}/u.test(line))
  );
}

const LABEL = { type: "label" };

/** What is said to a recorder is words in one element; a further paragraph begins on a line of its own. */
function utterance(encoding: Encoding, { at, match, rest }: Speech): Piece[] {
  const words = (part: Words, from: number): Piece[] =>
    wordPieces(encoding, part, { at: from, standing: "speech" });
  const label = labelMarkup(encoding, "seg", match.label, at);
  const pieces: Piece[] = [
    ...(isEmpty(match.label)
      ? []
      : [{ ...label, attributes: LABEL, children: [...label.children, ":"] }, " "]),
    ...(isEmpty(match.direction) ? [] : [labelMarkup(encoding, "stage", match.direction, at), " "]),
    ...words(match.words, at),
  ];
  for (const passage of rest) {
    if (passage.kind === "paragraph") pieces.push(markup("lb", {}, []), ...words(passage.words, passage.at));
    else pieces.push(passageMarkup(encoding, passage));
  }
  return pieces;
}
