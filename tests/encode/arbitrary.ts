/** What texts made from TeX are made of, the awkward more often than in any text. */
const TEX_SCRAPS: readonly string[] = [
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

/** What plain texts and Markdown of all kinds are made of. What goes by its form (marks, numbers of notes) has no letter. */
const SCRAPS: readonly string[] = [
  ...["river", "the", "Ames", "Weiss said: ", "é", "don’t", "1871", " ", " ", " ", ", ", ". ", "? ", ": "],
  ...["\n", "\n", "\n\n", "\n\n", "\n\n", "\n\n\n", "\n    ", "\n\n    ", "\t", "  \n", "\r\n"],
  ...[
    "\n\nAMES: ",
    "\nWEISS. ",
    "\n\n**Ames:** ",
    "\n\n*Weiss.* ",
    "\n\nQ. ",
    "\n\nA. ",
    "\n\nAMES\n",
    "JS: ",
  ],
  ...[
    "(aside) ",
    "[laughs] ",
    "\n\n(Applause.)\n\n",
    "\n\n[pause]\n\n",
    "\n\n*They go.*\n\n",
    "— ",
    "\n\n– ",
  ],
  ...[
    "\n\nACT I\n\n",
    "\n\nSCENE 2\n\n",
    "\n\nMORNING SESSION\n\n",
    "\n\n# ",
    "\n\n## ",
    "\n\n### ",
    "\n====\n",
  ],
  ...["Dear Ames,\n", "\n\nYours ever,\n", "\n\nP.S. ", "Northfield, 3 May 1871\n\n", "By Karen Weiss\n\n"],
  ...[
    "\n> ",
    "\n\n> ",
    "\n- ",
    "\n  - ",
    "\n1. ",
    "\n2. ",
    "\n\n* ",
    "\n|---|---|\n",
    " | ",
    "| ",
    "\n***\n",
  ],
  ...[
    "[^1]",
    "[1]",
    "[2]",
    "¹",
    " (1)",
    "\n\n[^1]: ",
    "\n\n[1] ",
    "\n[2] ",
    "\n\nNotes\n\n1. ",
    "\n_____\n1 ",
  ],
  ...["*", "**", "_", "~~", "\\", "\\*", "`", "[", "](#1)", "]", "(", ")", "“", "”", "‘", "’", '"', "«", "»"],
  ...[
    "See Ames 1990: 5",
    "Ibid., p. 4. ",
    "Ames, *The Mill* (London: X, 1900), p. 3; ",
    "“Floods”, Review 3, ",
  ],
  ...["<b>", "&amp;", "]]>", "<!--", "\u0007", "\u2028"],
];

/** A text like one made from TeX, of scraps in an order that follows from the seed. */
export function arbitraryText(seed: number): string {
  return textFrom(TEX_SCRAPS, seed);
}

/** A plain text or Markdown of no kind in particular, of scraps in an order that follows from the seed. */
export function arbitraryManuscript(seed: number): string {
  return textFrom(SCRAPS, seed);
}

/** A linear congruential generator is enough for that. */
function textFrom(scraps: readonly string[], seed: number): string {
  let state = seed * 2654435761;
  const next = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return Array.from({ length: 5 + next(60) }, () => scraps[next(scraps.length)]).join("");
}
