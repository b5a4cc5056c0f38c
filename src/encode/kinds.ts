import { ESSAY_HEADS, PARLIAMENT_HEADS, PLAY_HEADS, TRIAL_HEADS } from "./head-forms.ts";
import { LETTER_FORMS } from "./letter-forms.ts";
import {
  ABBREVIATED,
  ANYONE,
  BRACKETED,
  BYLINE,
  CAPITALS_ALONE,
  CAPITALS_DIRECTED,
  CAPITALS_SIGN,
  DASH,
  ENTRANCE,
  FRENCH_MEMBER,
  INITIALS,
  ITALIC,
  type LineForm,
  NAMED,
  NAMED_DIRECTED,
  PRESENT,
  QUESTION,
  SET_OFF,
  SET_OFF_DIRECTED,
} from "./line-forms.ts";

/** A kind of text, as data: the forms of its lines and what follows from them. The first form that fits decides. */
export interface TextKind {
  readonly name: string;
  readonly description: string;
  readonly forms: readonly LineForm[];
  /** What a speech is: `sp` in plays and minutes, `u` in the transcript of a recording. */
  readonly speech: "sp" | "u";
  /** Whether lines of a speech that look like verse are verse. */
  readonly hasVerse: boolean;
  /** What is no word of a speech within it: directions, interjections, what was heard. */
  readonly asides: RegExp | null;
  /** Whether words in quotation marks are looked at. */
  readonly quotes: boolean;
  /** Whether works are cited by author and year in the text; in notes they always may be. */
  readonly hasCitations: boolean;
  /** Whether indented paragraphs are quotations, or only laid out so. */
  readonly indentation: "quotation" | "layout";
  /** Whether a dash at the head of a line opens an item of a list, or what somebody says. */
  readonly dashes: "list" | "speech";
  /** Whether what opens and closes a letter is looked for. */
  readonly isFramed: boolean;
  /** Whether a line at the top may be a title that nothing marks. */
  readonly hasTitle: boolean;
  /** The `type` of divisions that no form of a head gives one. */
  readonly division: string | null;
}

/** What a shorthand writer notes in brackets within a speech. */
const HEARD =
  /[([](?:[^()[\]]{0,60}?\b)?(?:applause|laughter|laughs?|laughing|interruptions?|interjections?|hear,\s+hear|cheers?|order|pause|silence|inaudible|unintelligible|crosstalk|crying|cries|weeps|sighs?|coughs?|beifall|heiterkeit|lachen|lacht|zurufe?|unruhe|widerspruch|pause|schweigt|applaudissements|rires|rit|exclamations|silence|interruption|aplausos|risas|rumores|pausa|ride|silencio|silenzio|applausi|аплодисменты|смех|шум|пауза|смеется|смеётся)(?![\p{L}])[^()[\]]{0,80}[)\]]/giu;
/** Who calls out in a parliament, as minutes call members of theirs, and voices without a name. */
const CALLERS: readonly string[] = [
  "(?:el|la|los|las) (?:señor(?:a|es|as)?|sr(?:a|es)?\\.|diputad[oa]s?)",
  "un[ao]? (?:señora?|voz|diputad[oa])",
  "vari[oa]s (?:señor[ae]s|voces|diputad[oa]s)",
  "mm?\\.|mmes?|mlle",
  "une? (?:voix|membre|députée?)",
  "plusieurs (?:voix|membres|députés)",
  "voix",
  "[oa] sr\\.ª?|vozes|uma voz",
  "l[’']on\\.|voci|una voce",
  "abg\\.|herr|frau",
  "mr\\.?|mrs\\.?|ms\\.?|sir|lord|lady",
  "an? (?:hon\\. )?(?:member|voice)|hon\\. members",
  "głos|poseł|posłanka",
  "голос|депутат",
];

/** “(El señor Pérez: ¡Muy bien!)”, “(M. Dupont. C’est faux !)”: who leads a sentence in brackets calls out; “(Müller [SPD]: Nein!)”. */
const CALLED_OUT = String.raw`\((?:${CALLERS.join("|")})\s[^()\n]{1,200}[.!?…»”]\)|\([^()[\]:\n]{2,80}\s\[[\p{L}/ .-]{1,30}\]\s?:[^()\n]{1,300}\)`;

const IN_PARLIAMENT = new RegExp(`${CALLED_OUT}|${HEARD.source}`, "giu");
const ANY_BRACKETS = /\([^()\n]{1,200}\)|\[[^[\]\n]{1,200}\]/gu;

/** Where people speak. */
const SPEAKING = {
  speech: "sp",
  hasVerse: false,
  asides: HEARD,
  quotes: true,
  hasCitations: false,
  indentation: "quotation",
  dashes: "list",
  isFramed: false,
  hasTitle: true,
  division: null,
} as const;

/** Where one person writes. */
const WRITTEN = { ...SPEAKING, asides: null } as const;

const KINDS: readonly TextKind[] = [
  {
    ...SPEAKING,
    name: "trial",
    description:
      "the transcript of a trial: names in capitals or before a colon, questions and answers as Q. and A.",
    forms: [
      ...TRIAL_HEADS,
      BRACKETED,
      QUESTION,
      SET_OFF,
      CAPITALS_SIGN,
      NAMED,
      CAPITALS_ALONE,
      ANYONE,
      ITALIC,
    ],
  },
  {
    ...SPEAKING,
    name: "parliament",
    description: "the minutes of a parliament: who has the floor before a colon, interjections in brackets",
    asides: IN_PARLIAMENT,
    forms: [
      ...PARLIAMENT_HEADS,
      BRACKETED,
      SET_OFF,
      NAMED,
      FRENCH_MEMBER,
      CAPITALS_SIGN,
      CAPITALS_ALONE,
      ANYONE,
      ITALIC,
    ],
  },
  {
    ...SPEAKING,
    name: "interview",
    description: "the transcript of an interview: initials or names before a colon",
    speech: "u",
    dashes: "speech",
    forms: [
      BRACKETED,
      QUESTION,
      INITIALS,
      SET_OFF,
      CAPITALS_SIGN,
      NAMED,
      CAPITALS_ALONE,
      ANYONE,
      DASH,
      ITALIC,
    ],
  },
  {
    ...SPEAKING,
    name: "play",
    description: "a play: acts and scenes, names in capitals, directions in brackets or italics",
    hasVerse: true,
    asides: ANY_BRACKETS,
    quotes: false,
    indentation: "layout",
    dashes: "speech",
    forms: [
      ...PLAY_HEADS,
      BRACKETED,
      ENTRANCE,
      SET_OFF_DIRECTED,
      CAPITALS_SIGN,
      CAPITALS_ALONE,
      CAPITALS_DIRECTED,
      PRESENT,
      NAMED_DIRECTED,
      ABBREVIATED,
      DASH,
      ITALIC,
    ],
  },
  {
    ...WRITTEN,
    name: "letter",
    description: "a letter: place and date, salutation, text, closing and signature, postscript",
    isFramed: true,
    hasTitle: false,
    division: "letter",
    forms: LETTER_FORMS,
  },
  {
    ...WRITTEN,
    name: "essay",
    description: "an essay with notes: headings, quotations, citations",
    hasCitations: true,
    forms: [...ESSAY_HEADS, BYLINE],
  },
];

/** The kinds there are, by name. */
export const TEXT_KINDS: ReadonlyMap<string, TextKind> = new Map(KINDS.map((kind) => [kind.name, kind]));
