import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: [
      "@evalboard/db/testing/global-setup",
      "./src/harness/chromium-setup.ts",
      "./src/harness/board-folder.ts",
    ],
    // No server of a test lives long enough to gain from an optimized database.
    env: { LOW_MEMORY: "true" },
    hookTimeout: 240_000,
    testTimeout: 300_000,
    expect: { poll: { timeout: 120_000 } }, // a busy machine is no reason to fail
  },
});
