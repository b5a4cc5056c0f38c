/** The two-letter codes of ISO 639-1, which HTML wants where a language has one. */
const TWO_LETTERS: ReadonlySet<string> = new Set(
  `aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es
  et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj
  kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv
  ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th
  ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu`.split(/\s+/u),
);

/** Scripts that texts of editions are written in (ISO 15924). */
const SCRIPTS: ReadonlySet<string> = new Set(
  `Arab Armn Beng Copt Cyrl Cyrs Deva Egyp Ethi Geor Glag Goth Grek Gujr Guru Hang Hans Hant Hebr Hira Jpan Kana Khmr Knda
  Kore Laoo Latf Latg Latn Mlym Mong Mymr Ogam Orya Phnx Runr Samr Sinh Syrc Taml Telu Thai Tibt Ugar Xsux Zinh Zyyy`.split(
    /\s+/u,
  ),
);

/**
 * Gives a language as HTML takes it (BCP 47), from what encoders write in `@xml:lang`: `lat` is `la`, `el-grc` is `grc`.
 * What cannot be a language is null, and the language of the text around holds.
 */
export function languageTag(language: string | null): string | null {
  if (language === null || language.trim() === "") return null;
  const subtags = language
    .trim()
    .split(/[-_]/u)
    .filter((each) => each !== "");
  const extended = subtags.length > 1 && /^[a-z]{3}$/u.test(subtags[1]!) ? subtags.slice(1) : subtags;
  const kept = extended.filter((each) => !/^[a-z]{4}$/iu.test(each) || SCRIPTS.has(titleCase(each)));
  if (/^[ixq]$/iu.test(kept[0] ?? "")) return null;
  try {
    const [tag] = Intl.getCanonicalLocales(kept.join("-").replace(/-x-.*$/iu, ""));
    const primary = tag?.split("-")[0] ?? "";
    return primary.length > 3 || (primary.length === 2 && !TWO_LETTERS.has(primary)) ? null : (tag ?? null);
  } catch {
    return null;
  }
}

function titleCase(script: string): string {
  return script.slice(0, 1).toUpperCase() + script.slice(1).toLowerCase();
}

/** What a language is called in another, as in “Russian”; null for one that nobody knows by its tag. */
export function languageName(language: string, inLanguage: string): string | null {
  const tag = languageTag(language);
  // What a tag adds that is no language, script or region has no name, and may be what tells one from another.
  if (tag === null || /-[a-z0-9](?:-|$)/iu.test(language)) return null;
  return (
    new Intl.DisplayNames([languageTag(inLanguage) ?? "en", "en"], { type: "language", fallback: "none" }).of(
      tag,
    ) ?? null
  );
}

/** Whether a language, in the script it is given or mostly written in, runs from right to left. */
export function isRightToLeft(language: string): boolean {
  const script = /-([A-Z][a-z]{3})(?:-|$)/iu.exec(language)?.[1];
  if (script !== undefined) return /^(?:Arab|Hebr|Syrc|Thaa|Nkoo|Adlm)$/iu.test(script);
  return /^(?:ar|arc|ckb|dv|fa|he|ps|sd|syr|ug|ur|yi)(?:-|$)/iu.test(language);
}

const RIGHT_TO_LEFT =
  /[\p{Script=Arab}\p{Script=Hebr}\p{Script=Syrc}\p{Script=Thaa}\p{Script=Nko}\p{Script=Adlm}]/u;

/** Whether a text has letters of a script that runs from right to left. */
export function holdsRightToLeft(text: string): boolean {
  return RIGHT_TO_LEFT.test(text);
}

/** Whether a text runs from right to left, by the letters that it begins with: most of them decide. */
export function runsRightToLeft(text: string): boolean {
  const letters = [...text.slice(0, ENOUGH).matchAll(/\p{L}/gu)];
  return letters.filter(([letter]) => RIGHT_TO_LEFT.test(letter)).length > letters.length / 2;
}

/** So much of a text says in what script it is. */
const ENOUGH = 1000;
