import type { CslItem } from "../csl.ts";

const PRINTED_AGAIN =
  /^(?:\[(?<first>\d{4})\]\s*(?<then>\d{4})|(?<again>\d{4})\s*[[(](?<before>\d{4})[\])])$/u;

/** “[1922] 1961” and “1961 [1922]” say when a work was printed first, as well as when it was printed. */
export function withFirstPrint(item: CslItem): CslItem {
  const { first, then, again, before } = PRINTED_AGAIN.exec(item.issued?.literal?.trim() ?? "")?.groups ?? {};
  const year = then ?? again;
  if (year === undefined || item["original-date"] !== undefined) return item;
  const inYear = (text: string) => ({ "date-parts": [[Number(text)]] });
  return { ...item, issued: inYear(year), "original-date": inYear((first ?? before)!) };
}
