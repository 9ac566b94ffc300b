import type { ListRuns, RunPage } from "@evalboard/contract";
import { type Em, Run } from "@evalboard/db";
import type { z } from "zod";
import { readSortedPage } from "./pager.ts";
import { runCondition } from "./run-filter.ts";
import { rowRelations, runRow } from "./run-row.ts";

const columns = {
  startedAt: { name: "started_at", type: "timestamptz" },
  averageScore: { name: "average_score", type: "float8" },
  latencyMs: { name: "latency_ms", type: "float8" },
  costUsd: { name: "cost_usd", type: "float8" },
} as const;

/**
 * One page of the runs that the filter lets through; those that lack what the list is sorted by come last, newest first.
 * Throws `InvalidRun` for a cursor that no page gave.
 */
export async function listRuns(em: Em, query: z.output<typeof ListRuns>): Promise<RunPage> {
  const condition = await runCondition(em, query);
  const { page, nextCursor } = await readSortedPage({
    query,
    column: columns[query.sort],
    tie: { name: "id", type: "uuid", order: "desc" },
    async find(conditions, orderBy, limit) {
      const options = { populate: rowRelations, strategy: "joined", orderBy, limit } as const;
      // A prompt's text may be long, and no row shows it.
      const exclude = ["promptVersion.text"] as const;
      const runs = await em.find(Run, { $and: [condition, ...conditions] }, { ...options, exclude });
      return runs.map(runRow);
    },
    endOf: (run) => [run[query.sort], run.id],
  });
  return { runs: page, nextCursor };
}
