/** A label or name as it is compared: without what stands in brackets, without signs, accents and case. */
export function foldedLabel(label: string): string {
  return label
    .replace(/\([^()]*\)|\[[^[\]]*\]/gu, " ")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
