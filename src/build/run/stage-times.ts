import type { Stage, Watch } from "../../edition/index.ts";

/** What one stage took, over all documents. */
interface StageTime {
  milliseconds: number;
  documents: number;
  /** The most memory that the process held at the end of a piece of it, in bytes. */
  memory: number;
}

/** A piece of the work on a document that was done in another thread. */
export interface StagePiece {
  readonly stage: Stage;
  readonly path: string | null;
  readonly milliseconds: number;
}

/** Is told what other threads have done at each stage. */
export type Hear = (pieces: readonly StagePiece[]) => void;

/** Looks on at the stages of a check. */
export interface StageTimes {
  readonly watch: Watch;
  /** Takes what was done in another thread; absent where nobody wants the table. */
  readonly elsewhere?: Hear;
  /** The time and memory of each stage, as a table for a person. */
  readonly table: () => string;
}

const ORDER: readonly Stage[] = [
  "read",
  "include",
  "registers",
  "cite",
  "schema",
  "schematron",
  "links",
  "render",
];

/** How often memory is asked for, in milliseconds: asking takes time of its own. */
const MEMORY_EVERY = 20;

/** Makes a watch; `tell` is told what is being done, as often as it is. Time is taken only where somebody wants the table. */
export function stageTimes(tell: (stage: Stage, path: string | null) => void, isWanted: boolean): StageTimes {
  return isWanted ? timesOf(tell) : { watch: told(tell), table: () => "" };
}

function told(tell: (stage: Stage, path: string | null) => void): Watch {
  return (stage, path, work) => {
    tell(stage, path);
    return work();
  };
}

/** Makes a watch that writes down what is done, to be told elsewhere. */
export function watchPieces(pieces: StagePiece[]): Watch {
  return noting((stage, since, path) => {
    pieces.push({ stage, path, milliseconds: performance.now() - since });
  });
}

/** Makes a watch that says when a piece of the work that is over was begun. */
function noting(note: (stage: Stage, since: number, path: string | null) => void): Watch {
  return (stage, path, work) => {
    const since = performance.now();
    const result = work();
    if (result instanceof Promise) return result.finally(() => note(stage, since, path)) as typeof result;
    note(stage, since, path);
    return result;
  };
}

function timesOf(tell: (stage: Stage, path: string | null) => void): StageTimes {
  const times = new Map<Stage, StageTime>();
  const start = performance.now();
  let asked = 0;
  const note = ({ stage, path, milliseconds }: StagePiece): void => {
    const now = performance.now();
    const time = times.get(stage) ?? { milliseconds: 0, documents: 0, memory: 0 };
    times.set(stage, time);
    time.milliseconds += milliseconds;
    if (path !== null) time.documents++;
    if (now - asked < MEMORY_EVERY && time.memory > 0) return;
    asked = now;
    time.memory = Math.max(time.memory, process.memoryUsage.rss());
  };
  const timed = noting((stage, since, path) => {
    note({ stage, path, milliseconds: performance.now() - since });
  });
  const watch: Watch = (stage, path, work) => {
    tell(stage, path);
    return timed(stage, path, work);
  };
  return {
    watch,
    elsewhere: (pieces) => pieces.forEach(note),
    table: () => tableOf(times, performance.now() - start),
  };
}

function tableOf(times: ReadonlyMap<Stage, StageTime>, total: number): string {
  const stages = ORDER.filter((stage) => times.has(stage)).map((stage) => {
    const { milliseconds, documents, memory } = times.get(stage)!;
    return [stage, seconds(milliseconds), String(documents), megabytes(memory)] as const;
  });
  // On Linux and macOS alike Node gives kilobytes here.
  const peak = megabytes(process.resourceUsage().maxRSS * 1024);
  const rows = [["stage", "seconds", "documents", "memory"], ...stages, ["in all", seconds(total), "", peak]];
  return rows
    .map(([name, ...rest]) => `${name!.padEnd(12)}${rest.map((cell) => cell.padStart(12)).join("")}\n`)
    .join("");
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(2);
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
