import { Period } from "@evalboard/contract";
import * as fc from "fast-check";
import { type BoardRun, datasetNames, modelNames, promptVersions } from "./board.ts";
import { oracleWindow } from "./window-oracle.ts";

/** A board and what is asked of it. */
export interface BoardCase {
  readonly request: { readonly period: Period; readonly now: Date; readonly timeZone: string };
  readonly board: readonly BoardRun[];
}

const dayMs = 86_400_000;
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 4 });
const double = (max: number) => fc.double({ min: 0, max, noNaN: true });

// Few distinct values, so that ties are common.
const score = fc.oneof(
  fc.constantFrom(0, 1, 0.8, 0.8, 0.1 + 0.2, 0.7, 0.5, 0.9999999999999999, 5e-324),
  double(1),
);
const count = fc.oneof(fc.nat(3), fc.nat(2_000_000));
const measuredMs = fc.oneof(fc.constantFrom(0, 1, 250, 1_000), double(120_000));
const latencyMs = maybe(measuredMs);
const itemLatenciesMs = fc.array(fc.oneof(measuredMs, fc.constant(90_000_000)), { maxLength: 3 });
const costUsd = maybe(fc.oneof(fc.constantFrom(0, 0.01), double(50)));

const scoredFacts = {
  averageScore: score,
  perfectItems: fc.integer({ min: 1, max: 1_000 }),
  partialItems: count,
  failedItems: count,
  erroredItems: count,
  latencyMs,
  itemLatenciesMs,
  costUsd,
};
/** All items errored, or there were none. */
const erroredFacts = {
  averageScore: fc.constant(null),
  perfectItems: fc.constant(0),
  partialItems: fc.constant(0),
  failedItems: fc.constant(0),
  erroredItems: count,
  latencyMs,
  itemLatenciesMs,
  costUsd,
};

/** Noon of days on which, or just before which, the clocks of Berlin or New York change. */
const changes = ["2025-03-09", "2025-03-30", "2025-10-26", "2025-11-02", "2025-11-03"].map((day) =>
  Date.parse(`${day}T12:00:00Z`),
);

/** Any moment of a year, or one within a day of a change of the clocks. */
const moment = fc.oneof(
  fc.date({ min: new Date("2025-01-01"), max: new Date("2026-01-01"), noInvalidDate: true }),
  fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -dayMs, max: dayMs }))
    .map(([change, offset]) => new Date(change + offset)),
);

const request = fc.record({
  period: fc.constantFrom(...Period.options),
  now: moment,
  timeZone: fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"),
});

/** Sometimes with more models and datasets than a list holds, mostly with so few that versions meet within them. */
const sizes = fc.oneof(
  fc.tuple(fc.nat(modelNames.length - 1), fc.nat(datasetNames.length - 1), fc.nat(promptVersions.length - 1)),
  { weight: 2, arbitrary: fc.tuple(fc.nat(1), fc.nat(1), fc.integer({ min: 1, max: 5 })) },
);

export const boardCase: fc.Arbitrary<BoardCase> = fc
  .tuple(request, sizes)
  .chain(([asked, [lastModel, lastDataset, lastVersion]]) => {
    const what = {
      status: fc.constantFrom("completed", "completed", "completed", "completed", "running", "failed"),
      model: fc.nat(lastModel),
      dataset: fc.nat(lastDataset),
      promptVersion: fc.nat(lastVersion),
      at: instantNear(asked),
    } as const;
    const run = fc.oneof(
      { weight: 6, arbitrary: fc.record({ ...what, ...scoredFacts }) },
      { weight: 1, arbitrary: fc.record({ ...what, ...erroredFacts }) },
    );
    return fc.record({ request: fc.constant(asked), board: fc.array(run, { maxLength: 40, size: "max" }) });
  });

/** Mostly at an edge of a bucket, of the window or of the one before, or a millisecond beside it. */
function instantNear({ period, now, timeZone }: BoardCase["request"]): fc.Arbitrary<Date> {
  const edges = oracleWindow(period === "all" ? "90d" : period, now, timeZone, null).edges.map(Number);
  const from = edges[0]!;
  const to = edges.at(-1)!;
  const before = 2 * from - to;
  const oldest = period === "all" ? from - 900 * dayMs : before - dayMs;
  const edge = fc.oneof(fc.constantFrom(...edges), fc.constantFrom(before, from, to, now.getTime()));
  return fc
    .oneof(
      { weight: 3, arbitrary: fc.tuple(edge, fc.constantFrom(-1, 0, 1)).map(([at, beside]) => at + beside) },
      { weight: 1, arbitrary: fc.integer({ min: before, max: to }) },
      { weight: 1, arbitrary: fc.integer({ min: oldest, max: to + dayMs }) },
    )
    .map((ms) => new Date(ms));
}
