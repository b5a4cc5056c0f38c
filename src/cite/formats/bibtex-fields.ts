/** The fields of BibLaTeX for variables of CSL that TEI has no element for; the first of several is written. */
export const NOTED_FIELDS: Readonly<Record<string, readonly string[]>> = {
  abstract: ["abstract"],
  annote: ["annote", "annotation"],
  keyword: ["keywords"],
  genre: ["type"],
  "number-of-pages": ["pagetotal"],
  "number-of-volumes": ["volumes"],
  "chapter-number": ["chapter"],
  part: ["part"],
  version: ["version"],
  status: ["pubstate"],
  "event-title": ["eventtitle"],
  "event-place": ["venue"],
  "original-title": ["origtitle"],
  "original-publisher": ["origpublisher"],
  "original-publisher-place": ["origlocation"],
  PMID: ["pmid"],
  PMCID: ["pmcid"],
};

/** Those of them that BibTeX had before. */
export const OLD_FIELDS: ReadonlySet<string> = new Set(["abstract", "annote", "chapter", "keywords", "type"]);

export const NOTED_NAMES: ReadonlySet<string> = new Set(Object.values(NOTED_FIELDS).flat());
