import type { Em } from "@evalboard/db";
import { CellRow } from "../rows.ts";
import type { Interval } from "../window.ts";
import { completedRuns } from "./completed-runs.ts";
import { datasetId, itemFigures, modelId, runs, scoreFigures } from "./fragments.ts";

/** Every pair of these models and datasets that has a run in the interval. */
export async function cells(
  em: Em,
  interval: Interval,
  modelIds: readonly string[],
  datasetIds: readonly string[],
): Promise<CellRow[]> {
  const rows = await completedRuns(em, interval)
    .select([modelId, datasetId, runs, ...scoreFigures, ...itemFigures])
    .andWhere({ model: { $in: modelIds }, dataset: { $in: datasetIds } })
    .groupBy(["run.model", "run.dataset"])
    .execute("all", false);
  return CellRow.array().parse(rows);
}
