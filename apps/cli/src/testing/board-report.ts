import type { RankedDataset, RankedModel, StatsReport, SummaryFigures } from "@evalboard/contract";
import { changeWith, noAnswers, reportWith } from "@evalboard/contract/testing";
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

const ranked = {
  ...figures,
  adjustedScore: 0.79,
  adjustedInterval: { low: 0.76, high: 0.82 },
  rankRange: { best: 1, worst: 3 },
  apart: null,
};

/** A model of the board, with what a test says of it. */
export const rankedModel = (told: Partial<RankedModel> = {}): RankedModel => ({
  ...ranked,
  modelId: idOf("gpt-4o"),
  provider: "openai",
  name: "gpt-4o",
  consistency: { items: 0, passedAlways: null, flipped: null, passAll: [] },
  ...told,
});

/** A dataset of the board, with what a test says of it. */
export const rankedDataset = (told: Partial<RankedDataset> = {}): RankedDataset => ({
  ...ranked,
  datasetId: idOf("capitals"),
  name: "capitals",
  models: 3,
  comparedItems: 40,
  silentItems: 12,
  saturated: false,
  ...told,
});

const change = changeWith({
  name: "ask",
  newer: { promptVersionId: idOf("2"), number: 2, runs: 9, comparedRuns: 8, averageScore: 0.8 },
  older: { promptVersionId: idOf("1"), number: 1, runs: 7, comparedRuns: 6, averageScore: 0.7 },
  difference: 0.1,
  interval: { low: 0.05, high: 0.15 },
});
const plan = { change: 0.05, moreRuns: 12, moreItems: 300, needs: "items" } as const;
const promptChanges = [
  change,
  changeWith({
    ...change,
    name: "greet",
    verdict: "too little to say",
    detectableChange: 0.3,
    candidateOnlyItems: 40,
    remarks: ["single runs"],
    plan,
  }),
  changeWith({ ...change, name: "part", verdict: null, difference: null, interval: null }),
];

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
    answers: {
      ...noAnswers,
      models: {
        ...noAnswers.models,
        state: "leads",
        subject: { modelId: idOf("gpt-4o"), provider: "openai", name: "gpt-4o" },
        figure: 0.79,
        interval: { low: 0.76, high: 0.82 },
        n: { runs: 12, items: 40, others: 5 },
      },
    },
    summary: {
      ...figures,
      previous: { ...figures, runs: 9, averageScore: null, scoreInterval: null },
      scoreChange: {
        pairs: 7,
        within: 0.008,
        interval: { low: -0.01, high: 0.026 },
        pValue: 0.38,
        mix: -0.02,
      },
      latencyChange: {
        pairs: 6,
        runs: 12,
        previousRuns: 9,
        ratio: 0.88,
        interval: { low: 0.85, high: 0.92 },
        pValue: 0.0001,
        verdict: "faster",
        mostMoved: null,
      },
    },
    topModels: [rankedModel()],
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
    hardestDatasets: [rankedDataset()],
    promptChanges,
    testedPromptChanges: 2,
    ...overrides,
  });
}
