/** What scholars of a language write for a citation made before, and for the units of what they cite. */
export interface CitationLanguage {
  /** As `xml:lang` has it; `la` is in force everywhere. */
  readonly language: string;
  /** The work cited last, at the place that follows. */
  readonly ibid: readonly string[];
  /** The author named last. */
  readonly idem: readonly string[];
  /** The work of that author cited before. */
  readonly opcit: readonly string[];
  /** The same place in the work. */
  readonly loccit: readonly string[];
  readonly passim: readonly string[];
  /** What follows a number for “and what follows”. */
  readonly following: readonly string[];
  /** Words that send the reader back to a numbered note: “wie Anm. 12”, “supra note 12”. */
  readonly back: readonly string[];
  /** Words that introduce a citation and are no part of it: “see”, “vgl.”. */
  readonly signals: readonly string[];
  /** Abbreviations and words before a number, without their full stop. */
  readonly units: Readonly<Record<string, readonly string[]>>;
}

/** What an edition adds to the words of a language, or the words of a language that is not known. */
export type CitationLanguageAddition = Pick<CitationLanguage, "language"> &
  Partial<Omit<CitationLanguage, "language">>;
