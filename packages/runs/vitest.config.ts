import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: "@evalboard/db/testing/global-setup",
    hookTimeout: 60_000,
    testTimeout: 60_000,
  },
});
