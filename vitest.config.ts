import { join } from "node:path";
import { defineConfig } from "vitest/config";

// Hundreds of processes compile the same libraries; Node keeps what it made of them here.
process.env["NODE_COMPILE_CACHE"] ??= join(import.meta.dirname, "node_modules/.cache/compiled");

// Three: much of a test is waiting, and a PGlite takes some 600 MB. The same for every room, or Vitest refuses.
process.env["VITEST_MAX_WORKERS"] ??= "3";

// One process for all rooms: one summary, and no more databases at a time than the machine can hold.
export default defineConfig({
  test: {
    projects: ["apps/*", "packages/*", "tests"],
    reporters: ["default", ["json", { outputFile: "node_modules/.cache/test-results.json" }]],
  },
});
