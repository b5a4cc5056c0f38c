import { fold } from "./words.ts";

/** The Qur’an goes by its name in every language, and by a letter. */
const KORAN =
  /^(?:the |der |le |el |il |al-)?(?:holy |noble |heilige )?(?:qur.?an|koran|coran|corano|alcorao|коран)(?!\p{L})/u;

const MAYBE_KORAN = /r.?[aá]n|кор/iu;

const OF_KORAN: readonly string[] = ["Q", "Koran", "Qur’an", "Quran", "Coran"];

/** Parties that every other case has as well. */
const OF_MANY =
  /^(?:r|rex|regina|the (?:queen|king|crown|state|people)|u\.?\s?s\.?a?|united states|state|people|commonwealth|in re|re|hm|secretary of state.*|minist.*)$/iu;

const CASE = /^(.{2,80}?)\s+(?:v|vs)\.?\s+(\p{Lu}.{1,80}?)(?:\s*[,([].*)?$/su;

/** Whether a title is that of the Qur’an. */
export function isKoran(title: string): boolean {
  return MAYBE_KORAN.test(title) && KORAN.test(fold(title));
}

/** Titles that a work goes by and its entry need not say: the parties of a case, “Roe” and “Wade”; the names of the Qur’an. */
export function otherTitles(title: string): readonly string[] {
  if (isKoran(title)) return OF_KORAN;
  if (!title.includes(" v")) return [];
  const [, one = "", other = ""] = CASE.exec(title) ?? [];
  return [one, other].filter((party) => party !== "" && !OF_MANY.test(party));
}
