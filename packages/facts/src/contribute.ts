import type { Em, FactGeneration } from "@evalboard/db";
import { factsUpsert } from "./facts-upsert.ts";
import { histogramsUpsert } from "./histograms-upsert.ts";
import { type CompletedRun, placedRuns } from "./placed-runs.ts";

/** Whether runs come or go. */
export type Sign = "+" | "-";

/**
 * Adds what the runs contribute to a generation, or takes it away again, in the transaction of `em`. The rows are
 * changed in one order whoever does it, so that those who do it at once wait for one another and never in a ring.
 */
export async function contribute(
  em: Em,
  generation: FactGeneration,
  runs: readonly CompletedRun[],
  sign: Sign,
): Promise<void> {
  if (runs.length === 0) return;
  const placed = placedRuns(runs, generation);
  // One statement: while it is the turn of a transaction, others wait for each of its round trips.
  await factsUpsert(em, generation.id, placed, sign)
    .with("changed_histograms", histogramsUpsert(em, generation.id, placed, sign))
    .execute("run");
}
