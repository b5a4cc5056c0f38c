import { expect, it } from "vitest";
import { GroupedSpool } from "../../src/build/run/grouped-spool.ts";

/** Longer than what waits in memory. */
const LONG = "ß ".repeat(3_000_000);

it("gives what was added under a key in its order, whether it was written down or waits", () => {
  const groups = new GroupedSpool();
  try {
    groups.add("one", { at: 1 });
    groups.add("other", 'a "text"\n of two lines');
    groups.add("one", LONG);
    groups.add("one", [{ at: null }]);
    groups.add("other", LONG);
    groups.add("one", "");
    for (let time = 0; time < 2; time++) {
      expect([...groups.get("one")]).toEqual([{ at: 1 }, LONG, [{ at: null }], ""]);
      expect([...groups.get("other")]).toEqual(['a "text"\n of two lines', LONG]);
    }
    expect([...groups.get("none")]).toEqual([]);
  } finally {
    groups.close();
  }
});
