import { compilePattern, type Matcher } from "./pattern-engine.ts";

/** A regular expression of XML Schema (Part 2, appendix F), made ready when a value is first asked about. */
export class Pattern {
  readonly source: string;
  #matcher: Matcher | null = null;

  constructor(source: string) {
    this.source = source;
  }

  /** Whether a value, its white space normalised, matches as a whole. */
  matches(value: string): boolean {
    this.#matcher ??= compilePattern(this.source);
    return this.#matcher(value);
  }
}
