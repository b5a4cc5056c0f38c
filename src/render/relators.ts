/** The codes of MARC for what someone did, as publishing chains and catalogues write them, with what they stand for. */
const RELATORS: ReadonlyMap<string, string> = new Map([
  ["ann", "annotator"],
  ["arr", "arranger"],
  ["aui", "author of introduction"],
  ["aut", "author"],
  ["clb", "contributor"],
  ["cmp", "composer"],
  ["com", "compiler"],
  ["crr", "corrector"],
  ["ctb", "contributor"],
  ["cwt", "commentator"],
  ["dtc", "data contributor"],
  ["edc", "editor of compilation"],
  ["edt", "editor"],
  ["fld", "field director"],
  ["ill", "illustrator"],
  ["mrk", "markup editor"],
  ["pbd", "publishing director"],
  ["pdr", "project director"],
  ["pfr", "proofreader"],
  ["pht", "photographer"],
  ["red", "redaktor"],
  ["res", "researcher"],
  ["rev", "reviewer"],
  ["sce", "scenarist"],
  ["trc", "transcriber"],
  ["trl", "translator"],
  ["wac", "writer of added commentary"],
  ["win", "writer of introduction"],
  ["wpr", "writer of preface"],
]);

/** What a code of MARC stands for; null for what is none. */
export function relatorName(code: string): string | null {
  return RELATORS.get(code.trim().toLowerCase()) ?? null;
}
