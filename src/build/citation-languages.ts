import { type CitationLanguage, withLanguages } from "../cite/index.ts";
import type { ColophonConfig } from "./configuration.ts";

/** The words of citations that are known, with those that the configuration adds. */
export function citationLanguages({ citations }: ColophonConfig): readonly CitationLanguage[] {
  return withLanguages(citations?.languages ?? []);
}
