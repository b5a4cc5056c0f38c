import type { DigestAnswer, DigestJob, DigestPlan } from "./digest-job.ts";

/**
 * A lot of jobs on its way to a thread. What is copied between threads is copied piece by piece, and an object of ten members
 * for each small file takes as long as opening it; so the jobs go as lists of strings and of numbers.
 *
 * A lot of one file of 12 bytes, which goes to the beginning of a zip file, is
 *
 *     plans    [{ algorithms: ["sha512"], isBlob: true, … }]
 *     keys     ["data/tei/play.xml"]
 *     files    ["/home/me/edition/tei/play.xml"]
 *     numbers  [0, 0, -1, 12, -1, 0, 0]
 */
export interface DigestQuestion {
  readonly number: number;
  readonly plans: readonly DigestPlan[];
  readonly keys: readonly string[];
  readonly files: readonly string[];
  /** For each job what the slots below say; -1 where the job has null. */
  readonly numbers: Float64Array;
}

/** The slots of a job among the numbers of a question. */
const PLAN = 0;
const START = 1;
const END = 2;
const SIZE = 3;
const CRC32 = 4;
const DEFLATED = 5;
const ZIP_START = 6;
const SLOTS = 7;

/** What a thread answers to a lot. */
export interface DigestReply {
  readonly number: number;
  /** For each job the checksums of its plan, and that of the blob where it is wanted. */
  readonly sums: readonly string[];
  /** For each job its size and its CRC-32. */
  readonly numbers: Float64Array;
  /** Answers that have a fault, which are whole, by their place among the jobs; the lists have nothing of them. */
  readonly faulty: ReadonlyMap<number, DigestAnswer>;
}

/** Writes a lot of jobs as a question. */
export function questionOf(number: number, jobs: readonly DigestJob[]): DigestQuestion {
  const plans = [...new Set(jobs.map(({ plan }) => plan))];
  const numbers = new Float64Array(jobs.length * SLOTS);
  for (const [index, { plan, start, end, size, crc32, isDeflated, zipStart }] of jobs.entries()) {
    const at = index * SLOTS;
    numbers[at + PLAN] = plans.indexOf(plan);
    numbers[at + START] = start;
    numbers[at + END] = end ?? -1;
    numbers[at + SIZE] = size ?? -1;
    numbers[at + CRC32] = crc32 ?? -1;
    numbers[at + DEFLATED] = isDeflated ? 1 : 0;
    numbers[at + ZIP_START] = zipStart;
  }
  return { number, plans, keys: jobs.map(({ key }) => key), files: jobs.map(({ file }) => file), numbers };
}

/** Reads the jobs of a question. */
export function jobsOf({ plans, keys, files, numbers }: DigestQuestion): DigestJob[] {
  return keys.map((key, index) => {
    const at = index * SLOTS;
    return {
      key,
      file: files[index]!,
      start: numbers[at + START]!,
      end: numberOrNull(numbers[at + END]!),
      isDeflated: numbers[at + DEFLATED] === 1,
      size: numberOrNull(numbers[at + SIZE]!),
      crc32: numberOrNull(numbers[at + CRC32]!),
      zipStart: numbers[at + ZIP_START]!,
      plan: plans[numbers[at + PLAN]!]!,
    };
  });
}

function numberOrNull(value: number): number | null {
  return value < 0 ? null : value;
}

/** Writes what came of the jobs of a question. */
export function replyOf(number: number, answers: readonly DigestAnswer[]): DigestReply {
  const sums: string[] = [];
  const numbers = new Float64Array(answers.length * 2);
  const faulty = new Map<number, DigestAnswer>();
  for (const [index, answer] of answers.entries()) {
    if (answer.fault !== null) {
      faulty.set(index, answer);
      continue;
    }
    sums.push(...answer.sums);
    if (answer.blob !== null) sums.push(answer.blob);
    numbers[index * 2] = answer.size;
    numbers[index * 2 + 1] = answer.crc32;
  }
  return { number, sums, numbers, faulty };
}

/** Reads what came of jobs. */
export function answersOf(
  { sums, numbers, faulty }: DigestReply,
  jobs: readonly DigestJob[],
): DigestAnswer[] {
  let next = 0;
  return jobs.map(({ key, plan: { algorithms, isBlob } }, index) => {
    const fault = faulty.get(index);
    if (fault !== undefined) return fault;
    const start = next;
    next += algorithms.length + (isBlob ? 1 : 0);
    return {
      key,
      size: numbers[index * 2]!,
      algorithms,
      sums: sums.slice(start, start + algorithms.length),
      blob: isBlob ? sums[next - 1]! : null,
      crc32: numbers[index * 2 + 1]!,
      fault: null,
    };
  });
}
