/** What texts of this convention are made of, the awkward more often than in any text. */
const SCRAPS: readonly string[] = [
  ..."` ' `` '' --- -- ... .... `` ' ` '".split(" "),
  ...["\u00a0 ", "\u00a0", " ", " ", " ", " ", " ", ", ", ". ", "? ", "; ", ": ", '"', "\n"],
  ...["\n\n", "\n\n`", "'\n\n", "\n\n\n", ".'\n\n\n", "\n\n``", "''\n\n"],
  ...[
    "Ames",
    "Karen",
    "the",
    "so-called",
    "Party's",
    "workers' cause",
    "d'état",
    "(I)n",
    "é",
    "1928",
    "Amesites",
  ],
  ...["said: ", "terms such as ", "Van der Berg", "J. Q. Ames", "Ames:  ", "Note: ", "''' ", "```"],
  ...[
    "Ibid. , p. 7.",
    "op. cit. ",
    "pp. 3--4, 17",
    "(Paris: X, 1900)",
    "; See Ames, ",
    "`Report', Works",
    ", vol. 2",
  ],
  ...["<b>", "&amp;", "]]>", "<!--"],
];

/** A text of scraps in an order that follows from the seed: a linear congruential generator is enough for that. */
export function arbitraryText(seed: number): string {
  let state = seed * 2654435761;
  const next = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return Array.from({ length: 5 + next(60) }, () => SCRAPS[next(SCRAPS.length)]).join("");
}
