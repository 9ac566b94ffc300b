import { type AddedResults, type AddResults, NewResult, RunFigures } from "@evalboard/contract";
import { type Em, insertRows, Run, RunResult } from "@evalboard/db";
import { rescoreRun } from "@evalboard/facts";
import { sql } from "@mikro-orm/core";
import { z } from "zod";
import { completedRun } from "./end-run.ts";
import { InvalidRun, RunConflict } from "./errors.ts";
import { figuresOf } from "./figures.ts";
import { lockRun } from "./run-row.ts";
import { contradiction, type StorableResult, storableResult, takesScore } from "./storable-result.ts";

const Last = z.object({ position: z.coerce.number() });

/**
 * Inserts those of the batch that are new, and scores those that are stored without a score. Throws `RunConflict` where
 * the run has ended and one is new, or a stored result differs.
 */
export async function addResults(em: Em, batch: z.output<typeof AddResults>): Promise<AddedResults> {
  const run = await lockRun(em, batch.runId);
  const results = batch.results.map((result) => storableResult(result, run.passMark));
  refuseTwins(results);

  const last = Last.parse(
    await em
      .createQueryBuilder(RunResult, "r")
      .select(sql`coalesce(max(r.position), 0)`.as("position"))
      .where({ run: run.id })
      .execute("get"),
  );
  const { fresh, late } =
    last.position === 0 ? { fresh: results, late: [] } : await withoutStored(em, run, results);
  if (fresh.length > 0 && run.status !== "running") {
    throw new RunConflict(`runId: run ${run.id} is ${run.status}; results are added to a running run only`);
  }
  if (fresh.length > 0) {
    await insertRows(
      em,
      RunResult,
      inserted,
      fresh.map((result, index) => ({ ...result, run: run.id, position: last.position + index + 1 })),
    );
  }
  if (late.length > 0) await scoreLate(em, run, late, batch.scoreMetric ?? null);
  return {
    added: fresh.length,
    alreadyThere: results.length - fresh.length - late.length,
    scored: late.length,
  };
}

/** What is stored of a result. */
const inserted = [...NewResult.keyof().options, ...(["run", "position", "textReplaced"] as const)] as const;

/** What tells results of one run apart. */
export const keyOf = ({ itemKey, repeat }: { itemKey: string; repeat: number }) =>
  JSON.stringify([itemKey, repeat]);

/** Throws `InvalidRun` where two of one call are the same. */
export function refuseTwins(results: readonly StorableResult[]): void {
  const seen = new Set<string>();
  for (const [index, result] of results.entries()) {
    if (seen.has(keyOf(result))) {
      throw new InvalidRun(
        `results[${index}].itemKey: "${result.itemKey}" repeat ${result.repeat} stands twice in this call; ` +
          "number the repeats of an item 1, 2, 3 …",
      );
    }
    seen.add(keyOf(result));
  }
}

/** A stored result, and what is sent of it with its score. */
interface LateScore {
  readonly stored: RunResult;
  readonly sent: StorableResult;
}

async function withoutStored(
  em: Em,
  { id: runId, textsRemovedAt }: Run,
  results: readonly StorableResult[],
): Promise<{ fresh: StorableResult[]; late: LateScore[] }> {
  const itemKeys = [...new Set(results.map((result) => result.itemKey))];
  const rows = await em.find(
    RunResult,
    { run: runId, itemKey: { $in: itemKeys } },
    { populate: ["transcript"] },
  );
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  const fresh: StorableResult[] = [];
  const late: LateScore[] = [];
  for (const [index, sent] of results.entries()) {
    const stored = byKey.get(keyOf(sent));
    const field = stored && contradiction(stored, sent, textsRemovedAt !== null);
    if (field !== undefined) {
      throw new RunConflict(
        `results[${index}].${field}: item "${sent.itemKey}" repeat ${sent.repeat} is stored with another ${field}; ` +
          "a stored result is never changed",
      );
    }
    if (!stored) fresh.push(sent);
    else if (takesScore(stored, sent)) late.push({ stored, sent });
  }
  return { fresh, late };
}

/** Gives results their scores, and a completed run its figures and the facts theirs. */
async function scoreLate(
  em: Em,
  run: Run,
  late: readonly LateScore[],
  scoreMetric: string | null,
): Promise<void> {
  if (run.status === "failed") {
    throw new RunConflict(
      `runId: run ${run.id} is failed; results of a running or completed run are scored only`,
    );
  }
  for (const { stored, sent } of late) {
    const { score, passed, metrics } = sent;
    const reason = run.textsRemovedAt ? null : sent.reason;
    Object.assign(stored, { score, passed, reason, metrics });
  }
  // In a few statements, however many they are.
  await em.flush();
  const { completedAt } = run;
  if (!completedAt) return;
  const figures = RunFigures.parse((await figuresOf(em, [run.id])).get(run.id));
  await rescoreRun(em, completedRun(run.id, completedAt, run), {
    positions: late.map(({ stored }) => stored.position),
    async updateRun() {
      const { averageScore, passedItems, perfectItems, partialItems, failedItems, unscoredItems } = figures;
      await em.nativeUpdate(Run, run.id, {
        contentHash: null,
        averageScore,
        passedItems,
        perfectItems,
        partialItems,
        failedItems,
        unscoredItems,
        metrics: figures.metrics,
        // What the scores are is known with them.
        scoreMetric: run.scoreMetric ?? scoreMetric,
      });
      return completedRun(run.id, completedAt, { ...figures, limited: run.limited });
    },
  });
}
