import type { Em } from "@evalboard/db";
import { sql } from "@mikro-orm/core";
import { completedRuns } from "../completed-runs.ts";
import { LIST_LIMIT } from "../contract.ts";
import { datasetName, itemFigures, models, runs, scoreFigures } from "../fragments.ts";
import { DatasetRow } from "../rows.ts";
import type { Interval } from "../window.ts";

/** The datasets that most runs of the interval used, ties by name. */
export async function topDatasets(em: Em, interval: Interval): Promise<DatasetRow[]> {
  const rows = await completedRuns(em, interval)
    .join("run.dataset", "dataset")
    .select(["dataset.id", "dataset.name", runs, models, ...scoreFigures, ...itemFigures])
    .groupBy("dataset.id")
    .orderBy([{ [sql.ref("runs")]: "desc" }, { [datasetName]: "asc" }])
    .limit(LIST_LIMIT)
    .execute("all", false);
  return DatasetRow.array().parse(rows);
}
