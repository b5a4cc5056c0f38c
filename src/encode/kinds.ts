/** A line that opens an element by its form. */
export interface LineRule {
  /** What the line becomes. */
  readonly becomes: "head" | "stage" | "dateline" | "salute" | "signed" | "speech";
  /** Group `label` is who speaks, group `text` the words behind; a rule without `text` takes the whole line. */
  readonly pattern: RegExp;
  /** Why, for the list of what was marked. */
  readonly because: string;
}

/** A kind of text: the forms of its lines, as data. The first rule that fits a paragraph decides. */
export interface TextKind {
  readonly name: string;
  readonly description: string;
  readonly rules: readonly LineRule[];
  /** What a speech is: `sp` in plays and minutes, `u` in the transcript of a recording. */
  readonly speech: "sp" | "u";
}

const CAPITALS = String.raw`\p{Lu}[\p{Lu}’'.\-]*(?:[ ]\p{Lu}[\p{Lu}’'.\-]*){0,5}`;
const STAGE: LineRule = {
  becomes: "stage",
  pattern: /^(?:\([^()]*\)|\[[^[\]]*\])[.]?$/u,
  because: "a paragraph in brackets",
};
const MARKDOWN_HEAD: LineRule = {
  becomes: "head",
  pattern: /^#{1,6}\s+(?<text>.+?)\s*#*$/u,
  because: "a heading of Markdown",
};
const NAMED_SPEECH: LineRule = {
  becomes: "speech",
  pattern: /^(?<label>\p{Lu}[\p{L}’'.-]*(?:[ ]\p{L}[\p{L}’'.-]*){0,5}):\s+(?<text>[\s\S]+)$/u,
  because: "a name and a colon",
};
const CAPITAL_SPEECH: LineRule = {
  becomes: "speech",
  pattern: new RegExp(`^(?<label>${CAPITALS})(?:[.:]|\\s[—–-])\\s+(?<text>[\\s\\S]+)$`, "u"),
  because: "a name in capitals",
};

/** The kinds there are, by name. */
export const TEXT_KINDS: ReadonlyMap<string, TextKind> = new Map(
  [
    {
      name: "trial",
      description:
        "the transcript of a trial: names in capitals or before a colon, questions and answers as Q. and A.",
      speech: "sp",
      rules: [
        MARKDOWN_HEAD,
        {
          becomes: "head",
          pattern:
            /^(?:(?:MORNING|EVENING|AFTERNOON)\s+SESSION|(?:First|Second|Third|\w+th)\s+Day|.*\bEXAMINATION\b.*)[^.:]*$/u,
          because: "a session or an examination",
        },
        STAGE,
        {
          becomes: "speech",
          pattern: /^(?<label>[QA])[.:]\s+(?<text>[\s\S]+)$/u,
          because: "a question or an answer",
        },
        CAPITAL_SPEECH,
        NAMED_SPEECH,
      ],
    },
    {
      name: "parliament",
      description: "the minutes of a parliament: who has the floor before a colon, interjections in brackets",
      speech: "sp",
      rules: [
        MARKDOWN_HEAD,
        STAGE,
        {
          becomes: "speech",
          pattern:
            /^(?<label>(?:The\s+)?\p{Lu}[\p{L}’'.\- ]{0,60}(?:\s*\([^()]{1,60}\))?):\s+(?<text>[\s\S]+)$/u,
          because: "a member, perhaps with party or place in brackets, and a colon",
        },
      ],
    },
    {
      name: "interview",
      description: "the transcript of an interview: initials or names before a colon",
      speech: "u",
      rules: [MARKDOWN_HEAD, STAGE, NAMED_SPEECH],
    },
    {
      name: "play",
      description: "a play: acts and scenes, names in capitals, directions in brackets",
      speech: "sp",
      rules: [
        MARKDOWN_HEAD,
        {
          becomes: "head",
          pattern: /^(?:ACT|SCENE|Act|Scene|Prologue|Epilogue|PROLOGUE|EPILOGUE)\b[^:]{0,60}$/u,
          because: "an act or a scene",
        },
        STAGE,
        {
          becomes: "stage",
          pattern: /^(?:Enter|Exit|Exeunt|Re-enter)\b[^\n]*$/u,
          because: "who comes and goes",
        },
        CAPITAL_SPEECH,
      ],
    },
    {
      name: "letter",
      description: "a letter: place and date, salutation, text, closing and signature",
      speech: "sp",
      rules: [
        MARKDOWN_HEAD,
        {
          becomes: "dateline",
          pattern:
            /^\p{Lu}[\p{L} .’'-]{1,40},\s+(?:the\s+)?(?:\d{1,2}\p{L}{0,2}\.?\s+(?:of\s+)?\p{L}+|\p{L}+\s+\d{1,2}),?\s+\d{4}\.?$/u,
          because: "a place and a date",
        },
        {
          becomes: "salute",
          pattern: /^(?:My\s+)?(?:Dear(?:est)?|Sir|Madam|Gentlemen)\b[^\n]{0,60}[,:!]$/u,
          because: "a salutation",
        },
        {
          becomes: "signed",
          pattern: /^(?:Yours|Your|Sincerely|Affectionately|With\s+(?:love|regards))\b[^.]{0,80}$/u,
          because: "a closing formula",
        },
      ],
    },
    {
      name: "essay",
      description: "an essay with notes: headings, indented quotations, numbered notes",
      speech: "sp",
      rules: [MARKDOWN_HEAD],
    },
  ].map((kind) => [kind.name, kind as TextKind]),
);
