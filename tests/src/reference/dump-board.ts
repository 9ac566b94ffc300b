import { writeFile } from "node:fs/promises";
import type { StatsReport } from "@evalboard/contract";
import type { Orm } from "@evalboard/db";

/** What was recorded, by the name that the program beside this file knows it by. */
const queries = {
  models: "select id, provider, name, canonical_id as canonical from models",
  datasets: "select id, name, canonical_id as canonical from datasets",
  prompts: "select id, name, canonical_id as canonical from prompts",
  versions:
    "select id, prompt_id as prompt, number, canonical_id as canonical, first_run_at from prompt_versions",
  metrics: "select name, higher_is_better from metrics",
  runs:
    "select id, model_id as model, dataset_id as dataset, prompt_version_id as version, limited, started_at, completed_at, " +
    "average_score, latency_ms, cost_usd, spent_usd from runs where status = 'completed'",
  // A row a run, its results as lists: a row each would be ten times the bytes.
  results:
    "select run_id as run, " +
    ["item_key", "score", "passed", "latency_ms", "cost_usd", "cached", "metrics"]
      .map((column) => `array_agg(${column} order by position) as ${column}`)
      .join(", ") +
    ", array_agg(error is not null order by position) as errored from run_results group by run_id",
} as const;

/**
 * Writes what was recorded on a board, every completed run with its results as they are stored, and beside it what `stats.get`
 * said of it, as JSON for `recompute.py`.
 */
export async function dumpBoard(
  orm: Pick<Orm, "em">,
  reports: readonly StatsReport[],
  path: string,
): Promise<void> {
  const connection = orm.em.getConnection();
  const recorded: Record<string, unknown[]> = {};
  for (const [name, query] of Object.entries(queries)) {
    const rows: { row: unknown }[] = await connection.execute(
      `select row_to_json(t) as "row" from (${query}) t`,
    );
    recorded[name] = rows.map(({ row }) => row);
  }
  await writeFile(path, JSON.stringify({ recorded, reports }));
}
