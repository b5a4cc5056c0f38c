import type { ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = {
  test: { include: ["tests/**/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000, maxWorkers: "100%" },
};

export default config;
