import type { Em } from "@evalboard/db";
import { completedRuns } from "../completed-runs.ts";
import { effortFigures, itemFigures, runs, scoreFigures } from "../fragments.ts";
import { ModelRow } from "../rows.ts";
import type { Interval } from "../window.ts";

/** Every model with a run in the interval, in no order: SQL knows no t quantile to rank them by. */
export async function topModels(em: Em, interval: Interval): Promise<ModelRow[]> {
  const rows = await completedRuns(em, interval)
    .join("run.model", "model")
    .select([
      "model.id",
      "model.provider",
      "model.name",
      runs,
      ...scoreFigures,
      ...itemFigures,
      ...effortFigures,
    ])
    .groupBy("model.id")
    .execute("all", false);
  return ModelRow.array().parse(rows);
}
