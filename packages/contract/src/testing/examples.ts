import type {
  Answers,
  LatencyChange,
  PromptChange,
  RankedDataset,
  RankedModel,
  ResultRow,
  RunDetail,
  RunRow,
  ScoreChange,
  StatsReport,
  SummaryFigures,
} from "../index.ts";

/** The figures of a window without runs. */
export const noFigures: SummaryFigures = {
  runs: 0,
  averageScore: null,
  scoredRuns: 0,
  scoreInterval: null,
  items: 0,
  scoredItems: 0,
  passedItems: 0,
  passRate: null,
  passInterval: null,
  erroredItems: 0,
  errorRate: null,
  unscoredItems: 0,
  meanLatencyMs: null,
  measuredRuns: 0,
  measuredItems: 0,
  costUsd: null,
  pricedRuns: 0,
  pricedItems: 0,
  spentUsd: null,
  spentRuns: 0,
};

/** Of two windows that share no model on a dataset. */
const noScoreChange: ScoreChange = { pairs: 0, within: null, interval: null, pValue: null, mix: null };
const noLatencyChange: LatencyChange = {
  pairs: 0,
  runs: 0,
  previousRuns: 0,
  ratio: null,
  interval: null,
  pValue: null,
  verdict: "too little to say",
  mostMoved: null,
};

const noOutcomes = { perfect: 0, partial: 0, failed: 0, errored: 0, unscored: 0 };

const nothingTied = { count: 0, first: [] };
const nothingRanked = {
  state: "none",
  subject: null,
  figure: null,
  interval: null,
  n: { runs: 0, items: 0, others: 0 },
  tied: nothingTied,
  apart: 0,
  join: null,
  evidence: null,
} as const;

/** The answers of a board without runs. */
export const noAnswers: Answers = {
  models: nothingRanked,
  datasets: { ...nothingRanked, saturated: nothingTied },
  latency: {
    state: "none",
    pairs: 0,
    runs: 0,
    previousRuns: 0,
    ratio: null,
    interval: null,
    pValue: null,
    mostMoved: null,
    evidence: null,
  },
  prompts: {
    state: "none",
    subject: null,
    figure: null,
    interval: null,
    n: { runs: 0, items: 0 },
    detectableChange: null,
    counts: { improved: 0, worse: 0, noClearChange: 0, tooLittle: 0, nothingToCompare: 0 },
    evidence: null,
  },
};

/** The report of a board without runs, with what a test says of it. */
export function reportWith(told: Partial<StatsReport> = {}): StatsReport {
  return {
    period: "7d",
    where: {},
    window: { from: "2026-11-17T00:00:00.000Z", to: "2026-11-24T00:00:00.000Z", unit: "day" },
    timeZone: "UTC",
    generatedAt: "2026-11-23T12:00:00.000Z",
    freshForMs: 60_000,
    stale: false,
    firstCompletedAt: null,
    answers: noAnswers,
    summary: {
      ...noFigures,
      previous: noFigures,
      scoreChange: noScoreChange,
      latencyChange: noLatencyChange,
    },
    topModels: [],
    scoreDistribution: {
      runs: noOutcomes,
      items: noOutcomes,
      histogram: Array.from({ length: 10 }, (_, bin) => ({ from: bin / 10, to: (bin + 1) / 10, runs: 0 })),
    },
    runsOverTime: [],
    latencyOverTime: [],
    scoreOverTime: [],
    appearances: [],
    topDatasets: [],
    hardestDatasets: [],
    promptChanges: [],
    testedPromptChanges: 0,
    metrics: [],
    ...told,
  };
}

/** An id for each number; of what kind the number is the caller's affair. */
export function exampleId(number: number): string {
  return `019ab000-0000-7000-8000-${String(number).padStart(12, "0")}`;
}

/** A change of the prompt "extract" from version 1 to 2, with what a test says of it. */
export function changeWith(told: Partial<PromptChange> = {}): PromptChange {
  const side = { runs: 40, comparedRuns: 38, averageScore: 0.5 };
  return {
    promptId: exampleId(1),
    name: "extract",
    newer: { ...side, promptVersionId: exampleId(12), number: 2 },
    older: { ...side, promptVersionId: exampleId(11), number: 1 },
    verdict: "improved",
    difference: 0.11,
    interval: { low: 0.05, high: 0.17 },
    pValue: 0.0004,
    adjustedPValue: 0.0008,
    oneLook: { interval: { low: 0.07, high: 0.15 }, pValue: 0.0001 },
    detectableChange: 0.06,
    strata: 7,
    sharedItems: 280,
    baselineOnlyItems: 0,
    candidateOnlyItems: 0,
    passes: { both: 150, neither: 90, gained: 30, lost: 10, pValue: 0.0022 },
    remarks: [],
    plan: null,
    ...told,
  };
}

/** A model of four runs that is first for sure, with what a test says of it. */
export function rankedModelWith(told: Partial<RankedModel> = {}): RankedModel {
  return {
    modelId: exampleId(21),
    provider: "openai",
    name: "gpt-4o",
    ...rankedFigures,
    apart: null,
    consistency: { items: 0, passedAlways: null, flipped: null, passAll: [] },
    ...told,
  };
}

/** A dataset of four runs that is the hardest for sure, with what a test says of it. */
export function rankedDatasetWith(told: Partial<RankedDataset> = {}): RankedDataset {
  return {
    datasetId: exampleId(41),
    name: "capitals",
    models: 2,
    ...rankedFigures,
    apart: null,
    comparedItems: 40,
    silentItems: 0,
    saturated: false,
    ...told,
  };
}

const rankedFigures = {
  ...noFigures,
  runs: 4,
  averageScore: 0.7,
  scoredRuns: 4,
  scoreInterval: { low: 0.55, high: 0.82 },
  items: 160,
  scoredItems: 160,
  adjustedScore: 0.68,
  adjustedInterval: { low: 0.52, high: 0.81 },
  rankRange: { best: 1, worst: 1 },
};

/** A completed run of 40 items, with what a test says of it. */
export function runWith(told: Partial<RunRow> = {}): RunRow {
  return {
    id: exampleId(31),
    externalId: "nightly-1",
    status: "completed",
    outcome: "partial",
    model: { id: exampleId(21), provider: "openai", name: "gpt-4o" },
    dataset: { id: exampleId(41), name: "capitals" },
    prompt: { id: exampleId(1), name: "ask", versionId: exampleId(11), version: 1 },
    source: null,
    sourceFile: null,
    commit: null,
    label: null,
    tags: {},
    passMark: 0.5,
    limited: false,
    scoreMetric: null,
    startedAt: "2026-11-20T10:00:00.000Z",
    completedAt: "2026-11-20T10:01:00.000Z",
    failedAt: null,
    error: null,
    averageScore: 0.7,
    totalItems: 40,
    passedItems: 25,
    perfectItems: 20,
    partialItems: 10,
    failedItems: 10,
    erroredItems: 0,
    unscoredItems: 0,
    latencyMs: null,
    measuredItems: 0,
    inputTokens: null,
    inputCountedItems: 0,
    outputTokens: null,
    outputCountedItems: 0,
    costUsd: null,
    pricedItems: 0,
    spentUsd: null,
    metrics: [],
    itemsHash: null,
    ...told,
  };
}

/** The same on its own page. */
export function runDetailWith(told: Partial<RunDetail> = {}): RunDetail {
  const run = runWith(told);
  return {
    ...run,
    promptText: "What is the capital of {{country}}?",
    results: 40,
    textsRemovedAt: null,
    revisions: 0,
    higherIsBetter: {},
    recorded: {
      model: { provider: run.model.provider, name: run.model.name },
      dataset: run.dataset.name,
      prompt: run.prompt.name,
    },
    ...told,
  };
}

/** The first result of a run, which is perfect and passed, with what a test says of it. */
export function resultWith(told: Partial<ResultRow> = {}): ResultRow {
  const { position = 1 } = told;
  return {
    position,
    itemKey: `item-${position}`,
    itemName: null,
    repeat: 1,
    outcome: "perfect",
    input: null,
    expected: null,
    output: null,
    score: 1,
    passed: true,
    metrics: {},
    reason: null,
    transcript: null,
    error: null,
    latencyMs: null,
    inputTokens: null,
    outputTokens: null,
    costUsd: null,
    cached: null,
    textReplaced: false,
    ...told,
  };
}
