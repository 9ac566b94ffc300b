import * as fc from "fast-check";
import { Period } from "../contract.ts";
import { type BoardRun, datasetNames, modelNames } from "./board.ts";
import { oracleWindow } from "./window-oracle.ts";

export interface BoardCase {
  readonly request: { readonly period: Period; readonly now: Date; readonly timeZone: string };
  readonly board: readonly BoardRun[];
}

const zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"] as const;

/** Noon of days on which, or after which, clocks change in Berlin or in New York. */
const changes = ["2025-03-09", "2025-03-30", "2025-10-26", "2025-11-02", "2025-11-03"].map((day) =>
  Date.parse(`${day}T12:00:00Z`),
);

const dayMs = 86_400_000;

/** A moment to ask at: any, or within a day of a change of the clocks. */
const moment = fc.oneof(
  fc.date({ min: new Date("2025-01-01"), max: new Date("2026-01-01"), noInvalidDate: true }),
  fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -dayMs, max: dayMs }))
    .map(([change, offset]) => new Date(change + offset)),
);

/** A board and what is asked of it. */
export const boardCase: fc.Arbitrary<BoardCase> = fc
  .record({ period: fc.constantFrom(...Period.options), now: moment, timeZone: fc.constantFrom(...zones) })
  .chain((request) => fc.record({ request: fc.constant(request), board: arbitraryBoard(request) }));

function arbitraryBoard(request: BoardCase["request"]): fc.Arbitrary<BoardRun[]> {
  // Few models, datasets and values, so that ties are common; sometimes more than a list holds.
  return fc
    .tuple(fc.integer({ min: 1, max: modelNames.length }), fc.integer({ min: 1, max: datasetNames.length }))
    .chain(([models, datasets]) =>
      fc.array(
        fc
          .record({
            status: fc.constantFrom("completed", "completed", "completed", "completed", "running", "failed"),
            model: fc.nat(models - 1),
            dataset: fc.nat(datasets - 1),
            at: instantNear(request),
            facts: facts,
          })
          .map(({ facts: own, ...run }) => ({ ...run, ...own })),
        { maxLength: 60, size: "max" },
      ),
    );
}

/** Mostly at an edge of a bucket, of the window or of the one before, or a millisecond beside it. */
function instantNear({ period, now, timeZone }: BoardCase["request"]): fc.Arbitrary<Date> {
  const { edges } = oracleWindow(period === "all" ? "90d" : period, now, timeZone, null);
  const times = edges.map((edge) => edge.getTime());
  const first = times[0]!;
  const last = times.at(-1)!;
  const beside = fc.constantFrom(-1, 0, 1);
  const near = (time: fc.Arbitrary<number>) => fc.tuple(time, beside).map(([at, ms]) => at + ms);
  const farthest =
    period === "all" ? fc.integer({ min: first - 900 * dayMs, max: last }) : fc.constant(first);
  return fc
    .oneof(
      near(fc.constantFrom(...times)),
      near(fc.constantFrom(first, last, now.getTime(), 2 * first - last)),
      fc.integer({ min: 2 * first - last - dayMs, max: last + dayMs }),
      farthest,
    )
    .map((time) => new Date(time));
}

const score = fc.oneof(
  fc.constantFrom(0, 1, 0.8, 0.8, 0.1 + 0.2, 0.7, 0.5, 0.9, 0.9999999999999999, 5e-324),
  fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0),
);
const count = fc.oneof(fc.nat(3), fc.nat(2_000_000));

const latency = fc.option(
  fc.oneof(fc.constantFrom(0, 250, 1_000), fc.double({ min: 0, max: 120_000, noNaN: true })),
);
const cost = fc.option(fc.oneof(fc.constantFrom(0, 0.01), fc.double({ min: 0, max: 50, noNaN: true })));

/** A run of which all errored (or that had no items) has no score, every other has one. */
const facts = fc
  .record({
    averageScore: fc.option(score, { freq: 6 }),
    perfectItems: count,
    partialItems: count,
    failedItems: count,
    erroredItems: count,
    latencyMs: latency,
    costUsd: cost,
  })
  .map((drawn) =>
    drawn.averageScore === null
      ? { ...drawn, perfectItems: 0, partialItems: 0, failedItems: 0 }
      : { ...drawn, perfectItems: drawn.perfectItems + 1 },
  );
