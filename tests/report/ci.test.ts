import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { REPORT_FORMATS } from "../../src/report/index.ts";

const root = resolve(import.meta.dirname, "../..");
const text = (path: string): string => readFileSync(resolve(root, path), "utf8");

describe("what is said of CI", () => {
  it.each(REPORT_FORMATS)("names the format %s", (format) => {
    expect(text("docs/ci.md")).toContain(`| \`${format}\` |`);
  });

  it.each(["action.yml", "docs/ci/github.yml", "docs/ci/gitlab.yml"])(
    "asks in %s for formats that there are",
    (path) => {
      const asked = [...text(path).matchAll(/--(?:report "?|format )(\w+)/gu)].map(([, format]) => format);
      expect(asked.length).toBeGreaterThan(1);
      expect(asked.filter((format) => !(REPORT_FORMATS as readonly string[]).includes(format!))).toEqual([]);
    },
  );
});
