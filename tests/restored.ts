import { afterAll, vi } from "vitest";

/** What a file of tests sets aside is back before the next one: both run in the same thread. */
afterAll(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});
