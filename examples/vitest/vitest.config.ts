import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["**/*.eval.ts"],
    reporters: ["default", ["@evalboard/recorders/vitest-reporter", { model: "acme/clerk-1" }]],
  },
});
