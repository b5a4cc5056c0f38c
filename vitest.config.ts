import type { ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = {
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: "tests/cli/program.ts",
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // By itself the runner leaves one core idle, which of two is half.
    maxWorkers: "100%",
  },
};

export default config;
