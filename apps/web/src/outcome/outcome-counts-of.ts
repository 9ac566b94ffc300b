import type { OutcomeCounts, RunRow } from "@evalboard/contract";

type Counted = Pick<RunRow, "perfectItems" | "partialItems" | "failedItems" | "erroredItems">;

/** A run's items by outcome; null before completion. */
export function outcomeCountsOf(run: Counted): OutcomeCounts | null {
  const { perfectItems: perfect, partialItems: partial, failedItems: failed, erroredItems: errored } = run;
  if (perfect === null || partial === null || failed === null || errored === null) return null;
  return { perfect, partial, failed, errored };
}
