import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type Done, type Jobs, jobsHere, type Outcome } from "../../src/build/run/jobs.ts";
import type { Task } from "../../src/build/run/task.ts";
import { jobsInThreads } from "../../src/build/run/thread-jobs.ts";
import { folderOf } from "../cli/run.ts";

const WORKER = new URL("./dying-worker.ts", import.meta.url);

const task = (id: string, size: number, path = id): Task => ({
  kind: "outline",
  source: { id, path, bytes: new Uint8Array(size) },
  hash: id,
});

const done = (value: unknown): Done => ({ value, questions: [] });

/** What came of tasks, in their order, and how often each was told. */
async function outcomesOf(some: Jobs, tasks: readonly Task[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let told = 0;
  await some.run(tasks, (at, outcome) => {
    outcomes[at] = outcome;
    told++;
  });
  expect(told).toBe(tasks.length);
  return outcomes;
}

let jobs: Jobs | null = null;
afterEach(async () => await jobs?.close());

describe("jobs", () => {
  it("tell of each task once what came of it", async () => {
    jobs = await jobsInThreads(2, null, null, WORKER);
    const tasks = [task("a", 1), task("b", 300), task("c", 20)];
    const outcomes = await outcomesOf(jobs, tasks);
    expect(outcomes.map((each) => (each.kind === "done" ? each.value : each.error))).toEqual(["a", "b", "c"]);
  });

  it("try a task again whose thread has ended, give it up at the second time, and do the others", async () => {
    jobs = await jobsInThreads(2, null, null, WORKER);
    const once = join(folderOf({}), "once");
    const tasks = [task("a", 1), task("always", 5), task("once", 9, once), task("d", 2), task("e", 3)];
    const outcomes = await outcomesOf(jobs, tasks);
    expect(outcomes.map(({ kind }) => kind)).toEqual(["done", "lost", "done", "done", "done"]);
    expect(outcomes[1]).toMatchObject({ error: { message: expect.stringContaining("ended") } });
  });

  it("are done in this thread too, but for large ones", async () => {
    const here: string[] = [];
    jobs = await jobsInThreads(1, null, async ({ source }) => done(here.push(source.id)), WORKER);
    const tasks = Array.from({ length: 30 }, (_, at) => task(`small ${at}`, at));
    const outcomes = await outcomesOf(jobs, [...tasks, task("large", 9_000_000)]);
    expect(outcomes.every(({ kind }) => kind === "done")).toBe(true);
    expect(here.length).toBeGreaterThan(0);
    expect(here).not.toContain("large");
  });

  it("are done in this thread where threads end while they start", async () => {
    const broken = new URL("./no-such-worker.ts", import.meta.url);
    jobs = await jobsInThreads(2, null, async ({ source }) => done(source.id), broken);
    const outcomes = await outcomesOf(jobs, [task("a", 1), task("b", 300), task("large", 9_000_000)]);
    expect(outcomes).toEqual(["a", "b", "large"].map((value) => ({ kind: "done", value, questions: [] })));
  });

  it("are given up where threads end while they start, and nobody is here", async () => {
    jobs = await jobsInThreads(2, null, null, new URL("./no-such-worker.ts", import.meta.url));
    const outcomes = await outcomesOf(jobs, [task("a", 1), task("b", 300)]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(["lost", "lost"]);
  });

  it("make a fault of the program the outcome of its task alone", async () => {
    jobs = jobsHere(async ({ source }) => {
      if (source.id === "b") throw new RangeError("no");
      return done(source.id);
    });
    const outcomes = await outcomesOf(jobs, [task("a", 1), task("b", 1), task("c", 1)]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(["done", "lost", "done"]);
  });
});
