import { DATES } from "./date-functions.ts";
import type { Engine } from "./expression.ts";
import { SORTING } from "./sort-functions.ts";

/** Functions of XPath that the engine lacks, called without a prefix. The engine takes some 40 ms to learn them. */
export interface AddedFunctions {
  /** Where the engine has them. */
  readonly uri: string;
  /** Their names, each with a number of arguments. */
  readonly names: ReadonlySet<string>;
  /** Whether an expression may call one of them. */
  readonly mayBeCalledIn: (source: string) => boolean;
  /** Makes them known to the engine; called once for each. */
  readonly register: (engine: Engine) => void;
}

const ALL: readonly AddedFunctions[] = [DATES, SORTING];

const KNOWN = new WeakMap<Engine, Set<AddedFunctions>>();

/** Makes those functions known to the engine that an expression may call, and gives them. */
export function addedFunctionsFor(source: string, engine: Engine): readonly AddedFunctions[] {
  const called = ALL.filter(({ mayBeCalledIn }) => mayBeCalledIn(source));
  for (const each of called) know(each, engine);
  return called;
}

/** Makes all of them known to the engine. */
export function addAllFunctions(engine: Engine): void {
  for (const each of ALL) know(each, engine);
}

function know(functions: AddedFunctions, engine: Engine): void {
  const known = KNOWN.get(engine) ?? new Set<AddedFunctions>();
  KNOWN.set(engine, known);
  if (known.has(functions)) return;
  known.add(functions);
  functions.register(engine);
}

/** Where the engine has the function of a name and a number of arguments; null where it is none of these. */
export function uriOfAdded(name: string, among: readonly AddedFunctions[]): string | null {
  return among.find(({ names }) => names.has(name))?.uri ?? null;
}
