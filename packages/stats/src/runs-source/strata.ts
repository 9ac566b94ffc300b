import type { Em } from "@evalboard/db";
import type { Subject } from "../figure-source.ts";
import { StratumRow } from "../rows.ts";
import type { Interval } from "../window.ts";
import { completedRuns } from "./completed-runs.ts";
import { datasetId, itemFigures, modelId, promptVersionId, runs, scoreFigures } from "./fragments.ts";

/** Every stratum with a run in the interval: the runs of one prompt version, model and dataset. */
export async function strata(em: Em, interval: Interval, subject?: Subject): Promise<StratumRow[]> {
  const rows = await completedRuns(em, interval, subject)
    .select([promptVersionId, modelId, datasetId, runs, ...scoreFigures, ...itemFigures])
    .groupBy(["run.promptVersion", "run.model", "run.dataset"])
    .execute("all", false);
  return StratumRow.array().parse(rows);
}
