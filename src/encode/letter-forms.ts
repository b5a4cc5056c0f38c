import type { LineForm } from "./line-forms.ts";

const MONTH = String.raw`(?:\p{L}{3,12}\.?|\d{1,2}\.?|[IVX]{1,4}\.?)`;
const YEAR = String.raw`(?:1[0-9]\d\d|20\d\d|['’]\d\d)`;
const DATE = String.raw`(?:(?:the[ ]+|den[ ]+|le[ ]+|el[ ]+|il[ ]+|am[ ]+)?\d{1,2}(?:st|nd|rd|th|er|[.ºo])?[ ]*(?:(?:of|de|d['’])[ ]*)?[ /.-]?${MONTH},?[ ]*(?:de[l]?[ ]+)?[ /.-]?${YEAR}|\p{Lu}\p{L}{2,9}\.?[ ]+\d{1,2}(?:st|nd|rd|th)?,?[ ]+${YEAR}|${MONTH}[ ]+${YEAR}|\d{4}-\d\d-\d\d)`;
const PLACE = String.raw`[\p{Lu}\d][\p{L}\p{N} .,’'()-]{1,60}?`;
const DAY = String.raw`(?:\p{L}{4,12},?[ ]+)?`;

/** Words that address somebody. */
const ADDRESSING = [
  String.raw`(?:My\s+)?(?:(?:very|own|most)\s+)?(?:[Dd]ear(?:est)?|[Bb]eloved|[Hh]onou?red|[Ee]steemed|[Rr]everend)`,
  String.raw`(?:Dear\s+)?(?:Sirs?|Madam|Gentlemen)|To\s+whom\s+it\s+may\s+concern`,
  String.raw`(?:Mein\p{L}?\s+)?(?:[Ll]ieb(?:e|er|es|st\p{L}+)|[Tt]eu(?:re|rer|erste\p{L}?)|[Ww]erte[rs]?|(?:[Ss]ehr\s+|[Hh]och)?(?:[Gg]e|[Vv]er)ehrt\p{L}+)`,
  String.raw`(?:M(?:on|a|es)\s+)?(?:très\s+|bien\s+)?(?:[Cc]h(?:er|ère)s?|bon(?:ne)?|aimée?)|Monsieur|Madame|Mademoiselle`,
  String.raw`(?:Mi\s+)?(?:muy\s+)?(?:[Qq]uerid|[Ee]stimad|[Aa]preciad|[Dd]istinguid)[oa]s?|Muy\s+(?:señor|Sr)`,
  String.raw`(?:Mi[oa]\s+)?(?:[Cc]ar[oaie]|[Cc]arissim[oaie]|[Gg]entil\p{L}*|[Ee]gregi\p{L}+|[Ii]llustr\p{L}+|[Pp]regiat\p{L}+)`,
  String.raw`Дорог\p{L}+|(?:Глубоко|Много)?[Уу]важаем\p{L}+|Милостив\p{L}+|Любезн\p{L}+|Мил(?:ый|ая)`,
];

/** Words that take leave. */
const LEAVING = [
  String.raw`(?:(?:I\s+(?:am|remain)|Believe\s+me|Ever|Always|As\s+ever|Very)[,\s]+(?:[\p{L},]+\s+){0,4})?(?:Yours?|Thine)`,
  String.raw`Sincerely|Faithfully|Respectfully|Affectionately|Cordially|Love|With\s+(?:\p{L}+\s+){0,3}(?:love|regards|wishes|affection)|(?:Best|Kind|Warm)(?:est)?\s+(?:regards|wishes)|I\s+(?:am|remain),?\s`,
  String.raw`Mit\s+(?:\p{L}+\s+){0,4}(?:Gr[uü](?:ß|ss)\p{L}*|Hochachtung|Verehrung)|(?:Viele|Liebe|Beste|Schöne|Herzliche?)\s+Grü\p{L}+|Herzlich|Hochachtungsvoll|(?:Ganz\s+)?(?:der\s+)?(?:Ihr|Dein|Eu[e]?r)e?(?=[,\s]|$)|Es\s+grü(?:ß|ss)t|In\s+(?:\p{L}+\s+){0,2}(?:Liebe|Freundschaft|Verehrung|Treue)`,
  String.raw`(?:Veuillez|Agréez|Recevez)\b|Je\s+vous\s+(?:prie|embrasse)|Bien\s+à\s+(?:vous|toi)|(?:Votre|Ton|Ta|Tout\s+à)\b|Amicalement|Cordialement|Affectueusement|Amitiés`,
  String.raw`(?:Suy?o|Tuyo|Su|Tu)(?=[\s,])|Atentamente|(?:Un|Con\s+un)\s+(?:\p{L}+\s+)?(?:abrazo|saludo)|Con\s+(?:\p{L}+\s+)?(?:afecto|cariño|affetto|stima)|(?:Cordiali|Distinti)\s+saluti|(?:Il\s+)?(?:Tuo|Suo|Vostro)(?=[\s,])`,
  String.raw`(?:Искренне\s+|Преданный\s+|Всегда\s+)?(?:Ваш|Твой|Твоя)\b|С\s+(?:\p{L}+\s+)?(?:уважением|приветом|любовью)|Обнимаю`,
];

/** Place and date, salutation, leave and postscript, in seven languages. */
export const LETTER_FORMS: readonly LineForm[] = [
  {
    becomes: "dateline",
    pattern: new RegExp(String.raw`^(?:${PLACE}[,.]?[ ]+)??${DAY}${DATE}\.?$`, "u"),
    because: "a place and a date",
  },
  {
    becomes: "salute",
    pattern: new RegExp(
      String.raw`^(?:${ADDRESSING.join("|")})(?!\p{L})(?:[^\n.?]|\.(?=\s\p{Lu})){0,80}(?:[,:!—–-]|(?<=\p{L}))$`,
      "u",
    ),
    because: "a salutation",
  },
  {
    becomes: "signed",
    pattern: new RegExp(String.raw`^(?:${LEAVING.join("|")})(?!\p{L})[^.?\n]{0,100}[,!—–-]?$`, "u"),
    because: "a closing formula",
  },
  {
    becomes: "postscript",
    pattern: /^(?:P\.?\s?P?\.?\s?S\.?|N\.?\s?B\.?|Nachschrift|Postscript(?:um)?|П\.?\s?С\.?)(?:[:.\s—–-]|$)/u,
    because: "the sign of a postscript",
  },
];
