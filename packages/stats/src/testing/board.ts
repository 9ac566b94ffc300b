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
  /** Null where all items errored. */
  readonly averageScore: number | null;
  readonly perfectItems: number;
  readonly partialItems: number;
  readonly failedItems: number;
  readonly erroredItems: number;
  readonly latencyMs: number | null;
  /** Of its results that have a measured latency; a test may tell what does not go with `latencyMs`. */
  readonly itemLatenciesMs: readonly number[];
  readonly costUsd: number | null;
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

const dayMs = 86_400_000;

/** Three of each prompt, the newest first in the list; some were made at the same moment, and not all in order. */
export const promptVersions = promptNames.flatMap((_, prompt) =>
  [3, 2, 1].map((number) => ({
    prompt,
    number,
    text: `prompt ${prompt}, version ${number}`,
    createdAt: new Date(Date.UTC(2025, 0, 1) + ((prompt * 2 + number * 3) % 5) * dayMs),
  })),
);

/** A completed run of one item, scored 0.5 unless told otherwise. */
export function completedRun(told: Partial<BoardRun> & Pick<BoardRun, "at">): BoardRun {
  return {
    status: "completed",
    model: 0,
    dataset: 0,
    promptVersion: 0,
    averageScore: 0.5,
    perfectItems: 0,
    partialItems: 1,
    failedItems: 0,
    erroredItems: 0,
    latencyMs: null,
    itemLatenciesMs: [],
    costUsd: null,
    ...told,
  };
}
