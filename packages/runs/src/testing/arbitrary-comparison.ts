import * as fc from "fast-check";
import type { BoardRun } from "./board.ts";

/** What a group is asked by: numbers stand for what the board's runs have. */
export interface AskedGroup {
  readonly run?: number | undefined;
  readonly model?: number | undefined;
  readonly dataset?: number | undefined;
  readonly version?: number | undefined;
  readonly label?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

// Few of each, so that groups overlap and ties are common.
const item = fc.constantFrom("a", "B", "a_b_c", "ä", "🙂", "～", `"{x}\\'`);
const score = fc.option(
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(0, 1) },
    { weight: 2, arbitrary: fc.constantFrom(0.1, 0.3, 0.5, 0.7, 1 / 3, 5e-324, 0.9999999999999999) },
    { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
  ),
  { freq: 6 },
);
const result = fc.record({
  item,
  score,
  latencyMs: fc.option(fc.constantFrom(0, 100, 250.5)),
  costUsd: fc.option(fc.constantFrom(0, 0.01)),
});

const run: fc.Arbitrary<BoardRun> = fc.record({
  status: fc.constantFrom("completed", "completed", "completed", "completed", "failed", "running"),
  model: fc.nat(2),
  dataset: fc.nat(1),
  version: fc.nat(2),
  label: fc.constantFrom(null, "main", "main", "pr"),
  completedAt: fc.integer({ min: 1, max: 5 }),
  results: fc.array(result, { minLength: 1, maxLength: 9, size: "max" }),
});

const group: fc.Arbitrary<AskedGroup> = fc.oneof(
  fc.record({ run: fc.nat(7) }),
  fc.record({ model: fc.nat(2) }),
  fc.record({ version: fc.nat(2) }),
  fc.record({ label: fc.constantFrom("main", "pr") }),
  fc.record({ dataset: fc.nat(1), model: fc.option(fc.nat(2), { nil: undefined }) }),
  fc.record({ label: fc.constant("main"), from: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ label: fc.constant("main"), to: fc.integer({ min: 2, max: 5 }) }),
);

/** A board and two groups of its runs. */
export const comparisonCase = fc.record({
  board: fc.array(run, { minLength: 2, maxLength: 8, size: "max" }),
  baseline: group,
  candidate: group,
});
