import { Run, RunResult, type Em } from "@evalboard/db";
import type { z } from "zod";
import type { ListResults, ResultPage, ResultRow } from "./contract.ts";
import { RunNotFound } from "./errors.ts";
import { outcomeOf } from "./run-row.ts";

/** One page of a run's results, in order of arrival. */
export async function listResults(
  em: Em,
  { runId, limit, cursor }: z.output<typeof ListResults>,
): Promise<ResultPage> {
  const after = { run: runId, position: { $gt: cursor ?? 0 } };
  const rows = await em.find(RunResult, after, { orderBy: { position: "asc" }, limit: limit + 1 });
  if (rows.length === 0 && (await em.count(Run, { id: runId })) === 0) throw new RunNotFound(runId);
  const page = rows.slice(0, limit);
  return {
    results: page.map(resultRow),
    nextCursor: rows.length > limit ? (page.at(-1)?.position ?? null) : null,
  };
}

function resultRow(result: RunResult): ResultRow {
  return {
    position: result.position,
    itemKey: result.itemKey,
    repeat: result.repeat,
    outcome: outcomeOf(result.score),
    input: result.input,
    expected: result.expected,
    output: result.output,
    score: result.score,
    reason: result.reason,
    error: result.error,
    latencyMs: result.latencyMs,
    inputTokens: result.inputTokens,
    outputTokens: result.outputTokens,
    costUsd: result.costUsd,
    textReplaced: result.textReplaced,
  };
}
