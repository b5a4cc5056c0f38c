import { describe, expect, it } from "vitest";
import { TARGETS } from "./targets.ts";
import { caseAt } from "./thread.ts";

/** So many changed texts are put to each reader with every run of the tests; `npm run fuzz` tries more. */
const CASES = 40;
const SEED = 20_261_123;

describe("changed texts", () => {
  it("are the same for the same seed", () => {
    const seeds = ["<a>one</a>", "<b>two</b>"];
    const texts = (seed: number): string[] => Array.from({ length: 50 }, (_, at) => caseAt(seeds, seed, at));
    expect(texts(1)).toEqual(texts(1));
    expect(texts(1)).not.toEqual(texts(2));
    expect(new Set(texts(1)).size).toBeGreaterThan(40);
  });

  it.each(Object.keys(TARGETS))("do not make the %s fail", async (name) => {
    const { seeds, run } = TARGETS[name]!();
    expect(seeds.length).toBeGreaterThan(0);
    for (let at = 0; at < CASES; at++) {
      const text = caseAt(seeds, SEED, at);
      await expect((async () => run(text))(), text).resolves.toBeUndefined();
    }
  });
});
