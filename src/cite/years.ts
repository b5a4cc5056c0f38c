/** Gives the years that words name, with the letter that tells works of one year apart: `1973a`. */
export function yearsOf(text: string): string[] {
  return text.match(/(?<!\d)(?<!(?<!\d)\d{1,3}\/)(?:1\d{3}|20\d\d|[4-9]\d\d)[a-z]?(?![\p{L}\d])/gu) ?? [];
}
