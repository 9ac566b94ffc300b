import { randomUUID } from "node:crypto";
import { batchResults } from "@evalboard/contract/batches";
import type { Reporter, TestModule, TestRunEndReason, Vitest } from "vitest/node";
import { type BoardOptions, NotRecorded, sayerOf, sendRuns } from "../board.ts";
import { runsOfTests, type TestDefaults } from "./runs-of-tests.ts";

/** What may be said to the reporter in `vitest.config.ts`. */
export interface ReporterOptions extends BoardOptions, TestDefaults {
  /** Whether each run of the watch mode is recorded too. Default: false. */
  readonly watch?: boolean | undefined;
}

/**
 * A Vitest reporter that records what tests evaluated, when the test run ends: one run for each model, dataset and prompt. The
 * tests say it by `evaluate` and `record` of `@evalboard/recorders/vitest`; all others are left alone. A board that is away
 * changes nothing of how Vitest ends, unless `strict` is set. The default export: Vitest takes that of a reporter that is named.
 */
export default class EvalBoardReporter implements Reporter {
  readonly #options: ReporterOptions;
  #vitest: Vitest | null = null;

  constructor(options: ReporterOptions = {}) {
    this.#options = options;
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  async onTestRunEnd(
    modules: readonly TestModule[],
    _errors: readonly unknown[],
    reason: TestRunEndReason,
  ): Promise<void> {
    const { watch = false, ...options } = this.#options;
    const config = this.#vitest?.config;
    if (config?.watch === true && !watch) return;
    const { runs, notes } = runsOfTests(modules, options, {
      id: randomUUID(),
      limited: Boolean(config?.testNamePattern ?? config?.shard),
      interrupted: reason === "interrupted",
    });
    const say = sayerOf(options);
    for (const note of notes) say(`evalboard: not recorded: ${note}`);
    const file = {
      runs: runs.map(({ start, results, end }) => ({
        start,
        results: results.length,
        end,
      })),
      results: () =>
        batchResults(runs.flatMap(({ results }, run) => results.map((result) => ({ run, result })))),
    };
    try {
      await sendRuns(file, { ...options, say });
    } catch (error) {
      if (!(error instanceof NotRecorded)) throw error;
      say(`evalboard: ${error.message}`);
      process.exitCode = 1;
    }
  }
}
