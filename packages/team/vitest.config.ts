import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: "@evalboard/db/testing/global-setup",
    maxWorkers: 2, // a PGlite takes some 600 MB
    hookTimeout: 60_000,
    testTimeout: 60_000,
  },
});
