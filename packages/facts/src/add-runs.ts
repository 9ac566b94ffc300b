import { type Em, FactGeneration } from "@evalboard/db";
import { lockForChange } from "./generations.ts";
import { changeItems, deleteEmptyItems } from "./item-facts.ts";
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
 * for its end. A transaction changes facts once: see `contribute`.
 */
export async function addRuns(em: Em, runs: readonly CompletedRun[]): Promise<void> {
  await contribute(em, await sharesOf(em, runs), "+");
}

/** Takes completed runs from the facts, in the transaction that deletes them and before that. */
export async function subtractRuns(em: Em, runs: readonly CompletedRun[]): Promise<void> {
  await contribute(em, await sharesOf(em, runs), "-");
}

/** Results of a completed run that had no score, and have one now. */
export interface LateScores {
  readonly positions: readonly number[];
  /** Writes what follows into the run's columns; gives the run as it is then. */
  updateRun(): Promise<CompletedRun>;
}

/** Takes a completed run from the facts as it was and adds it as it is, in the transaction that has scored its results. */
export async function rescoreRun(em: Em, run: CompletedRun, late: LateScores): Promise<void> {
  const shares = await sharesOf(em, [run]);
  // A score that is stored is never changed: of the items there is only more.
  await contributeItems(em, shares, "+", late.positions);
  await contributeSums(em, shares, "-");
  const scored = await late.updateRun();
  await contributeSums(
    em,
    shares.map(({ generation }) => ({ generation, runs: [scored] })),
    "+",
  );
}

/** Runs that a generation has to know of. */
interface Share {
  readonly generation: FactGeneration;
  /** At least one. */
  readonly runs: readonly CompletedRun[];
}

/** Those of the generations that there are, in everybody's order. */
async function sharesOf(em: Em, all: readonly CompletedRun[]): Promise<readonly Share[]> {
  const runs = all.filter(({ limited }) => !limited);
  if (runs.length === 0) return [];
  // Before looking: a generation that is begun later finds the runs, and one that is built reaches no further now.
  await lockForChange(em);
  const generations = await em.find(FactGeneration, {}, { orderBy: { id: "asc" }, refresh: true });
  return generations
    .map((generation) => ({ generation, runs: runs.filter((run) => isScanned(generation, run)) }))
    .filter((share) => share.runs.length > 0);
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
 * Adds what the runs contribute to generations, or takes it away again, in the transaction of `em`.
 *
 * Everybody locks in one order, so that those who do it at once wait for one another and never in a ring: first the rows
 * of the items, of all generations and in the order of their keys; then the turn; then the rows of sums, in one order too.
 * Whoever waits for an item's row has no turn yet, and whoever has the turn has all rows of items that it will ever
 * want, which is why a transaction does this once. So a run of many results makes nobody wait but those who have
 * scored the same items with the same version and model.
 */
export async function contribute(em: Em, shares: readonly Share[], sign: Sign): Promise<void> {
  await contributeItems(em, shares, sign);
  if (sign === "-") {
    for (const { generation, runs } of shares) await deleteEmptyItems(em, generation.id, idsOf(runs));
  }
  await contributeSums(em, shares, sign);
}

async function contributeItems(
  em: Em,
  shares: readonly Share[],
  sign: Sign,
  positions?: readonly number[],
): Promise<void> {
  for (const { generation, runs } of shares) {
    await changeItems(em, generation.id, { runIds: idsOf(runs), positions }, sign);
  }
}

async function contributeSums(em: Em, shares: readonly Share[], sign: Sign): Promise<void> {
  for (const { generation, runs } of shares) {
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
}

const idsOf = (runs: readonly CompletedRun[]) => runs.map(({ id }) => id);
