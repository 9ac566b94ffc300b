import { METRIC_BOUND } from "@evalboard/contract/words";
import * as fc from "fast-check";
import type { RunOfTest } from "./board.ts";

/** What happens to a board, in order; numbers pick among what there is at that moment. */
export type Event =
  | { readonly kind: "complete"; readonly run: Omit<RunOfTest, "index"> }
  | { readonly kind: "complete and fail"; readonly run: Omit<RunOfTest, "index"> }
  | { readonly kind: "delete"; readonly pick: number }
  | { readonly kind: "score late"; readonly pick: number; readonly score: number }
  | { readonly kind: "merge"; readonly from: number; readonly to: number }
  | { readonly kind: "begin rebuild"; readonly timeZone: string }
  | { readonly kind: "step"; readonly runs: number }
  | { readonly kind: "prepare"; readonly timeZone: string };

const hourMs = 3_600_000;
const timeZone = fc.constantFrom("UTC", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe");
const score = fc.oneof(
  fc.constantFrom(null, "unscored" as const, 0, 1, 0.8, 1 / 3, 0.1 + 0.2, 5e-324),
  fc.double({ min: 0, max: 1, noNaN: true }),
);
const metric = fc.oneof(
  fc.constantFrom(null, 0, 1, -2.5, 1 / 3, 1e9, 1e-9),
  fc.double({ min: -1e3, max: 1e3, noNaN: true }).filter((value) => Math.abs(value) > 1 / METRIC_BOUND),
);
const latency = fc.oneof(
  fc.constantFrom(null, 0, 1, 250, 1e9),
  fc.double({ min: 0, max: 100_000, noNaN: true }),
);

/** Runs that completed around `now`: in the last hours, around a change of the clocks, and long ago. */
export function arbitraryHistory(now: Date): fc.Arbitrary<Event[]> {
  const ago = fc.oneof(
    fc.integer({ min: 0, max: 30 * hourMs }),
    fc.integer({ min: 60 * hourMs, max: 80 * hourMs }),
    fc.integer({ min: 0, max: 24 * 800 * hourMs }),
    fc.constantFrom(0, hourMs, 24 * hourMs),
  );
  const run = fc.record({
    model: fc.nat(2),
    dataset: fc.nat(2),
    version: fc.nat(3),
    completedAt: ago.map((ms) => new Date(now.getTime() - ms)),
    scores: fc.array(score, { minLength: 1, maxLength: 4 }),
    latencies: fc.array(latency, { minLength: 4, maxLength: 4 }),
    contrary: fc.boolean(),
    metrics: fc.oneof(fc.constant([]), fc.array(metric, { maxLength: 4 })),
    costUsd: fc.constantFrom(null, 0, 0.1, 0.2, 1e-9),
    inputTokens: fc.constantFrom(null, 0, 7, 9_007_199_254_740_991),
    limited: fc.constantFrom(false, false, false, true),
  });
  const event: fc.Arbitrary<Event> = fc.oneof(
    { weight: 8, arbitrary: fc.record({ kind: fc.constant("complete" as const), run }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("complete and fail" as const), run }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("delete" as const), pick: fc.nat(50) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant("score late" as const),
        pick: fc.nat(50),
        score: fc.constantFrom(0, 0.25, 1 / 3, 1),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant("merge" as const), from: fc.nat(2), to: fc.nat(2) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("begin rebuild" as const), timeZone }) },
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant("step" as const), runs: fc.integer({ min: 1, max: 3 }) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("prepare" as const), timeZone }) },
  );
  return fc.array(event, { maxLength: 40, size: "max" });
}
