import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: "@evalboard/db/testing/global-setup",
    hookTimeout: 900_000,
    testTimeout: 300_000,
  },
});
