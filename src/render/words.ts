import type { ENGLISH } from "./words-en.ts";

/** A text of the interface, by what it is for. */
export type WordKey = keyof typeof ENGLISH;

/**
 * The texts of the interface in one language. In a text `{n}` and other names in braces stand for what is put in; where
 * the number changes the noun, the form for one stands before a bar and that for others behind it.
 */
export type Words = Readonly<Record<WordKey, string>>;

/** What is put into a text: numbers are written with the language's sign between thousands. */
export type Values = Readonly<Record<string, string | number>>;

/** Gives a text of the interface with what belongs in it; the number `n` decides between one and several. */
export function say(words: Words, key: WordKey, values: Values = {}): string {
  const forms = words[key].split("|");
  const form = forms.length > 1 && values.n !== 1 ? forms[1]! : forms[0]!;
  if (!form.includes("{")) return form;
  return form.replace(/\{(\w+)\}/gu, (_whole, name: string) => {
    const value = values[name];
    return typeof value === "number" ? withThousands(value, words) : (value ?? "");
  });
}

/** The number with the language's sign between thousands, the same in every locale of the machine. */
export function withThousands(count: number, words: Words): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/gu, words.thousands);
}

/** In Spanish “y” is “e” before a word that begins with its sound: “Ana e Isabel”. */
function andBefore(word: string, { and }: Words): string {
  return and === "y" && /^h?[ií](?![aeo])/iu.test(word) ? "e" : and;
}

/** A list in words: “a”, “a and b”, “a, b and c”. */
export function listInWords(parts: readonly string[], words: Words): string {
  return parts.length < 2
    ? (parts[0] ?? "")
    : `${parts.slice(0, -1).join(parts.some((part) => part.includes(",")) ? "; " : ", ")} ${andBefore(parts.at(-1)!, words)} ${parts.at(-1)}`;
}
