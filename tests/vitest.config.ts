import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: [
      "@evalboard/db/testing/global-setup",
      "./src/harness/chromium-setup.ts",
      "./src/harness/program.ts",
      "./src/harness/board-folder.ts",
    ],
    hookTimeout: 240_000,
    testTimeout: 300_000,
    expect: { poll: { timeout: 120_000 } }, // a busy machine is no reason to fail
  },
});
