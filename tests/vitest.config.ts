import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: [
      "@evalboard/db/testing/global-setup",
      "./src/harness/chromium-setup.ts",
      "./src/harness/board-folder.ts",
    ],
    maxWorkers: 3, // one more than there are processors: much of a test is waiting
    hookTimeout: 240_000,
    testTimeout: 300_000,
    expect: { poll: { timeout: 120_000 } }, // a busy machine is no reason to fail
  },
});
