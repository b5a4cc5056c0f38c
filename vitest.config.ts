import type { ViteUserConfig } from "vitest/config";

/** Those that put modules of their own in the place of ours, and so must be the first to load them. */
const MOCKING = ["tests/build/preview-search.test.ts", "tests/build/program-failed.test.ts"];

const config: ViteUserConfig = {
  test: {
    globalSetup: "tests/cli/program.ts",
    // By itself the runner leaves one core idle, which of two is half.
    maxWorkers: "100%",
    projects: [
      {
        test: {
          name: "tests",
          include: ["tests/**/*.test.ts"],
          exclude: MOCKING,
          setupFiles: "tests/restored.ts",
          // A thread loads our modules once, not once for each file: that was a fifth of all the time.
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: { name: "mocking", include: MOCKING, testTimeout: 120_000, hookTimeout: 120_000 },
      },
    ],
  },
};

export default config;
