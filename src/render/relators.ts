/** The codes of MARC for what someone did, as publishing chains and catalogues write them, with what they stand for. */
const RELATORS: ReadonlyMap<string, string> = new Map([
  ["ann", "annotator"],
  ["arr", "arranger"],
  ["aui", "author of introduction"],
  ["aut", "author"],
  ["clb", "contributor"],
  ["cmp", "composer"],
  ["com", "compiler"],
  ["cre", "creator"],
  ["crr", "corrector"],
  ["cur", "curator"],
  ["ctb", "contributor"],
  ["cwt", "commentator"],
  ["dtc", "data contributor"],
  ["edc", "editor of compilation"],
  ["edt", "editor"],
  ["fld", "field director"],
  ["egr", "engraver"],
  ["ill", "illustrator"],
  ["ive", "interviewee"],
  ["ivr", "interviewer"],
  ["lyr", "lyricist"],
  ["mrk", "markup editor"],
  ["nrt", "narrator"],
  ["own", "owner"],
  ["pbd", "publishing director"],
  ["pbl", "publisher"],
  ["pdr", "project director"],
  ["pfr", "proofreader"],
  ["pht", "photographer"],
  ["prf", "performer"],
  ["prg", "programmer"],
  ["red", "redaktor"],
  ["res", "researcher"],
  ["rev", "reviewer"],
  ["rth", "research team head"],
  ["rtm", "research team member"],
  ["sce", "scenarist"],
  ["trc", "transcriber"],
  ["trl", "translator"],
  ["wac", "writer of added commentary"],
  ["win", "writer of introduction"],
  ["wpr", "writer of preface"],
]);

/** The address or the prefix of the list of codes before one of them: “http://id.loc.gov/vocabulary/relators/trl”, “marcrel:trl”. */
const OF_THE_LIST = /^(?:https?:\/\/id\.loc\.gov\/vocabulary\/relators\/|marc(?:rel)?:|#)/u;

/** What a code of MARC stands for; null for what is none. */
export function relatorName(code: string): string | null {
  return RELATORS.get(code.trim().toLowerCase().replace(OF_THE_LIST, "")) ?? null;
}
