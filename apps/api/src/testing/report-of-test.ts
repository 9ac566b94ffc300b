import type { StatsReport } from "@evalboard/contract";

const none = {
  runs: 0,
  averageScore: null,
  scoredRuns: 0,
  scoreInterval: null,
  items: 0,
  failedItems: 0,
  failureRate: null,
  erroredItems: 0,
  errorRate: null,
  meanLatencyMs: null,
  measuredRuns: 0,
  costUsd: null,
  pricedRuns: 0,
};
const outcomes = { perfect: 0, partial: 0, failed: 0, errored: 0 };

/** The report of a board without runs, with what the test says of it. */
export function reportOfTest(given: Partial<StatsReport> = {}): StatsReport {
  return {
    period: "7d",
    window: { from: "2026-11-17T00:00:00.000Z", to: "2026-11-24T00:00:00.000Z", unit: "day" },
    timeZone: "UTC",
    generatedAt: "2026-11-23T12:00:00.000Z",
    freshForMs: 60_000,
    stale: false,
    firstCompletedAt: null,
    summary: { ...none, previous: none },
    topModels: [],
    scoreDistribution: {
      runs: outcomes,
      items: outcomes,
      histogram: Array.from({ length: 10 }, (_, bin) => ({ from: bin / 10, to: (bin + 1) / 10, runs: 0 })),
    },
    runsOverTime: [],
    latencyOverTime: [],
    topDatasets: [],
    hardestDatasets: [],
    promptChanges: [],
    testedPromptChanges: 0,
    ...given,
  };
}
