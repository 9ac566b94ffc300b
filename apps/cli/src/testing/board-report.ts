import type { StatsReport, SummaryFigures } from "@evalboard/contract";
import { changeWith, reportWith } from "@evalboard/contract/testing";
import { idOf } from "./gated-runs.ts";

const figures: SummaryFigures = {
  runs: 12,
  averageScore: 0.8125,
  scoredRuns: 12,
  scoreInterval: { low: 0.75, high: 0.875 },
  items: 1_200,
  scoredItems: 1_140,
  passedItems: 1_083,
  passRate: 0.95,
  passInterval: { low: 0.936, high: 0.961 },
  erroredItems: 0,
  errorRate: 0,
  unscoredItems: 60,
  meanLatencyMs: 842,
  measuredRuns: 12,
  measuredItems: 1_200,
  costUsd: 1.5,
  pricedRuns: 3,
  pricedItems: 300,
  spentUsd: 0.9,
  spentRuns: 2,
};

const change = changeWith({
  name: "ask",
  newer: { promptVersionId: idOf("2"), number: 2, runs: 9, comparedRuns: 8, averageScore: 0.8 },
  older: { promptVersionId: idOf("1"), number: 1, runs: 7, comparedRuns: 6, averageScore: 0.7 },
  difference: 0.1,
  differenceInterval: { low: 0.05, high: 0.15 },
});

const days = ["2026-11-17", "2026-11-18", "2026-11-19"].map((day, index) => ({
  from: `${day}T00:00:00.000Z`,
  to: `2026-11-${18 + index}T00:00:00.000Z`,
}));

/** A board of three days, with what a test says of it. */
export function boardReport(overrides: Partial<StatsReport> = {}): StatsReport {
  return reportWith({
    window: { from: "2026-11-17T00:00:00.000Z", to: "2026-11-20T00:00:00.000Z", unit: "day" },
    generatedAt: "2026-11-19T12:03:00.000Z",
    firstCompletedAt: "2026-10-01T00:00:00.000Z",
    summary: { ...figures, previous: { ...figures, runs: 9, averageScore: null, scoreInterval: null } },
    topModels: [{ modelId: idOf("gpt-4o"), provider: "openai", name: "gpt-4o", ...figures }],
    runsOverTime: days.map((day, index) => ({ ...day, runs: index * 6 })),
    latencyOverTime: days.map((day, index) => ({
      ...day,
      measuredRuns: index,
      meanMs: index === 0 ? null : 400 * index,
      measuredItems: 0,
      p50Ms: null,
      p95Ms: null,
      p99Ms: null,
    })),
    hardestDatasets: [{ datasetId: idOf("capitals"), name: "capitals", models: 3, ...figures }],
    promptChanges: [change, { ...change, name: "greet", verdict: "too few runs", detectableChange: 0.3 }],
    testedPromptChanges: 2,
    ...overrides,
  });
}
