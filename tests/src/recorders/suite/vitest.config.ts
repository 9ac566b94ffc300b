import EvalBoardReporter from "@evalboard/recorders/vitest-reporter";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["**/*.eval.ts"],
    testTimeout: 200,
    reporters: [new EvalBoardReporter({ strict: process.env["STRICT"] === "yes", label: "suite" })],
  },
});
