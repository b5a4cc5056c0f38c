import { defineFinding, type FindingType } from "../define.ts";

/** “Ibid.” and its like with nothing before it. */
export const ibidWithoutAntecedent: FindingType<{ text: string; word: string }> = defineFinding({
  code: "citations/ibid-without-antecedent",
  check: "citations",
  severity: "error",
  title: "“Ibid.” with nothing before it",
  explanation:
    "“Ibid.”, “idem”, “loc. cit.” and their like stand for what was cited last, and nothing was cited before. Name the " +
    "work, or mark up the citation that it repeats.",
  message: ({ text, word }) => `“${text}” repeats a citation (${word}), and none stands before it`,
  help: () => "Name the work here, or mark up the citation before it.",
});

/** A citation in short form that leads to no work. */
export const unresolved: FindingType<{ text: string; reason: string; nearest: string | null }> =
  defineFinding({
    code: "citations/unresolved",
    check: "citations",
    severity: "error",
    title: "A citation leads to no work",
    explanation:
      "The words of a citation in short form fit no work that was cited before and none in the edition's register " +
      "(listBibl). A reader cannot follow it. Add the work to the register, correct the name or title, or point to the " +
      "work with @corresp.",
    message: ({ text, reason }) => `“${text}” leads to no work: ${reason}`,
    help: ({ nearest }) =>
      nearest === null ? "Add the work to a listBibl, with an xml:id." : `Did you mean “${nearest}”?`,
  });

/** A citation in full of a work that the register does not have. */
export const notInRegister: FindingType<{ text: string; nearest: string | null }> = defineFinding({
  code: "citations/not-in-register",
  check: "citations",
  severity: "warning",
  title: "A work cited in full is not in the register",
  explanation:
    "The citation names its work in full, so a reader can follow it; the edition's register (listBibl) does not have the " +
    "work, so the indexes cannot. Add it to the register, with an xml:id.",
  message: ({ text }) => `“${text}” is not in the register of works`,
  help: ({ nearest }) =>
    nearest === null ? "Add the work to a listBibl, with an xml:id." : `The nearest there is “${nearest}”.`,
});

/** Words of a note that seem to cite a work in short form, which the register does not have. */
export const shortNotInRegister: FindingType<{ text: string; nearest: string | null }> = defineFinding({
  code: "citations/short-not-in-register",
  check: "citations",
  severity: "info",
  title: "Words that seem to cite a work are in no register",
  explanation:
    "Words of a note that no element marks have the form of a citation (an author or nobody, a title set apart, a place), " +
    "and fit no work of the edition's register (listBibl), nor one that was cited before. Where a work is meant, add it to " +
    "the register; where none is, leave the words as they are.",
  message: ({ text }) => `“${text}” seems to cite a work that is not in the register`,
  help: ({ nearest }) =>
    nearest === null ? "Add the work to a listBibl, if it is one." : `Did you mean “${nearest}”?`,
});

/** A citation for which two works or more remain possible. */
export const ambiguous: FindingType<{ text: string; candidates: readonly string[] }> = defineFinding({
  code: "citations/ambiguous",
  check: "citations",
  severity: "warning",
  title: "A citation may mean several works",
  explanation:
    "The words of a citation fit several works equally well: “Cohen, op. cit.” where two works of Cohen's have been cited. " +
    "The text is left as it is and no work is chosen. Say which is meant with @corresp, or add a short title.",
  message: ({ text, candidates }) => `“${text}” may mean ${listed(candidates)}`,
  help: ({ candidates: [first = ""] }) => `Say which with @corresp${pointing(first, ", as in")}.`,
});

/** “Ibid.” after a citation that itself leads to no work. */
export const antecedentUnresolved: FindingType<{ text: string; antecedent: string; line: number }> =
  defineFinding({
    code: "citations/antecedent-unresolved",
    check: "citations",
    severity: "warning",
    title: "“Ibid.” after a citation that leads to no work",
    explanation:
      "The citation repeats the one before it, and that one leads to no work, or to several. Mend the first and this one " +
      "is mended with it.",
    message: ({ text, antecedent, line }) =>
      `“${text}” repeats “${antecedent}” on line ${line}, which leads to no one work`,
    help: () => null,
  });

/** A citation resolved on weak evidence. */
export const onlyLikely: FindingType<{ text: string; work: string; reason: string }> = defineFinding({
  code: "citations/only-likely",
  check: "citations",
  severity: "info",
  title: "A citation resolved on weak evidence",
  explanation:
    "The citation was resolved, but another reading is possible, and an editor should look at it. Where it is right, " +
    "@corresp with the work's key says so for good.",
  message: ({ text, work, reason }) => `“${text}” was taken for ${work}: ${reason}`,
  help: ({ work }) => `Where this is right, @corresp says so for good${pointing(work, ":")}.`,
});

/** Citations in an edition that has no register of works. */
export const noRegister: FindingType<{ citations: number }> = defineFinding({
  code: "citations/no-register",
  check: "citations",
  severity: "info",
  title: "No register of works",
  explanation:
    "The edition has citations and no register of works: no listBibl whose entries have an xml:id. Its citations are listed " +
    "as they are written, without the works they mean.",
  message: ({ citations }) =>
    citations === 1
      ? "One citation, and no register of works to resolve it by"
      : `${citations} citations, and no register of works to resolve them by`,
  help: () => "Add a listBibl with the works cited, each with an xml:id.",
});

/** How a work is pointed to; one that is called by its words needs an id before. */
function pointing(work: string, before: string): string {
  return work.startsWith("“") ? ", behind an xml:id for its entry" : `${before} corresp="#${work}"`;
}

function listed(keys: readonly string[]): string {
  return keys.length < 2 ? keys.join("") : `${keys.slice(0, -1).join(", ")} or ${keys.at(-1)}`;
}
