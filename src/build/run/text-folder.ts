import { resolve } from "node:path";
import type { OutputFile } from "../../edition/index.ts";
import type { AmendedPart } from "../staging.ts";
import { EarlyLooks } from "./early-looks.ts";
import type { EditionRun } from "./edition-run.ts";
import { type FolderLooks, looksOf } from "./output-looks.ts";
import { Rows } from "./rows.ts";
import type { RunDocument } from "./run-document.ts";
import { type RunOutputs, runTexts, textPath } from "./run-outputs.ts";

/** The part of an output that has the texts. */
export const TEXTS = "text";

/** Of so many texts that were written it is not asked one by one how they look. */
const FEW = 64;

/**
 * The texts of an output. Those of documents that have changed are made alone where the others stand as the last run left
 * them: to look whether each of a hundred thousand files is as it should be takes longer than all else after a small change.
 */
export class TextFolder {
  readonly #out: string;
  readonly #place: string;
  readonly #early: EarlyLooks;
  /** How the folder looked before it was written to, where most of it stays. */
  #looks: FolderLooks | null = null;
  #written: readonly string[] = [];

  /** Takes the folder of all outputs, and who may have looked at it. */
  constructor(out: string, early: EarlyLooks = new EarlyLooks()) {
    this.#out = out;
    this.#early = early;
    this.#place = resolve(out, TEXTS);
  }

  /** Gives the texts that are written, and says what of the others stays or goes. */
  async *files(
    input: RunOutputs,
    progress: (made: number) => void,
  ): AsyncGenerator<OutputFile | AmendedPart> {
    const { run } = input;
    const before = run.looksBefore(this.#place);
    if (before === null) return yield* runTexts(input);
    const changed = run.documents.filter(({ isFresh }) => isFresh);
    const others = run.documents.filter(({ isFresh }) => !isFresh);
    yield* runTexts(input, changed);
    progress(changed.length);
    const looks = await this.#early.of(this.#place);
    const written = changed.length > FEW ? [] : changed.map((each) => resolve(this.#out, textPath(each)));
    if (before !== looks.digest || !looks.expect(written)) return yield* runTexts(input, others);
    [this.#looks, this.#written] = [changed.length > FEW ? null : looks, written];
    yield amended(changed, others, run);
  }

  /** How the folder looks now that all is in place. */
  looks(): string {
    return this.#looks?.digestAfter(this.#written) ?? looksOf(this.#place);
  }
}

function amended(
  changed: Rows<RunDocument>,
  others: Rows<RunDocument>,
  { hasText }: EditionRun,
): AmendedPart {
  const standing = others.filter(hasText);
  return {
    part: TEXTS,
    standing: new Rows(standing.length, (nth) => textPath(standing.at(nth))),
    gone: changed.filter((document) => !hasText(document)).map(textPath),
  };
}
