import type { ImportedRun } from "@evalboard/importers";
import type { NewResult } from "@evalboard/runs/contract";
import { batches } from "./batches.ts";
import type { Recorder } from "./recorder.ts";

/** A run and its results. */
export interface WholeRun extends Omit<ImportedRun, "results"> {
  readonly results: readonly NewResult[];
}

/** A run that is on the server, by now or before. */
export interface SentRun {
  readonly runId: string;
  readonly status: "imported" | "already there";
}

/**
 * Records a run whole, going on where an earlier call was interrupted. It counts on the board only after the last
 * step. `onSent` hears how many more results are on the server.
 */
export async function sendRun(
  recorder: Recorder,
  { start, results, end }: WholeRun,
  onSent: (results: number) => void,
): Promise<SentRun> {
  const { runId, status } = await recorder.start(start);
  if (status !== "running") {
    onSent(results.length);
    return { runId, status: "already there" };
  }
  for (const batch of batches(results)) {
    await recorder.addResults({ runId, results: batch });
    onSent(batch.length);
  }
  if (end.status === "completed") await recorder.complete({ runId, completedAt: end.at });
  else await recorder.fail({ runId, error: end.error, failedAt: end.at });
  return { runId, status: "imported" };
}
