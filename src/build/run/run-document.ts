import type { Source } from "../../edition/index.ts";
import { type Finding, isProgramFailure } from "../../report/index.ts";
import { hashOfSource } from "./document-source.ts";
import { FindingsSpool } from "./findings-spool.ts";
import type { JoinedDocument, MadeDocument, Outline } from "./made-document.ts";

/** What the run itself has to know of an outline; the rest is read where it is asked for. */
export interface Gist {
  readonly isRead: boolean;
  readonly hasText: boolean;
  /** Whether it has entries of registers, or tells of such. */
  readonly hasEntries: boolean;
  /** Whether all that it includes was there. */
  readonly isComplete: boolean;
  /** The files that XInclude put into it. */
  readonly parts: readonly string[];
  /** Those that are parts of it as a whole. */
  readonly wholeParts: readonly string[];
  /** The files it includes that are TEI documents by themselves. */
  readonly teiParts: readonly string[];
  /** Where the program failed on it. */
  readonly failures: readonly Finding[];
}

/** What the run itself has to know of what was made of a document. */
export interface Verdict {
  readonly findings: readonly Finding[];
  /** Whether some were suppressed. */
  readonly isSuppressed: boolean;
  /** The files for which there is no schema; the document's own is written as an empty path. */
  readonly schemaless: readonly string[];
  readonly isLeft: boolean;
  /** Whether it has steps of rows, which may be circles. */
  readonly hasSteps: boolean;
  /** Whether it has a reading text. */
  readonly hasText: boolean;
}

/** A document with its hash and the gist of what it says of itself. It is made when it is asked for, in `Rows`. */
export class OutlinedDocument implements JoinedDocument {
  readonly source: Source;
  readonly gist: Gist;
  /** Its place among all documents of the run. */
  readonly nth: number;

  constructor(source: Source, gist: Gist, nth: number) {
    this.source = source;
    this.gist = gist;
    this.nth = nth;
  }

  get id(): string {
    return this.source.id;
  }

  get path(): string {
    return this.source.path;
  }

  get hash(): string {
    return hashOfSource(this.source);
  }

  get hasText(): boolean {
    return this.gist.hasText;
  }

  get parts(): readonly string[] {
    return this.gist.parts;
  }

  get wholeParts(): readonly string[] {
    return this.gist.wholeParts;
  }

  get isComplete(): boolean {
    return this.gist.isComplete;
  }
}

/** A document of the edition that was asked for. */
export class RunDocument extends OutlinedDocument {
  /** The included files that the schema checks see elsewhere. */
  readonly seen: readonly string[];
  /** Whether it was worked on or found anew, since the last run or something in it is another. */
  readonly isFresh: boolean;

  constructor({ source, gist, nth }: OutlinedDocument, seen: readonly string[], isFresh: boolean) {
    super(source, gist, nth);
    this.seen = seen;
    this.isFresh = isFresh;
  }
}

/** Gives the gists of outlines: one object for all documents of which the same is true, which are most. */
export class Gists {
  readonly #known: Map<string, Gist>;

  constructor(known: readonly Gist[] = []) {
    this.#known = new Map(known.map((gist) => [JSON.stringify(gist), gist]));
  }

  of(outline: Outline): Gist {
    const { anchors, hasText, entries, hasRelations, wholeParts, teiParts, findings } = outline;
    const gist: Gist = {
      isRead: anchors !== null,
      hasText,
      hasEntries: entries.length > 0 || hasRelations,
      isComplete: anchors?.isComplete ?? true,
      parts: anchors?.parts ?? [],
      wholeParts,
      teiParts,
      failures: findings.filter(isProgramFailure),
    };
    return sharedIn(this.#known, gist);
  }
}

/** The verdicts on documents: one object for all on which it is the same but for what was found. */
export class Verdicts {
  readonly #known = new Map<string, Verdict>();
  readonly #verdicts: (Verdict | null)[];
  readonly #findings = new FindingsSpool();
  /** By the places of documents, the numbers of what was found on them. */
  readonly #found = new Map<number, number>();

  /** Takes how many documents there are. */
  constructor(count: number) {
    this.#verdicts = new Array<Verdict | null>(count).fill(null);
  }

  /** Takes what is made of the nth document. */
  judge(nth: number, path: string, made: MadeDocument): void {
    this.#verdicts[nth] = this.#withoutFindings(path, made);
    if (made.findings.length > 0) this.#found.set(nth, this.#findings.add(made.findings));
  }

  /** Gives the verdict on the nth document, its findings left out; null where it was not judged. */
  brief(nth: number): Omit<Verdict, "findings"> | null {
    return this.#verdicts[nth]!;
  }

  /** Gives the verdict on the nth document; null where it was not judged. */
  at(nth: number): Verdict | null {
    const verdict = this.#verdicts[nth]!;
    const found = this.#found.get(nth);
    return verdict === null || found === undefined
      ? verdict
      : { ...verdict, findings: this.#findings.at(found) };
  }

  /** Gives the verdict on a document of which something was made again. */
  of(path: string, made: MadeDocument): Verdict {
    return { ...this.#withoutFindings(path, made), findings: made.findings };
  }

  #withoutFindings(
    path: string,
    { unsuppressed, schemaless, isLeft, steps, textKey }: MadeDocument,
  ): Verdict {
    return sharedIn<Verdict>(this.#known, {
      findings: NOTHING_FOUND,
      isSuppressed: unsuppressed !== null,
      schemaless: schemaless.map((each) => (each === path ? "" : each)),
      isLeft,
      hasSteps: steps.length > 0,
      hasText: textKey !== null,
    });
  }
}

const NOTHING_FOUND: readonly Finding[] = [];

/** Gives the files for which there is no schema, by a verdict. */
export function schemalessIn({ path }: Pick<OutlinedDocument, "path">, { schemaless }: Verdict): string[] {
  return schemaless.map((each) => (each === "" ? path : each));
}

function sharedIn<Value>(known: Map<string, Value>, value: Value): Value {
  const name = JSON.stringify(value);
  const shared = known.get(name) ?? value;
  known.set(name, shared);
  return shared;
}
