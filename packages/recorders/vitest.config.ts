import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { testTimeout: 60_000 }, // a busy machine is no reason to fail
});
