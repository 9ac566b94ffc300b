import { createHash } from "node:crypto";
import type { ComparedItem, Comparison, RunRow } from "@evalboard/contract";
import { runWith } from "@evalboard/contract/testing";

/** An id that is the same for the same name. */
export function idOf(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

interface RunOptions {
  readonly label?: string;
  readonly model?: string;
  readonly dataset?: string;
  readonly prompt?: string;
  readonly version?: number;
  readonly status?: RunRow["status"];
  /** Of November 2026. */
  readonly day?: number;
  readonly told?: Partial<RunRow>;
}

/** A run as the server lists it. */
export function runOf(externalId: string, options: RunOptions = {}): RunRow {
  const { model = "gpt-4o", dataset = "capitals", prompt = "ask", version = 1 } = options;
  const { status = "completed", day = 1, label = null } = options;
  const at = `2026-11-${String(day).padStart(2, "0")}T09:00:00.000Z`;
  return runWith({
    id: idOf(externalId),
    externalId,
    status,
    model: { id: idOf(model), provider: "openai", name: model },
    dataset: { id: idOf(dataset), name: dataset },
    prompt: { id: idOf(prompt), name: prompt, versionId: idOf(`${prompt} ${version}`), version },
    label,
    startedAt: at,
    completedAt: status === "completed" ? at : null,
    failedAt: status === "failed" ? at : null,
    error: status === "failed" ? "out of credit" : null,
    latencyMs: 800,
    ...options.told,
  });
}

const nothingInCommon = {
  run: null,
  model: null,
  dataset: null,
  prompt: null,
  promptVersion: null,
  label: null,
  itemsHash: null,
};

function figures(averageScore: number, meanLatencyMs: number): Comparison["baseline"] {
  return {
    common: nothingInCommon,
    differingTags: [],
    runs: 1,
    limitedRuns: 0,
    runsWithoutTexts: 0,
    firstCompletedAt: null,
    lastCompletedAt: null,
    items: 40,
    scoredItems: 40,
    averageScore,
    passedItems: 30,
    results: 40,
    erroredResults: 0,
    unscoredResults: 0,
    meanLatencyMs,
    measuredResults: 40,
    meanCostUsd: null,
    pricedResults: 0,
  };
}

interface ComparisonTold extends Partial<Omit<Comparison, "change">> {
  readonly change?: Partial<Comparison["change"]>;
}

/** What the server says of two runs of 40 items, of which 9 were lost and 1 was gained where the second is worse. */
export function comparisonOf(
  verdict: Comparison["change"]["verdict"],
  difference = -0.2,
  { change, ...told }: ComparisonTold = {},
): Comparison {
  const pValue = verdict === "worse" || verdict === "improved" ? 0.0002 : 0.4;
  return {
    baseline: figures(0.75, 812),
    candidate: figures(0.75 + difference, 1_240),
    pairing: "paired",
    matchedBy: [],
    score: { baseline: 0.75, candidate: 0.75 + difference },
    change: {
      verdict,
      difference,
      interval: { low: -0.325, high: -0.075 },
      pValue,
      adjustedPValue: pValue,
      oneLook: { interval: { low: -0.3, high: -0.1 }, pValue: pValue / 2 },
      detectableChange: verdict === "too little to say" ? 0.14 : 0.09,
      strata: 1,
      sharedItems: 40,
      baselineOnlyItems: 0,
      candidateOnlyItems: 0,
      passes:
        verdict === "worse"
          ? { both: 21, neither: 9, gained: 1, lost: 9, pValue: 0.021 }
          : { both: 30, neither: 10, gained: 0, lost: 0, pValue: 1 },
      remarks: [],
      plan: null,
      ...change,
    },
    changedItems: 0,
    movedItems: { rose: 1, fell: 9 },
    metrics: [],
    ...told,
  };
}

/** An item that flipped, its score from `before` to `now`. */
export function flippedItem(itemKey: string, before: number, now: number, output = "Lyon"): ComparedItem {
  const side = { results: 1, runId: idOf("r"), position: 1, outcome: "perfect", reason: null } as const;
  const sideOf = (score: number) => ({ ...side, score, passed: score >= 0.5 });
  return {
    dataset: { id: idOf("capitals"), name: "capitals" },
    itemKey,
    itemName: null,
    input: `The capital of ${itemKey}?`,
    expected: "Paris",
    baseline: { ...sideOf(before), output: "Paris" },
    candidate: { ...sideOf(now), output },
    difference: now - before,
  };
}
