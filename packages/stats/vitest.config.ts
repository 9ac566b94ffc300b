import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: "@evalboard/db/testing/global-setup",
    hookTimeout: 60_000,
    testTimeout: 120_000,
    expect: { poll: { timeout: 50_000 } }, // a busy machine is no reason to fail
  },
});
