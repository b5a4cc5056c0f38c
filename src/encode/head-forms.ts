import type { LineForm } from "./line-forms.ts";

const ORDINAL = String.raw`(?:[IVXLC]+|\d{1,3}|\p{L}+)`;

function head(level: number, pattern: string, because: string, division?: string): LineForm {
  return {
    becomes: "head",
    pattern: new RegExp(`^(?:${pattern})$`, "u"),
    because,
    level,
    ...(division !== undefined && { division }),
  };
}

/** “First Day”, “MORNING SESSION”, “DIRECT EXAMINATION OF …”. */
export const TRIAL_HEADS: readonly LineForm[] = [
  head(
    1,
    String.raw`(?:First|Second|Third|\p{L}+th|FIRST|SECOND|THIRD|\p{Lu}+TH)\s+(?:Day|DAY)\b[.,]?[^.:]{0,80}[.]?|(?:Day|DAY)\s+(?:\d{1,3}|[IVXLC]+|\p{Lu}\p{L}+)(?!\p{L})[^:]{0,80}|(?:Erster|Zweiter|Dritter|\p{L}+ter)\s+(?:Verhandlungst|T)ag\b[^.:]{0,80}`,
    "a day of the trial",
    "day",
  ),
  head(
    2,
    String.raw`(?:(?:Morning|Evening|Afternoon|First|Second|\p{L}+th)\s+Session|(?:MORNING|EVENING|AFTERNOON|FIRST|SECOND|\p{Lu}+TH)\s+SESSION)\b[^.:]{0,80}|(?:Session|Sitzung|Séance|Audience|Sesión|Udienza)\s+(?:of|vom|du|del)\b[^.:]{0,60}`,
    "a session",
    "session",
  ),
  head(
    3,
    String.raw`[^.:]{0,60}\b(?:EXAMINATION|Examination\s+of|Vernehmung\s+de[sr]|VERNEHMUNG|Interrogatoire|INTERROGATOIRE|Interrogatorio|TESTIMONY)(?!\p{L})[^.:]{0,60}|(?:(?:Further|Again)\s)?(?:(?:Cross|Re|CROSS|RE|Re-?cross)-?)?(?:[Ee]xamined|EXAMINED|[Ee]xamination|EXAMINATION)(?:\s(?:in\schief|resumed))?\s+(?:by|BY)\s[^:?!\n]{2,60}`,
    "an examination",
    "examination",
  ),
];

/** “Sitzung vom …”, “Tagesordnungspunkt 3”. */
export const PARLIAMENT_HEADS: readonly LineForm[] = [
  head(
    1,
    String.raw`(?:\d{1,4}\.\s+)?(?:Sitting|Session|Sitzung|Séance|Sesión)\b[^:]{0,80}`,
    "a sitting",
    "sitting",
  ),
  head(
    2,
    String.raw`(?:Tagesordnungspunkt|Item|Agenda|Ordre\s+du\s+jour|Orden\s+del\s+día)(?!\p{L})[^.:]{0,80}`,
    "an item of the agenda",
  ),
];

/** Acts, scenes and the list of characters. */
export const PLAY_HEADS: readonly LineForm[] = [
  head(
    1,
    String.raw`(?:(?:ACT|Act|ACTE|Acte|ACTO|Acto|ATTO|Atto|AKT|Akt|AUFZUG|Aufzug)\s+(?:THE\s+|the\s+)?${ORDINAL}|${ORDINAL}[.]?\s+(?:ACT|Act|ACTE|Acte|AKT|Akt|AUFZUG|Aufzug)|PROLOGUE?|Prologue?|PROLOG|EPILOGUE?|Epilogue?|Epilog|EPILOG)[.]?(?:[ .:—–-]+\p{Lu}[^\n]{0,60})?`,
    "an act",
    "act",
  ),
  head(
    2,
    String.raw`(?:(?:SCENE|Scene|SCÈNE|Scène|ESCENA|Escena|SCENA|Scena|SZENE|Szene|AUFTRITT|Auftritt)\s+${ORDINAL}|${ORDINAL}[.]?\s+(?:SCENE|Scene|SZENE|Szene|AUFTRITT|Auftritt))[.]?(?:[ .:—–-]+[^\n]{0,80})?`,
    "a scene",
    "scene",
  ),
  head(
    1,
    String.raw`(?:DRAMATIS\s+PERSONAE|Dramatis\s+Personae|PERSONEN|Personen|PERSONNAGES|Personnages|PERSONAJES|Personajes|CHARACTERS|Characters|Cast|CAST)[.:]?`,
    "the list of characters",
    "characters",
  ),
];

/** “Chapter III”, “2. The Flood”, “IV”. */
export const ESSAY_HEADS: readonly LineForm[] = [
  head(
    1,
    String.raw`(?:Chapter|CHAPTER|Part|PART|Kapitel|KAPITEL|Teil|Chapitre|CHAPITRE|Partie|Capítulo|CAPÍTULO|Capitolo|CAPITOLO|Глава|ГЛАВА)\s+${ORDINAL}(?!\p{L})[^\n.]{0,80}[.]?`,
    "a chapter",
    "chapter",
  ),
  head(
    2,
    String.raw`(?:[IVX]+|\d{1,2})\.\s+\p{Lu}[^\n.:;]{0,80}|[IVX]{1,5}\.?`,
    "a numbered heading",
    "section",
  ),
];
