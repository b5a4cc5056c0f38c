/** A text cut at a word to about a length, with an ellipsis where something was left out. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  const space = cut.lastIndexOf(" ");
  return `${cut.slice(0, space > length / 2 ? space : length).replace(/[\s,;:.–—-]+$/u, "")} …`;
}
