import { EVERY } from "@evalboard/db";
import { idOf } from "@evalboard/db/testing";
import { askedAt, figuresOf, known, type RunOfTest } from "./board.ts";
import { oracleStarts } from "./bucket-oracle.ts";

/** What a row of the facts should hold; sums as floating point. */
export type ReferenceRow = Record<string, number>;

/** The facts of these runs, by loops over them and by no SQL: rows by their keys, in no order. */
export function referenceFacts(
  runs: readonly RunOfTest[],
  { timeZone, hoursFrom }: { timeZone: string; hoursFrom: Date },
): Map<string, ReferenceRow> {
  const rows = new Map<string, ReferenceRow>();
  for (const run of runs) {
    for (const key of keysOf(run, timeZone, hoursFrom)) {
      const row = rows.get(key) ?? {};
      for (const [measure, value] of Object.entries(measuresOf(run))) {
        row[measure] = (row[measure] ?? 0) + value;
      }
      rows.set(key, row);
    }
  }
  return rows;
}

function keysOf(run: RunOfTest, timeZone: string, hoursFrom: Date): string[] {
  const [model, dataset, version] = [
    idOf("model", run.model),
    idOf("dataset", run.dataset),
    idOf("promptVersion", run.version),
  ];
  const subjects = [
    { scope: "board", ids: [EVERY, EVERY, EVERY] },
    { scope: "model", ids: [model, EVERY, EVERY] },
    { scope: "dataset", ids: [EVERY, dataset, EVERY] },
    { scope: "stratum", ids: [model, dataset, version] },
  ];
  const starts = Object.entries(oracleStarts(run.completedAt, timeZone));
  return subjects.flatMap(({ scope, ids }) =>
    starts
      .filter(([unit]) => scope === "board" || unit !== "month")
      .filter(([unit, start]) => unit !== "hour" || start >= hoursFrom)
      .map(([unit, start]) => [scope, unit, start.toISOString(), ...ids].join(" ")),
  );
}

function measuresOf(run: RunOfTest): ReferenceRow {
  const figures = figuresOf(run);
  const score = figures.averageScore;
  const scored = figures.totalItems - figures.erroredItems - figures.unscoredItems;
  const latencyLog = figures.latencyMs === null ? 0 : Math.log(Math.max(figures.latencyMs, 0.001));
  return {
    runs: 1,
    perfectRuns: Number(score === 1),
    partialRuns: Number(score !== null && score > 0 && score < 1),
    failedRuns: Number(score === 0),
    erroredRuns: Number(score === null && figures.erroredItems === figures.totalItems),
    unscoredRuns: Number(score === null && figures.erroredItems < figures.totalItems),
    scoreSum: score ?? 0,
    scoreSquares: (score ?? 0) ** 2,
    passedItems: figures.passedItems,
    perfectItems: figures.perfectItems,
    partialItems: figures.partialItems,
    failedItems: figures.failedItems,
    erroredItems: figures.erroredItems,
    unscoredItems: figures.unscoredItems,
    inverseItems: scored === 0 ? 0 : 1 / scored,
    measuredItems: figures.measuredItems,
    measuredRuns: Number(figures.latencyMs !== null),
    latencyMsSum: figures.latencyMs ?? 0,
    latencyLogSum: latencyLog,
    latencyLogSquares: latencyLog ** 2,
    pricedRuns: Number(figures.costUsd !== null),
    pricedItems: figures.pricedItems,
    costUsdSum: figures.costUsd ?? 0,
    spentRuns: Number(figures.spentUsd !== null),
    spentUsdSum: figures.spentUsd ?? 0,
    inputCountedRuns: Number(figures.inputTokens !== null),
    inputTokensSum: figures.inputTokens ?? 0,
    outputCountedRuns: 0,
    outputTokensSum: 0,
  };
}

/** What the facts of the metrics of these runs should hold, by their keys and the metric. */
export function referenceMetricFacts(
  runs: readonly RunOfTest[],
  { timeZone, hoursFrom }: { timeZone: string; hoursFrom: Date },
): Map<string, ReferenceRow> {
  const rows = new Map<string, ReferenceRow>();
  for (const run of runs) {
    for (const { name, n, mean } of figuresOf(run).metrics) {
      if (mean === null) continue;
      for (const key of keysOf(run, timeZone, hoursFrom).map((of) => `${of} ${name}`)) {
        const row = rows.get(key) ?? {};
        rows.set(key, {
          runs: (row["runs"] ?? 0) + 1,
          items: (row["items"] ?? 0) + n,
          meanSum: (row["meanSum"] ?? 0) + mean,
          meanSquares: (row["meanSquares"] ?? 0) + mean ** 2,
        });
      }
    }
  }
  return rows;
}

/** What the facts of the items of these runs should hold, by version, model, dataset and the item's key. */
export function referenceItemFacts(runs: readonly RunOfTest[]): Map<string, ReferenceRow> {
  const rows = new Map<string, ReferenceRow>();
  for (const { version, model, dataset, scores, contrary } of runs) {
    const of = [idOf("promptVersion", version), idOf("model", model), idOf("dataset", dataset)];
    for (const [index, score] of scores.entries()) {
      if (typeof score !== "number") continue;
      const key = [...of, askedAt(index).itemKey].join(" ");
      const row = rows.get(key) ?? {};
      rows.set(key, {
        n: (row["n"] ?? 0) + 1,
        scoreSum: (row["scoreSum"] ?? 0) + score,
        scoreSquares: (row["scoreSquares"] ?? 0) + score ** 2,
        passes: (row["passes"] ?? 0) + Number(score >= 0.5 !== contrary),
      });
    }
  }
  return rows;
}

/** Of the board's histograms: how many runs each score bin, and how many results any latency bin, should hold. */
export function referenceHistograms(
  runs: readonly RunOfTest[],
  { timeZone, hoursFrom }: { timeZone: string; hoursFrom: Date },
): Map<string, { scores: number[]; latencies: number[] }> {
  const rows = new Map<string, { scores: number[]; latencies: number[] }>();
  for (const run of runs) {
    for (const [unit, start] of Object.entries(oracleStarts(run.completedAt, timeZone))) {
      if (unit === "all" || (unit === "hour" && start < hoursFrom)) continue;
      const key = `${unit} ${start.toISOString()}`;
      const row = rows.get(key) ?? { scores: Array.from({ length: 10 }, () => 0), latencies: [] };
      const { averageScore } = figuresOf(run);
      const bin = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0].findIndex(
        (from) => Number((averageScore ?? -1).toFixed(15)) >= from,
      );
      if (bin >= 0) row.scores[9 - bin]! += 1;
      row.latencies.push(...known(run.latencies.slice(0, run.scores.length)));
      rows.set(key, row);
    }
  }
  return rows;
}
