import type { AddedResults, AddResults, NewResult } from "@evalboard/contract";
import { type Em, RunResult } from "@evalboard/db";
import { sql } from "@mikro-orm/core";
import { z } from "zod";
import { InvalidRun, RunConflict } from "./errors.ts";
import { lockRun } from "./run-row.ts";
import { storableText } from "./text.ts";

const Last = z.object({ position: z.coerce.number() });

/** Inserts those of the batch that are new. Throws `RunConflict` where the run has ended or a stored result differs. */
export async function addResults(em: Em, batch: z.output<typeof AddResults>): Promise<AddedResults> {
  const run = await lockRun(em, batch.runId);
  const results = batch.results.map(storableResult);
  refuseTwins(results);

  const last = Last.parse(
    await em
      .createQueryBuilder(RunResult, "r")
      .select(sql`coalesce(max(r.position), 0)`.as("position"))
      .where({ run: batch.runId })
      .execute("get"),
  );
  const fresh = last.position === 0 ? results : await withoutStored(em, batch.runId, results);
  if (fresh.length > 0 && run.status !== "running") {
    throw new RunConflict(`runId: run ${run.id} is ${run.status}; results are added to a running run only`);
  }
  if (fresh.length > 0) {
    await em.insertMany(
      RunResult,
      fresh.map((result, index) => ({ ...result, run: batch.runId, position: last.position + index + 1 })),
    );
  }
  return { added: fresh.length, alreadyThere: results.length - fresh.length };
}

const keyOf = ({ itemKey, repeat }: { itemKey: string; repeat: number }) => JSON.stringify([itemKey, repeat]);

function refuseTwins(results: readonly StorableResult[]): void {
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

async function withoutStored(
  em: Em,
  runId: string,
  results: readonly StorableResult[],
): Promise<StorableResult[]> {
  const itemKeys = [...new Set(results.map((result) => result.itemKey))];
  const rows = await em.find(RunResult, { run: runId, itemKey: { $in: itemKeys } });
  const stored = new Map(rows.map((row) => [keyOf(row), row]));
  return results.filter((result, index) => {
    const row = stored.get(keyOf(result));
    if (row && !sameResult(row, result)) {
      throw new RunConflict(
        `results[${index}]: item "${result.itemKey}" repeat ${result.repeat} is stored with other values; ` +
          "a stored result is never changed",
      );
    }
    return row === undefined;
  });
}

/** A result with its texts as the database holds them, and the flag that says whether that changed any. */
type StorableResult = z.output<typeof NewResult> & { readonly textReplaced: boolean };

const textFields = ["input", "expected", "output", "reason", "error"] as const;

/** Makes the texts storable. */
function storableResult(result: z.output<typeof NewResult>): StorableResult {
  const texts = {
    input: storableText(result.input),
    expected: storableText(result.expected),
    output: storableText(result.output),
    reason: storableText(result.reason),
    error: storableText(result.error),
  };
  return { ...result, ...texts, textReplaced: textFields.some((field) => texts[field] !== result[field]) };
}

/** Whether both say the same of the same item, so that a retried call is told from a contradiction. */
function sameResult(stored: StorableResult, sent: StorableResult): boolean {
  const numberFields = ["score", "latencyMs", "inputTokens", "outputTokens", "costUsd"] as const;
  return (
    textFields.every((field) => stored[field] === sent[field]) &&
    // `===` and not Object.is: the database stores -0 as it was sent, and 0 equals it.
    numberFields.every((field) => stored[field] === sent[field])
  );
}
