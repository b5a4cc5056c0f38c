/** Gives a DOI by its number, without the address or the sign that may lead it: “https://doi.org/10.1000/1”, “doi: 10.1000/1”. */
export function bareDoi(written: string): string {
  return written.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/iu, "");
}
