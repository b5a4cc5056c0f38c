/** What a line or paragraph may become. */
export type Becoming =
  | "head"
  | "speech"
  | "stage"
  | "byline"
  | "dateline"
  | "salute"
  | "signed"
  | "postscript";

/** A line that opens an element by its form. */
export interface LineForm {
  readonly becomes: Becoming;
  /** Of a speech, group `label` is who speaks and `direction` how; what follows the match are the words. */
  readonly pattern: RegExp;
  /** Why, for the list of what was marked. */
  readonly because: string;
  /** Of a head: how high it stands, 1 for the highest. */
  readonly level?: number;
  /** Of a head: the `type` of the division it opens. */
  readonly division?: string;
  /** What has to be set off from the words around it: a label in bold, italics or small capitals, a paragraph in italics. */
  readonly setOff?: "label" | "all";
  /** What else has to be so: its label comes again or a register knows it; no label of another form is there. */
  readonly onlyIf?: "known" | "no other";
}

/** Small words between the capitalised ones of a name or an office. */
const SMALL =
  "(?:v[ao]n|und|and|of|the|for|in|zu[rm]?|d(?:e[nrls]?|i|a|u|as|os|ella|elle|ei)|la|le|les|el|los|al|bin|ibn|et|y|e|&|señora?|don|doña)";
const ARTICLE = String.raw`(?:(?:the|el|la|le|der|die|señora?)\s+)`;
const WORD = String.raw`(?:[dl]['’])?[\p{Lu}\p{N}][\p{L}\p{M}\p{N}’'.\-]*`;
const NAME = `${ARTICLE}?${WORD}(?:,?[ ](?:${SMALL}[ ]){0,2}${WORD}){0,7}`;
/** Within a name in capitals a point stands only behind initials, numbers and titles: else it ends the label. */
const POINTED = String.raw`(?:\p{Lu}|\p{N}{1,2}|MRS?|MS|DR|PROF|ST|SR|JR|REV|GEN|COL|CAPT|HON|LT|SGT|MM|ABG|HR|FR)\.`;
const CAPITAL_WORD = String.raw`(?:${POINTED}|(?:Mc|Mac|[dl]['’])?[\p{Lu}\p{N}][\p{Lu}\p{M}\p{N}’'\-]*)`;
/** Two capitals that follow each other, or the letter of an apostrophe, tell a word in capitals from a capitalised one. */
const CAPITALS = String.raw`(?=[\p{Lu}\p{M}\p{N}’' .,\-]*\p{Lu}[\p{Lu}\p{M}’'])${CAPITAL_WORD}(?:,?[ ](?:${SMALL}[ ])?${CAPITAL_WORD}){0,6}?`;
const BRACKETS = String.raw`(?:\s*(?:\([^()\n]{1,80}\)|\[[^[\]\n]{1,80}\])){0,2}`;
/** A party, a place, an office: with a capital. How something is said begins with a small letter. */
const OF_NAME = String.raw`(?:\s*(?:\((?:do[nñ]a?\s)?[\p{Lu}\p{N}][^()\n]{0,80}\)|\[[\p{Lu}\p{N}][^[\]\n]{0,80}\])){0,2}`;
const DIRECTION = String.raw`(?:\s*(?:\(\p{Ll}[^()\n]{0,80}\)|\[\p{Ll}[^[\]\n]{0,80}\]))?`;
const END = String.raw`(?=\s|$)`;
const LINE_END = String.raw`(?=[\n\u2028]|$)`;

function form(becomes: Becoming, pattern: string, because: string, more: Partial<LineForm> = {}): LineForm {
  return { becomes, pattern: new RegExp(pattern, "u"), because, ...more };
}

/** A paragraph in brackets. */
export const BRACKETED: LineForm = form(
  "stage",
  String.raw`^(?:\((?:[^()]|\([^()]*\))*\)|\[[^[\]]*\])[.]?$`,
  "a paragraph in brackets",
);

/** A paragraph in italics. */
export const ITALIC: LineForm = form("stage", String.raw`^[\s\S]{1,400}$`, "a paragraph in italics", {
  setOff: "all",
});

/** Who comes and goes, as plays say it. */
export const ENTRANCE: LineForm = form(
  "stage",
  String.raw`^(?:Enter|Re-?enter|Exit|Exeunt|Manent?|Flourish|Alarums?|Curtain|Vorhang|Rideau|Telón|Sipario|CURTAIN|VORHANG|RIDEAU|TELÓN|SIPARIO)\b[^\n:]{0,200}$`,
  "who comes and goes",
);

/** A name and a colon; a party or a place in brackets belongs to it. */
export const NAMED: LineForm = form(
  "speech",
  String.raw`^(?<label>${NAME}${OF_NAME})(?<direction>${DIRECTION})\s*:${END}`,
  "a name and a colon",
);

/** A name and a colon; whatever stands in brackets says how it is spoken. */
export const NAMED_DIRECTED: LineForm = form(
  "speech",
  String.raw`^(?<label>${NAME})(?<direction>${BRACKETS})\s*:${END}`,
  "a name and a colon",
);

/** “Voice from the gallery:”. */
export const ANYONE: LineForm = form(
  "speech",
  String.raw`^(?<label>\p{Lu}[\p{L}\p{M}\p{N}’'.\- ]{0,40}${OF_NAME})(?<direction>${DIRECTION})\s*:${END}`,
  "words and a colon that come again",
  { onlyIf: "known" },
);

/** “HAMLET (aside). …”, “HAMLET: …”, “HAMLET — …”, “HAMLET (aside) …”. */
export const CAPITALS_SIGN: LineForm = form(
  "speech",
  String.raw`^(?<label>${CAPITALS})(?:(?<direction>${BRACKETS})\s*(?:[.:]|\s[—–-])|\s*\([^()\n]{1,80}\))${END}`,
  "a name in capitals",
);

/** A name in capitals on a line of its own. */
export const CAPITALS_ALONE: LineForm = form(
  "speech",
  `^(?<label>${CAPITALS})(?<direction>${BRACKETS})[.:]?${LINE_END}`,
  "a name in capitals on a line of its own",
  { onlyIf: "known" },
);

/** “ARLEQUIN, COLOMBINE, puis LE MARCHAND.” below the number of a scene: who is there. */
export const PRESENT: LineForm = form(
  "stage",
  String.raw`^${CAPITALS}(?:,\s(?:(?:puis|then|dann|poi|luego)\s)?${CAPITALS}|,?\s(?:et|and|und|y|e)\s${CAPITALS}){1,12}[.]?$`,
  "names in capitals that say nothing: who is there",
);

/** “MADAME GRÉGOIRE, cousant.” on a line of its own: the direction behind a comma, as French plays have it. */
export const CAPITALS_DIRECTED: LineForm = form(
  "speech",
  String.raw`^(?<label>${CAPITALS}),\s(?<direction>\p{Ll}[^\n\u2028:]{0,80}?)[.:]?${LINE_END}`,
  "a name in capitals on a line of its own, and how it is spoken",
  { onlyIf: "known" },
);

/** “Ham. To be”: the labels of old prints. */
export const ABBREVIATED: LineForm = form(
  "speech",
  String.raw`^(?<label>${WORD}(?:[ ]${WORD}){0,2}?)(?<direction>${BRACKETS})\.${END}`,
  "a name and a point that come again",
  { onlyIf: "no other" },
);

const SET_OFF_NAME = `(?:${NAME}|${CAPITALS})`;
const SIGN = String.raw`\s*(?:[.:]|\s?[—–-])?`;

/** A name that bold, italics or small capitals set off; a party or a place in brackets belongs to it. */
export const SET_OFF: LineForm = form(
  "speech",
  `^(?<label>${SET_OFF_NAME}${OF_NAME})(?<direction>${DIRECTION})${SIGN}$`,
  "a name that is set off",
  { setOff: "label" },
);

/** A name that is set off; whatever stands in brackets says how it is spoken. */
export const SET_OFF_DIRECTED: LineForm = form(
  "speech",
  `^(?<label>${SET_OFF_NAME})(?<direction>${BRACKETS})${SIGN}$`,
  "a name that is set off",
  { setOff: "label" },
);

/** “M. le président. …”, “Mme Dupont. — …”. */
export const FRENCH_MEMBER: LineForm = form(
  "speech",
  String.raw`^(?<label>(?:M\.|MM\.|Mme|Mlle)\s+(?:l[ea]s?\s+\p{L}[\p{L}’' -]{2,60}?|\p{Lu}[\p{L}’' -]{1,40}?))(?:\.(?:\s+[—–-])?|\s+[—–-])${END}`,
  "a member of a French house",
);

/** “Q. …”, “A: …”, “F.: …”. */
export const QUESTION: LineForm = form(
  "speech",
  String.raw`^(?<label>[QAFRDPВО])(?:\.:|[.:])${END}`,
  "a question or an answer",
  { onlyIf: "known" },
);

/** “JS: …”. */
export const INITIALS: LineForm = form(
  "speech",
  String.raw`^(?<label>\p{Lu}(?:\.?[ ]?\p{Lu}){0,3}\d?\.?)\s*:${END}`,
  "initials and a colon",
);

/** “— So?”: somebody speaks, and nothing says who. */
export const DASH: LineForm = form(
  "speech",
  String.raw`^(?=[—–―]\s*\p{L}|-\s+\p{L})`,
  "a dash that opens what is said",
);

/** “By Marta Weiss”, under the title. */
export const BYLINE: LineForm = form(
  "byline",
  String.raw`^(?:By|by|BY|Von|von|Par|par|Por|por|Di|di)\s+\p{Lu}[\p{L}.’' -]{2,60}$`,
  "who wrote it",
);
