import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/** What the lock file says of a package, as far as it is asked here. */
interface Locked {
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
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

describe("the lock file", () => {
  it("has a checksum for every package", () => {
    expect(PACKAGES.length).toBeGreaterThan(20);
    const unsealed = PACKAGES.filter(([, { integrity = "" }]) => !integrity.startsWith("sha512-"));
    expect(unsealed.map(([path]) => path)).toEqual([]);
  });

  it("has no package among those that are installed with the program that runs a script then", () => {
    const running = PACKAGES.filter(
      ([, { dev = false, hasInstallScript = false }]) => !dev && hasInstallScript,
    );
    expect(running.map(([path]) => path)).toEqual([]);
  });
});
