import { defineConfig } from "vitest/config";

// One process for all rooms: one summary, and no more databases at a time than the machine can hold.
export default defineConfig({
  test: {
    projects: ["apps/*", "packages/*", "tests"],
    maxWorkers: 2,
    reporters: ["default", ["json", { outputFile: "node_modules/.cache/test-results.json" }]],
  },
});
