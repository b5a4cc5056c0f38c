import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/** What the lock file says of a package, as far as it is asked here. */
interface Locked {
  readonly integrity?: string;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
}

const LOCK = JSON.parse(readFileSync(join(import.meta.dirname, "../../package-lock.json"), "utf8")) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
/** Without those that serve to develop the program on other systems: npm writes no checksum for what it has not fetched. */
const PACKAGES = Object.entries(LOCK.packages).filter(
  ([path, { dev = false, optional = false }]) => path !== "" && !(dev && optional),
);

const REGISTRY = "https://registry.npmjs.org/";

describe("the lock file", () => {
  it("has a checksum for every package, and takes them all from the registry", () => {
    expect(PACKAGES.length).toBeGreaterThan(20);
    const strange = PACKAGES.filter(
      ([, { integrity = "", resolved = REGISTRY }]) =>
        !integrity.startsWith("sha512-") || !resolved.startsWith(REGISTRY),
    );
    expect(strange.map(([path]) => path)).toEqual([]);
  });
});
