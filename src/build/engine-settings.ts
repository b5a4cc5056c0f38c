import { setFlagsFromString } from "node:v8";
import type { ResourceLimits } from "node:worker_threads";

/**
 * How much of what is new each thread holds before it is gone through for what is no longer needed. V8 takes twice as much where
 * nobody says; what a document leaves behind then piles up, once for each thread.
 */
export const THREAD_LIMITS: ResourceLimits = { maxYoungGenerationSizeMb: 24 };

/** What V8 is told. */
interface Settings {
  /** The heap may grow by so many per cent before it is gone through; 0 leaves it to V8. */
  growth: number;
  code: FastCode;
}

const SETTINGS: unique symbol = Symbol.for("colophon.engine-settings");

/** What V8 was told in this thread, one and the same for all files of the program that hold this module. */
const told: typeof globalThis & { [SETTINGS]?: Settings } = globalThis;
const settings: Settings = told[SETTINGS] ?? { growth: 0, code: "usual" };
told[SETTINGS] = settings;

/** Code is kept, and taken up again, under these. */
const FOR_KEEPING: Settings = { growth: 0, code: "plain" };

/** Names the settings that are in force: code that was kept under others is of no use. */
export function engineSettings(): string {
  return `${settings.code} code, ${settings.growth}% heap`;
}

/** The heap may grow by so many per cent before it is gone through for what is no longer needed; V8 waits for up to 300. */
const GROWTH = { ofPackage: 30, ofDocuments: 100 } as const;

/** So many documents are few: of them little is alive besides the program itself. */
const FEW = 10_000;

/**
 * Has V8 clear away sooner what is no longer needed, for the whole process and the threads it starts afterwards. A package of
 * a hundred thousand files makes small records of each, and a check or a build reads one text after the other, all of which
 * are done with at once; V8 lets them pile up to several times what is alive (measured: 420 MB where 230 do for a package,
 * 545 where 450 do for a check of 774 plays in two threads). Where more is alive, that is dear: with the growth of a package
 * a check takes a tenth longer and a build a sixth. Of very many documents more is alive all the time, and what piles up should
 * not grow with it: from 10,000 documents on it is a smaller part.
 */
export function keepHeapSmall(work: keyof typeof GROWTH, documents = 0): void {
  const part = Math.min(1, Math.sqrt(FEW / documents));
  const growth = Math.round(GROWTH[work] * part);
  letHeapGrow(growth);
}

function letHeapGrow(growth: number): void {
  settings.growth = growth;
  setFlagsFromString(`--heap-growing-percent=${growth}`);
}

/**
 * What fast code V8 makes of what runs often: none, code of each function by itself, code that takes in a little of what it
 * calls, or code that takes in as much as V8 does when left alone.
 */
export type FastCode = "none" | "plain" | "small" | "usual";

/** How much may be taken in, in bytes of V8's own code; 920 is its setting in Node 20. */
const TAKEN_IN: Readonly<Record<FastCode, number>> = { none: 0, plain: 0, small: 200, usual: 920 };

/**
 * Says what fast code V8 makes from now on. In a run that is over in a tenth of a second it takes longer to make than it saves,
 * and a second core for it (measured: a quarter of the processor's time for a play of 200 kB); up to some 5 MB that is true of
 * what it takes in (measured: a twelfth of the time for a play of 2 MB), and up to 25 MB of most of that; a build makes
 * much more code of which each piece runs less (measured: a fourteenth of the time for 65 plays of 15 MB). These settings can
 * be changed again, so that kept code is of use under each; it must be read and kept under the same.
 */
export function makeFastCode(kind: FastCode): void {
  settings.code = kind;
  setFlagsFromString(kind === "none" ? "--no-opt" : "--opt");
  setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${TAKEN_IN[kind]}`);
}

/** Does something under the settings that code is kept under, and sets V8 back to what it was told before. */
export function underKeepingSettings<Result>(work: () => Result): Result {
  const before = { ...settings };
  apply(FOR_KEEPING);
  try {
    return work();
  } finally {
    apply(before);
  }
}

function apply({ growth, code }: Settings): void {
  letHeapGrow(growth);
  makeFastCode(code);
}
