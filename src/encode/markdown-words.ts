import type { CallSign } from "./note-ties.ts";
import { joined, noteCall, type Run, type Words } from "./words.ts";

/** What a reader of words asks of the text around them: the key of the note that a label calls, or null. */
export type CallOf = (label: string, sign: CallSign) => string | null;

type Style = Pick<Run, "rend" | "target">;

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** No words are set off at greater length: without a limit, signs that nothing closes would cost the square of them. */
const LONGEST = 1000;

const ESCAPED = String.raw`\\(?<escaped>[\\*_\[\]()#+\-.!|>~^])`;
/** The white space before a call belongs to neither word nor note. */
const CALL = String.raw`[^\S\n]?\[\^?(?<label>[^\]\s[]{1,40})\](?!\()|(?<raised>[${SUPERSCRIPTS}]+)`;
/** “fell.1 Nobody”, “fell (1)”: as plain text keeps what was raised in print. */
const BARE = String.raw`(?<=\p{L}{2}[.,;:!?“”’»")\]]{0,3})(?:[^\S\n]?\((?<paren>\d{1,3})\)|(?<bare>\d{1,3})(?=[\s.,;:)]|$))`;
const LINK = String.raw`!?\[(?<shown>[^\]\n]{1,300})\]\((?<target>[^()\s]{1,2000}(?:\([^()\s]{0,200}\))?)(?:\s+"[^"]*")?\)`;
const ADDRESS = String.raw`<(?<address>https?:[^>\s]{1,2000})>`;
const STARS = String.raw`(?<![\p{L}\p{N}*\\])(?<stars>\*{1,3})(?=[^\s*])(?<starred>[\s\S]{1,${LONGEST}}?)(?<=[^\s*\\])\k<stars>(?![\p{L}\p{N}*])`;
const SCORES = String.raw`(?<![\p{L}\p{N}_\\])(?<scores>_{1,3})(?=[^\s_])(?<scored>[\s\S]{1,${LONGEST}}?)(?<=[^\s_\\])\k<scores>(?![\p{L}\p{N}_])`;
const STRUCK = String.raw`~~(?=\S)(?<struck>[^~]{1,${LONGEST}}?)(?<=\S)~~`;
/** A run of spaces is looked at once, from its beginning. */
const BREAK = String.raw`(?<hard>(?:(?<! ) {2,}|\\)\n)`;

const SIGN = [ESCAPED, LINK, CALL, BARE, ADDRESS, STARS, SCORES, STRUCK, BREAK].join("|");

/** Reads words of Markdown: emphasis, links, calls of notes, line breaks. A sign that fits nothing stays as it is. */
export function markdownWords(text: string, callOf: CallOf): Words {
  return joined(read(text, callOf, { rend: [], target: null }));
}

function read(text: string, callOf: CallOf, style: Style): Run[] {
  const runs: Run[] = [];
  let from = 0;
  for (const found of text.matchAll(new RegExp(SIGN, "gu"))) {
    const made = runsFor(found.groups ?? {}, found[0], callOf, style);
    runs.push(run(text.slice(from, found.index), style), ...made);
    from = found.index + found[0].length;
  }
  return [...runs, run(text.slice(from), style)];
}

type Groups = Readonly<Record<string, string | undefined>>;

function runsFor(groups: Groups, all: string, callOf: CallOf, style: Style): Run[] {
  const { escaped, shown, target, address, starred, scored, struck, hard } = groups;
  if (escaped !== undefined) return [run(escaped, style)];
  if (shown !== undefined) return read(shown, callOf, { ...style, target: target ?? null });
  if (address !== undefined) return [run(address, { ...style, target: address })];
  if (hard !== undefined) return [run("\u2028", style)];
  if (struck !== undefined) return read(struck, callOf, withRend(style, "strikethrough"));
  const emphasized = starred ?? scored;
  if (emphasized === undefined) return calls(groups, all, callOf, style);
  const signs = (groups.stars ?? groups.scores ?? "").length;
  const bold = signs > 1 ? withRend(style, "bold") : style;
  return read(emphasized, callOf, signs === 2 ? bold : withRend(bold, "italic"));
}

function calls(
  { label, raised = "", paren, bare }: Groups,
  all: string,
  callOf: CallOf,
  style: Style,
): Run[] {
  const number = paren ?? bare;
  const key =
    number === undefined ? callOf(label ?? fromSuperscript(raised), "sign") : callOf(number, "bare");
  return key === null ? [run(all, style)] : [noteCall(key)];
}

/** The number that superscript digits write. */
export function fromSuperscript(digits: string): string {
  return [...digits].map((digit) => String(SUPERSCRIPTS.indexOf(digit))).join("");
}

function withRend({ rend, target }: Style, more: string): Style {
  return { rend: [...new Set([...rend, more])].sort(), target };
}

function run(text: string, { rend, target }: Style): Run {
  return { text, rend, target, note: null };
}
