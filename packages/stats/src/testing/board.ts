/** What a test puts on a board: runs of numbered models and datasets, named by the catalogue. */
export interface BoardRun {
  readonly status: "running" | "completed" | "failed";
  /** Index into `modelNames`. */
  readonly model: number;
  /** Index into `datasetNames`. */
  readonly dataset: number;
  /** Index into `promptVersions`. */
  readonly promptVersion: number;
  /** When it completed, failed or, still running, began. */
  readonly at: Date;
  readonly label: string | null;
  readonly tags: Readonly<Record<string, string>>;
  /** Null where no item is scored. */
  readonly averageScore: number | null;
  /** Of the scored ones, whatever their scores say. */
  readonly passedItems: number;
  readonly perfectItems: number;
  readonly partialItems: number;
  readonly failedItems: number;
  readonly erroredItems: number;
  readonly unscoredItems: number;
  readonly latencyMs: number | null;
  readonly measuredItems: number;
  /** Of its results that have a measured latency; a test may tell what does not go with `latencyMs`. */
  readonly itemLatenciesMs: readonly number[];
  readonly costUsd: number | null;
  readonly pricedItems: number;
  readonly spentUsd: number | null;
  readonly metrics: readonly BoardMetric[];
  /** On the list alone; none where nothing is said. */
  readonly limited?: boolean;
  /** Its scored results, which a test may leave out or tell otherwise than its counts have it. */
  readonly answers?: readonly BoardAnswer[];
}

/** A scored result; of one item there may be several. */
interface BoardAnswer {
  readonly item: string;
  readonly score: number;
  readonly passed: boolean;
}

/** What a run stores of a metric: of words alone there is no mean. */
interface BoardMetric {
  readonly name: string;
  readonly n: number;
  readonly mean: number | null;
}

// More than a list on the board holds, in an order that locales disagree on.
export const modelNames = [
  { provider: "openai", name: "gpt" },
  { provider: "openai", name: "GPT" },
  { provider: "anthropic", name: "claude" },
  { provider: "anthropic", name: "claude-2" },
  { provider: "anthropic", name: "claude 2" },
  { provider: "Anthropic", name: "claude" },
  { provider: "local", name: "ärger" },
  { provider: "local", name: "arger" },
  { provider: "local", name: "Zeta" },
  { provider: "local", name: "alpha" },
  { provider: "local", name: "_" },
  { provider: "local", name: "10" },
  { provider: "local", name: "9" },
] as const;

export const datasetNames = [
  "qa",
  "QA",
  "qa-2",
  "qa 2",
  "über",
  "uber",
  "Zoo",
  "zoo",
  "10",
  "9",
  "_hidden",
  "数学",
] as const;

export const promptNames = [
  "answer",
  "Answer",
  "extract",
  "über",
  "summarise",
  "sort",
  "plan",
  "rate",
  "cite",
  "label",
  "rank",
  "数",
] as const;

/** Which way of a metric is better, as somebody said it, or said nothing. */
export const knownMetrics = [
  { name: "accuracy", higherIsBetter: true },
  { name: "cost of the judge", higherIsBetter: false },
  { name: "tone", higherIsBetter: null },
] as const;

const dayMs = 86_400_000;

/**
 * Three of each prompt, the newest first in the list, each run first some days after the one before. Prompts share texts and
 * were run at the same moments, so that a merged one has versions in common and its order is a mixture. All that before any run
 * of a board, as it is with runs that were recorded.
 */
export const promptVersions = promptNames.flatMap((_, prompt) =>
  [3, 2, 1].map((number) => ({
    prompt,
    number,
    text: `text ${(prompt * 2 + number) % 4}`,
    firstRunAt: new Date(Date.UTC(2000, 0, 1) + (((prompt * 2) % 5) + number * 3) * dayMs),
  })),
);

/** A completed run of one item, scored 0.5 unless told otherwise; what is perfect passes. */
export function completedRun(told: Partial<BoardRun> & Pick<BoardRun, "at">): BoardRun {
  return {
    status: "completed",
    model: 0,
    dataset: 0,
    promptVersion: 0,
    label: null,
    tags: {},
    averageScore: 0.5,
    passedItems: told.perfectItems ?? 0,
    perfectItems: 0,
    partialItems: 1,
    failedItems: 0,
    erroredItems: 0,
    unscoredItems: 0,
    latencyMs: null,
    measuredItems: told.itemLatenciesMs?.length ?? 0,
    itemLatenciesMs: [],
    costUsd: null,
    pricedItems: 0,
    spentUsd: null,
    metrics: [],
    ...told,
  };
}

/** The figures of a run that gave these scores to items 0, 1, 2 …, each of which passes from 0.5 on. */
export function answering(scores: readonly number[]) {
  const passed = scores.filter((score) => score >= 0.5).length;
  const perfect = scores.filter((score) => score === 1).length;
  const failed = scores.filter((score) => score === 0).length;
  return {
    averageScore: scores.reduce((sum, score) => sum + score, 0) / scores.length,
    passedItems: passed,
    perfectItems: perfect,
    partialItems: scores.length - perfect - failed,
    failedItems: failed,
    answers: scores.map((score, item) => ({ item: `item ${item}`, score, passed: score >= 0.5 })),
  };
}
