import * as fc from "fast-check";
import type { BoardRun, Merged } from "./board.ts";

/** What a group is asked by: numbers stand for what the board's runs have. */
export interface AskedGroup {
  readonly run?: number | undefined;
  readonly model?: number | undefined;
  readonly dataset?: number | undefined;
  readonly version?: number | undefined;
  readonly label?: string | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

// Few of each, so that groups overlap and ties are common.
const item = fc.constantFrom("a", "B", "a_b_c", "ä", "🙂", "～", `"{x}\\'`);
const score = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(0, 1) },
  { weight: 6, arbitrary: fc.constantFrom(0.1, 0.3, 0.5, 0.7, 1 / 3, 5e-324, 0.9999999999999999) },
  { weight: 3, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
  { weight: 2, arbitrary: fc.constant(null) },
  { weight: 2, arbitrary: fc.constant(undefined) },
);
const number = fc.constantFrom(0, 0.1, 0.2, 1 / 3, -40, 12345.678);
const measured = fc.record(
  { tone: number, length: fc.oneof(number, fc.constantFrom("short", "long")) },
  { requiredKeys: [] },
);
const given = fc.record({
  item,
  score,
  verdict: fc.option(fc.boolean()),
  metrics: measured,
  latencyMs: fc.option(fc.constantFrom(0, 100, 250.5)),
  costUsd: fc.option(fc.constantFrom(0, 0.01)),
});

const result = given.map(({ verdict, metrics, ...told }) => ({
  ...told,
  ...(verdict !== null && { passed: verdict }),
  ...(Object.keys(metrics).length > 0 && { metrics }),
}));

const run: fc.Arbitrary<BoardRun> = fc.record({
  status: fc.constantFrom("completed", "completed", "completed", "completed", "failed", "running"),
  model: fc.nat(2),
  dataset: fc.nat(1),
  version: fc.nat(2),
  label: fc.constantFrom(null, "main", "main", "pr"),
  tags: fc.constantFrom({}, { heat: "0" }, { heat: "1", host: "a" }),
  limited: fc.constantFrom(false, false, false, true),
  edition: fc.constantFrom(0, 0, 1, 2),
  completedAt: fc.integer({ min: 1, max: 5 }),
  results: fc.array(result, { minLength: 1, maxLength: 9, size: "max" }),
});

const group: fc.Arbitrary<AskedGroup> = fc.oneof(
  fc.record({ run: fc.nat(7) }),
  fc.record({ model: fc.nat(2) }),
  fc.record({ version: fc.nat(2) }),
  fc.record({ label: fc.constantFrom("main", "pr") }),
  fc.record({ dataset: fc.nat(1), model: fc.option(fc.nat(2), { nil: undefined }) }),
  fc.record({ tags: fc.constantFrom({ heat: "0" }, { heat: "1" }, { heat: "1", host: "a" }) }),
  fc.record({ label: fc.constant("main"), from: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ label: fc.constant("main"), to: fc.integer({ min: 2, max: 5 }) }),
);

export const merged: fc.Arbitrary<Merged> = fc.constantFrom(
  {},
  {},
  { model: { 1: 0 } },
  { dataset: { 1: 0 } },
  { model: { 2: 1 }, dataset: { 0: 1 }, version: { 0: 2 } },
);

/** A board and two groups of its runs. */
export const comparisonCase = fc.record({
  board: fc.array(run, { minLength: 2, maxLength: 8, size: "max" }),
  baseline: group,
  candidate: group,
  merged,
});

/** Days apart, in minutes. */
const day = fc.constantFrom(1, 2, 1_441, 2_881);

/** Of few models, versions and items, so that nearly all is run again. */
const repeatedRun = fc
  .record({
    run,
    model: fc.constantFrom(0, 0, 0, 1),
    dataset: fc.constantFrom(0, 0, 0, 1),
    version: fc.constantFrom(0, 0, 1),
    label: fc.constantFrom("main", "pr", null),
    limited: fc.constantFrom(false, false, false, true),
    completedAt: day,
    scores: fc.array(fc.tuple(fc.constantFrom("a", "b", "c", "d"), fc.constantFrom(0, 0, 1, 1, 0.3)), {
      minLength: 1,
      maxLength: 8,
      size: "max",
    }),
  })
  .map(({ run: drawn, scores, ...told }): BoardRun => ({
    ...drawn,
    ...told,
    status: "completed",
    results: scores.map(([key, scored]) => ({ item: key, score: scored, latencyMs: null, costUsd: null })),
  }));

/** A board on which there are runs labelled `main` and `pr`. */
export const repeatedBoard: fc.Arbitrary<BoardRun[]> = fc
  .array(repeatedRun, { minLength: 3, maxLength: 16, size: "max" })
  .map((runs) => runs.map((each, index) => ({ ...each, label: ["main", "pr"][index] ?? each.label })));
