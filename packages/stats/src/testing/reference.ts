import type { DatasetFigures, ModelFigures, Period, StatsReport } from "../contract/index.ts";
import { type BoardRun, datasetNames, idOf, modelNames } from "./board.ts";
import {
  known,
  mean,
  percentile,
  referenceFigures,
  referenceItems,
  referenceScores,
} from "./reference-figures.ts";
import { oracleWindow } from "./window-oracle.ts";

/** The report that a board should give, by loops over all its runs and by no SQL. */
export function referenceReport(
  board: readonly BoardRun[],
  { period, now, timeZone }: { period: Period; now: Date; timeZone: string },
): StatsReport {
  const completed = board.filter((run) => run.status === "completed");
  const first = completed.map((run) => run.at).toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
  const { unit, edges } = oracleWindow(period, now, timeZone, first);
  const from = edges[0]!;
  const to = edges.at(-1)!;
  const runs = between(completed, from, to);
  const buckets = edges.slice(1).map((end, index) => ({ from: edges[index]!, to: end }));
  return {
    period,
    window: { from: from.toISOString(), to: to.toISOString(), unit },
    timeZone,
    generatedAt: now.toISOString(),
    freshForMs: 60_000,
    stale: false,
    firstCompletedAt: first?.toISOString() ?? null,
    summary: {
      ...referenceFigures(runs),
      previous:
        period === "all"
          ? null
          : referenceFigures(between(completed, startBefore(period, from, timeZone), from)),
    },
    topModels: bestModels(runs),
    scoreDistribution: distribution(runs),
    runsOverTime: buckets.map((bucket) => ({
      from: bucket.from.toISOString(),
      to: bucket.to.toISOString(),
      runs: between(completed, bucket.from, bucket.to).length,
    })),
    latencyOverTime: buckets.map((bucket) => {
      const latencies = known(between(completed, bucket.from, bucket.to).map((run) => run.latencyMs));
      return {
        from: bucket.from.toISOString(),
        to: bucket.to.toISOString(),
        measuredRuns: latencies.length,
        meanMs: mean(latencies),
        p50Ms: percentile(latencies, 0.5),
        p95Ms: percentile(latencies, 0.95),
      };
    }),
    topDatasets: mostUsedDatasets(runs),
  };
}

function between(runs: readonly BoardRun[], from: Date, to: Date): BoardRun[] {
  return runs.filter((run) => run.at >= from && run.at < to);
}

/** The window before is the one that was asked for just before this one began. */
function startBefore(period: Exclude<Period, "all">, from: Date, timeZone: string): Date {
  if (period === "24h") return new Date(from.getTime() - 24 * 3_600_000);
  return oracleWindow(period, new Date(from.getTime() - 1), timeZone, null).edges[0]!;
}

function bestModels(runs: readonly BoardRun[]): ModelFigures[] {
  const models = modelNames.flatMap((names, index) => {
    const own = runs.filter((run) => run.model === index);
    return own.length === 0 ? [] : [{ modelId: idOf("model", index), ...names, ...referenceFigures(own) }];
  });
  // Each criterion is a sort of its own, from the last to the first: sorts keep the order of equals.
  return models
    .toSorted((a, b) => byCodePoints(a.name, b.name))
    .toSorted((a, b) => byCodePoints(a.provider, b.provider))
    .toSorted((a, b) => b.runs - a.runs)
    .toSorted((a, b) => rank(b) - rank(a))
    .slice(0, 10);
}

/** Above 1 for those that have an interval, below 0 for those without a score; ties on ten decimals. */
function rank({ scoreInterval, averageScore }: ModelFigures): number {
  const figure = scoreInterval === null ? (averageScore ?? -1) : 2 + scoreInterval.low;
  return Number(figure.toFixed(10));
}

function mostUsedDatasets(runs: readonly BoardRun[]): DatasetFigures[] {
  const datasets = datasetNames.flatMap((name, index) => {
    const own = runs.filter((run) => run.dataset === index);
    const models = new Set(own.map((run) => run.model)).size;
    const figures = { runs: own.length, models, ...referenceScores(own), ...referenceItems(own) };
    return own.length === 0 ? [] : [{ datasetId: idOf("dataset", index), name, ...figures }];
  });
  return datasets
    .toSorted((a, b) => byCodePoints(a.name, b.name))
    .toSorted((a, b) => b.runs - a.runs)
    .slice(0, 10);
}

function distribution(runs: readonly BoardRun[]): StatsReport["scoreDistribution"] {
  const count = (holds: (score: number | null) => boolean) =>
    runs.filter((run) => holds(run.averageScore)).length;
  const items = (outcome: "perfectItems" | "partialItems" | "failedItems" | "erroredItems") =>
    runs.reduce((total, run) => total + run[outcome], 0);
  const starts = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
  return {
    runs: {
      perfect: count((score) => score === 1),
      partial: count((score) => score !== null && score > 0 && score < 1),
      failed: count((score) => score === 0),
      errored: count((score) => score === null),
    },
    items: {
      perfect: items("perfectItems"),
      partial: items("partialItems"),
      failed: items("failedItems"),
      errored: items("erroredItems"),
    },
    histogram: starts.map((from, index) => {
      const to = starts[index + 1] ?? 1;
      return {
        from,
        to,
        runs: count((score) => score !== null && score >= from && (score < to || to === 1)),
      };
    }),
  };
}

function byCodePoints(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
