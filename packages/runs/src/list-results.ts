import { RunResult, type Em } from "@evalboard/db";
import type { z } from "zod";
import type { ListResults, ResultPage } from "./contract.ts";
import { requireRun } from "./require-run.ts";
import { resultRow } from "./result-row.ts";

/** One page of a run's results, in order of arrival. */
export async function listResults(
  em: Em,
  { runId, limit, cursor }: z.output<typeof ListResults>,
): Promise<ResultPage> {
  const after = { run: runId, position: { $gt: cursor ?? 0 } };
  const rows = await em.find(RunResult, after, { orderBy: { position: "asc" }, limit: limit + 1 });
  if (rows.length === 0) await requireRun(em, runId);
  const page = rows.slice(0, limit);
  return {
    results: page.map(resultRow),
    nextCursor: rows.length > limit ? (page.at(-1)?.position ?? null) : null,
  };
}
