import { join } from "node:path";
import { defineConfig } from "vitest/config";

// Hundreds of processes compile the same libraries; Node keeps what it made of them here.
process.env["NODE_COMPILE_CACHE"] ??= join(import.meta.dirname, "node_modules/.cache/compiled");

// One process for all rooms: one summary, and no more databases at a time than the machine can hold.
export default defineConfig({
  test: {
    projects: ["apps/*", "packages/*", "tests"],
    maxWorkers: 3, // each project has its own
    reporters: ["default", ["json", { outputFile: "node_modules/.cache/test-results.json" }]],
  },
});
