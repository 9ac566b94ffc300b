import { type Em, FactGeneration } from "@evalboard/db";
import { lockForChange } from "./generations.ts";
import {
  type CompletedRun,
  factsUpsert,
  histogramsUpsert,
  metricFactsUpsert,
  placedRuns,
} from "./upserts.ts";

/**
 * Adds runs to the facts, but for limited ones, once each, in the transaction that completes or inserts them and after
 * that: their columns and results are read from the database. Last in the transaction is best, for other completions wait
 * for its end.
 */
export async function addRuns(em: Em, runs: readonly CompletedRun[]): Promise<void> {
  await changeFacts(em, runs, "+");
}

/** Takes completed runs from the facts, in the transaction that deletes them and before that. */
export async function subtractRuns(em: Em, runs: readonly CompletedRun[]): Promise<void> {
  await changeFacts(em, runs, "-");
}

async function changeFacts(em: Em, all: readonly CompletedRun[], sign: Sign): Promise<void> {
  const runs = all.filter(({ limited }) => !limited);
  if (runs.length === 0) return;
  // Before looking: a generation that is begun later finds the runs, and one that is built reaches no further now.
  await lockForChange(em);
  const generations = await em.find(FactGeneration, {}, { orderBy: { id: "asc" }, refresh: true });
  for (const generation of generations) {
    await contribute(
      em,
      generation,
      runs.filter((run) => isScanned(generation, run)),
      sign,
    );
  }
}

/** Whether the building of a generation has come past the run; those beyond it are found later. */
function isScanned({ complete, scannedAt, scannedId }: FactGeneration, run: CompletedRun): boolean {
  if (complete) return true;
  if (scannedAt === null || scannedId === null) return false;
  const ahead = run.completedAt.getTime() - scannedAt.getTime();
  return ahead < 0 || (ahead === 0 && run.id <= scannedId);
}

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
  const changes = factsUpsert(em, generation.id, placed, sign).with(
    "changed_histograms",
    histogramsUpsert(em, generation.id, placed, sign),
  );
  if (runs.some(({ hasMetrics }) => hasMetrics)) {
    changes.with("changed_metrics", metricFactsUpsert(em, generation.id, placed, sign));
  }
  await changes.execute("run");
}
