import type { Translation } from "./page.ts";
import type { DocumentSummary } from "./records.ts";

/** The end of an id that says a language: `letter-1.de`, `letter-1_en`, or a folder `de/letter-1`. */
const LANGUAGE_END = /^(.+)[._-]([a-z]{2,3}(?:-[A-Z][a-z]{3})?)$/u;
const LANGUAGE_FOLDER = /^([a-z]{2,3})\/(.+)$/u;

/**
 * Finds the texts that are translations of one another: those whose ids differ by the language alone, which is the one
 * that each document says it is in.
 */
export function translationsOf(documents: readonly DocumentSummary[]): readonly (readonly Translation[])[] {
  const groups = new Map<string, Translation[]>();
  for (const { id, front } of documents) {
    const name = nameWithout(id, front.language);
    if (name === null || front.language === null) continue;
    const group = groups.get(name) ?? [];
    groups.set(name, group);
    group.push({ id, language: front.language, title: front.title });
  }
  return [...groups.values()].filter((group) => new Set(group.map(({ language }) => language)).size > 1);
}

function nameWithout(id: string, language: string | null): string | null {
  const [, name, end] = LANGUAGE_END.exec(id) ?? [];
  if (name !== undefined && isLanguage(end, language)) return name;
  const [, folder, rest] = LANGUAGE_FOLDER.exec(id) ?? [];
  return rest !== undefined && isLanguage(folder, language) ? rest : null;
}

function isLanguage(word: string | undefined, language: string | null): boolean {
  return word !== undefined && language !== null && (language === word || language.startsWith(`${word}-`));
}
