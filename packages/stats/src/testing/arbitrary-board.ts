import type { Period } from "@evalboard/contract";
import { METRIC_BOUND, periods } from "@evalboard/contract/words";
import * as fc from "fast-check";
import { type BoardRun, datasetNames, modelNames, promptNames, promptVersions } from "./board.ts";
import { type Names, ownNames } from "./names.ts";
import { noNarrowing, type NarrowedTo } from "./narrowed-to.ts";
import { oracleWindow } from "./window-oracle.ts";

/** A board, what its names stand for, and what is asked of it. */
export interface BoardCase {
  readonly request: { readonly period: Period; readonly now: Date; readonly timeZone: string };
  readonly narrowedTo: NarrowedTo;
  readonly board: readonly BoardRun[];
  readonly names: Names;
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
const share = fc.oneof(fc.constantFrom(0, 1, 1, 0.5), double(1));
const measuredMs = fc.oneof(fc.constantFrom(0, 1, 250, 1_000), double(120_000));
const amountUsd = maybe(fc.oneof(fc.constantFrom(0, 0.01), double(50)));

/** On any scale; means that lie close together far from 0 lose their digits where they are squared in floating point. */
const metricMean = fc.oneof(
  fc.constantFrom(null, 0, 1, 0.1 + 0.2, -2.5, 1_000_000_001, 1_000_000_002, 1e-9, -1e80),
  fc
    .double({ min: -1e6, max: 1e6, noNaN: true })
    .map((value) => (Math.abs(value) < 1 / METRIC_BOUND ? 0 : value)),
);
const metricNames = [
  "accuracy",
  "cost of the judge",
  "tone",
  "Tone",
  ...Array.from("123456789", (n) => `m${n}`),
];
const metrics = fc.oneof(
  fc.constant([]),
  fc.uniqueArray(
    fc.record({
      name: fc.oneof(fc.constantFrom(...metricNames.slice(0, 4)), fc.constantFrom(...metricNames)),
      n: fc.integer({ min: 1, max: 1_000 }),
      mean: metricMean,
    }),
    { selector: ({ name }) => name, maxLength: 4 },
  ),
);

const alike = {
  erroredItems: count,
  label: fc.constantFrom(null, null, "main", "nightly"),
  tags: fc.constantFrom({}, { branch: "main" }, { branch: "main", temperature: "0.2" }, { temperature: "0" }),
  latencyMs: maybe(measuredMs),
  measuredShare: share,
  itemLatenciesMs: fc.array(fc.oneof(measuredMs, fc.constant(90_000_000)), { maxLength: 3 }),
  costUsd: amountUsd,
  pricedShare: share,
  spentUsd: amountUsd,
  metrics,
  limited: fc.constantFrom(false, false, false, false, true),
};
/** Of few items, so that they are asked again, in one run and in the next; a scored run has one at least. */
const answers = fc.array(
  fc.record({ item: fc.constantFrom("a", "b", "c", "d", "e"), score, passed: fc.boolean() }),
  { minLength: 1, maxLength: 8 },
);
const unscoredItems = fc.oneof(fc.constant(0), count);
const scored = fc.record({
  ...alike,
  averageScore: score,
  perfectItems: fc.integer({ min: 1, max: 1_000 }),
  partialItems: count,
  failedItems: count,
  unscoredItems,
  // A tool's verdicts may say the opposite of its scores.
  passedShare: share,
  answers,
});
/** All items errored or nobody has scored them, or there were none. */
const notScored = fc.record({
  ...alike,
  averageScore: fc.constant(null),
  perfectItems: fc.constant(0),
  partialItems: fc.constant(0),
  failedItems: fc.constant(0),
  unscoredItems,
  passedShare: fc.constant(0),
  answers: fc.constant([]),
});

const figures = fc
  .oneof({ weight: 6, arbitrary: scored }, { weight: 1, arbitrary: notScored })
  .map(({ passedShare, measuredShare, pricedShare, ...run }) => {
    const scoredItems = run.perfectItems + run.partialItems + run.failedItems;
    const items = scoredItems + run.erroredItems + run.unscoredItems;
    return {
      ...run,
      passedItems: Math.round(passedShare * scoredItems),
      measuredItems: run.latencyMs === null ? 0 : Math.round(measuredShare * items),
      pricedItems: run.costUsd === null ? 0 : Math.round(pricedShare * items),
    };
  });

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

/** A range that ended some time before `now`, of days or of instants. */
export const rangeBefore = (now: Date): fc.Arbitrary<Period> =>
  fc
    .record({
      agoMs: fc.integer({ min: 0, max: 300 * dayMs }),
      lengthMs: fc.oneof(
        fc.integer({ min: 1, max: 3 * dayMs }),
        fc.integer({ min: dayMs, max: 800 * dayMs }),
      ),
      isOfDays: fc.boolean(),
    })
    .map(({ agoMs, lengthMs, isOfDays }): Period => {
      const to = new Date(now.getTime() - agoMs);
      const ends = [new Date(to.getTime() - lengthMs), to].map((end) => end.toISOString());
      const [from = "", end = ""] = isOfDays ? ends.map((each) => each.slice(0, 10)) : ends;
      return `${from}/${end}`;
    });

const request = moment.chain((now) =>
  fc.record({
    period: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...periods) },
      { weight: 1, arbitrary: rangeBefore(now) },
    ),
    now: fc.constant(now),
    timeZone: fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"),
  }),
);

/** Sometimes with more models and datasets than a list holds, mostly with so few that versions meet within them. */
const sizes = fc.oneof(
  fc.tuple(fc.nat(modelNames.length - 1), fc.nat(datasetNames.length - 1), fc.nat(promptVersions.length - 1)),
  { weight: 2, arbitrary: fc.tuple(fc.nat(1), fc.nat(1), fc.integer({ min: 1, max: 5 })) },
);

/** Some stand for others of the list, most of these for one of the first, which have the runs; never for one that stands for another. */
function standingFor(names: number): fc.Arbitrary<number[]> {
  const name = fc.record({
    isOwn: fc.boolean(),
    other: fc.oneof(fc.nat(1), fc.nat(2), fc.nat(names - 1)),
  });
  return fc
    .array(name, { minLength: names, maxLength: names })
    .map((drawn) =>
      drawn.map(({ isOwn, other }, index) => (isOwn || drawn[other]?.isOwn !== true ? index : other)),
    );
}

const names: fc.Arbitrary<Names> = fc.oneof(
  fc.constant(ownNames),
  fc.record({
    models: standingFor(modelNames.length),
    datasets: standingFor(datasetNames.length),
    prompts: standingFor(promptNames.length),
  }),
);

const fields = ["model", "dataset", "prompt", "promptVersion", "label", "tags"] as const;

/** What some of the fields of one of the runs are; half of the boards are whole. */
const narrowing = fc.oneof(
  fc.constant({ pick: 0, by: [] }),
  fc.record({ pick: fc.nat(40), by: fc.subarray([...fields], { minLength: 1, maxLength: 3 }) }),
);

function narrowedToRun(run: BoardRun | undefined, by: readonly (typeof fields)[number][]): NarrowedTo {
  if (!run) return noNarrowing;
  const { model, dataset, promptVersion, label, tags } = run;
  const { prompt } = promptVersions[promptVersion]!;
  const all: Required<NarrowedTo> = { model, dataset, prompt, promptVersion, label: label ?? "main", tags };
  return Object.fromEntries(by.map((field) => [field, all[field]]));
}

export const boardCase: fc.Arbitrary<BoardCase> = fc
  .tuple(request, sizes)
  .chain(([asked, [lastModel, lastDataset, lastVersion]]) => {
    const what = fc.record({
      status: fc.constantFrom("completed", "completed", "completed", "completed", "running", "failed"),
      model: fc.nat(lastModel),
      dataset: fc.nat(lastDataset),
      promptVersion: fc.nat(lastVersion),
      at: instantNear(asked),
    } as const);
    const run = fc.tuple(what, figures).map(([of, given]) => ({ ...of, ...given }));
    return fc.record({
      request: fc.constant(asked),
      board: fc.array(run, { maxLength: 40, size: "max" }),
      names,
      narrowing,
    });
  })
  .map(({ narrowing: { pick, by }, ...drawn }) => ({
    ...drawn,
    narrowedTo: narrowedToRun(drawn.board[pick % Math.max(1, drawn.board.length)], by),
  }));

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
      {
        weight: 1,
        arbitrary: fc.oneof(fc.integer({ min: oldest, max: to + dayMs }), fc.constant(Date.UTC(2000, 1, 29))),
      },
    )
    .map((ms) => new Date(ms));
}
