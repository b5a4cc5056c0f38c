import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const TABLE = readFileSync(join(import.meta.dirname, "README.md"), "utf8");
const ROWS = [...TABLE.matchAll(/^\| (.+?) \| .+? \| `(.+?)`: (.+) \|$/gmu)];

describe("every threat", () => {
  it("is in the table", () => expect(ROWS.length).toBeGreaterThan(20));

  it.each(ROWS.map(([, threat, file, title]) => [threat!, file!, title!]))(
    "is tested: %s",
    (_, file, title) => {
      expect(readFileSync(join(import.meta.dirname, file), "utf8")).toContain(title);
    },
  );
});
